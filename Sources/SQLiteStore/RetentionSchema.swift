import GRDB

/// What retention needs in `casework.sqlite`.
///
/// `cases.retained` tells how much of a case is gone. `retention_task` is what is left to do of a run that a person has
/// confirmed; a kill at any instant leaves it, and the run goes on where it was. `original_change` (see ``IntegritySchema``)
/// tells which originals are to be replaced, `originals.sqlite` follows. `retention_sweep` tells
/// that deleted words are still in the search index.
enum RetentionSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("retention 1 runs, tasks, log, holds, removed attachments") {
            try $0.execute(sql: tables)
        }
    }

    private static let tables = """
        ALTER TABLE cases ADD COLUMN retained INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX cases_retention ON cases (kind, changed_at) WHERE retained < 2;
        CREATE TABLE legal_hold (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            position INTEGER NOT NULL REFERENCES cases (position),
            actor TEXT NOT NULL,
            at INTEGER NOT NULL,
            reason TEXT NOT NULL,
            document TEXT NOT NULL,
            lifted_at INTEGER,
            lifted_by TEXT,
            lifted_why TEXT
        ) STRICT;
        CREATE UNIQUE INDEX legal_hold_case ON legal_hold (position) WHERE lifted_at IS NULL;
        CREATE TABLE retention_run (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            fingerprint TEXT NOT NULL,
            actor TEXT NOT NULL,
            started_at INTEGER NOT NULL,
            finished_at INTEGER,
            cases INTEGER NOT NULL,
            done INTEGER NOT NULL DEFAULT 0,
            left_alone INTEGER NOT NULL DEFAULT 0,
            originals INTEGER NOT NULL DEFAULT 0,
            bytes INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE UNIQUE INDEX retention_run_unfinished ON retention_run (finished_at IS NULL) WHERE finished_at IS NULL;
        CREATE TABLE retention_task (
            position INTEGER PRIMARY KEY REFERENCES cases (position),
            run INTEGER NOT NULL REFERENCES retention_run (id),
            rule TEXT NOT NULL,
            action TEXT NOT NULL,
            changed_at INTEGER NOT NULL,
            is_erased INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE retention_log (
            id INTEGER PRIMARY KEY,
            run INTEGER NOT NULL REFERENCES retention_run (id),
            position INTEGER NOT NULL,
            rule TEXT NOT NULL,
            action TEXT NOT NULL,
            at INTEGER NOT NULL,
            originals INTEGER NOT NULL,
            bytes INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX retention_log_case ON retention_log (position);
        CREATE TABLE attachment_removal (
            item TEXT NOT NULL,
            path TEXT NOT NULL,
            position INTEGER NOT NULL REFERENCES cases (position),
            name TEXT NOT NULL,
            size INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            actor TEXT NOT NULL,
            at INTEGER NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (item, path)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE retention_sweep (one INTEGER PRIMARY KEY CHECK (one = 1), is_begun INTEGER NOT NULL) STRICT;
        CREATE INDEX attachment_removal_case ON attachment_removal (position);
        """
}
