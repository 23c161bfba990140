import Casework
import Foundation
import GRDB
import LetterRedaction
import PersonalData

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

    /// The attachments of a message in the order of its list, with redacted texts.
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
                SELECT a.item, a.path, a.state, a.judged_from, a.sha256, t.is_redacted,
                    coalesce(length(r.text), length(t.content)) AS size
                FROM attachment a LEFT JOIN attachment_text t ON t.sha256 = a.sha256
                LEFT JOIN attachment_redacted r ON r.item = a.item AND r.path = a.path WHERE a.item = ?
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
            if let own = try redactedText(row.text("item"), row.text("path"), in: database) { text.text = own }
            // What an older version kept is redacted on the way until it is sealed.
            if row["is_redacted"] as Bool? == false {
                text.text = LetterRedaction.redaction(ofAttachment: text.text).text
            }
        } else {
            text.notes.append(
                BilingualText(
                    vi: "Nội dung không hiện ở đây vì các tệp kèm theo quá dài; xin tải tệp.",
                    en: "The text is not shown because the attachments are too long together; download the file."))
        }
        return .read(text)
    }

    /// The text of an attachment as its letter redacts it; nil when an older version keeps the text for all letters.
    private static func redactedText(_ item: String, _ path: String, in database: Database) throws -> String? {
        try database.row(
            "SELECT text FROM attachment_redacted WHERE item = ? AND path = ?", [StoredText(item), StoredText(path)]
        )?.text("text")
    }

    /// Keeps the text of an attachment as its letter redacts it.
    static func keep(redacted text: String, of id: AttachmentID, in database: Database) throws {
        try database.run(
            """
            INSERT INTO attachment_redacted (item, path, text) VALUES (?, ?, ?)
            ON CONFLICT (item, path) DO UPDATE SET text = excluded.text
            """,
            [StoredText(id.item.rawValue), StoredText(id.path), StoredText(text)])
    }

    /// The attachments of an item whose text is known: path, sum, state and where the verdict counts them from.
    static func readParts(
        of item: ItemID, in database: Database
    ) throws -> [(path: String, sha256: String, isNew: Bool, judgedFrom: Int?)] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT a.path, a.sha256, a.state, a.judged_from FROM attachment a
                JOIN attachment_text t ON t.sha256 = a.sha256 WHERE a.item = ? AND a.state <> 'waiting' ORDER BY a.path
                """, arguments: [StoredText(item.rawValue)]
        ).map { ($0.text("path"), $0["sha256"], $0["state"] == "known", $0["judged_from"]) }
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
