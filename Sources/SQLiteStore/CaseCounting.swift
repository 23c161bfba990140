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
    private static let stretch: Int32 = 1_000
    /// Stretches that a count may take; a case costs ten to twenty steps.
    private static let stretches = 30

    /// The count, exact as long as it is at most `bound` and little has to be looked at for it.
    func count(upTo bound: Int) throws -> CaseCount {
        if let tallied = try ReachTally.count(filter, by: reader, in: database) { return try own(tallied, upTo: bound) }
        return try walk(CaseQuery.chosen(filter, by: reader, in: database).members, upTo: bound)
    }

    /// What the tally tells, and what the reader sees beside it.
    private func own(_ tallied: Int, upTo bound: Int) throws -> CaseCount {
        guard !reader.isOffice else { return CaseCount(tallied) }
        let branches = ReachBranch.all(of: reader, filter) ?? ReachBranch.beside(reader)
        let others = branches.filter { !$0.isTallied }
        guard !others.isEmpty else { return CaseCount(tallied) }
        let beside = try walk(CaseQuery(filter, by: reader, through: others).members, upTo: bound)
        return CaseCount(tallied + beside.number, isExact: beside.isExact)
    }

    private func walk(_ members: [(sql: String, arguments: StatementArguments)], upTo bound: Int) throws -> CaseCount {
        var number = 0
        let connection = database.sqliteConnection
        let left = UnsafeMutablePointer<Int>.allocate(capacity: 1)
        left.initialize(to: Self.stretches)
        defer { left.deallocate() }
        sqlite3_progress_handler(
            connection, Self.stretch,
            { context in
                guard let left = context?.assumingMemoryBound(to: Int.self) else { return 0 }
                left.pointee -= 1
                return left.pointee < 0 ? 1 : 0
            }, left)
        defer { sqlite3_progress_handler(connection, 0, nil, nil) }
        do {
            for member in members {
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
