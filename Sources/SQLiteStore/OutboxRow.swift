import Casework
import Foundation
import GRDB
import PersonalData

/// Reading and writing rows of the outbox.
enum OutboxRow {
    static let columns = """
        o.id, c.code, o.kind, o.author, o.created_at, o.sender, o.recipient, o.subject, o.text, o.message_id, o.once_key, \
        o.state, o.attempts, o.due_at, o.last_answer, o.settled_at, o.bounced, o.is_sealed
        """
    static let tables = "outbox o LEFT JOIN cases c ON c.position = o.position"

    /// Reads a row as officers see it; the content only when the row has it and it is not sealed.
    static func message(_ row: Row) throws -> OutgoingMessage {
        let code = try row.optionalText("code").map { digits in
            guard let code = TrackingCode(digits) else { throw ColumnError(column: "code", text: digits) }
            return code
        }
        let content = row.hasColumn("content") ? (row["content"] as Data?) : nil
        let mail = OutgoingMessage(
            id: OutgoingID(rawValue: row.text("id")), code: code, kind: try row.value("kind"),
            author: row.text("author"), createdAt: Timestamp(rawValue: row["created_at"]), sender: row.text("sender"),
            recipient: row.text("recipient"), subject: row.text("subject"), text: row.text("text"),
            messageID: row.text("message_id"), content: content.map { [UInt8]($0) } ?? [],
            onceKey: row.text("once_key"), state: try row.value("state"), attempts: row["attempts"],
            dueAt: Timestamp(rawValue: row["due_at"]), lastAnswer: row.optionalText("last_answer"),
            settledAt: (row["settled_at"] as Int64?).map { Timestamp(rawValue: $0) }, hasBounced: row["bounced"])
        // What an older version kept in the open is masked on the way until it is sealed.
        return row["is_sealed"] || row.hasColumn("content") ? mail : SealedMail.shown(mail, knowing: KnownPersons())
    }

    /// Writes a new mail, of a case or of none; false when its once key is known for its recipient.
    static func insert(_ sealed: SealedMail, position: Int64?, in database: Database) throws -> Bool {
        let mail = sealed.shown
        let older = try database.row(
            "SELECT 1 FROM outbox WHERE once_key = ? AND recipient_key = ?",
            [StoredText(mail.onceKey), StoredText(sealed.olderRecipientKey)])
        guard older == nil else { return false }
        try database.run(
            """
            INSERT INTO outbox (id, position, kind, author, created_at, sender, recipient, recipient_key, subject, text,
                message_id, sent_key, once_key, state, attempts, due_at, bounced, attention, content, is_sealed, is_keyed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?, 0, 0, ?, 1, 1)
            ON CONFLICT (once_key, recipient_key) DO NOTHING
            """,
            [
                StoredText(mail.id.rawValue), position, mail.kind.rawValue, StoredText(mail.author),
                mail.createdAt.rawValue, StoredText(mail.sender), StoredText(mail.recipient), sealed.recipientKey,
                StoredText(mail.subject), StoredText(mail.text), StoredText(mail.messageID), sealed.sentKey,
                StoredText(mail.onceKey), mail.dueAt.rawValue, sealed.record,
            ])
        return database.changesCount == 1
    }

    /// Sets where a mail stands, with what the server said, which often repeats the address; what failed or is of unknown fate needs an officer's attention.
    static func set(
        _ state: OutgoingState, answer: String?, at time: Timestamp, id: OutgoingID, in database: Database
    ) throws {
        let isSettled = state == .sent || state == .failed || state == .unknown
        try database.run(
            """
            UPDATE outbox SET state = ?, last_answer = coalesce(?, last_answer), settled_at = ?, claimed_until = NULL,
                attention = ? WHERE id = ?
            """,
            [
                state.rawValue, answer.map { StoredText(String(Redaction($0).text.prefix(1_000))) },
                isSettled ? time.rawValue : nil,
                state == .failed || state == .unknown, StoredText(id.rawValue),
            ])
    }
}
