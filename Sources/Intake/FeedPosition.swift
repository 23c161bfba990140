import Foundation

/// How far a feed has been collected; the value of its watermark.
struct FeedPosition: Codable {
    /// What is remembered of its address.
    var fetch = FetchState()
    /// Seconds within which nothing new comes, as the feed and its server say.
    var quietSeconds: Int?
    /// Which fields its entries have.
    var drift = SchemaDrift()

    /// How often the article of an entry could not be had, by what stands for the entry; entries that wait for theirs.
    var articleFailures: [String: Int]?

    private enum CodingKeys: String, CodingKey {
        case articleFailures = "article_failures"
        case fetch
        case quietSeconds = "quiet_seconds"
        case drift
    }

    init() {}

    init?(_ watermark: String) {
        guard let position = try? JSONDecoder().decode(Self.self, from: Data(watermark.utf8)) else { return nil }
        self = position
    }

    /// The value to keep; nil when it cannot be encoded, which only costs one full fetch.
    var encoded: String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) }
    }
}
