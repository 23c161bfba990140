public import Casework
import GRDB

extension SQLiteStore: AuditStore {
    private static let entriesShown = 100_000

    /// Lines of the log, the newest first; none for who may not read it.
    public func auditEntries(_ filter: AuditFilter) async throws(StoreError) -> [AuditEntry] {
        guard reader.may(.readAuditLog) else { return [] }
        return try await read(casework, "read the audit log") { database in
            var conditions: [String] = []
            var arguments = StatementArguments()
            if let actor = filter.actor {
                conditions.append("actor = ?")
                arguments += [StoredText(actor)]
            }
            if let act = filter.act {
                conditions.append("act = ?")
                arguments += [StoredText(act)]
            }
            if let from = filter.from {
                conditions.append("at >= ?")
                arguments += [from.rawValue]
            }
            if let before = filter.before {
                conditions.append("at < ?")
                arguments += [before.rawValue]
            }
            if let sequence = filter.beforeSequence {
                conditions.append("sequence < ?")
                arguments += [sequence]
            }
            let clause = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
            return try Row.fetchAll(
                database, sql: "SELECT * FROM audit \(clause) ORDER BY sequence DESC LIMIT ?",
                arguments: arguments + [max(0, min(filter.limit, Self.entriesShown))]
            ).map(AuditLog.entry)
        }
    }

    /// Writes into the log that lines of it were taken out of the product.
    public func noteLogExport(lines: Int, actor: String, at time: Timestamp) async throws(StoreError) {
        try require(.readAuditLog)
        try await write(casework, "note that the log was exported") { database in
            try AuditLog.append(
                .logExported, actor: actor, caseID: nil, detail: "Tải \(lines) dòng nhật ký.", at: time, in: database)
        }
    }

    /// Users that stand in the log, at most 1,000.
    public func auditActors() async throws(StoreError) -> [String] {
        guard reader.may(.readAuditLog) else { return [] }
        return try await read(casework, "list who stands in the audit log") { database in
            try database.distinctTexts("actor", of: "audit")
        }
    }
}
