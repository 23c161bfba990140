import GRDB

/// What proves in `casework.sqlite` that originals are as they were accepted.
///
/// `inbox.sha256` is the sum that an original had; it stays when the original goes by the rules. `original_stretch` is a
/// stretch of the inbox with the running hash up to its end, and the audit entry that says the same. `original_change` tells
/// that an original was replaced by the rules, and the audit entry that proves it; `record` is what is still to be put in the
/// place of its bytes.
enum IntegritySchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("integrity 1 sums of originals") { try $0.execute(sql: tables) }
    }

    private static let tables = """
        ALTER TABLE inbox ADD COLUMN sha256 BLOB;
        CREATE INDEX inbox_unsummed ON inbox (sequence) WHERE sha256 IS NULL;
        CREATE TABLE original_stretch (
            through INTEGER PRIMARY KEY,
            items INTEGER NOT NULL,
            at INTEGER NOT NULL,
            hash BLOB NOT NULL,
            audit INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE original_change (
            item TEXT NOT NULL,
            audit INTEGER NOT NULL,
            at INTEGER NOT NULL,
            sha256 BLOB NOT NULL,
            removed INTEGER NOT NULL,
            record TEXT,
            PRIMARY KEY (item, audit)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX original_change_pending ON original_change (item) WHERE record IS NOT NULL;
        """
}
