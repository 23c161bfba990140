import GRDB

/// What keeps lists and counts fast for readers who see only a part of a large store.
///
/// `reach_tally` counts the cases of each queue and unit, so that a list's length is a sum over a few hundred rows, and a
/// query can tell whether a reader sees much or little of the store.
enum ListingSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("listings 1 tally by queue and unit, indices by reach") { database in
            try database.execute(sql: tally)
            try database.execute(sql: indexes)
        }
        migrator.registerMigration("listings 2 an officer's own cases") { try $0.execute(sql: ownIndexes) }
        migrator.registerMigration("listings 3 an officer's own cases by commune") { database in
            try database.execute(
                sql: """
                    CREATE INDEX cases_assignee_commune ON cases (assignee, commune_code)
                        WHERE assignee IS NOT NULL AND commune_code IS NOT NULL
                    """)
        }
    }

    /// Indices that tell of a case in a commune, or of an officer, whether a reader sees it, without a look at its row.
    ///
    /// They keep their names, because whoever has the old ones has the same order.
    static func registerCovering(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("listings 4 indices that tell of queue and unit") { database in
            try database.execute(
                sql: """
                    DROP INDEX cases_commune_code;
                    CREATE INDEX cases_commune_code ON cases (commune_code, position, queue)
                        WHERE commune_code IS NOT NULL;
                    DROP INDEX cases_open_commune;
                    CREATE INDEX cases_open_commune ON cases (commune_code, position, queue)
                        WHERE commune_code IS NOT NULL AND state <> 'closed';
                    DROP INDEX cases_assignee;
                    CREATE INDEX cases_assignee
                        ON cases (assignee, position, queue, province_code, commune_code, state)
                        WHERE assignee IS NOT NULL;
                    DROP INDEX cases_assignee_queue;
                    CREATE INDEX cases_assignee_queue
                        ON cases (assignee, queue, position, state, province_code, commune_code)
                        WHERE assignee IS NOT NULL;
                    """)
        }
    }

    private static let tally = """
        CREATE TABLE reach_tally (
            queue TEXT NOT NULL,
            province_code TEXT NOT NULL,
            commune_code TEXT NOT NULL,
            open INTEGER NOT NULL,
            total INTEGER NOT NULL,
            PRIMARY KEY (queue, province_code, commune_code)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO reach_tally (queue, province_code, commune_code, open, total)
            SELECT queue, coalesce(province_code, ''), coalesce(commune_code, ''), sum(state <> 'closed'), count(*)
            FROM cases GROUP BY 1, 2, 3;
        CREATE TRIGGER reach_tally_in AFTER INSERT ON cases BEGIN
            INSERT INTO reach_tally (queue, province_code, commune_code, open, total)
            VALUES (NEW.queue, coalesce(NEW.province_code, ''), coalesce(NEW.commune_code, ''), NEW.state <> 'closed', 1)
            ON CONFLICT (queue, province_code, commune_code)
                DO UPDATE SET open = open + excluded.open, total = total + 1;
        END;
        CREATE TRIGGER reach_tally_change AFTER UPDATE OF state, queue, province_code, commune_code ON cases
        WHEN OLD.queue <> NEW.queue OR OLD.province_code IS NOT NEW.province_code
            OR OLD.commune_code IS NOT NEW.commune_code OR (OLD.state = 'closed') <> (NEW.state = 'closed') BEGIN
            UPDATE reach_tally SET open = open - (OLD.state <> 'closed'), total = total - 1
            WHERE queue = OLD.queue AND province_code = coalesce(OLD.province_code, '')
                AND commune_code = coalesce(OLD.commune_code, '');
            INSERT INTO reach_tally (queue, province_code, commune_code, open, total)
            VALUES (NEW.queue, coalesce(NEW.province_code, ''), coalesce(NEW.commune_code, ''), NEW.state <> 'closed', 1)
            ON CONFLICT (queue, province_code, commune_code)
                DO UPDATE SET open = open + excluded.open, total = total + 1;
        END;
        """

    private static let ownIndexes = """
        CREATE INDEX cases_assignee_queue ON cases (assignee, queue) WHERE assignee IS NOT NULL;
        CREATE INDEX cases_assignee_due ON cases (assignee, due_at) WHERE assignee IS NOT NULL AND due_at IS NOT NULL;
        """

    private static let indexes = """
        CREATE INDEX cases_queue_commune ON cases (queue, commune_code) WHERE commune_code IS NOT NULL;
        CREATE INDEX cases_open_queue_commune ON cases (queue, commune_code)
            WHERE commune_code IS NOT NULL AND state <> 'closed';
        CREATE INDEX cases_open_commune ON cases (commune_code) WHERE commune_code IS NOT NULL AND state <> 'closed';
        CREATE INDEX cases_queue_due ON cases (queue, due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX cases_commune_due ON cases (commune_code, due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX cases_due_reach
            ON cases (due_at, queue, assignee, filed_by, province_code, commune_code) WHERE due_at IS NOT NULL;
        CREATE INDEX cases_survey_reach
            ON cases (source, position, queue, assignee, filed_by, province_code, commune_code, kind) WHERE kind = 'survey';
        """
}
