public import Casework
import GRDB

extension SQLiteStore: FigureStore {
    /// Counts over the cases received in [from, before), taken in one read transaction.
    public func figures(from: Timestamp, before: Timestamp) async throws(StoreError) -> CaseFigures {
        try require(.readReports)
        return try await read(casework, "count the figures of a period") { database in
            try FigureCount(
                database: database,
                period: [CasePosition.first(at: from), CasePosition.first(at: before)]
            ).figures()
        }
    }

    /// Walks the hash chain of the audit log; nil when it is whole, else the first sequence number that does not fit.
    public func firstBrokenAuditEntry() async throws(StoreError) -> Int64? {
        try await read(casework, "check the audit log") { try AuditLog.firstBroken(in: $0) }
    }
}

/// Counts over the cases of a period, inside one read transaction.
private struct FigureCount {
    var database: Database
    /// First position, and the position after the last.
    var period: StatementArguments

    func figures() throws -> CaseFigures {
        var figures = CaseFigures(
            cases: 0, messages: 0, escalated: 0, closed: 0, byTopic: try topics(), byChannel: try counts("channel"),
            byQueue: try counts("queue"), byClass: try counts("letter_class"), byPlace: try places(),
            otherKinds: try otherKinds())
        let totals = try database.row(
            """
            SELECT count(*) AS cases, coalesce(sum(message_count), 0) AS messages, count(raised_at) AS escalated,
                count(*) FILTER (WHERE state = 'closed') AS closed
            FROM cases WHERE kind = 'letter' AND position >= ? AND position < ?
            """, period)
        if let totals {
            figures.cases = totals["cases"]
            figures.messages = totals["messages"]
            figures.escalated = totals["escalated"]
            figures.closed = totals["closed"]
        }
        return figures
    }

    /// Cases by a column; its name is one of ours, never input.
    private func counts(_ column: String) throws -> [String: Int] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT \(column) AS name, count(*) AS cases FROM cases WHERE kind = 'letter' AND position >= ? AND position < ? GROUP BY 1
                """, arguments: period)
        var counts: [String: Int] = [:]
        while let row = try rows.next() { counts[row.text("name"), default: 0] += row["cases"] as Int }
        return counts
    }

    private func otherKinds() throws -> [String: CaseFigures.KindCount] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT kind, count(*) AS cases, sum(message_count) AS messages, count(raised_at) AS escalated
                FROM cases WHERE kind <> 'letter' AND position >= ? AND position < ? GROUP BY 1
                """, arguments: period)
        var counts: [String: CaseFigures.KindCount] = [:]
        while let row = try rows.next() {
            counts[row.text("kind")] = CaseFigures.KindCount(
                cases: row["cases"], messages: row["messages"], escalated: row["escalated"])
        }
        return counts
    }

    private func topics() throws -> [String: Int] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT coalesce(t.topic, '') AS topic, count(*) AS cases
                FROM cases c LEFT JOIN case_topic t ON t.position = c.position
                WHERE c.kind = 'letter' AND c.position >= ? AND c.position < ? GROUP BY 1
                """, arguments: period)
        var counts: [String: Int] = [:]
        while let row = try rows.next() { counts[row.text("topic"), default: 0] += row["cases"] as Int }
        return counts
    }

    private func places() throws -> [CaseFigures.PlaceCount] {
        var places: [String: CaseFigures.PlaceCount] = [:]
        let cases = try Row.fetchCursor(
            database,
            sql: """
                SELECT commune, province, count(*) AS cases, count(raised_at) AS escalated
                FROM cases WHERE kind = 'letter' AND position >= ? AND position < ? GROUP BY 1, 2
                """, arguments: period)
        while let row = try cases.next() {
            let name = name(row)
            var place = places[name] ?? CaseFigures.PlaceCount(place: name, cases: 0, escalated: 0, byTopic: [:])
            place.cases += row["cases"] as Int
            place.escalated += row["escalated"] as Int
            places[name] = place
        }
        let topics = try Row.fetchCursor(
            database,
            sql: """
                SELECT c.commune, c.province, coalesce(t.topic, '') AS topic, count(*) AS cases
                FROM cases c LEFT JOIN case_topic t ON t.position = c.position
                WHERE c.kind = 'letter' AND c.position >= ? AND c.position < ? GROUP BY 1, 2, 3
                """, arguments: period)
        while let row = try topics.next() {
            places[name(row)]?.byTopic[row.text("topic"), default: 0] += row["cases"] as Int
        }
        return places.values.sorted { ($1.cases, $0.place) < ($0.cases, $1.place) }
    }

    private func name(_ row: Row) -> String {
        [row.optionalText("commune"), row.optionalText("province")].compactMap(\.self).joined(separator: ", ")
    }
}
