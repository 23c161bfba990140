import GRDB

/// The columns and tables of `casework.sqlite` that tell where a case goes, where it must not go, and who is away.
///
/// `waits_not` is what puts hot and urgent cases first in their queue. `named_body` holds the queues whose body a case
/// names; once one of its messages or an officer's decision accuses (`case_routing.accuses`), it must not reach them.
enum RoutingSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("routing 1 decisions, conflicts, absences") { try $0.execute(sql: tables) }
    }

    private static let tables = """
        ALTER TABLE cases ADD COLUMN urgent_line INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE cases ADD COLUMN unrouted INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE cases ADD COLUMN waits_not INTEGER NOT NULL
            GENERATED ALWAYS AS (raised_at IS NOT NULL OR urgent_line = 1) VIRTUAL;
        CREATE INDEX cases_open_urgent ON cases (queue, waits_not) WHERE state <> 'closed';
        CREATE INDEX cases_unrouted ON cases (queue) WHERE unrouted = 1 AND state <> 'closed';

        CREATE TABLE case_routing (
            position INTEGER PRIMARY KEY REFERENCES cases (position),
            decision TEXT NOT NULL,
            at INTEGER NOT NULL,
            accuses INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE named_body (
            position INTEGER NOT NULL REFERENCES cases (position),
            queue TEXT NOT NULL,
            instead TEXT NOT NULL,
            at INTEGER NOT NULL,
            lifted_by TEXT,
            PRIMARY KEY (position, queue)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE absence (
            id INTEGER PRIMARY KEY,
            officer TEXT NOT NULL,
            from_day INTEGER NOT NULL,
            to_day INTEGER NOT NULL,
            entered_by TEXT NOT NULL,
            entered_at INTEGER NOT NULL,
            is_ended INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX absence_days ON absence (to_day) WHERE is_ended = 0;
        """
}
