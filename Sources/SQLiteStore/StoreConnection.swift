import Foundation
import GRDB

/// Opens one SQLite file the way this store needs it.
enum StoreConnection {
    static func open(_ path: String, migrator: DatabaseMigrator) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -8000")
            // Pages of indexes are written to again and again: the more changes one pass over the log takes together, the
            // fewer times each of them goes to the file. Durability is the log's and stays as it is.
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
            // What was redacted, sealed or removed must not stay readable on freed pages.
            try database.execute(sql: "PRAGMA secure_delete = ON")
            try WordLook.register(in: database)
            try PositionList.register(in: database)
        }
        let pool = try retrying { try DatabasePool(path: path, configuration: configuration) }
        // The pool lowers `synchronous` to NORMAL when it turns WAL mode on, after the preparation above: raise it again, or
        // the last acceptances before a power cut would be lost.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        guard try pool.read(migrator.hasBeenSuperseded) == false else {
            throw DataFolderError(reason: "\(path) was made by a newer version of langnghe; use that version")
        }
        try retrying { try migrator.migrate(pool) }
        return pool
    }

    /// SQLite answers "busy" at once, without the busy timeout, while another process recovers the log of a crashed writer
    /// or removes it on its way out.
    private static func retrying<Value>(_ body: () throws -> Value) throws -> Value {
        let deadline = Date().addingTimeInterval(10)
        while true {
            do {
                return try body()
            } catch let error as DatabaseError
                where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode) && Date() < deadline
            {
                usleep(50_000)
            }
        }
    }
}
