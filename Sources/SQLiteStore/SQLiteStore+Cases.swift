public import Casework
import GRDB

extension SQLiteStore: CaseStore {
    static let messagesShown = 500
    static let messageBytesShown = 16 * 1024 * 1024
    private static let historyShown = 2000

    /// Cases that fit the filter, in its order; at most 100,000.
    public func cases(_ filter: CaseFilter) async throws(StoreError) -> [Case] {
        try await read(casework, "list cases") { [reader] database in
            try CaseQuery.page(filter, by: reader, in: database)
        }
    }

    /// Number of cases that fit the filter, its limit and offset disregarded.
    public func count(_ filter: CaseFilter) async throws(StoreError) -> Int {
        try await read(casework, "count cases") { [reader] database in
            let query = CaseQuery(filter, by: reader).count
            return try Int.fetchOne(database, sql: query.sql, arguments: query.arguments) ?? 0
        }
    }

    /// Number of cases that fit the filter, as far as a page needs it.
    public func count(_ filter: CaseFilter, upTo bound: Int) async throws(StoreError) -> CaseCount {
        try await read(casework, "count cases") { [reader] database in
            try CaseCounting(filter: filter, reader: reader, database: database).count(upTo: bound)
        }
    }

    /// A case with its redacted messages and history, within the bounds that ``SQLiteStore`` names.
    public func caseFile(_ code: TrackingCode) async throws(StoreError) -> CaseFile {
        try await read(casework, "open case \(code)") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            return CaseFile(
                summary: row.file,
                messages: try MessageTable.messages(
                    at: row.position, limit: Self.messagesShown, bytes: Self.messageBytesShown, in: database
                ).map(\.shown),
                history: try AuditLog.entries(of: row.file.id, limit: Self.historyShown, in: database))
        }
    }

    /// Machine-made messages that were set aside, newest first.
    public func setAside(limit: Int) async throws(StoreError) -> [Message] {
        guard reader.may(.handleQuarantine) else { return [] }
        return try await read(casework, "list messages set aside") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT is_redacted, message, verdict FROM message WHERE position IS NULL
                    ORDER BY received_at DESC, sequence DESC LIMIT ?
                    """,
                arguments: [max(0, min(limit, 10_000))]
            ).map { try StoredLetter.shownMessage($0) }
        }
    }

    /// Open cases by queue, and escalated ones.
    public func queueCounts() async throws(StoreError) -> QueueCounts {
        try await read(casework, "count the queues") { [reader] database in
            let scope = ReadingScope(reader)
            var counts = QueueCounts(open: try ReachTally.open(reader, in: database), escalated: 0, setAside: 0)
            let sql = """
                SELECT (SELECT count(*) FROM cases c INDEXED BY cases_open_escalated
                        WHERE raised_at IS NOT NULL AND state <> 'closed'\(scope.andSQL)) AS escalated,
                    (SELECT count(*) FROM message WHERE position IS NULL) AS set_aside
                """
            if let row = try database.row(sql, scope.arguments) {
                counts.escalated = row["escalated"]
                if reader.may(.handleQuarantine) { counts.setAside = row["set_aside"] }
            }
            return counts
        }
    }

    /// Names of the sources whose messages have opened cases, at most 1,000.
    public func caseSources() async throws(StoreError) -> [String] {
        guard reader.may(.readCases) else { return [] }
        return try await read(casework, "list the sources of cases") { [reader] database in
            let sources = try database.distinctTexts("source", of: "cases")
            return try SourceReach(reader: reader, database: database).seen(of: sources)
        }
    }
}
