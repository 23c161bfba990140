import GRDB

/// What keeps stored sums from being tested against a guess.
///
/// `sealed_key` holds the office's index key, sealed; the table `thread_key`, where an older version kept it in the open, is
/// emptied. Rows of an older version have bare sums until `is_keyed` is set. `redaction` is the version of the program's
/// redaction that a letter went through: a later one finds more.
enum KeyedSumSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("sealing 2 keyed sums") { try $0.execute(sql: tables) }
    }

    private static let tables = """
        CREATE TABLE sealed_key (one INTEGER PRIMARY KEY CHECK (one = 1), record BLOB NOT NULL) STRICT;
        ALTER TABLE message ADD COLUMN is_keyed INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE message ADD COLUMN redaction INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX message_redaction_old ON message (sequence) WHERE redaction < 2;
        CREATE INDEX message_unkeyed ON message (sequence) WHERE is_keyed = 0;
        ALTER TABLE outbox ADD COLUMN is_keyed INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX outbox_unkeyed ON outbox (sequence) WHERE is_keyed = 0;
        INSERT INTO sealing_due (one) SELECT 1
            WHERE EXISTS (SELECT 1 FROM inbox) OR EXISTS (SELECT 1 FROM message) OR EXISTS (SELECT 1 FROM thread_key)
            ON CONFLICT DO NOTHING;
        """
}
