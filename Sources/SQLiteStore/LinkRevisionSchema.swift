import GRDB

/// The columns of `casework.sqlite` by which a decision on a link that somebody else has decided meanwhile is refused.
enum LinkRevisionSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("links 1 revision") { try $0.execute(sql: columns) }
    }

    private static let columns = """
        ALTER TABLE case_link ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE case_link ADD COLUMN decided_by TEXT;
        """
}
