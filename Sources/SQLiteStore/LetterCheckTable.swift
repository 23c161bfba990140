import Casework
import GRDB
import JSONWriting

/// Checklists of letters inside a transaction.
///
/// A message has up to two checks: one of the message as it came (part 0), one of what its attachments say (part 1); the check
/// of a case is all of its messages' together.
struct LetterCheckTable {
    /// Messages of a case whose checks are merged.
    private static let limit = 200

    let database: Database

    /// Keeps the check of a message, or of its attachments, and lets the case take over how many people it tells of.
    func keep(_ check: LetterCheck, of item: ItemID, part: Int, at position: Int64) throws {
        try database.run(
            """
            INSERT INTO letter_check (item, part, position, found) VALUES (?, ?, ?, ?)
            ON CONFLICT (item, part) DO UPDATE SET found = excluded.found, position = excluded.position
            """, [StoredText(item.rawValue), part, position, StoredText(check.json)])
        guard let people = check.people else { return }
        try database.run(
            """
            UPDATE cases SET crowd = 1, people = max(coalesce(people, 0), coalesce(?, 0))
            WHERE position = ? AND crowd_decided = 0
            """, [people.count, position])
    }

    /// Whether a check of a message, or of its attachments, is kept.
    func has(_ part: Int, of item: ItemID) throws -> Bool {
        try database.row(
            "SELECT 1 FROM letter_check WHERE item = ? AND part = ?", [StoredText(item.rawValue), part]) != nil
    }

    /// The check of a case.
    func check(at position: Int64) throws -> CaseCheck {
        let checks = try Row.fetchAll(
            database, sql: "SELECT found FROM letter_check WHERE position = ? ORDER BY item, part LIMIT ?",
            arguments: [position, Self.limit]
        ).map { try JSONColumn.value($0.text("found"), as: LetterCheck.self) }
        let rows = try Row.fetchAll(
            database, sql: "SELECT point, there, actor, at FROM letter_check_decision WHERE position = ?",
            arguments: [position])
        var decisions: [LetterCheck.Point: CaseCheck.Decision] = [:]
        for row in rows {
            decisions[try row.value("point")] = CaseCheck.Decision(
                isThere: row["there"], actor: row.text("actor"), at: Timestamp(rawValue: row["at"]))
        }
        return CaseCheck(
            found: checks.first.map { checks.dropFirst().reduce($0) { $0.merged(with: $1) } }, decisions: decisions)
    }
}

/// Tables of `casework.sqlite` for checklists.
///
/// `crowd` is 1 when a letter shows, or an officer says, that several people stand behind a case; `people` is how many, 0 when
/// nobody told a number. `checking_due` tells which letters of an older version may still have no check: those with a sequence
/// above `after` and up to `last`.
enum LetterCheckSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("letter check 1 checklists, people") { try $0.execute(sql: tables) }
    }

    /// Registered after what was registered meanwhile.
    static func registerOlderLetters(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("letter check 2 letters of older versions") { try $0.execute(sql: olderLetters) }
    }

    private static let olderLetters = """
        CREATE TABLE checking_due (one INTEGER PRIMARY KEY CHECK (one = 1), after INTEGER NOT NULL, last INTEGER NOT NULL)
            STRICT;
        INSERT INTO checking_due (one, after, last) SELECT 1, 0, max(sequence) FROM message HAVING count(*) > 0;
        """

    private static let tables = """
        CREATE TABLE letter_check (
            item TEXT NOT NULL,
            part INTEGER NOT NULL,
            position INTEGER NOT NULL REFERENCES cases (position),
            found TEXT NOT NULL,
            PRIMARY KEY (item, part)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX letter_check_case ON letter_check (position);
        CREATE TABLE letter_check_decision (
            position INTEGER NOT NULL REFERENCES cases (position),
            point TEXT NOT NULL,
            there INTEGER NOT NULL,
            actor TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (position, point)
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE cases ADD COLUMN crowd INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE cases ADD COLUMN people INTEGER;
        ALTER TABLE cases ADD COLUMN crowd_decided INTEGER NOT NULL DEFAULT 0;
        """
}
