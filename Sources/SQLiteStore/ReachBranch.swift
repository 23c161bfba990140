import Casework
import GRDB

/// A part of what a reader sees that one index gives in order; the parts of a reader have no case in common.
///
/// A condition with OR makes SQLite walk the whole store and ask of every case whether it is in reach. Whoever sees one case
/// in a thousand would wait for a thousand cases to be looked at; instead each part is walked by its own index, and the first
/// cases of all parts are merged.
struct ReachBranch: Sendable {
    /// Condition over rows of `cases` under an alias.
    var sql: String
    /// Its arguments.
    var arguments: StatementArguments
    /// The index that tells of one case whether it belongs to the part; nil when the row itself does.
    var index: String?
    /// A statement that gives the positions of all its cases, and perhaps of others, from an index alone; nil without such an
    /// index.
    var positions: ReadingScope.Condition?
    /// Whether it is counted by the tally of queues and units.
    var isTallied = false

    /// Above so many parts, the store is walked instead.
    private static let limit = 64

    /// The parts that can hold a case that fits the filter; nil when the reader's reach has no parts of its own.
    static func all(of reader: Reader, _ filter: CaseFilter, alias: String = "c") -> [ReachBranch]? {
        guard !reader.isOffice else { return nil }
        let office = ReadingScope.byQueueAndUnit(reader, alias: alias)
        let named = ReadingScope.named(reader)
        // Nothing of a closed queue is in reach but what the reader handles or entered.
        if let queue = filter.queue, named.isEmpty, reader.closedQueues.subtracting(reader.queues).contains(queue) {
            return beside(reader, filter, alias: alias)
        }
        guard office == nil || !named.isEmpty || !reader.units.isEmpty else { return nil }
        // The codes do not tell which commune lies in which province: both together might have cases in common.
        guard Set(reader.units.map { $0.utf8.count == 2 }).count <= 1 else { return nil }
        var branches: [ReachBranch] = []
        if office != nil {
            branches += main(reader, named, filter, alias)
            if !named.isEmpty { branches.append(told(reader, named, alias)) }
        }
        branches += beside(reader, filter, alias: alias)
        return branches.count <= limit ? branches : nil
    }

    /// The cases that the reader handles or entered and that are not in reach anyway.
    static func beside(_ reader: Reader, _ filter: CaseFilter, alias: String = "c") -> [ReachBranch] {
        var branches: [ReachBranch] = []
        var earlier = ReadingScope.byQueueAndUnit(reader, alias: alias).map { [$0] } ?? []
        let commune = filter.unitCode.flatMap { $0.utf8.count == 2 ? nil : $0 }
        for (own, index) in zip(ReadingScope.own(reader, alias: alias), ReadingScope.ownIndices(reader)) {
            var branch = ReachBranch(sql: own.sql, arguments: own.arguments, index: index)
            branch.positions = ("SELECT \(alias).position FROM cases \(alias) WHERE \(own.sql)", own.arguments)
            if let commune {
                branch.sql += " AND \(alias).commune_code = ?"
                branch.arguments += [StoredText(commune)]
                if index == "cases_assignee" { branch.index = "cases_assignee_commune" }
            }
            for other in earlier {
                branch.sql += " AND NOT coalesce(\(other.sql), 0)"
                branch.arguments += other.arguments
            }
            branches.append(branch)
            earlier.append(own)
        }
        return branches
    }

    /// The condition that the case at a position belongs to the part, asked of the part's index where there is one.
    func holds(at position: String, alias: String) -> ReadingScope.Condition {
        let indexed = index.map { " INDEXED BY \($0)" } ?? ""
        return (
            "EXISTS (SELECT 1 FROM cases \(alias)\(indexed) WHERE \(sql) AND \(alias).position = \(position))",
            arguments
        )
    }

    private static func main(
        _ reader: Reader, _ named: [String], _ filter: CaseFilter, _ alias: String
    ) -> [ReachBranch] {
        let queues: [String?] = named.isEmpty ? [nil] : named.map { $0 }
        let units: [String?] = reader.units.isEmpty ? [nil] : reader.units.sorted().map { $0 }
        let open = ReadingScope.ownQueues(reader, alias: alias)
        return queues.flatMap { queue in
            units.compactMap { unit in
                if let queue, let wanted = filter.queue, queue != wanted { return nil }
                if let unit, let wanted = filter.unitCode, unit != wanted, unit.utf8.count == wanted.utf8.count {
                    return nil
                }
                var branch = ReachBranch(sql: open.sql, arguments: open.arguments, isTallied: true)
                if let queue {
                    branch = ReachBranch(
                        sql: "\(alias).queue = ?", arguments: [StoredText(queue)], index: "cases_queue", isTallied: true
                    )
                }
                // The filter's own unit helps as well as the reader's.
                if let unit = unit ?? filter.unitCode {
                    let isProvince = unit.utf8.count == 2
                    branch.sql += isProvince ? " AND \(alias).province_code = ?" : " AND \(alias).commune_code = ?"
                    branch.arguments += [StoredText(unit)]
                    if !isProvince {
                        branch.index = queue == nil ? "cases_commune_code" : "cases_queue_commune"
                        if queue == nil {
                            branch.positions = ("SELECT position FROM cases WHERE commune_code = ?", [StoredText(unit)])
                        }
                    } else if queue == nil {
                        branch.index = "cases_province_code"
                    }
                }
                return branch
            }
        }
    }

    private static func told(_ reader: Reader, _ named: [String], _ alias: String) -> ReachBranch {
        let marks = named.map { _ in "?" }.joined(separator: ", ")
        let told = "\(alias).position IN (SELECT position FROM told_queue WHERE queue IN (\(marks)))"
        var branch = ReachBranch(sql: told, arguments: StatementArguments(named.map(StoredText.init)))
        branch.positions = ("SELECT position FROM told_queue WHERE queue IN (\(marks))", branch.arguments)
        let own = ReadingScope.ownQueues(reader, alias: alias)
        branch.sql += " AND NOT (\(own.sql))"
        branch.arguments += own.arguments
        if let units = ReadingScope.units(reader, alias: alias) {
            branch.sql += " AND \(units.sql)"
            branch.arguments += units.arguments
        }
        return branch
    }
}
