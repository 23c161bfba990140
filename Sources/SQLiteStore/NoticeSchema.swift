import GRDB

/// The tables of `casework.sqlite` for telling alerts by mail and webhook.
///
/// A notice keeps the alert as it was: making all alerts anew deletes alerts, but what was or has yet to be told stays true.
/// Numbers are never used again, because receivers know notices by them.
enum NoticeSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("notices 1 notices, when watching began anew") { try $0.execute(sql: tables) }
    }

    static func registerWithdrawn(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("notices 2 withdrawn") { try $0.execute(sql: withdrawn) }
    }

    // Cases that were there before watching are watched from their beginning, but what is found of the past is not told.
    private static let tables = """
        CREATE TABLE alert_notice (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            alert INTEGER NOT NULL,
            opened_at INTEGER NOT NULL,
            kept TEXT NOT NULL,
            reason TEXT NOT NULL,
            way TEXT NOT NULL,
            urgent INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            tried_since INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'told', 'dead')),
            attempts INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            settled_at INTEGER,
            last_answer TEXT,
            once_key TEXT
        ) STRICT;
        CREATE INDEX alert_notice_due ON alert_notice (way, due_at) WHERE state = 'waiting';
        CREATE INDEX alert_notice_state ON alert_notice (state, id);
        CREATE INDEX alert_notice_alert ON alert_notice (alert, id);

        CREATE TABLE watch_restart (one INTEGER PRIMARY KEY CHECK (one = 1), at INTEGER NOT NULL) STRICT;
        INSERT INTO watch_restart (one, at)
        SELECT 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
        WHERE EXISTS (SELECT 1 FROM message WHERE position IS NOT NULL);
        """

    /// The old table with one more state; a check cannot be changed in place.
    private static let withdrawn = """
        CREATE TABLE alert_notice_copy (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            alert INTEGER NOT NULL,
            opened_at INTEGER NOT NULL,
            kept TEXT NOT NULL,
            reason TEXT NOT NULL,
            way TEXT NOT NULL,
            urgent INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            tried_since INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'told', 'dead', 'withdrawn')),
            attempts INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            settled_at INTEGER,
            last_answer TEXT,
            once_key TEXT
        ) STRICT;
        INSERT INTO alert_notice_copy SELECT * FROM alert_notice;
        DROP TABLE alert_notice;
        ALTER TABLE alert_notice_copy RENAME TO alert_notice;
        CREATE INDEX alert_notice_due ON alert_notice (way, due_at) WHERE state = 'waiting';
        CREATE INDEX alert_notice_state ON alert_notice (state, id);
        CREATE INDEX alert_notice_alert ON alert_notice (alert, id);
        """
}
