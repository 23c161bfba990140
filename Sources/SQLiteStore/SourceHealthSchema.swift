import GRDB

/// The tables of `casework.sqlite` that tell what people have decided about sources and what they were told of them.
enum SourceHealthSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("source health 1 pauses, drift, told alarms, cases by source") { database in
            try database.execute(sql: tables)
        }
        migrator.registerMigration("source health 2 mails without a case") { database in
            try OutboxSchema.freeOfCases(database)
        }
    }

    private static let tables = """
        CREATE TABLE source_control (
            source TEXT NOT NULL PRIMARY KEY,
            paused_at INTEGER,
            paused_by TEXT,
            reason TEXT,
            resumed_at INTEGER,
            tried_at INTEGER
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE source_part ADD COLUMN drift TEXT;
        ALTER TABLE source_alarm ADD COLUMN told_at INTEGER;
        CREATE INDEX cases_source ON cases (source);
        CREATE INDEX cases_open_source ON cases (source) WHERE state <> 'closed';
        """
}
