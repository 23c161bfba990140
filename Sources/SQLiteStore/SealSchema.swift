import GRDB

/// What sealing needs in both files.
enum SealSchema {
    /// In `originals.sqlite`: the office's public key, data keys wrapped to it, and what was sealed with them.
    ///
    /// A flag of 0 or 1 takes no room behind the bytes of a row, so that reading it never touches the pages of a large one.
    static func registerOriginals(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("sealing: keys, messages, texts") { database in
            try database.execute(
                sql: """
                    CREATE TABLE office_key (
                        one INTEGER PRIMARY KEY CHECK (one = 1), public BLOB NOT NULL, since INTEGER NOT NULL
                    ) STRICT;
                    CREATE TABLE data_key (
                        id INTEGER PRIMARY KEY, wrapped BLOB NOT NULL, made_at INTEGER NOT NULL
                    ) STRICT;
                    CREATE TABLE sealed_message (item TEXT NOT NULL PRIMARY KEY, record BLOB NOT NULL) STRICT;
                    CREATE TABLE sealed_text (sha256 TEXT NOT NULL PRIMARY KEY, record BLOB NOT NULL) STRICT;
                    ALTER TABLE original ADD COLUMN is_sealed INTEGER NOT NULL DEFAULT 0;
                    CREATE INDEX original_plain ON original (is_sealed) WHERE is_sealed = 0;
                    """)
        }
    }

    /// In `casework.sqlite`: what is known of a sender without naming them, and what an older version still has to seal.
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("sealing: redacted messages, sealed mails") { try $0.execute(sql: casework) }
    }

    // `sender_number` is a keyed sum of the address. `sealed_text_due` names sealed texts whose redacted text has gone by the
    // rules of retention and that have to follow it.
    private static let casework = """
        ALTER TABLE message ADD COLUMN is_redacted INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE message ADD COLUMN sender_number INTEGER;
        ALTER TABLE message ADD COLUMN sender_kind TEXT;
        ALTER TABLE message ADD COLUMN sender_mask TEXT;
        CREATE INDEX message_plain ON message (sequence) WHERE is_redacted = 0;

        ALTER TABLE outbox ADD COLUMN is_sealed INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX outbox_plain ON outbox (sequence) WHERE is_sealed = 0;

        ALTER TABLE attachment_text ADD COLUMN is_redacted INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX attachment_text_plain ON attachment_text (is_redacted) WHERE is_redacted = 0;
        CREATE TABLE attachment_redacted (
            item TEXT NOT NULL,
            path TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (item, path)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE sealed_text_due (sha256 TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
        CREATE TABLE case_text_due (position INTEGER PRIMARY KEY) STRICT;
        CREATE TABLE sealing_due (one INTEGER PRIMARY KEY CHECK (one = 1)) STRICT;
        INSERT INTO sealing_due (one) SELECT 1 WHERE EXISTS (SELECT 1 FROM inbox) OR EXISTS (SELECT 1 FROM message);
        """
}
