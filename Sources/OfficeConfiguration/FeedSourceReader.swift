import MarkedYAML

/// Reads the keys of a feed.
struct FeedSourceReader {
    static let keys = SourceKeys.web.union(["full_text"])

    let source: SourceKeys

    func feed() throws(YAMLProblem) -> OfficeConfiguration.FeedSource {
        let choices = OfficeConfiguration.FeedSource.FullText.allCases.map(\.rawValue)
        let fullText = try source.choice("full_text", among: choices)
        return OfficeConfiguration.FeedSource(
            address: try source.webAddress(), labels: try source.labels(channel: "web", kind: "news"),
            fullText: fullText.flatMap { OfficeConfiguration.FeedSource.FullText(rawValue: $0) } ?? .auto)
    }
}
