import GRDB

/// The tables of `originals.sqlite`.
enum OriginalsSchema {
    /// Named migrations; only ever add to the end.
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 original") { database in
            // The bytes stand last: reading the columns before them never touches the pages of a large item.
            try database.execute(
                sql: """
                    CREATE TABLE original (
                        id TEXT NOT NULL UNIQUE,
                        source TEXT NOT NULL,
                        key TEXT NOT NULL,
                        received_at INTEGER NOT NULL,
                        media_type TEXT NOT NULL,
                        size INTEGER NOT NULL,
                        defect TEXT,
                        bytes BLOB NOT NULL,
                        UNIQUE (source, key)
                    ) STRICT
                    """)
        }
        migrator.registerMigration("2 sum") { database in
            // Behind the bytes, as a column that is added must be: SQLite finds the end of large ones without reading them.
            try database.execute(sql: "ALTER TABLE original ADD COLUMN sha256 BLOB")
        }
        SealSchema.registerOriginals(in: &migrator)
        return migrator
    }()
}
