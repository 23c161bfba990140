public import Casework
import GRDB

extension SQLiteStore {
    /// Messages whose sender is to be told that they arrived, oldest first.
    public func acknowledgementsDue(limit: Int) async throws(StoreError) -> [AcknowledgementDue] {
        try requireOffice("soạn thư báo đã nhận")
        let operation = "list the acknowledgements that are due"
        let found = try await read(casework, operation) { database -> [(Case, StoredLetter)] in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT d.position, m.is_redacted, m.message, m.verdict
                    FROM acknowledgement_due d JOIN message m ON m.item = d.item ORDER BY d.at, d.item LIMIT ?
                    """, arguments: [max(0, min(limit, 1_000))])
            return try rows.map { row in
                (try CaseRow.at(row["position"], in: database).file, try StoredLetter(row))
            }
        }
        let wholes = try await whole(found.map(\.1), for: operation)
        return zip(found, wholes).map { found, whole in
            AcknowledgementDue(item: whole.message.item, summary: found.0, message: whole.message)
        }
    }

    /// Posts an acknowledgement unless a cap is reached, and takes the message off the list, in one transaction.
    public func acknowledge(
        _ due: AcknowledgementDue, with mail: OutgoingMessage?, cap: AcknowledgementCap, at time: Timestamp
    ) async throws(StoreError) -> Bool {
        var sealed: SealedMail?
        if let mail { sealed = try await seal([mail], knowing: [due.message]).first }
        return try await write(casework, "acknowledge a message") { [reader, sealed] database in
            try database.run(
                "DELETE FROM acknowledgement_due WHERE item = ?", [StoredText(due.item.rawValue)])
            // Another process has done it.
            guard database.changesCount == 1, let mail, let sealed, let code = mail.code else {
                return false
            }
            let day = try database.value(
                """
                SELECT count(*) FROM outbox WHERE recipient_key IN (?, ?) AND kind = 'acknowledgement' AND created_at > ?
                """,
                [sealed.recipientKey, StoredText(sealed.olderRecipientKey), time.adding(seconds: -86_400).rawValue],
                as: Int.self)
            let hour = try database.value(
                "SELECT count(*) FROM outbox WHERE kind = 'acknowledgement' AND created_at > ?",
                [time.adding(seconds: -3_600).rawValue], as: Int.self)
            guard day ?? 0 < cap.perSenderAndDay, hour ?? 0 < cap.perHour else { return false }
            let row = try CaseRow.find(code, by: reader, in: database)
            guard try OutboxRow.insert(sealed, position: row.position, in: database) else { return false }
            try AuditLog.append(
                .acknowledged, actor: AuditEntry.system, caseID: row.file.id,
                detail: "\(mail.kind.vietnameseName) đã đưa vào thư đi.", at: time, in: database)
            return true
        }
    }
}
