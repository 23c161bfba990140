import GRDB

/// The tables of `casework.sqlite` that tell which cases belong together and who was told of them.
enum ThreadingSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("threading 1 key, links, told queues") { try $0.execute(sql: tables) }
    }

    private static let tables = """
        CREATE TABLE thread_key (one INTEGER PRIMARY KEY CHECK (one = 1), key BLOB NOT NULL) STRICT;

        CREATE TABLE case_link (
            quoting INTEGER NOT NULL REFERENCES cases (position),
            quoted INTEGER NOT NULL REFERENCES cases (position),
            state TEXT NOT NULL CHECK (state IN ('suggested', 'accepted', 'parted')),
            suggested_at INTEGER NOT NULL,
            PRIMARY KEY (quoting, quoted)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX case_link_back ON case_link (quoted);

        CREATE TABLE told_queue (
            queue TEXT NOT NULL,
            position INTEGER NOT NULL REFERENCES cases (position),
            at INTEGER NOT NULL,
            PRIMARY KEY (queue, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX told_queue_case ON told_queue (position);
        """
}
