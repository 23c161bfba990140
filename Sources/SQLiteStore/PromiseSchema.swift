import GRDB

/// The tables of `casework.sqlite` for dialogues and the ledger of promises.
///
/// Days are kept as their number since 1970-01-01, so that what is overdue is a scan of an index.
enum PromiseSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("promises 1 dialogues and promises") { try $0.execute(sql: tables) }
    }

    private static let tables = """
        CREATE TABLE dialogue (
            position INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            once_key TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            day INTEGER NOT NULL,
            head TEXT NOT NULL,
            place_text TEXT NOT NULL,
            place_today TEXT,
            participants INTEGER,
            content TEXT NOT NULL,
            entered_by TEXT NOT NULL,
            entered_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX dialogue_day ON dialogue (day, position);

        CREATE TABLE promise (
            position INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            once_key TEXT NOT NULL UNIQUE,
            dialogue TEXT REFERENCES dialogue (id),
            what TEXT NOT NULL,
            body TEXT NOT NULL,
            body_key TEXT NOT NULL,
            made_on INTEGER NOT NULL,
            due_on INTEGER,
            place_text TEXT NOT NULL,
            place_today TEXT,
            province_code TEXT,
            commune_code TEXT,
            state TEXT NOT NULL,
            steps TEXT NOT NULL,
            entered_by TEXT NOT NULL,
            entered_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX promise_pending ON promise (due_on) WHERE state = 'pending';
        CREATE INDEX promise_made ON promise (made_on);
        CREATE INDEX promise_body ON promise (body_key);
        CREATE INDEX promise_dialogue ON promise (dialogue) WHERE dialogue IS NOT NULL;

        CREATE TABLE promise_case (
            promise INTEGER NOT NULL REFERENCES promise (position),
            position INTEGER NOT NULL,
            PRIMARY KEY (promise, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX promise_case_case ON promise_case (position);
        """
}
