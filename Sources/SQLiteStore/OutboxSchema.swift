import GRDB

/// The tables of `casework.sqlite` for mail that goes out.
enum OutboxSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("outbox 1 mails, acknowledgements due") { try $0.execute(sql: tables) }
    }

    // `sent_key` is what the reference of an answer is looked up by, `message_id` what a delivery report names.
    private static let tables = """
        CREATE TABLE outbox (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            position INTEGER NOT NULL REFERENCES cases (position),
            kind TEXT NOT NULL,
            author TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            sender TEXT NOT NULL,
            recipient TEXT NOT NULL,
            recipient_key TEXT NOT NULL,
            subject TEXT NOT NULL,
            text TEXT NOT NULL,
            message_id TEXT NOT NULL UNIQUE,
            sent_key BLOB NOT NULL,
            once_key TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'unknown')),
            attempts INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            claimed_until INTEGER,
            last_answer TEXT,
            settled_at INTEGER,
            bounced INTEGER NOT NULL,
            attention INTEGER NOT NULL,
            content BLOB NOT NULL,
            UNIQUE (once_key, recipient_key)
        ) STRICT;
        CREATE INDEX outbox_case ON outbox (position);
        CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'waiting';
        CREATE INDEX outbox_sending ON outbox (claimed_until) WHERE state = 'sending';
        CREATE INDEX outbox_attention ON outbox (sequence) WHERE attention = 1;
        CREATE INDEX outbox_state ON outbox (state, sequence);
        CREATE INDEX outbox_sent_key ON outbox (sent_key);
        CREATE INDEX outbox_kind ON outbox (kind, created_at);
        CREATE INDEX outbox_recipient ON outbox (recipient_key, kind, created_at);

        CREATE TABLE acknowledgement_due (
            item TEXT NOT NULL PRIMARY KEY,
            position INTEGER NOT NULL REFERENCES cases (position),
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX acknowledgement_due_age ON acknowledgement_due (at);
        """
}
