import GRDB

/// Columns and tables of `casework.sqlite` for the handling of cases and their deadlines.
///
/// `counted` is the fingerprint of the terms with which `due_at` was counted; it is NULL after every change of the case, so
/// that counting goes on where it was stopped, and new terms are counted for all.
enum HandlingSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("handling 1 stage, events, deadlines") { try $0.execute(sql: tables) }
    }

    private static let tables = """
        ALTER TABLE cases ADD COLUMN stage TEXT;
        ALTER TABLE cases ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE cases ADD COLUMN due_at INTEGER;
        ALTER TABLE cases ADD COLUMN due_step TEXT;
        ALTER TABLE cases ADD COLUMN warns_from INTEGER;
        ALTER TABLE cases ADD COLUMN counted TEXT;
        CREATE INDEX cases_due ON cases (due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX cases_warned ON cases (warns_from) WHERE warns_from IS NOT NULL;
        CREATE INDEX cases_uncounted ON cases (position) WHERE counted IS NULL;
        CREATE TABLE case_handling (
            position INTEGER PRIMARY KEY REFERENCES cases (position),
            handling TEXT NOT NULL
        ) STRICT;
        CREATE TABLE deadline_terms (one INTEGER PRIMARY KEY CHECK (one = 1), fingerprint TEXT NOT NULL) STRICT;
        """
}
