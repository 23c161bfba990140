import GRDB

/// The table of `casework.sqlite` for what citizens think of outcomes: one opinion for each case, the last that was given.
enum SatisfactionSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("satisfaction 1 opinions") { try $0.execute(sql: tables) }
    }

    private static let tables = """
        CREATE TABLE satisfaction (
            position INTEGER PRIMARY KEY,
            grade TEXT NOT NULL,
            way TEXT NOT NULL,
            day INTEGER NOT NULL,
            remark TEXT NOT NULL,
            actor TEXT NOT NULL,
            at INTEGER NOT NULL,
            review INTEGER NOT NULL,
            changes INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX satisfaction_review ON satisfaction (at) WHERE review = 1;
        CREATE TRIGGER satisfaction_reopened AFTER UPDATE OF state ON cases
        WHEN OLD.state = 'closed' AND NEW.state <> 'closed' BEGIN
            UPDATE satisfaction SET review = 0 WHERE position = NEW.position;
        END;
        """
}
