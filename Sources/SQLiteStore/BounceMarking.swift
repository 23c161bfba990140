import Casework
import GRDB
import PersonalData

/// Notes on mails of the outbox that a delivery report came back for them.
enum BounceMarking {
    /// Marks the mails that the notices name; notices of unknown mails are passed over.
    static func mark(_ notices: [BounceNotice], at time: Timestamp, in database: Database) throws {
        for notice in notices {
            let row = try database.row(
                "SELECT id, position, state, bounced FROM outbox WHERE message_id = ?", [StoredText(notice.messageID)])
            guard let row, row["bounced"] as Bool == false else { continue }
            let id = OutgoingID(rawValue: row.text("id"))
            let state: OutgoingState = try row.value("state")
            // A report proves that the mail was sent: one of unknown fate is known now.
            guard state == .sent || state == .unknown || state == .failed else { continue }
            // Servers repeat the address that they refuse.
            let words =
                notice.diagnostic.isEmpty
                ? "Máy chủ nhận báo không giao được thư." : Redaction(notice.diagnostic).text
            guard notice.isFinal else {
                try database.run(
                    "UPDATE outbox SET last_answer = ? WHERE id = ?",
                    [StoredText("Thư đến chậm: \(words)"), StoredText(id.rawValue)])
                continue
            }
            try OutboxRow.set(.failed, answer: words, at: time, id: id, in: database)
            try database.run("UPDATE outbox SET bounced = 1 WHERE id = ?", [StoredText(id.rawValue)])
            let position: Int64? = row["position"]
            let file = try position.map { try CaseRow.at($0, in: database).file }
            try AuditLog.append(
                .bounced, actor: AuditEntry.system, caseID: file?.id,
                detail: "Thư đi bị trả lại, người nhận chưa nhận được.",
                at: time, in: database)
        }
    }
}
