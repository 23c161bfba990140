import Casework
import GRDB
import GRDBSQLite

/// Counts cases for a page, which can say "more than" but cannot wait.
struct CaseCounting {
    var filter: CaseFilter
    var reader: Reader
    var database: Database

    /// Steps of SQLite's machine after which it asks whether to go on.
    ///
    /// Statements that are used again keep their number of steps, so a single long stretch would end at any time.
    private static let stretch: Int32 = 250
    /// Stretches that a count may take however long they last, so that short counts are exact on a busy machine too; fewer for
    /// a search, whose steps take longer.
    private var sureStretches: Int { filter.search == nil ? 60 : 40 }
    /// How long a count may take beyond them: steps differ too much, a look into a text costs a hundred others.
    private static let patience = Duration.milliseconds(3)

    /// What is left of the stretches that are sure, and when the count began.
    private struct Limit {
        var sureStretches: Int
        let start = ContinuousClock.now

        mutating func isOver() -> Bool {
            sureStretches -= 1
            return sureStretches < 0 && ContinuousClock.now - start > CaseCounting.patience
        }
    }

    /// The count, exact as long as it is at most `bound` and little has to be looked at for it.
    func count(upTo bound: Int) throws -> CaseCount {
        if let tallied = try ReachTally.count(filter, by: reader, in: database) { return try own(tallied, upTo: bound) }
        var counted = filter
        (counted.limit, counted.offset) = (bound, 0)
        let way = try CaseQuery.choice(counted, by: reader, in: database).whole
        return try walk({ try way().members }, upTo: bound)
    }

    /// What the tally tells, and what the reader sees beside it.
    private func own(_ tallied: Int, upTo bound: Int) throws -> CaseCount {
        guard !reader.isOffice else { return CaseCount(tallied) }
        let branches = ReachBranch.all(of: reader, filter) ?? ReachBranch.beside(reader, filter)
        let others = try OwnCases(of: reader, in: database).without(branches.filter { !$0.isTallied })
        guard !others.isEmpty else { return CaseCount(tallied) }
        let beside = try walk({ CaseQuery(filter, by: reader, through: others).members }, upTo: bound)
        return CaseCount(tallied + beside.number, isExact: beside.isExact)
    }

    private func walk(
        _ members: () throws -> [(sql: String, arguments: StatementArguments)], upTo bound: Int
    ) throws -> CaseCount {
        var number = 0
        let connection = database.sqliteConnection
        let limit = UnsafeMutablePointer<Limit>.allocate(capacity: 1)
        limit.initialize(to: Limit(sureStretches: sureStretches))
        defer { limit.deallocate() }
        sqlite3_progress_handler(
            connection, Self.stretch,
            { context in
                guard let limit = context?.assumingMemoryBound(to: Limit.self) else { return 0 }
                return limit.pointee.isOver() ? 1 : 0
            }, limit)
        defer { sqlite3_progress_handler(connection, 0, nil, nil) }
        do {
            for member in try members() {
                let cursor = try Row.fetchCursor(database, sql: member.sql, arguments: member.arguments)
                while try cursor.next() != nil {
                    number += 1
                    if number > bound { return CaseCount(bound, isExact: false) }
                }
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
            return CaseCount(number, isExact: false)
        }
        return CaseCount(number)
    }
}
