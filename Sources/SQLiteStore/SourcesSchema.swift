import GRDB

/// The tables of `casework.sqlite` that collectors keep their own state in.
///
/// They stand apart from all other tables: nothing refers to them, and losing them costs no message.
enum SourcesSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("sources 1 ledger, passes, arrivals") { try $0.execute(sql: tables) }
        migrator.registerMigration("sources 2 end of credentials") { database in
            try database.execute(sql: "ALTER TABLE source_part ADD COLUMN credential_expires_at INTEGER")
        }
    }

    private static let tables = """
        CREATE TABLE source_ledger (
            scope TEXT NOT NULL,
            identifier TEXT NOT NULL,
            source TEXT NOT NULL,
            key TEXT NOT NULL,
            stored_at INTEGER NOT NULL,
            whole INTEGER NOT NULL,
            PRIMARY KEY (scope, identifier)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX source_ledger_age ON source_ledger (scope, stored_at) WHERE whole = 1;

        CREATE TABLE source_part (
            source TEXT NOT NULL,
            part TEXT NOT NULL,
            attempted_at INTEGER NOT NULL,
            succeeded_at INTEGER,
            failures INTEGER NOT NULL,
            failing_since INTEGER,
            failure TEXT,
            message TEXT,
            retry_at INTEGER,
            fingerprint TEXT NOT NULL,
            PRIMARY KEY (source, part)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE source_hour (
            source TEXT NOT NULL,
            hour INTEGER NOT NULL,
            items INTEGER NOT NULL,
            PRIMARY KEY (source, hour)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE source_arrival (
            source TEXT NOT NULL PRIMARY KEY,
            since INTEGER NOT NULL,
            item_at INTEGER NOT NULL,
            lag INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE source_alarm (
            source TEXT NOT NULL,
            kind TEXT NOT NULL,
            part TEXT NOT NULL,
            since INTEGER NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (source, kind, part)
        ) STRICT, WITHOUT ROWID;
        """
}
