import GRDB

/// The columns of `casework.sqlite` that say who may read what.
enum AccessSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("access 1 roles") { try $0.execute(sql: roles) }
    }

    // Whoever had an account before there were roles could read everything that is not closed, and still can.
    private static let roles = """
        ALTER TABLE account ADD COLUMN role TEXT NOT NULL DEFAULT 'lead';
        ALTER TABLE account ADD COLUMN queues TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE account ADD COLUMN units TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE cases ADD COLUMN filed_by TEXT;
        CREATE INDEX cases_filed_by ON cases (filed_by) WHERE filed_by IS NOT NULL;
        """
}
