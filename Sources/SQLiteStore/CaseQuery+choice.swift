import Casework
import GRDB

extension CaseQuery {
    /// The query that has the least to look at for what the reader sees of this store.
    static func chosen(_ filter: CaseFilter, by reader: Reader, in database: Database) throws -> CaseQuery {
        let whole = CaseQuery(filter, by: reader)
        // One's own cases are in reach, every one.
        if filter.assignee == reader.name, filter.order == .newest { return whole }
        let own = try OwnCases(of: reader, in: database)
        guard let branches = ReachBranch.all(of: reader, filter).map(own.without), !branches.isEmpty else {
            return whole
        }
        // Escalated cases are few, and severity has an order of its own.
        guard !filter.escalatedOnly, filter.order != .severity else { return whole }
        let byReach = CaseQuery(filter, by: reader, through: branches)
        guard filter.order == .newest else { return byReach }
        // Each part has an index with the commune in it.
        guard filter.search != nil || filter.topic != nil || filter.unitCode?.utf8.count != 5 else { return byReach }
        let tally = try ReachTally(reader: reader, database: database)
        let wanted = max(1, min(filter.limit + filter.offset, 100_000))
        // Steps until the page is full when cases are spread evenly, at most all there are.
        let estimate = try filter.matches(of: tally.total, in: database)
        let words = filter.search.flatMap(SearchText.query)
        // The index has told all that it would tell again.
        if words != nil, let found = estimate.positions { return CaseQuery(filter, by: reader, found: found) }
        let matches = estimate.number
        let reachable = Double(tally.inReach + own.handled)
        let total = Double(max(tally.total, 1))
        let steps = min(matches, Double(wanted) * total / max(reachable, 1e-9))
        let reachSteps = min(reachable, Double(wanted) * total / max(matches, 1e-9))
        let parts = ReachBranch.all(of: reader, filter, alias: probeAlias).map(own.without) ?? []
        // Microseconds, as measured: the search index gives rows that have one word faster than rows that have two, above all
        // two that are seldom together; a row is read, or an index asked for each part, or a list of all positions made and
        // asked; a text is looked through.
        let isManyWords = words?.contains(" ") ?? false
        let given = isManyWords ? (matches > 20_000 ? 0.4 : 1) : 0.1
        var ways = [(steps * (given + 4), whole)]
        if (1...5).contains(parts.count) {
            let probed = steps * (given + 0.5 * Double(parts.count))
            ways.append((probed, CaseQuery(filter, by: reader, sieve: .probes(parts))))
        }
        if !parts.isEmpty, parts.allSatisfy({ $0.positions != nil }) {
            let listed = reachable * 0.3 + steps * (given + 0.2)
            ways.append((listed, CaseQuery(filter, by: reader, sieve: .positions(parts))))
            if words != nil {
                let gathered = reachable * 0.3 + matches * (given * 0.65 + 0.2)
                ways.append((gathered, CaseQuery(filter, by: reader, sieve: .gathered(parts))))
            }
        }
        ways.append((reachSteps * 3, byReach))
        return ways.min { $0.0 < $1.0 }?.1 ?? whole
    }
}

extension CaseFilter {
    /// As many of the newest cases as an estimate rests on.
    private static let sample = 200

    /// How many cases the filter's own index gives, and which when they are few.
    fileprivate struct Matches {
        var number: Double
        /// All of them, newest first; nil when there are more than were looked at.
        var positions: [Int64]?
    }

    /// How many cases the filter's own index gives, by how far back its newest cases reach; all when it has no such index.
    fileprivate func matches(of total: Int, in database: Database) throws -> Matches {
        guard let newest = newestMatches() else { return Matches(number: Double(total)) }
        let positions = try Int64.fetchAll(
            database, sql: newest.sql + " DESC LIMIT \(Self.sample)", arguments: newest.arguments)
        guard positions.count >= Self.sample, let oldest = positions.last else {
            return Matches(number: Double(positions.count), positions: positions)
        }
        let ends = try database.row(
            "SELECT (SELECT min(position) FROM cases) AS first, (SELECT max(position) FROM cases) AS last", [])
        guard let first: Int64 = ends?["first"], let last: Int64 = ends?["last"], last > first else {
            return Matches(number: Double(positions.count))
        }
        let share = Double(last - oldest) / Double(last - first)
        return Matches(number: min(Double(total), Double(positions.count) / max(share, 1e-9)))
    }

    /// The statement that gives positions in the order of the filter's own index; nil without such an index.
    private func newestMatches() -> (sql: String, arguments: StatementArguments)? {
        if let words = search.flatMap(SearchText.query) {
            return ("SELECT rowid AS position FROM case_search WHERE case_search MATCH ? ORDER BY rowid", [words])
        }
        if let assignee {
            return ("SELECT position FROM cases WHERE assignee = ? ORDER BY position", [StoredText(assignee)])
        }
        if let topic {
            return ("SELECT position FROM case_topic WHERE topic = ? ORDER BY position", [StoredText(topic)])
        }
        if let source {
            return ("SELECT position FROM cases WHERE source = ? ORDER BY position", [StoredText(source)])
        }
        if let unitCode {
            let column = unitCode.utf8.count == 2 ? "province_code" : "commune_code"
            return ("SELECT position FROM cases WHERE \(column) = ? ORDER BY position", [StoredText(unitCode)])
        }
        return nil
    }
}
