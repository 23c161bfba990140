public import Casework
import GRDB

extension SQLiteStore: LetterCheckStore {
    /// The check of a case over all its letters and attachments.
    public func check(of code: TrackingCode) async throws(StoreError) -> CaseCheck {
        try await read(casework, "read the checklist of case \(code)") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            return try LetterCheckTable(database: database).check(at: row.position)
        }
    }

    /// Confirms or corrects a point of the checklist.
    public func decide(
        _ point: LetterCheck.Point, isThere: Bool, on code: TrackingCode, actor: String, at time: Timestamp
    ) async throws(StoreError) {
        try await write(casework, "decide on the checklist of case \(code)") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            let known = try LetterCheckTable(database: database).check(at: row.position)
            guard known.decisions[point]?.isThere != isThere else { return }
            try database.run(
                """
                INSERT INTO letter_check_decision (position, point, there, actor, at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (position, point) DO UPDATE
                    SET there = excluded.there, actor = excluded.actor, at = excluded.at
                """, [row.position, point.rawValue, isThere, StoredText(actor), time.rawValue])
            try Self.note(
                "\(point.vietnameseName): \(isThere ? "có" : "không có").", on: row, actor: actor, at: time,
                in: database)
        }
    }

    /// Says how many people stand behind a case.
    public func decidePeople(
        _ count: Int, on code: TrackingCode, actor: String, at time: Timestamp
    ) async throws(StoreError) {
        guard (1...1_000_000).contains(count) else {
            throw .notAllowed(reason: "Số người phải từ 1 đến 1.000.000.")
        }
        try await write(casework, "decide how many people stand behind case \(code)") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            guard row.file.people != PeopleCount(count: count, isDecided: true) else { return }
            try database.run(
                "UPDATE cases SET crowd = 1, people = ?, crowd_decided = 1 WHERE position = ?", [count, row.position])
            let many = count >= LetterCheck.People.many ? ", là vụ việc đông người" : ", không phải vụ việc đông người"
            try Self.note("Số người: \(count)\(many).", on: row, actor: actor, at: time, in: database)
        }
    }

    private static func note(
        _ detail: String, on row: CaseRow, actor: String, at time: Timestamp, in database: Database
    ) throws {
        try database.run(
            "UPDATE cases SET revision = revision + 1, changed_at = max(changed_at, ?) WHERE position = ?",
            [time.rawValue, row.position])
        try AuditLog.append(.checked, actor: actor, caseID: row.file.id, detail: detail, at: time, in: database)
    }
}
