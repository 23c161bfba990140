import Casework
import GRDB

/// The condition that keeps a reader to the cases in their reach.
///
/// A case is in reach when its queue, or a queue that was told of it, is one that the reader reads and its place lies in
/// the reader's units; or when the reader handles it or entered it. A collaborator has only the last.
struct ReadingScope {
    /// A condition over rows of `cases` under an alias.
    typealias Condition = (sql: String, arguments: StatementArguments)

    /// A condition over a row of `cases`; nil when everything is in reach.
    var condition: Condition?

    /// Makes the condition of a reader over the table `cases` under an alias.
    ///
    /// - Parameters:
    ///   - reader: Who reads.
    ///   - alias: The alias of `cases` in the statement.
    ///   - isManyRows: Whether the statement asks it of so many rows that the list of told cases is better made once.
    init(_ reader: Reader, alias: String = "c", isManyRows: Bool = false) {
        guard !reader.isOffice else { return }
        var arguments = StatementArguments()
        var reach: [String] = []
        if let office = Self.byQueueAndUnit(reader, alias: alias, isManyRows: isManyRows) {
            reach.append(office.sql)
            arguments += office.arguments
        }
        for own in Self.own(reader, alias: alias) {
            reach.append(own.sql)
            arguments += own.arguments
        }
        // Not the constant 0, with which SQLite finds no way to use an index that it is told to use.
        condition = (reach.isEmpty ? "abs(0) = 1" : "(" + reach.joined(separator: " OR ") + ")", arguments)
    }

    /// The condition with "AND" before it, or nothing.
    var andSQL: String { condition.map { " AND " + $0.sql } ?? "" }

    /// The condition's arguments.
    var arguments: StatementArguments { condition?.arguments ?? StatementArguments() }

    /// What is in reach by queue and place; nil when the reader reads no cases but their own.
    static func byQueueAndUnit(_ reader: Reader, alias: String, isManyRows: Bool = false) -> Condition? {
        guard reader.may(.readCases) else { return nil }
        let queues = queues(reader, alias: alias, isManyRows: isManyRows)
        guard let units = units(reader, alias: alias) else { return queues }
        return ("(\(queues.sql) AND \(units.sql))", queues.arguments + units.arguments)
    }

    /// What is in reach because the reader has to do with it.
    static func own(_ reader: Reader, alias: String) -> [Condition] {
        var own: [Condition] = []
        if reader.may(.actOnCases) { own.append(("\(alias).assignee = ?", [StoredText(reader.name)])) }
        if reader.may(.fileCases) { own.append(("\(alias).filed_by = ?", [StoredText(reader.name)])) }
        return own
    }

    /// The indices of what ``own(_:alias:)`` gives, in the same order.
    static func ownIndices(_ reader: Reader) -> [String] {
        (reader.may(.actOnCases) ? ["cases_assignee"] : []) + (reader.may(.fileCases) ? ["cases_filed_by"] : [])
    }

    /// Queues that an officer is named for; empty when the reader reads every queue that is not closed.
    static func named(_ reader: Reader) -> [String] { reader.role == .officer ? reader.queues.sorted() : [] }

    /// The condition over the columns `queue`, without queues that were told.
    static func ownQueues(_ reader: Reader, alias: String) -> Condition {
        let named = named(reader)
        if !named.isEmpty { return ("\(alias).queue IN (\(marks(named)))", texts(named)) }
        let closed = reader.closedQueues.subtracting(reader.queues).sorted()
        guard !closed.isEmpty, !reader.isOffice else { return ("1", []) }
        return ("\(alias).queue NOT IN (\(marks(closed)))", texts(closed))
    }

    /// The condition over the columns of today's units; nil when the reader is confined to none.
    static func units(_ reader: Reader, alias: String) -> Condition? {
        guard !reader.units.isEmpty else { return nil }
        let provinces = reader.units.filter { $0.utf8.count == 2 }.sorted()
        let communes = reader.units.filter { $0.utf8.count != 2 }.sorted()
        var parts: [String] = []
        var arguments = StatementArguments()
        for (column, codes) in [("province_code", provinces), ("commune_code", communes)] where !codes.isEmpty {
            parts.append("\(alias).\(column) IN (\(marks(codes)))")
            arguments += texts(codes)
        }
        return ("(" + parts.joined(separator: " OR ") + ")", arguments)
    }

    /// The condition that one of an officer's queues was told of a case.
    private static func told(_ named: [String], alias: String, isManyRows: Bool) -> Condition {
        let sql =
            isManyRows
            ? "\(alias).position IN (SELECT position FROM told_queue WHERE queue IN (\(marks(named))))"
            : "EXISTS (SELECT 1 FROM told_queue q WHERE q.position = \(alias).position AND q.queue IN (\(marks(named))))"
        return (sql, texts(named))
    }

    private static func queues(_ reader: Reader, alias: String, isManyRows: Bool) -> Condition {
        let own = ownQueues(reader, alias: alias)
        let named = named(reader)
        guard !named.isEmpty else { return own }
        let told = told(named, alias: alias, isManyRows: isManyRows)
        return ("(\(own.sql) OR \(told.sql))", own.arguments + told.arguments)
    }

    private static func marks(_ names: [String]) -> String { names.map { _ in "?" }.joined(separator: ", ") }

    private static func texts(_ names: [String]) -> StatementArguments {
        StatementArguments(names.map(StoredText.init))
    }
}
