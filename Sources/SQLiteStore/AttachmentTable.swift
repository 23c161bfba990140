import Casework
import Foundation
import GRDB

/// Reading and writing attachments of filed messages.
enum AttachmentTable {
    /// Lets the attachments of a message that is filed into a case wait to be read.
    static func insert(_ message: Message, in database: Database) throws {
        for attachment in message.attachments {
            try database.run(
                """
                INSERT INTO attachment (item, path, received_at, state) VALUES (?, ?, ?, 'waiting')
                ON CONFLICT DO NOTHING
                """,
                [StoredText(message.item.rawValue), StoredText(attachment.path), message.receivedAt.rawValue])
        }
    }

    /// The attachments of a message in the order of its list.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - room: UTF-8 bytes of text that may still be loaded; what no longer fits comes with an empty text and a note.
    ///   - database: Where they are.
    /// - Returns: The attachments that have a row.
    /// - Throws: an error of the database.
    static func attachments(
        of message: Message, room: inout Int, in database: Database
    ) throws -> [FiledAttachment] {
        guard !message.attachments.isEmpty else { return [] }
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT a.path, a.state, a.judged_from, a.sha256, length(t.content) AS size FROM attachment a
                LEFT JOIN attachment_text t ON t.sha256 = a.sha256 WHERE a.item = ?
                """, arguments: [StoredText(message.item.rawValue)])
        let known = Dictionary(rows.map { ($0.text("path"), $0) }, uniquingKeysWith: { first, _ in first })
        var attachments: [FiledAttachment] = []
        for listing in message.attachments {
            guard let row = known[listing.path] else { continue }
            attachments.append(
                FiledAttachment(
                    id: AttachmentID(item: message.item, path: listing.path),
                    progress: try progress(row, room: &room, in: database), judgedFrom: row["judged_from"]))
        }
        return attachments
    }

    private static func progress(
        _ row: Row, room: inout Int, in database: Database
    ) throws -> FiledAttachment.Progress {
        if row["state"] == "waiting" { return .waiting }
        guard let size = row["size"] as Int?, let sha256 = row["sha256"] as String? else { return .inMessage }
        let isWhole = size <= room
        let column = isWhole ? "content" : "json_set(content, '$.text', '')"
        let content = try database.value(
            "SELECT \(column) FROM attachment_text WHERE sha256 = ?", [sha256], as: String.self)
        guard let content else { return .inMessage }
        var text: AttachmentText = try JSONColumn.value(content)
        if isWhole {
            room -= size
        } else {
            text.notes.append(
                BilingualText(
                    vi: "Nội dung không hiện ở đây vì các tệp kèm theo quá dài; xin tải tệp.",
                    en: "The text is not shown because the attachments are too long together; download the file."))
        }
        return .read(text)
    }

    /// The texts of an item that conclusions are still to be drawn from.
    static func newTexts(of item: ItemID, in database: Database) throws -> [AttachmentText] {
        try String.fetchAll(
            database,
            sql: """
                SELECT DISTINCT t.content FROM attachment a JOIN attachment_text t ON t.sha256 = a.sha256
                WHERE a.item = ? AND a.state = 'known'
                """, arguments: [StoredText(item.rawValue)]
        ).map { try JSONColumn.value($0) }
    }

    /// The texts of an item's attachments that were read.
    static func texts(of item: String, in database: Database) throws -> [String] {
        try String.fetchAll(
            database,
            sql: """
                SELECT DISTINCT t.content FROM attachment a JOIN attachment_text t ON t.sha256 = a.sha256
                WHERE a.item = ? AND a.state = 'done'
                """, arguments: [StoredText(item)]
        ).map { try JSONColumn.value($0, as: AttachmentText.self) }.filter { $0.unreadable == nil }.map(\.text)
    }

    /// Whether a case has been told of the same bytes before.
    static func isConcluded(_ sha256: String, at position: Int64, in database: Database) throws -> Bool {
        try database.row(
            """
            SELECT 1 FROM attachment a JOIN message m ON m.item = a.item
            WHERE a.sha256 = ? AND a.state = 'done' AND m.position = ? LIMIT 1
            """, [sha256, position]) != nil
    }

    /// The case of an attachment; throws when the case with this code has no such attachment.
    static func check(
        _ id: AttachmentID, isOf code: TrackingCode, by reader: Reader, in database: Database
    ) throws -> CaseRow {
        let row = try CaseRow.find(code, by: reader, in: database)
        let found = try database.row(
            """
            SELECT 1 FROM attachment a JOIN message m ON m.item = a.item
            WHERE a.item = ? AND a.path = ? AND m.position = ?
            """, [StoredText(id.item.rawValue), StoredText(id.path), row.position])
        guard found != nil else { throw StoreError.noSuchItem("\(id.item.rawValue) \(id.path)") }
        return row
    }
}
