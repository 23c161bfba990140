import GRDB

/// The tables of `casework.sqlite`.
///
/// A case's row number is its ``CasePosition``: it grows with the time of receipt, so that every index lists cases by time
/// without a further column, and search results come in order straight from the search index. `queue_tally` counts the open
/// cases of each queue, because every screen shows these counts and a million cases take too long to count.
enum CaseworkSchema {
    /// Named migrations; only ever add to the end.
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 inbox") { try $0.execute(sql: inbox) }
        migrator.registerMigration("2 cases") { try $0.execute(sql: cases) }
        migrator.registerMigration("3 audit") { try $0.execute(sql: audit) }
        migrator.registerMigration("4 accounts") { try $0.execute(sql: accounts) }
        SourcesSchema.register(in: &migrator)
        ThreadingSchema.register(in: &migrator)
        migrator.registerMigration("attachments") { try $0.execute(sql: AttachmentsSchema.tables) }
        OutboxSchema.register(in: &migrator)
        HandlingSchema.register(in: &migrator)
        PlacesSchema.register(in: &migrator)
        migrator.registerMigration("kinds of cases") { try $0.execute(sql: kinds) }
        WatchSchema.register(in: &migrator)
        SourceHealthSchema.register(in: &migrator)
        SurveySchema.register(in: &migrator)
        CopiesSchema.register(in: &migrator)
        NoticeSchema.register(in: &migrator)
        AccessSchema.register(in: &migrator)
        ListingSchema.register(in: &migrator)
        RoutingSchema.register(in: &migrator)
        IntegritySchema.register(in: &migrator)
        RetentionSchema.register(in: &migrator)
        SealSchema.register(in: &migrator)
        PromiseSchema.register(in: &migrator)
        SatisfactionSchema.register(in: &migrator)
        PublicationSchema.register(in: &migrator)
        EntrySchema.register(in: &migrator)
        LetterCheckSchema.register(in: &migrator)
        CasePartSchema.register(in: &migrator)
        WarningSchema.register(in: &migrator)
        LetterCheckSchema.registerOlderLetters(in: &migrator)
        KeyedSumSchema.register(in: &migrator)
        ListingSchema.registerCovering(in: &migrator)
        ReplySchema.register(in: &migrator)
        HotSpotRecordSchema.register(in: &migrator)
        LinkRevisionSchema.register(in: &migrator)
        NoticeSchema.registerWithdrawn(in: &migrator)
        // Nothing changes in the tables, but versions before this one cannot read such a verdict and must not open the store.
        migrator.registerMigration("verdicts 1 lines that name each rule once") { _ in }
        return migrator
    }()

    // Rows of the inbox are never deleted, so the largest sequence is the number of items ever accepted.
    private static let inbox = """
        CREATE TABLE inbox (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            source TEXT NOT NULL,
            key TEXT NOT NULL,
            received_at INTEGER NOT NULL,
            media_type TEXT NOT NULL,
            size INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('pending', 'quarantined', 'done')),
            stage TEXT,
            reason TEXT,
            quarantined_at INTEGER,
            attempts INTEGER NOT NULL DEFAULT 0,
            UNIQUE (source, key)
        ) STRICT;
        CREATE INDEX inbox_pending ON inbox (received_at, sequence) WHERE state = 'pending';
        CREATE INDEX inbox_quarantined ON inbox (quarantined_at, sequence) WHERE state = 'quarantined';
        CREATE TABLE watermark (scope TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """

    private static let cases = """
        CREATE TABLE cases (
            position INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL UNIQUE,
            received_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('new', 'in_progress', 'closed')),
            queue TEXT NOT NULL,
            topics TEXT NOT NULL,
            topics_confirmed INTEGER NOT NULL,
            letter_class TEXT NOT NULL,
            title TEXT NOT NULL,
            channel TEXT NOT NULL,
            source TEXT NOT NULL,
            province TEXT,
            commune TEXT,
            hamlet TEXT,
            old_district TEXT,
            assignee TEXT,
            severity REAL NOT NULL,
            raised_at INTEGER,
            escalation_severity REAL,
            alarms TEXT,
            message_count INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX cases_queue_state ON cases (queue, state);
        CREATE INDEX cases_queue ON cases (queue);
        CREATE INDEX cases_state ON cases (state);
        CREATE INDEX cases_open ON cases (position) WHERE state <> 'closed';
        CREATE INDEX cases_open_queue ON cases (queue) WHERE state <> 'closed';
        CREATE INDEX cases_assignee ON cases (assignee) WHERE assignee IS NOT NULL;
        CREATE INDEX cases_severity ON cases (severity);
        CREATE INDEX cases_open_severity ON cases (severity) WHERE state <> 'closed';
        CREATE INDEX cases_escalated ON cases (escalation_severity) WHERE raised_at IS NOT NULL;
        CREATE INDEX cases_open_escalated ON cases (escalation_severity)
            WHERE raised_at IS NOT NULL AND state <> 'closed';

        CREATE TABLE queue_tally (queue TEXT NOT NULL PRIMARY KEY, open INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TRIGGER cases_tally_in AFTER INSERT ON cases WHEN NEW.state <> 'closed' BEGIN
            INSERT INTO queue_tally (queue, open) VALUES (NEW.queue, 1)
                ON CONFLICT (queue) DO UPDATE SET open = open + 1;
        END;
        CREATE TRIGGER cases_tally_change AFTER UPDATE OF state, queue ON cases
        WHEN OLD.queue <> NEW.queue OR (OLD.state = 'closed') <> (NEW.state = 'closed') BEGIN
            UPDATE queue_tally SET open = open - 1 WHERE queue = OLD.queue AND OLD.state <> 'closed';
            INSERT INTO queue_tally (queue, open) VALUES (NEW.queue, NEW.state <> 'closed')
                ON CONFLICT (queue) DO UPDATE SET open = open + excluded.open;
        END;

        CREATE TABLE case_topic (
            position INTEGER NOT NULL REFERENCES cases (position),
            topic TEXT NOT NULL,
            open INTEGER NOT NULL,
            PRIMARY KEY (position, topic)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX case_topic_list ON case_topic (topic, position);
        CREATE INDEX case_topic_open ON case_topic (topic, position) WHERE open = 1;

        CREATE TABLE case_text (position INTEGER PRIMARY KEY REFERENCES cases (position), folded TEXT NOT NULL) STRICT;
        CREATE VIRTUAL TABLE case_search USING fts5 (
            folded, content = 'case_text', content_rowid = 'position', columnsize = 0, tokenize = 'unicode61'
        );

        CREATE TABLE message (
            sequence INTEGER PRIMARY KEY,
            item TEXT NOT NULL UNIQUE,
            position INTEGER REFERENCES cases (position),
            opened INTEGER NOT NULL,
            received_at INTEGER NOT NULL,
            thread_key BLOB,
            content_key BLOB,
            size INTEGER NOT NULL,
            message TEXT NOT NULL,
            verdict TEXT NOT NULL
        ) STRICT;
        CREATE INDEX message_case ON message (position, received_at) WHERE position IS NOT NULL;
        CREATE INDEX message_thread ON message (thread_key) WHERE thread_key IS NOT NULL;
        CREATE INDEX message_content ON message (content_key) WHERE content_key IS NOT NULL;
        CREATE INDEX message_set_aside ON message (received_at) WHERE position IS NULL;
        """

    // News that is joined by a letter is a citizen's matter, as ``CaseKind/joined(by:)`` says.
    private static let kinds = """
        ALTER TABLE cases ADD COLUMN kind TEXT NOT NULL DEFAULT 'letter' CHECK (kind IN ('letter', 'news', 'survey'));
        UPDATE cases SET kind = 'news'
            WHERE EXISTS (SELECT 1 FROM message WHERE message.position = cases.position AND opened = 1
                AND message ->> '$.kind' = 'feed_entry')
            AND NOT EXISTS (SELECT 1 FROM message WHERE message.position = cases.position
                AND message ->> '$.kind' = 'letter');
        """

    // The triggers guard against this program's own mistakes; the hash chain shows what anybody else did.
    private static let audit = """
        CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            act TEXT NOT NULL,
            case_id TEXT,
            detail TEXT NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;
        CREATE INDEX audit_case ON audit (case_id) WHERE case_id IS NOT NULL;
        CREATE TABLE audit_head (one INTEGER PRIMARY KEY CHECK (one = 1), sequence INTEGER NOT NULL, hash BLOB NOT NULL)
            STRICT;
        CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
            BEGIN SELECT RAISE (ABORT, 'the audit log is never changed'); END;
        CREATE TRIGGER audit_undeleted BEFORE DELETE ON audit
            BEGIN SELECT RAISE (ABORT, 'the audit log is never deleted from'); END;
        """

    private static let accounts = """
        CREATE TABLE account (
            name TEXT NOT NULL PRIMARY KEY,
            display_name TEXT NOT NULL,
            password_hash TEXT NOT NULL,
            added_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE session (
            token_hash TEXT NOT NULL PRIMARY KEY,
            user TEXT NOT NULL,
            csrf_token TEXT NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX session_end ON session (expires_at);
        """
}
