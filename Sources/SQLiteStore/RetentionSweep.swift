import Casework
import GRDB

/// Makes what was deleted unreadable in the files too.
///
/// The search index keeps deleted words until its parts are merged into one, and the log of changes keeps old pages until it
/// is emptied. Merging the index of a million cases takes minutes, so it is done in short transactions, between which others
/// write.
///
/// > Source: SQLite, "FTS5", the commands 'merge' and 'optimize'; "PRAGMA wal_checkpoint".
enum RetentionSweep {
    /// Pages of the index that are merged in one transaction.
    private static let pages = 500

    /// Notes that words were deleted.
    static func ask(in database: Database) throws {
        try database.run(
            "INSERT INTO retention_sweep (one, is_begun) VALUES (1, 0) ON CONFLICT (one) DO UPDATE SET is_begun = 0", []
        )
    }

    /// Merges some pages; true when nothing was left to merge.
    static func merge(in database: Database) throws -> Bool {
        let row = try database.row("SELECT is_begun FROM retention_sweep WHERE one = 1", [])
        guard let row else { return true }
        let isBegun: Bool = row["is_begun"]
        let before = database.totalChangesCount
        // A negative number begins to merge all parts; the command itself counts as one change.
        try database.run(
            "INSERT INTO case_search (case_search, rank) VALUES ('merge', ?)", [isBegun ? pages : -pages])
        let isDone = isBegun && database.totalChangesCount - before < 2
        if !isBegun { try database.run("UPDATE retention_sweep SET is_begun = 1 WHERE one = 1", []) }
        return isDone
    }
}

extension SQLiteStore {
    /// Overwrites some of what was deleted; true when all of it is.
    func sweep(steps: Int) async throws(StoreError) -> Bool {
        let isDue = try await read(casework, "look for deleted words") { database in
            try database.row("SELECT 1 FROM retention_sweep", []) != nil
        }
        guard isDue else { return true }
        for _ in 0..<max(1, steps) {
            let isMerged = try await writeOverwriting(casework, "overwrite the search index") { database in
                try RetentionSweep.merge(in: database)
            }
            guard isMerged else { continue }
            for pool in [originals, casework] {
                guard try await emptyLog(of: pool) else { return false }
            }
            try await write(casework, "note that deleted words are overwritten") { database in
                try database.run("DELETE FROM retention_sweep", [])
            }
            return true
        }
        return false
    }

    /// Empties the log of changes; false while somebody reads from it.
    private func emptyLog(of pool: DatabasePool) async throws(StoreError) -> Bool {
        let outcome = await Task {
            try await pool.writeWithoutTransaction { database in
                try Int.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)") == 0
            }
        }.result
        switch outcome {
        case .success(let isEmpty): return isEmpty
        case .failure(let error):
            throw FailureReason.storeError(error, operation: "empty the log of changes", path: pool.path)
        }
    }
}
