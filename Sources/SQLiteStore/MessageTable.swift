import Casework
import Classification
import Foundation
import GRDB

/// Reading and writing filed messages.
enum MessageTable {
    /// Where a message stands that was filed before.
    struct Place {
        /// Its case; nil when it was set aside.
        var position: Int64?
        /// Whether it opened the case.
        var opened: Bool
    }

    /// A case that a message belongs to, and why.
    struct Home {
        var position: Int64
        /// Whether the very same message (Message-ID and content) is in the case already.
        var hasSameMessage: Bool
        /// Whether the same words from the same sender are in the case already.
        var hasSameContent: Bool
    }

    static func place(of item: ItemID, in database: Database) throws -> Place? {
        try database.row("SELECT position, opened FROM message WHERE item = ?", [StoredText(item.rawValue)])
            .map { Place(position: $0["position"], opened: $0["opened"]) }
    }

    /// The case that a message joins: that of the same Message-ID, else of the nearest message it refers to, else of the same
    /// words.
    static func home(of keys: JoinKeys, in database: Database) throws -> Home? {
        let same = try keys.content.flatMap { try first("content_key", $0, in: database)?["position"] as Int64? }
        for key in (keys.thread.map { [$0] } ?? []) + keys.references {
            guard let row = try first("thread_key", key, in: database) else { continue }
            let position: Int64 = row["position"]
            let content: Data? = row["content_key"]
            let isSame = keys.content?.isKept(as: content) ?? (content == nil)
            return Home(
                position: position,
                hasSameMessage: key == keys.thread && isSame && !keys.isNamedBySource,
                hasSameContent: position == same)
        }
        return same.map { Home(position: $0, hasSameMessage: false, hasSameContent: true) }
    }

    /// The first message with a sum, of this version or an older one; each is looked up by its index.
    private static func first(_ column: String, _ sum: KeyedSum, in database: Database) throws -> Row? {
        try [sum.kept, sum.bare].compactMap { stored in
            try database.row(
                """
                SELECT sequence, position, content_key FROM message WHERE \(column) = ? AND position IS NOT NULL
                ORDER BY sequence LIMIT 1
                """, [stored])
        }.min { ($0["sequence"] as Int64) < ($1["sequence"] as Int64) }
    }

    static func insert(_ prepared: PreparedMessage, position: Int64?, opened: Bool, in database: Database) throws {
        try database.run(
            """
            INSERT INTO message (item, position, opened, received_at, thread_key, content_key, size, message, verdict,
                is_redacted, is_keyed, redaction, sender_number, sender_kind, sender_mask, reply_number, reply_mask,
                reply_refusal)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1, 2, ?, ?, ?, ?, ?, ?)
            """,
            [
                StoredText(prepared.message.item.rawValue), position, opened, prepared.message.receivedAt.rawValue,
                prepared.keys.thread?.kept, prepared.keys.content?.kept,
                prepared.messageJSON.utf8.count + prepared.verdictJSON.utf8.count, prepared.messageJSON,
                prepared.verdictJSON, prepared.contact?.number, prepared.contact?.kind.rawValue,
                prepared.contact.map { StoredText($0.mask) }, prepared.reply.number,
                prepared.reply.mask.map(StoredText.init), prepared.reply.refusal?.rawValue,
            ])
        if position != nil { try AttachmentTable.insert(prepared.message, in: database) }
    }

    /// Messages of a case, oldest first: the first one and the newest others, within bounds of number and bytes.
    static func messages(at position: Int64, limit: Int, bytes: Int, in database: Database) throws -> [StoredLetter] {
        let listing = try Row.fetchAll(
            database,
            sql: """
                SELECT sequence, size FROM (
                    SELECT * FROM (SELECT sequence, size, received_at FROM message WHERE position = :position
                        ORDER BY received_at, sequence LIMIT 1)
                    UNION
                    SELECT * FROM (SELECT sequence, size, received_at FROM message WHERE position = :position
                        ORDER BY received_at DESC, sequence DESC LIMIT :limit - 1)
                ) ORDER BY received_at, sequence
                """, arguments: ["position": position, "limit": limit])
        var chosen: [Int64] = []
        var total = 0
        for row in listing.prefix(1) + listing.dropFirst().reversed() {
            total += row["size"] as Int
            guard chosen.isEmpty || total <= bytes else { break }
            chosen.append(row["sequence"])
        }
        let oldestFirst = chosen.prefix(1) + chosen.dropFirst().reversed()
        return try oldestFirst.compactMap { try letter($0, in: database) }
    }

    /// The message with a sequence number.
    static func letter(_ sequence: Int64, in database: Database) throws -> StoredLetter? {
        try database.row("SELECT is_redacted, message, verdict FROM message WHERE sequence = ?", [sequence])
            .map { try StoredLetter($0) }
    }

    /// The message of an item.
    static func letter(of item: ItemID, in database: Database) throws -> StoredLetter? {
        try database.row(
            "SELECT is_redacted, message, verdict FROM message WHERE item = ?", [StoredText(item.rawValue)]
        ).map { try StoredLetter($0) }
    }
}
