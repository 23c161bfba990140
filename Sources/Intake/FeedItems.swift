import Casework
import WebReading

/// Turns a feed's bytes into web items, one an entry.
struct FeedItems {
    /// The entries; their id is the entry's own identifier, so that fetching the feed again changes nothing.
    private(set) var records: [WebItemRecord] = []
    /// Identifiers of entries of which the feed has a teaser only.
    private(set) var teasers: Set<String> = []
    /// The fields that each entry has.
    private(set) var fields: [Set<String>] = []
    /// The feed.
    let feed: Feed

    init(
        ofFeed bytes: [UInt8], declaredCharset: String?, baseURL: String?, labels: ItemLabels
    ) throws(FeedReadingError) {
        feed = try FeedReader().read(bytes, declaredCharset: declaredCharset, baseURL: baseURL)
        for entry in feed.entries {
            var record = WebItemRecord(
                id: entry.id, kind: labels.kind, channel: labels.channel, title: entry.title, text: entry.text)
            record.authorName = entry.author
            record.link = entry.link
            record.published = entry.published
            record.updated = entry.updated
            record.tags = entry.tags.isEmpty ? nil : entry.tags
            records.append(record)
            if entry.isTeaser { teasers.insert(entry.id) }
            let present: [(String, Bool)] = [
                ("title", entry.title != nil), ("link", entry.link != nil), ("author", entry.author != nil),
                ("published", entry.published != nil), ("text", !entry.text.isEmpty),
            ]
            fields.append(Set(present.filter(\.1).map(\.0)))
        }
    }

    /// The items of a feed that was in quarantine.
    static func items(
        ofFeed bytes: [UInt8], source: String, receivedAt: Timestamp
    ) throws(FeedReadingError) -> [CollectedItem] {
        let labels = ItemLabels(channel: .web, kind: .feedEntry)
        return try FeedItems(ofFeed: bytes, declaredCharset: nil, baseURL: nil, labels: labels).records.map { record in
            WebDelivery(source: source, keyPrefix: "entry").first(record, at: receivedAt)
        }
    }
}
