import Casework
import Foundation
import GRDB
import PersonalData
import Sealing

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

    /// Keeps an item's bytes, sealed, unless its (source, key) is known.
    static func keep(
        _ item: CollectedItem, with key: DataKey, at time: Timestamp, in database: Database
    ) throws -> KeptOriginal {
        if let known = try known(item, in: database) { return known }
        var kept = KeptOriginal(
            id: ItemID.make(at: time).rawValue, source: item.source, key: item.key,
            receivedAt: item.receivedAt.rawValue, mediaType: item.mediaType.rawValue, size: item.bytes.count,
            defect: item.defect.map { String(Redaction($0).text.prefix(2000)) })
        let name = SealedTable.name(ofOriginal: kept.id)
        let record =
            item.bytes.count > LargeBytes.least ? nil : try SealedRecord.seal(Data(item.bytes), as: name, with: key)
        kept.sum = record.map { OriginalSum.of($0) }
        try database.run(
            """
            INSERT INTO original (id, source, key, received_at, media_type, size, defect, bytes, sha256, is_sealed)
            VALUES (?, ?, ?, ?, ?, ?, ?, \(record == nil ? "zeroblob(?)" : "?"), ?, 1)
            """,
            [
                kept.id, StoredText(kept.source), StoredText(kept.key), kept.receivedAt, kept.mediaType, kept.size,
                kept.defect.map(StoredText.init), record ?? SealedRecord.size(of: item.bytes.count), kept.sum,
            ])
        if record == nil {
            let row = database.lastInsertedRowID
            kept.sum = try LargeBytes.seal(item.bytes, as: name, with: key, row: row, in: database)
            try database.run("UPDATE original SET sha256 = ? WHERE rowid = ?", [kept.sum, row])
        }
        return kept
    }

    private static func known(_ item: CollectedItem, in database: Database) throws -> KeptOriginal? {
        try database.row(
            "SELECT id, received_at, media_type, size, defect, sha256 FROM original WHERE source = ? AND key = ?",
            [StoredText(item.source), StoredText(item.key)]
        ).map { row in
            KeptOriginal(
                id: row.text("id"), source: item.source, key: item.key, receivedAt: row["received_at"],
                mediaType: row.text("media_type"), size: row["size"], defect: row.optionalText("defect"),
                sum: row["sha256"])
        }
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
