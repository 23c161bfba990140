import Casework
import WebReading

/// Turns a feed's bytes into web items, one an entry.
enum FeedItems {
    /// The entries of a feed; their id is the entry's own identifier, so that fetching the feed again changes nothing.
    static func records(
        ofFeed bytes: [UInt8], declaredCharset: String?, labels: ItemLabels
    ) throws(FeedReadingError) -> [WebItemRecord] {
        let feed = try FeedReader().read(bytes, declaredCharset: declaredCharset)
        return feed.entries.map { entry in
            var record = WebItemRecord(
                id: entry.id, kind: labels.kind, channel: labels.channel, title: entry.title, text: entry.text)
            record.authorName = entry.author
            record.link = entry.link
            record.published = entry.published
            record.updated = entry.updated
            return record
        }
    }

    /// The items of a feed that was in quarantine.
    static func items(
        ofFeed bytes: [UInt8], source: String, receivedAt: Timestamp
    ) throws(FeedReadingError) -> [CollectedItem] {
        let labels = ItemLabels(channel: .web, kind: .feedEntry)
        return try records(ofFeed: bytes, declaredCharset: nil, labels: labels).map { record in
            WebDelivery(source: source, keyPrefix: "entry").first(record, at: receivedAt)
        }
    }
}
