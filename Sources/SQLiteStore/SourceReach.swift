import Casework
import GRDB

/// The sources of which a reader sees cases: the name of any other would tell that there are some.
struct SourceReach {
    var reader: Reader
    var database: Database

    /// Above so many cases in reach, a few looks for each source are faster than a list of all positions.
    private static let listLimit = 50_000

    /// Those of the sources that have a case in reach.
    func seen(of sources: [String]) throws -> [String] {
        guard let scope = ReadingScope(reader).condition, !sources.isEmpty else { return sources }
        let own = try OwnCases(of: reader, in: database)
        let parts = ReachBranch.all(of: reader, CaseFilter(), alias: CaseQuery.probeAlias).map(own.without) ?? []
        let lists = parts.compactMap(\.positions)
        let inReach = try ReachTally(reader: reader, database: database).inReach + own.handled
        guard !lists.isEmpty, lists.count == parts.count, inReach <= Self.listLimit else {
            return try sources.filter { source in
                try CaseCounting(filter: CaseFilter(source: source), reader: reader, database: database)
                    .count(upTo: 1).number > 0
            }
        }
        // The list of positions is made once for all sources.
        let names = sources.map { _ in "(?)" }.joined(separator: ", ")
        let seen = try Row.fetchAll(
            database,
            sql: """
                WITH named (source) AS (VALUES \(names))
                SELECT source FROM named n WHERE EXISTS (
                    SELECT 1 FROM cases c INDEXED BY cases_source WHERE c.source = n.source
                        AND +c.position IN (\(lists.map(\.sql).joined(separator: " UNION ALL ")))
                        AND \(scope.sql))
                """,
            arguments: StatementArguments(sources.map(StoredText.init))
                + lists.reduce(into: StatementArguments()) { $0 += $1.arguments } + scope.arguments
        ).map { $0.text("source") }
        return sources.filter(Set(seen).contains)
    }
}
