import Casework
import GRDB
import HotSpots

/// The tables of `casework.sqlite` for what outlives an alert: its short record, verdicts, learned weights, second opinions.
///
/// `alert_brief` has a row for every alert, small enough to look through those of many years; the evidence stays in `alert`.
/// `kept_verdict` holds the verdicts of alerts that were made anew since. `cue_week` has a row for each week in which weights
/// were learned, `cue_step` what that did to each sign, and `cue_force` the weights in force from a time on, which every replay
/// is told.
enum HotSpotRecordSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("hot spots 1 records, weights, second opinions") { database in
            try database.execute(sql: tables)
            try fill(database)
        }
    }

    /// Puts everything that a replay is told into the queue: every case as if it were filed now, message by message in the order
    /// of receipt, and the weights of signs of danger at their time.
    static let replay = """
        INSERT INTO watch_queue (position, through, at, weights)
        SELECT position, received_at, received_at, NULL FROM message WHERE position IS NOT NULL
        UNION ALL SELECT position, NULL, changed_at, NULL FROM cases WHERE state = 'closed'
        UNION ALL SELECT NULL, NULL, at, weights FROM cue_force
        ORDER BY 3
        """

    private static let tables = """
        CREATE TABLE alert_brief (
            id INTEGER PRIMARY KEY REFERENCES alert (id) ON DELETE CASCADE,
            topic TEXT NOT NULL,
            province TEXT NOT NULL,
            places TEXT NOT NULL,
            hamlet TEXT,
            opened_at INTEGER NOT NULL,
            first_at INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            closed_at INTEGER,
            peak REAL NOT NULL,
            why TEXT NOT NULL,
            folded TEXT NOT NULL,
            is_dismissed INTEGER NOT NULL,
            is_hot INTEGER,
            judged_at INTEGER
        ) STRICT;
        CREATE INDEX alert_brief_closed ON alert_brief (closed_at) WHERE closed_at IS NOT NULL;
        CREATE INDEX alert_brief_judged ON alert_brief (judged_at) WHERE is_hot IS NOT NULL;
        CREATE TABLE kept_verdict (
            topic TEXT NOT NULL,
            province TEXT NOT NULL,
            places TEXT NOT NULL,
            first_at INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            is_hot INTEGER NOT NULL,
            judged_at INTEGER NOT NULL,
            PRIMARY KEY (topic, province, places, first_at)
        ) STRICT;
        CREATE INDEX kept_verdict_judged ON kept_verdict (judged_at);

        CREATE TABLE cue_week (week INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;
        CREATE TABLE cue_step (
            sequence INTEGER PRIMARY KEY,
            cue TEXT NOT NULL,
            at INTEGER NOT NULL,
            before REAL NOT NULL,
            after REAL NOT NULL,
            reason TEXT NOT NULL,
            step TEXT NOT NULL
        ) STRICT;
        CREATE INDEX cue_step_cue ON cue_step (cue, sequence);
        CREATE TABLE cue_force (sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, weights TEXT NOT NULL) STRICT;
        ALTER TABLE watch_queue ADD COLUMN weights TEXT;

        CREATE TABLE opinion_week (week INTEGER PRIMARY KEY, at INTEGER NOT NULL, years INTEGER NOT NULL) STRICT;
        CREATE TABLE opinion (
            week INTEGER NOT NULL REFERENCES opinion_week (week),
            province TEXT NOT NULL,
            place TEXT NOT NULL,
            topic TEXT NOT NULL,
            observed INTEGER NOT NULL,
            expected REAL,
            upper REAL,
            is_above INTEGER NOT NULL,
            PRIMARY KEY (week, province, topic, place)
        ) STRICT, WITHOUT ROWID;
        """

    /// The records of alerts that are there already.
    static func fill(_ database: Database) throws {
        for row in try Row.fetchAll(database, sql: "SELECT id FROM alert ORDER BY id") {
            let id: Int = row["id"]
            let text = try database.value("SELECT alert FROM alert WHERE id = ?", [id], as: String.self)
            // One that cannot be read is shown nowhere as it is.
            guard let kept = try? text.map({ try JSONColumn.value($0, as: KeptAlert.self) }) else { continue }
            try AlertBriefTable.write(kept, at: kept.alert.closedAt ?? kept.alert.updatedAt, in: database)
            let highest = try database.row(
                """
                SELECT change ->> '$.score' AS score, change ->> '$.why' AS why FROM alert_change WHERE alert = ?
                ORDER BY 1 DESC LIMIT 1
                """, [id])
            guard let highest, let score = highest["score"] as Double?, let why = highest["why"] as String? else {
                continue
            }
            try database.run(
                "UPDATE alert_brief SET peak = ?, why = ? WHERE id = ? AND peak < ?", [score, why, id, score])
        }
    }
}
