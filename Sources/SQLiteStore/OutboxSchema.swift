import GRDB

/// The tables of `casework.sqlite` for mail that goes out.
enum OutboxSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("outbox 1 mails, acknowledgements due") { database in
            for sql in [mails, mailIndexes, acknowledgements] { try database.execute(sql: sql) }
        }
    }

    /// Lets mails stand in the outbox that concern no case, such as alarms about sources.
    ///
    /// > Source: "Making Other Kinds Of Table Schema Changes" of SQLite's ALTER TABLE: a constraint can only be dropped by
    /// > copying the table.
    static func freeOfCases(_ database: Database) throws {
        let columns = """
            sequence, id, position, kind, author, created_at, sender, recipient, recipient_key, subject, text, message_id, \
            sent_key, once_key, state, attempts, due_at, claimed_until, last_answer, settled_at, bounced, attention, content
            """
        let copy = mails.replacing("outbox (", with: "outbox_copy (", maxReplacements: 1)
            .replacing("position INTEGER NOT NULL", with: "position INTEGER")
        try database.execute(sql: copy)
        try database.execute(sql: "INSERT INTO outbox_copy (\(columns)) SELECT \(columns) FROM outbox")
        try database.execute(sql: "DROP TABLE outbox")
        try database.execute(sql: "ALTER TABLE outbox_copy RENAME TO outbox")
        try database.execute(sql: mailIndexes)
    }

    // `sent_key` is what the reference of an answer is looked up by, `message_id` what a delivery report names.
    private static let mails = """
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
        """

    private static let mailIndexes = """
        CREATE INDEX outbox_case ON outbox (position);
        CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'waiting';
        CREATE INDEX outbox_sending ON outbox (claimed_until) WHERE state = 'sending';
        CREATE INDEX outbox_attention ON outbox (sequence) WHERE attention = 1;
        CREATE INDEX outbox_state ON outbox (state, sequence);
        CREATE INDEX outbox_sent_key ON outbox (sent_key);
        CREATE INDEX outbox_kind ON outbox (kind, created_at);
        CREATE INDEX outbox_recipient ON outbox (recipient_key, kind, created_at);
        """

    private static let acknowledgements = """
        CREATE TABLE acknowledgement_due (
            item TEXT NOT NULL PRIMARY KEY,
            position INTEGER NOT NULL REFERENCES cases (position),
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX acknowledgement_due_age ON acknowledgement_due (at);
        """
}
