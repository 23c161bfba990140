import Casework
import GRDB

/// How many cases an index gives, by how far back its newest cases reach.
struct MatchEstimate {
    /// As many of the newest cases as an estimate rests on.
    private static let sample = 100
    /// The same of several words: the search index goes through many entries for each case that has them all.
    private static let sampleOfWords = 40

    /// The number, exact when it is small.
    let number: Double
    /// All of them, newest first; nil when there are more than were looked at.
    let positions: [Int64]?

    /// Estimates what the filter's own index gives; all cases when the filter has no such index.
    init(_ filter: CaseFilter, among total: Int, in database: Database) throws {
        guard let newest = Self.newest(filter) else {
            self.init(number: Double(total))
            return
        }
        let isManyWords = filter.search.map { SearchText.terms($0).count > 1 } ?? false
        try self.init(newest, upTo: isManyWords ? Self.sampleOfWords : Self.sample, among: total, in: database)
    }

    /// Estimates what the search index gives for one word.
    init(term: String, among total: Int, in database: Database) throws {
        try self.init(Self.search(term), upTo: Self.sample, among: total, in: database)
    }

    private init(number: Double, positions: [Int64]? = nil) {
        (self.number, self.positions) = (number, positions)
    }

    private init(
        _ newest: ReadingScope.Condition, upTo sample: Int, among total: Int, in database: Database
    ) throws {
        let statement = try database.cachedStatement(sql: newest.sql + " DESC LIMIT \(sample)")
        let positions = try Int64.fetchAll(statement, arguments: newest.arguments)
        guard positions.count >= sample, let oldest = positions.last else {
            self.init(number: Double(positions.count), positions: positions)
            return
        }
        let ends = try database.row(
            "SELECT (SELECT min(position) FROM cases) AS first, (SELECT max(position) FROM cases) AS last", [])
        guard let first: Int64 = ends?["first"], let last: Int64 = ends?["last"], last > first else {
            self.init(number: Double(positions.count))
            return
        }
        let share = Double(last - oldest) / Double(last - first)
        self.init(number: min(Double(total), Double(positions.count) / max(share, 1e-9)))
    }

    private static func search(_ words: String) -> ReadingScope.Condition {
        ("SELECT rowid AS position FROM case_search WHERE case_search MATCH ? ORDER BY rowid", [words])
    }

    /// The statement that gives positions in the order of the filter's own index; nil without such an index.
    private static func newest(_ filter: CaseFilter) -> ReadingScope.Condition? {
        if let words = filter.search.flatMap(SearchText.query) { return search(words) }
        if let assignee = filter.assignee {
            return ("SELECT position FROM cases WHERE assignee = ? ORDER BY position", [StoredText(assignee)])
        }
        if let topic = filter.topic {
            return ("SELECT position FROM case_topic WHERE topic = ? ORDER BY position", [StoredText(topic)])
        }
        if let source = filter.source {
            return ("SELECT position FROM cases WHERE source = ? ORDER BY position", [StoredText(source)])
        }
        if let unitCode = filter.unitCode {
            let column = unitCode.utf8.count == 2 ? "province_code" : "commune_code"
            return ("SELECT position FROM cases WHERE \(column) = ? ORDER BY position", [StoredText(unitCode)])
        }
        return nil
    }
}

/// The word of a search that the fewest cases have: what it gives is looked through for the others.
struct RarestWord {
    /// The word as the search index is asked for it.
    let term: String
    /// The cases that have it.
    let matches: MatchEstimate
    /// Entries of the search index for all words together: it goes through each of them to find what has them all.
    let entries: Double

    /// Above so many words, they are left to the search index together.
    private static let limit = 8

    /// Nil for a search of one word, and of very many.
    init?(of terms: [String], among total: Int, in database: Database) throws {
        guard (2...Self.limit).contains(terms.count) else { return nil }
        let words = try terms.map { term in
            (term: term, matches: try MatchEstimate(term: term, among: total, in: database))
        }
        guard let rarest = words.min(by: { $0.matches.number < $1.matches.number }) else { return nil }
        (term, matches) = rarest
        entries = words.reduce(0) { $0 + $1.matches.number }
    }
}
