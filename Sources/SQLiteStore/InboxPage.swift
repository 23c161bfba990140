import Casework
import Crypto
import Foundation
import GRDB

/// A row of the inbox with what the rules have done to its original.
struct InboxItem: Sendable {
    var sequence: Int64
    var id: String
    var source: String
    var key: String
    var receivedAt: Int64
    var mediaType: String
    var size: Int
    /// The sum it had when it was accepted.
    var sum: Data?
    /// How it was replaced by the rules, if it was.
    var change: Change?
    /// The case that its message is in.
    var code: TrackingCode?

    /// How an original was replaced by the rules.
    struct Change: Sendable {
        /// The sum it has had since then.
        var sum: Data
        /// The audit entry that tells so.
        var audit: Int64
        /// Whether it was removed.
        var isRemoval: Bool
        /// Whether the bytes are still to be replaced.
        var isPending: Bool
    }

    static let sql = """
        SELECT i.sequence, i.id, i.source, i.key, i.received_at, i.media_type, i.size, i.sha256,
            (SELECT c.code FROM message m JOIN cases c ON c.position = m.position WHERE m.item = i.id) AS code,
            x.sha256 AS changed, x.audit, x.removed,
            x.record IS NOT NULL AS pending
        FROM inbox i LEFT JOIN original_change x ON x.item = i.id
            AND x.audit = (SELECT max(y.audit) FROM original_change y WHERE y.item = i.id)
        """

    init(_ row: Row) {
        sequence = row["sequence"]
        id = row.text("id")
        source = row.text("source")
        key = row.text("key")
        receivedAt = row["received_at"]
        mediaType = row.text("media_type")
        size = row["size"]
        sum = row["sha256"]
        code = row.optionalText("code").flatMap(TrackingCode.init)
        if let sum = row["changed"] as Data? {
            change = Change(
                sum: sum, audit: row["audit"], isRemoval: row["removed"], isPending: row["pending"])
        }
    }

    init?(_ sequence: Int64, in database: Database) throws {
        guard let row = try database.row(Self.sql + " WHERE i.sequence = ?", [sequence]) else { return nil }
        self.init(row)
    }
}

/// Some rows of the inbox in their order.
struct InboxPage: Sendable {
    var items: [InboxItem]

    init(after sequence: Int64, in database: Database) throws {
        items = try Row.fetchAll(
            database, sql: InboxItem.sql + " WHERE i.sequence > ? ORDER BY i.sequence LIMIT 200", arguments: [sequence]
        ).map(InboxItem.init)
    }
}

/// What `originals.sqlite` has of an item.
struct OriginalFacts: Sendable {
    var source: String
    var key: String
    var receivedAt: Int64
    var mediaType: String
    var size: Int
    /// The sum of the bytes as they are now.
    var sum: Data

    init?(_ id: String, in database: Database) throws {
        let row = try database.row(
            "SELECT rowid, source, key, received_at, media_type, size FROM original WHERE id = ?", [StoredText(id)])
        guard let row else { return nil }
        source = row.text("source")
        key = row.text("key")
        receivedAt = row["received_at"]
        mediaType = row.text("media_type")
        size = row["size"]
        sum = OriginalSum.of(try LargeBytes.read(row: row["rowid"], in: database))
    }
}
