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
            let key = "entry/" + ContentHash.short(of: Array(entry.id.utf8))
            // Texts and numbers always encode; should one not, its text is kept and shown in quarantine, never dropped.
            let json = try? encoder.encode(record)
            items.append(
                CollectedItem(
                    source: source, key: key, receivedAt: receivedAt, mediaType: .feedEntry,
                    bytes: json.map { Array($0) } ?? Array(entry.text.utf8),
                    defect: json == nil
                        ? "Không lưu được bản tin này dưới dạng JSON. Hãy đọc trực tiếp trên trang." : nil))
        }
        return items
    }
}
