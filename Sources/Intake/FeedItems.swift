import Casework
import Crypto
import Foundation
import WebReading

/// Turns a feed's bytes into inbox items, one an entry.
enum FeedItems {
    /// The items of a feed; their key is the entry's own identifier, so that fetching the feed again changes nothing.
    static func items(
        ofFeed bytes: [UInt8], source: String, declaredCharset: String?, receivedAt: Timestamp
    ) throws(FeedReadingError) -> [CollectedItem] {
        let feed = try FeedReader().read(bytes, declaredCharset: declaredCharset)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var items: [CollectedItem] = []
        for entry in feed.entries {
            let record = FeedEntryRecord(entry, feedTitle: feed.title)
            // A record of texts and numbers always encodes; an entry that did not would be kept out by its empty bytes.
            guard let json = try? encoder.encode(record) else { continue }
            items.append(
                CollectedItem(
                    source: source, key: "entry/" + ContentHash.short(of: Array(entry.id.utf8)),
                    receivedAt: receivedAt, mediaType: .feedEntry, bytes: Array(json)))
        }
        return items
    }
}
