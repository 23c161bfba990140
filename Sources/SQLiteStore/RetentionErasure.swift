import Casework
import Classification
import Foundation
import GRDB
import JSONWriting
import Places

/// Takes out of a case what has to go, inside a write transaction; the originals follow.
///
/// Everything that is made of a letter's words stands in this file: whoever adds a table that holds such words adds its
/// statement here.
struct RetentionErasure {
    let row: CaseRow
    let database: Database

    private struct Filed {
        var sequence: Int64
        var item: String
        var message: Message
        var verdict: Verdict
    }

    /// Line in lists of a case whose texts are gone.
    static let title = "(Đã rút gọn theo thời hạn lưu)"

    /// Takes out what an action names.
    ///
    /// - Returns: The items whose originals have to go.
    func erase(_ action: RetentionAction) throws -> [String] {
        switch action {
        case .keep: return []
        case .attachments: return try eraseAttachments()
        case .reduce: return try reduce()
        }
    }

    /// Takes out one message's attachments, or one attachment of it; the original that holds them goes whole.
    func eraseAttachment(_ id: AttachmentID) throws {
        for var filed in try messages() where filed.item == id.item.rawValue {
            for index in filed.message.attachments.indices where filed.message.attachments[index].path == id.path {
                mask(&filed.message.attachments[index])
            }
            try forgetTexts(of: filed.item, path: id.path)
            try keep(&filed)
        }
        try CaseText.rebuild(at: row.position, in: database)
    }

    private func eraseAttachments() throws -> [String] {
        var items: [String] = []
        for var filed in try messages() where !filed.message.attachments.isEmpty {
            for index in filed.message.attachments.indices { mask(&filed.message.attachments[index]) }
            try forgetTexts(of: filed.item, path: nil)
            try keep(&filed)
            items.append(filed.item)
        }
        try CaseText.rebuild(at: row.position, in: database)
        try database.run(
            "UPDATE cases SET retained = max(retained, 1), revision = revision + 1 WHERE position = ?", [row.position])
        return items
    }

    private func reduce() throws -> [String] {
        var items: [String] = []
        for var filed in try messages() {
            try forgetTexts(of: filed.item, path: nil)
            try database.run("DELETE FROM attachment WHERE item = ?", [StoredText(filed.item)])
            (filed.message.sender, filed.message.subject, filed.message.body) = (nil, nil, "")
            (filed.message.messageID, filed.message.references, filed.message.link) = (nil, [], nil)
            (filed.message.attachments, filed.message.defects, filed.message.extra) = ([], [], nil)
            (filed.verdict.evidence, filed.verdict.cues, filed.verdict.classEvidence) = ([], [], [])
            filed.verdict.places = []
            filed.verdict.signs = nil
            filed.verdict.place.hamlet = nil
            try CopyTable(database: database).forget(filed.sequence)
            try keep(&filed)
            try database.run(
                """
                UPDATE message SET thread_key = NULL, content_key = NULL, sender_number = NULL, sender_kind = NULL,
                    sender_mask = NULL, reply_number = NULL, reply_mask = NULL, reply_refusal = NULL WHERE sequence = ?
                """, [filed.sequence])
            try database.run("UPDATE inbox SET reason = NULL WHERE id = ?", [StoredText(filed.item)])
            items.append(filed.item)
        }
        try CaseText.replace(nil, at: row.position, in: database)
        try database.run("DELETE FROM acknowledgement_due WHERE position = ?", [row.position])
        try database.run("DELETE FROM letter_check WHERE position = ?", [row.position])
        try database.run("UPDATE satisfaction SET remark = '' WHERE position = ?", [row.position])
        // What was published stays: it was written for everybody and names nobody.
        try database.run("DELETE FROM publication WHERE position = ? AND state <> 'published'", [row.position])
        try database.run(
            """
            UPDATE outbox SET recipient = '', recipient_key = 'removed ' || sequence, subject = '', text = '',
                last_answer = NULL, content = x''
            WHERE position = ? AND state NOT IN ('waiting', 'sending')
            """, [row.position])
        try database.run(
            "UPDATE attachment_removal SET name = '', reason = '' WHERE position = ?", [row.position])
        try database.run(
            "UPDATE cases SET retained = 2, title = ?, hamlet = NULL, revision = revision + 1 WHERE position = ?",
            [StoredText(Self.title), row.position])
        // What was counted of old letters stays counted: the watch does not have to look at them again.
        try database.run("DELETE FROM watch_queue WHERE position = ? AND act IS NULL", [row.position])
        return items
    }

    private func messages() throws -> [Filed] {
        try Row.fetchAll(
            database, sql: "SELECT sequence, item, message, verdict FROM message WHERE position = ? ORDER BY sequence",
            arguments: [row.position]
        ).map { row in
            let message: Message = try JSONColumn.value(row["message"] as String)
            return Filed(
                sequence: row["sequence"], item: row.text("item"), message: message,
                verdict: try StoredVerdict.read(row["verdict"], of: message))
        }
    }

    /// Writes a message back, without evidence from attachments that are gone.
    private func keep(_ filed: inout Filed) throws {
        let end = filed.message.body.utf8.count
        func stays(_ evidence: Evidence) -> Bool { evidence.field == .subject || evidence.end <= end }
        filed.verdict.evidence.removeAll { !stays($0) }
        filed.verdict.cues.removeAll { !stays($0) }
        filed.verdict.classEvidence.removeAll { !stays($0) }
        filed.verdict.places.removeAll { !$0.inSubject && $0.end > end }
        let (message, verdict) = (filed.message.json, StoredVerdict(filed.verdict, of: filed.message).json)
        try database.run(
            "UPDATE message SET message = ?, verdict = ?, size = ? WHERE sequence = ?",
            [message, verdict, message.utf8.count + verdict.utf8.count, filed.sequence])
    }

    /// Forgets what was read in attachments, unless the same bytes are attached elsewhere too.
    private func forgetTexts(of item: String, path: String?) throws {
        let which = path == nil ? "item = ?" : "item = ? AND path = ?"
        let arguments: StatementArguments = [StoredText(item)] + (path.map { [StoredText($0)] } ?? [])
        let sums = try String.fetchAll(
            database, sql: "SELECT sha256 FROM attachment WHERE \(which) AND sha256 IS NOT NULL", arguments: arguments)
        try database.run(
            "UPDATE attachment SET state = 'done', sha256 = NULL, judged_from = NULL WHERE \(which)", arguments)
        try database.run("DELETE FROM attachment_redacted WHERE \(which)", arguments)
        for sum in Set(sums) {
            try database.run(
                """
                DELETE FROM attachment_text WHERE sha256 = ?1
                    AND NOT EXISTS (SELECT 1 FROM attachment WHERE sha256 = ?1)
                """, [sum])
            guard database.changesCount > 0 else { continue }
            try database.run("INSERT INTO sealed_text_due (sha256) VALUES (?) ON CONFLICT DO NOTHING", [sum])
        }
    }

    private func mask(_ listing: inout AttachmentListing) { listing.filename = Self.masked(listing.filename) }

    /// What is left of a file's name, which often names people: its ending.
    static func masked(_ name: String?) -> String {
        let ending = name?.split(separator: ".").last.map(String.init) ?? ""
        let isPlain = name?.contains(".") == true && ending.utf8.count <= 5 && ending.utf8.allSatisfy(isLetterOrDigit)
        return isPlain ? "•••." + ending.lowercased() : "•••"
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
