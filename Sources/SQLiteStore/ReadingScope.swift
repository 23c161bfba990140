import Casework
import GRDB

/// The condition that keeps a reader to the cases in their reach.
///
/// A case is in reach when its queue, or a queue that was told of it, is one that the reader reads and its place lies in
/// the reader's units; or when the reader handles it or entered it. A collaborator has only the last.
struct ReadingScope {
    /// A condition over a row of `cases`; nil when everything is in reach.
    var condition: (sql: String, arguments: StatementArguments)?

    /// Makes the condition of a reader over the table `cases` under an alias.
    init(_ reader: Reader, alias: String = "c") {
        guard !reader.isOffice else { return }
        var arguments = StatementArguments()
        var reach: [String] = []
        if reader.may(.readCases), let queues = Self.queues(reader, alias: alias) {
            var parts = [queues.sql]
            arguments += queues.arguments
            if let units = Self.units(reader, alias: alias) {
                parts.append(units.sql)
                arguments += units.arguments
            }
            reach.append("(" + parts.joined(separator: " AND ") + ")")
        }
        if reader.may(.actOnCases) {
            reach.append("\(alias).assignee = ?")
            arguments += [StoredText(reader.name)]
        }
        if reader.may(.fileCases) {
            reach.append("\(alias).filed_by = ?")
            arguments += [StoredText(reader.name)]
        }
        condition = (reach.isEmpty ? "0" : "(" + reach.joined(separator: " OR ") + ")", arguments)
    }

    /// The condition with "AND" before it, or nothing.
    var andSQL: String { condition.map { " AND " + $0.sql } ?? "" }

    /// The condition's arguments.
    var arguments: StatementArguments { condition?.arguments ?? StatementArguments() }

    private static func queues(_ reader: Reader, alias: String) -> (sql: String, arguments: StatementArguments)? {
        let named = reader.queues.sorted()
        let closed = reader.closedQueues.subtracting(reader.queues).sorted()
        let marks = { (names: [String]) in names.map { _ in "?" }.joined(separator: ", ") }
        if reader.role == .officer, !named.isEmpty {
            let told =
                "EXISTS (SELECT 1 FROM told_queue q WHERE q.position = \(alias).position AND q.queue IN (\(marks(named))))"
            let names = StatementArguments(named.map(StoredText.init))
            return ("(\(alias).queue IN (\(marks(named))) OR \(told))", names + names)
        }
        guard !closed.isEmpty else { return ("1", StatementArguments()) }
        return ("\(alias).queue NOT IN (\(marks(closed)))", StatementArguments(closed.map(StoredText.init)))
    }

    private static func units(_ reader: Reader, alias: String) -> (sql: String, arguments: StatementArguments)? {
        guard !reader.units.isEmpty else { return nil }
        let provinces = reader.units.filter { $0.utf8.count == 2 }.sorted()
        let communes = reader.units.filter { $0.utf8.count != 2 }.sorted()
        var parts: [String] = []
        var arguments = StatementArguments()
        for (column, codes) in [("province_code", provinces), ("commune_code", communes)] where !codes.isEmpty {
            parts.append("\(alias).\(column) IN (\(codes.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(codes.map(StoredText.init))
        }
        return ("(" + parts.joined(separator: " OR ") + ")", arguments)
    }
}
