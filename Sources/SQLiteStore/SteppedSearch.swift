import Casework
import GRDB

/// A search of what is in reach that begins with the newest time and goes back in steps until a page is full.
///
/// From old to new the search index gives what it has in two thirds of the time that it takes from new to old, but only a
/// whole stretch of time can be had that way. Each step is one such stretch, as long as the page is likely to need.
struct SteppedSearch {
    var filter: CaseFilter
    var reader: Reader
    /// Positions of all that is in reach, and perhaps of others.
    var list: PositionList
    /// The one word that the search index is asked for, when the others are looked for in the texts.
    var rarest: String?
    /// The share of all time in which a page is expected.
    var share: Double

    /// From this share on, all of it is taken at once.
    private static let most = 0.95

    /// The page, the same as any other way gives.
    func cases(in database: Database) throws -> [Case] {
        let ends = try database.row(
            "SELECT (SELECT min(position) FROM cases) AS first, (SELECT max(position) FROM cases) AS last", [])
        guard let first: Int64 = ends?["first"], let last: Int64 = ends?["last"] else { return [] }
        let limit = max(0, min(filter.limit, 100_000))
        let wanted = limit + max(0, min(filter.offset, 100_000))
        var (found, high, share): ([Int64], Int64, Double) = ([], last, share)
        while true {
            let low = share < Self.most ? last - Int64(Double(last - first) * share) : first
            found += try positions(low...max(low, high), in: database)
            // What is found may still be out of reach or not what else the filter asks for.
            let isEnough = found.count >= wanted
            if isEnough || low <= first {
                let query = CaseQuery(filter, by: reader, found: found).list
                let cases = try CaseRow.files(query.sql, query.arguments, in: database)
                guard cases.count < limit, low > first else { return cases }
            }
            high = low - 1
            share *= isEnough ? 1.3 : max(1.1, 1.2 * Double(wanted) / Double(found.count + 1))
        }
    }

    private func positions(_ stretch: ClosedRange<Int64>, in database: Database) throws -> [Int64] {
        guard let words = filter.search.flatMap(SearchText.query) else { return [] }
        let listed = list.holds("case_search.rowid")
        var sql = "SELECT rowid FROM case_search WHERE case_search MATCH ? AND rowid BETWEEN ? AND ? AND \(listed.sql)"
        var arguments: StatementArguments = [rarest ?? words, stretch.lowerBound, stretch.upperBound]
        arguments += listed.arguments
        if rarest != nil {
            let all = CaseQuery.find(words, filter.search ?? "", at: "case_search.rowid")
            sql += " AND " + all.sql
            arguments += all.arguments
        }
        return try Int64.fetchAll(database, sql: sql, arguments: arguments)
    }
}
