import Casework
import GRDB

/// A part of what a reader sees that one index gives in order; the parts of a reader have no case in common.
///
/// A condition with OR makes SQLite walk the whole store and ask of every case whether it is in reach. Whoever sees one case
/// in a thousand would wait for a thousand cases to be looked at; instead each part is walked by its own index, and the first
/// cases of all parts are merged.
struct ReachBranch: Sendable {
    /// Condition over `cases c`.
    var sql: String
    /// Its arguments.
    var arguments: StatementArguments
    /// Whether it is counted by the tally of queues and units.
    var isTallied = false

    /// Above so many parts, the store is walked instead.
    private static let limit = 64

    /// The parts that can hold a case that fits the filter; nil when the reader's reach has no parts of its own.
    static func all(of reader: Reader, _ filter: CaseFilter) -> [ReachBranch]? {
        guard !reader.isOffice else { return nil }
        let office = ReadingScope.byQueueAndUnit(reader, alias: "c")
        let named = ReadingScope.named(reader)
        guard office == nil || !named.isEmpty || !reader.units.isEmpty else { return nil }
        // The codes do not tell which commune lies in which province: both together might have cases in common.
        guard Set(reader.units.map { $0.utf8.count == 2 }).count <= 1 else { return nil }
        var branches: [ReachBranch] = []
        if office != nil {
            branches += main(reader, named, filter)
            if !named.isEmpty { branches.append(told(reader, named)) }
        }
        branches += beside(reader)
        return branches.count <= limit ? branches : nil
    }

    /// The cases that the reader handles or entered and that are not in reach anyway.
    static func beside(_ reader: Reader) -> [ReachBranch] {
        var branches: [ReachBranch] = []
        var earlier = ReadingScope.byQueueAndUnit(reader, alias: "c").map { [$0] } ?? []
        for own in ReadingScope.own(reader, alias: "c") {
            let without = earlier.map { " AND NOT coalesce(\($0.sql), 0)" }.joined()
            branches.append(
                ReachBranch(
                    sql: own.sql + without,
                    arguments: earlier.reduce(into: own.arguments) { $0 += $1.arguments }))
            earlier.append(own)
        }
        return branches
    }

    private static func main(_ reader: Reader, _ named: [String], _ filter: CaseFilter) -> [ReachBranch] {
        let queues: [String?] = named.isEmpty ? [nil] : named.map { $0 }
        let units: [String?] = reader.units.isEmpty ? [nil] : reader.units.sorted().map { $0 }
        let open = ReadingScope.ownQueues(reader, alias: "c")
        return queues.flatMap { queue in
            units.compactMap { unit in
                if let queue, let wanted = filter.queue, queue != wanted { return nil }
                if let unit, let wanted = filter.unitCode, unit != wanted, unit.utf8.count == wanted.utf8.count {
                    return nil
                }
                var branch = ReachBranch(sql: open.sql, arguments: open.arguments, isTallied: true)
                if let queue {
                    branch = ReachBranch(sql: "c.queue = ?", arguments: [StoredText(queue)], isTallied: true)
                }
                // The filter's own unit helps as well as the reader's.
                if let unit = unit ?? filter.unitCode {
                    branch.sql += unit.utf8.count == 2 ? " AND c.province_code = ?" : " AND c.commune_code = ?"
                    branch.arguments += [StoredText(unit)]
                }
                return branch
            }
        }
    }

    private static func told(_ reader: Reader, _ named: [String]) -> ReachBranch {
        let marks = named.map { _ in "?" }.joined(separator: ", ")
        let told = "c.position IN (SELECT position FROM told_queue WHERE queue IN (\(marks)))"
        var branch = ReachBranch(sql: told, arguments: StatementArguments(named.map(StoredText.init)))
        let own = ReadingScope.ownQueues(reader, alias: "c")
        branch.sql += " AND NOT (\(own.sql))"
        branch.arguments += own.arguments
        if let units = ReadingScope.units(reader, alias: "c") {
            branch.sql += " AND \(units.sql)"
            branch.arguments += units.arguments
        }
        return branch
    }
}
