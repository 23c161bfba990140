import Casework
import Foundation
import GRDB

/// An item as `originals.sqlite` has it: what the inbox row is made of.
///
/// When an item was kept before, the row that is there counts, not what came this time, so that identifier, size and bytes
/// always belong together.
struct KeptOriginal: Sendable {
    var id: String
    var source: String
    var key: String
    var receivedAt: Int64
    var mediaType: String
    var size: Int
    var defect: String?
    /// SHA-256 of the bytes as they are kept; nil for what an older version kept.
    var sum: Data?

    /// Keeps an item's bytes unless its (source, key) is known.
    static func keep(_ item: CollectedItem, at time: Timestamp, in database: Database) throws -> KeptOriginal {
        let kept = KeptOriginal(
            id: ItemID.make(at: time).rawValue, source: item.source, key: item.key,
            receivedAt: item.receivedAt.rawValue, mediaType: item.mediaType.rawValue, size: item.bytes.count,
            defect: item.defect.map { String($0.prefix(2000)) }, sum: OriginalSum.of(item.bytes))
        let isLarge = item.bytes.count > LargeBytes.least
        // Empty bytes are bound as NULL: coalesce makes them an empty blob again.
        try database.run(
            """
            INSERT INTO original (id, source, key, received_at, media_type, size, defect, bytes, sha256)
            VALUES (?, ?, ?, ?, ?, ?, ?, \(isLarge ? "zeroblob(?)" : "coalesce(?, x'')"), ?)
            ON CONFLICT (source, key) DO NOTHING
            """,
            [
                kept.id, StoredText(kept.source), StoredText(kept.key), kept.receivedAt, kept.mediaType, kept.size,
                kept.defect.map(StoredText.init), isLarge ? item.bytes.count : Data(item.bytes), kept.sum,
            ])
        guard database.changesCount == 0 else {
            if isLarge { try LargeBytes.write(item.bytes, row: database.lastInsertedRowID, in: database) }
            return kept
        }
        let row = try database.row(
            "SELECT id, received_at, media_type, size, defect, sha256 FROM original WHERE source = ? AND key = ?",
            [StoredText(item.source), StoredText(item.key)])
        guard let row else { return kept }
        return KeptOriginal(
            id: row.text("id"), source: item.source, key: item.key, receivedAt: row["received_at"],
            mediaType: row.text("media_type"), size: row["size"], defect: row.optionalText("defect"),
            sum: row["sha256"])
    }

    /// Enters the item into the inbox, or into quarantine when it came with a defect; false when it is there already.
    func enter(at time: Timestamp, in database: Database) throws -> Bool {
        let isWhole = defect == nil
        try database.run(
            """
            INSERT INTO inbox (id, source, key, received_at, media_type, size, state, stage, reason, quarantined_at,
                sha256)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, key) DO NOTHING
            """,
            [
                id, StoredText(source), StoredText(key), receivedAt, mediaType, size,
                isWhole ? "pending" : "quarantined", isWhole ? nil : ProcessingStage.collect.rawValue,
                defect.map(StoredText.init), isWhole ? nil : time.rawValue, sum,
            ])
        return database.changesCount == 1
    }
}
