import Casework
import GRDB

/// How much of the store a reader sees by queue and place, from the tally.
struct ReachTally {
    /// Cases in the store.
    var total: Int
    /// Cases that the reader sees by queue and place.
    var inReach: Int

    init(reader: Reader, database: Database) throws {
        let reach = Self.condition(reader)
        let row = try database.row(
            """
            SELECT coalesce(sum(total), 0) AS total, coalesce(sum(total) FILTER (WHERE \(reach.sql)), 0) AS reach
            FROM reach_tally t
            """, reach.arguments)
        total = row?["total"] ?? 0
        inReach = row?["reach"] ?? 0
    }

    /// Open cases by queue, as far as the reader sees them by queue and place.
    static func open(_ reader: Reader, in database: Database) throws -> [String: Int] {
        let reach = condition(reader)
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT queue, sum(open) AS open FROM reach_tally t WHERE \(reach.sql)
                GROUP BY queue HAVING sum(open) > 0
                """, arguments: reach.arguments)
        // Adding, not assigning: SQLite tells apart what Swift's canonical equivalence takes for one name.
        return rows.reduce(into: [:]) { counts, row in counts[row.text("queue"), default: 0] += row["open"] as Int }
    }

    /// The number of cases of a filter that the tally can answer; nil for any other filter.
    static func count(_ filter: CaseFilter, by reader: Reader, in database: Database) throws -> Int? {
        var plain = CaseFilter(queue: filter.queue, states: filter.states, unitCode: filter.unitCode)
        (plain.order, plain.limit, plain.offset) = (filter.order, filter.limit, filter.offset)
        let isOpen = filter.states == [.new, .inProgress]
        guard plain == filter, filter.order != .due, isOpen || filter.states.isEmpty else { return nil }
        var (wanted, arguments) = condition(reader)
        if let queue = filter.queue {
            wanted += " AND t.queue = ?"
            arguments += [StoredText(queue)]
        }
        if let unit = filter.unitCode {
            wanted += unit.utf8.count == 2 ? " AND t.province_code = ?" : " AND t.commune_code = ?"
            arguments += [StoredText(unit)]
        }
        return try Int.fetchOne(
            database,
            sql: "SELECT coalesce(sum(\(isOpen ? "open" : "total")), 0) FROM reach_tally t WHERE \(wanted)",
            arguments: arguments)
    }

    private static func condition(_ reader: Reader) -> ReadingScope.Condition {
        guard !reader.isOffice else { return ("1", []) }
        guard reader.may(.readCases) else { return ("0", []) }
        let queues = ReadingScope.ownQueues(reader, alias: "t")
        guard let units = ReadingScope.units(reader, alias: "t") else { return queues }
        // Units first: most rows of the tally are of others.
        return ("(\(units.sql) AND \(queues.sql))", units.arguments + queues.arguments)
    }
}
