import GRDB

/// The table of `casework.sqlite` for answers that the office publishes: one for each case.
///
/// Who reopens a case doubts its outcome, so what was published of it is a draft again, to be read and published anew.
enum PublicationSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("publications 1 public answers") { try $0.execute(sql: tables) }
    }

    private static let tables = """
        CREATE TABLE publication (
            position INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            draft TEXT NOT NULL,
            folded TEXT NOT NULL,
            state TEXT NOT NULL,
            editors TEXT NOT NULL,
            saved_at INTEGER NOT NULL,
            published_by TEXT,
            published_at INTEGER,
            withdrawal TEXT,
            revision INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX publication_published ON publication (published_at) WHERE state = 'published';
        CREATE INDEX publication_draft ON publication (saved_at) WHERE state = 'draft';
        CREATE TRIGGER publication_reopened AFTER UPDATE OF state ON cases
        WHEN OLD.state = 'closed' AND NEW.state <> 'closed' BEGIN
            UPDATE publication SET state = 'draft', published_by = NULL, published_at = NULL, revision = revision + 1
                WHERE position = NEW.position AND state = 'published';
        END;
        """
}
