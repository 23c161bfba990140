public import Casework
import GRDB
import LetterRedaction

extension SQLiteStore: OlderLetterStore {
    /// The next letters without a checklist, oldest first.
    ///
    /// What retention has reduced has no words left to check.
    public func uncheckedLetters(limit: Int) async throws(StoreError) -> UncheckedLetters? {
        try await read(casework, "look for letters without a checklist") { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT m.sequence, m.item, c.position IS NOT NULL AND c.retained < 2 AND m.message ->> '$.kind' = ?
                        AND NOT EXISTS (SELECT 1 FROM letter_check k WHERE k.item = m.item AND k.part = 0) AS is_due
                    FROM checking_due d JOIN message m ON m.sequence > d.after AND m.sequence <= d.last
                    LEFT JOIN cases c ON c.position = m.position ORDER BY m.sequence LIMIT ?
                    """, arguments: [MessageKind.letter.rawValue, max(1, min(limit, 1_000))])
            return rows.last.map { last in
                UncheckedLetters(
                    items: rows.filter { $0["is_due"] }.map { ItemID(rawValue: $0.text("item")) },
                    last: last["sequence"])
            }
        }
    }

    /// Keeps what was found in letters of an older version.
    public func keep(_ checks: [OlderLetterCheck], of letters: UncheckedLetters) async throws(StoreError) {
        try await write(casework, "keep checklists of letters of an older version") { database in
            let table = LetterCheckTable(database: database)
            for check in checks {
                let row = try database.row(
                    """
                    SELECT m.position FROM message m JOIN cases c ON c.position = m.position
                    WHERE m.item = ? AND c.retained < 2
                    """, [StoredText(check.message.item.rawValue)])
                guard let position = row?["position"] as Int64? else { continue }
                let persons = LetterRedaction.persons(of: check.message)
                for (part, found) in [check.letter, check.attachments].enumerated() {
                    guard let found, try !table.has(part, of: check.message.item) else { continue }
                    let redacted = LetterRedaction.redacted(found, knowing: persons)
                    try table.keep(redacted, of: check.message.item, part: part, at: position)
                }
            }
            try database.run("UPDATE checking_due SET after = ? WHERE after < ?", [letters.last, letters.last])
        }
    }
}
