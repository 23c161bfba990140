public import Casework
import GRDB

extension SQLiteStore: ReminderStore {
    /// Notes in the history of each case that a reminder about it was sent.
    public func noteReminder(
        of codes: [TrackingCode], to body: String, document: String, actor: String, at time: Timestamp
    ) async throws(StoreError) -> Int {
        try await write(casework, "note a reminder") { [reader] database in
            var noted = 0
            for code in codes {
                let row = try CaseRow.find(code, by: reader, in: database)
                let detail = "Đôn đốc «\(body)» bằng văn bản số \(document)."
                let known = try database.row(
                    "SELECT 1 FROM audit WHERE case_id = ? AND act = ? AND detail = ?",
                    [StoredText(row.file.id.rawValue), AuditAct.reminded.rawValue, StoredText(detail)])
                guard known == nil else { continue }
                try AuditLog.append(
                    .reminded, actor: actor, caseID: row.file.id, detail: detail, at: time, in: database)
                noted += 1
            }
            return noted
        }
    }

    /// The last reminder about each case.
    public func lastReminders(of codes: [TrackingCode]) async throws(StoreError) -> [TrackingCode: AuditEntry] {
        try await read(casework, "look for reminders") { [reader] database in
            let scope = ReadingScope(reader)
            var last: [TrackingCode: AuditEntry] = [:]
            for code in codes {
                let row = try database.row(
                    """
                    SELECT a.* FROM audit a JOIN cases c ON c.id = a.case_id WHERE c.code = ? AND a.act = ?\(scope.andSQL)
                    ORDER BY a.sequence DESC LIMIT 1
                    """, [code.digits, AuditAct.reminded.rawValue] + scope.arguments)
                last[code] = row.map(AuditLog.entry)
            }
            return last
        }
    }
}
