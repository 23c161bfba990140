import GRDB

/// The columns of `casework.sqlite` that say who may read what.
enum AccessSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("access 1 roles") { try $0.execute(sql: roles) }
        migrator.registerMigration("access 2 sessions and lock-out") { try $0.execute(sql: sessions) }
    }

    // Whoever had an account before there were roles could read everything that is not closed, and still can.
    private static let roles = """
        ALTER TABLE account ADD COLUMN role TEXT NOT NULL DEFAULT 'lead';
        ALTER TABLE account ADD COLUMN queues TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE account ADD COLUMN units TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE cases ADD COLUMN filed_by TEXT;
        CREATE INDEX cases_filed_by ON cases (filed_by) WHERE filed_by IS NOT NULL;
        """

    // Sessions of before do not tell when they began: they count from the upgrade on and end when they would have.
    private static let sessions = """
        ALTER TABLE account ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE account ADD COLUMN active INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE account ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE account ADD COLUMN locked_until INTEGER;
        ALTER TABLE account ADD COLUMN last_log_in_at INTEGER;
        ALTER TABLE session ADD COLUMN started_at INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE session ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE session ADD COLUMN browser TEXT NOT NULL DEFAULT '';
        CREATE INDEX session_user ON session (user);
        CREATE INDEX audit_actor ON audit (actor, sequence);
        CREATE INDEX audit_act ON audit (act, sequence);
        """
}
