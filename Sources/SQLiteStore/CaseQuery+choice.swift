import Casework
import GRDB

extension CaseQuery {
    /// The query that has the least to look at for what the reader sees of this store.
    static func chosen(_ filter: CaseFilter, by reader: Reader, in database: Database) throws -> CaseQuery {
        let whole = CaseQuery(filter, by: reader)
        // One's own cases are in reach, every one.
        if filter.assignee == reader.name, filter.order == .newest { return whole }
        guard let branches = ReachBranch.all(of: reader, filter), !branches.isEmpty else { return whole }
        // Escalated cases are few, and severity has an order of its own.
        guard !filter.escalatedOnly, filter.order != .severity else { return whole }
        let byReach = CaseQuery(filter, by: reader, through: branches)
        guard filter.order == .newest else { return byReach }
        let tally = try ReachTally(reader: reader, database: database)
        let wanted = max(1, min(filter.limit + filter.offset, 100_000))
        // Steps until the page is full when cases are spread evenly, at most all there are.
        let matches = try filter.matches(upTo: filterSample, in: database) ?? tally.total
        let reachable = Double(tally.inReach + (try ownCases(of: reader, in: database)))
        let share = reachable / Double(max(tally.total, 1))
        let known = matches > filterSample ? tally.total : matches
        let steps = min(Double(known), Double(wanted) / max(share, 1e-9))
        let frequency = Double(min(matches, tally.total)) / Double(max(tally.total, 1))
        let reachSteps = min(reachable, Double(wanted) / max(frequency, 1e-9))
        // To look through a text takes longer than to look up whose case it is.
        let weight = filter.search == nil ? 1.0 : 3.0
        return steps <= reachSteps * weight ? whole : byReach
    }

    /// How many cases the reader handles, counted up to a number: they are walked too.
    private static func ownCases(of reader: Reader, in database: Database) throws -> Int {
        guard reader.may(.actOnCases) else { return 0 }
        return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM (SELECT 1 FROM cases WHERE assignee = ? LIMIT ?)",
            arguments: [StoredText(reader.name), filterSample]) ?? 0
    }

    private static let filterSample = 20_000
}

extension CaseFilter {
    /// How many cases the filter's own index gives, counted up to a number and one more; nil without such an index.
    fileprivate func matches(upTo bound: Int, in database: Database) throws -> Int? {
        let sample: (sql: String, arguments: StatementArguments)
        if let words = search.flatMap(SearchText.query) {
            sample = ("SELECT 1 FROM case_search WHERE case_search MATCH ?", [words])
        } else if let assignee {
            sample = ("SELECT 1 FROM cases WHERE assignee = ?", [StoredText(assignee)])
        } else if let topic {
            sample = ("SELECT 1 FROM case_topic WHERE topic = ?", [StoredText(topic)])
        } else if let source {
            sample = ("SELECT 1 FROM cases WHERE source = ?", [StoredText(source)])
        } else if let unitCode {
            let column = unitCode.utf8.count == 2 ? "province_code" : "commune_code"
            sample = ("SELECT 1 FROM cases WHERE \(column) = ?", [StoredText(unitCode)])
        } else {
            return nil
        }
        return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM (\(sample.sql) LIMIT ?)", arguments: sample.arguments + [bound + 1])
    }
}
