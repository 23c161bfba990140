import GRDB

/// The tables of `casework.sqlite` for watching hot spots.
///
/// Triggers put a case into `watch_queue` in the transaction that files or changes it. Rows are never merged: a change that
/// comes while the case is being looked at has to be looked at again. A row with `through` looks at the case as it was then:
/// with the messages received by that time, and open.
enum WatchSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("watch 1 queue, log, alerts") { try $0.execute(sql: tables) }
    }

    /// Puts every case into the queue as if it were filed now, message by message in the order of receipt.
    static let replay = """
        INSERT INTO watch_queue (position, through, at)
        SELECT position, received_at, received_at FROM message WHERE position IS NOT NULL
        UNION ALL SELECT position, NULL, changed_at FROM cases WHERE state = 'closed'
        ORDER BY 3
        """

    private static let tables = """
        CREATE TABLE watch_queue (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            position INTEGER,
            through INTEGER,
            act TEXT,
            alert INTEGER,
            actor TEXT,
            at INTEGER
        ) STRICT;
        CREATE TRIGGER watch_filed AFTER INSERT ON message WHEN NEW.position IS NOT NULL BEGIN
            INSERT INTO watch_queue (position) VALUES (NEW.position);
        END;
        CREATE TRIGGER watch_judged AFTER UPDATE OF verdict, position ON message
        WHEN NEW.position IS NOT NULL AND (OLD.verdict <> NEW.verdict OR OLD.position IS NOT NEW.position) BEGIN
            INSERT INTO watch_queue (position) VALUES (NEW.position);
        END;
        CREATE TRIGGER watch_changed AFTER UPDATE OF topics, commune_code, hamlet, state, kind, due_at ON cases
        WHEN OLD.topics <> NEW.topics OR OLD.commune_code IS NOT NEW.commune_code OR OLD.hamlet IS NOT NEW.hamlet
            OR (OLD.state = 'closed') <> (NEW.state = 'closed') OR OLD.kind <> NEW.kind
            OR OLD.due_at IS NOT NEW.due_at BEGIN
            INSERT INTO watch_queue (position) VALUES (NEW.position);
        END;
        \(replay);

        CREATE TABLE watch_counted (position INTEGER PRIMARY KEY, counted TEXT NOT NULL) STRICT;
        CREATE TABLE watch_log (sequence INTEGER PRIMARY KEY, event TEXT NOT NULL) STRICT;
        CREATE TABLE watch_checkpoint (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            sequence INTEGER NOT NULL,
            detector BLOB NOT NULL
        ) STRICT;
        CREATE TABLE watch_owner (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            owner TEXT NOT NULL,
            until INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE alert (
            id INTEGER PRIMARY KEY,
            state TEXT NOT NULL,
            score REAL NOT NULL,
            immediate INTEGER NOT NULL,
            opened_at INTEGER NOT NULL,
            alert TEXT NOT NULL
        ) STRICT;
        CREATE INDEX alert_living ON alert (score) WHERE state <> 'closed';
        CREATE TABLE alert_change (
            sequence INTEGER PRIMARY KEY,
            alert INTEGER NOT NULL REFERENCES alert (id) ON DELETE CASCADE,
            change TEXT NOT NULL
        ) STRICT;
        CREATE INDEX alert_change_alert ON alert_change (alert);
        """
}
