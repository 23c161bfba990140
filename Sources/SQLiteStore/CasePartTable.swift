import Casework
import GRDB

/// Split and merged cases inside a transaction.
struct CasePartTable {
    /// Merges that lead on from one case; no office chains more.
    private static let chainLimit = 50

    let database: Database

    // MARK: Split

    /// Notes a part that waits to be filed.
    func plan(_ key: String, of parent: Int64, number: Int) throws {
        let last = try database.value(
            "SELECT max(sequence) FROM message WHERE position = ?", [parent], as: Int64.self)
        try database.run(
            "INSERT INTO case_part (key, parent, number, after) VALUES (?, ?, ?, ?)",
            [StoredText(key), parent, number, last ?? 0])
    }

    /// Gives the case that was opened for a part its class, by the officer who split the letter.
    func open(_ part: EntryFacts.Part, of message: Message, as row: inout CaseRow, at time: Timestamp) throws {
        let key = message.messageID ?? ""
        let actor = message.entry?.filedBy ?? AuditEntry.system
        try database.run("UPDATE case_part SET child = ? WHERE key = ?", [row.position, StoredText(key)])
        guard
            let parent = try database.value(
                "SELECT parent FROM case_part WHERE key = ?", [StoredText(key)], as: Int64.self)
        else { return }
        var handling = CaseHandling()
        let act = HandlingAct(.classify, ground: "Tách từ hồ sơ \(part.parent)", letterClass: part.letterClass)
        let detail = try act.apply(to: &row.file, &handling, actor: actor, now: time)
        row.file.stage = handling.stage
        try row.update(in: database)
        try HandlingTable.keep(handling, of: row, in: database)
        try AuditLog.append(
            .handled, actor: actor, caseID: row.file.id, detail: detail, at: time, in: database)
        try AuditLog.append(
            .split, actor: actor, caseID: try CaseRow.at(parent, in: database).file.id,
            detail: "Phần \(part.number) thành hồ sơ \(row.file.trackingCode).", at: time, in: database)
    }

    /// The messages of a split case that came later and were given to no part, oldest first.
    func lateItems(of parent: Int64) throws -> [(sequence: Int64, item: String)] {
        guard
            let after = try database.value(
                "SELECT max(after) FROM case_part WHERE parent = ?", [parent], as: Int64.self)
        else { return [] }
        return try Row.fetchAll(
            database,
            sql: """
                SELECT sequence, item FROM message WHERE position = ? AND sequence > ?
                AND item NOT IN (SELECT item FROM late_letter) ORDER BY sequence LIMIT 50
                """, arguments: [parent, after]
        ).map { ($0["sequence"], $0.text("item")) }
    }

    // MARK: Merge

    /// The case that handles the matter of a case now.
    func main(of position: Int64) throws -> Int64 {
        var place = position
        for _ in 0..<Self.chainLimit {
            guard
                let next = try database.value(
                    "SELECT main FROM case_merge WHERE position = ?", [place], as: Int64.self)
            else { break }
            place = next
        }
        return place
    }

    /// The case that a message of a case goes to; where that is another one, its history tells it.
    func follow(_ position: Int64, telling message: Message, at time: Timestamp) throws -> Int64 {
        let main = try main(of: position)
        guard main != position else { return position }
        let code = try CaseRow.at(main, in: database).file.trackingCode
        try AuditLog.append(
            .joined, actor: AuditEntry.system, caseID: try CaseRow.at(position, in: database).file.id,
            detail: "Tin mới từ nguồn «\(message.source)» chuyển sang hồ sơ \(code).", at: time, in: database)
        return main
    }

    /// Parts a case that is opened again from the one that had taken it over.
    func part(_ row: CaseRow, actor: String, at time: Timestamp) throws {
        guard
            let main = try database.value(
                "SELECT main FROM case_merge WHERE position = ?", [row.position], as: Int64.self)
        else { return }
        try database.run("DELETE FROM case_merge WHERE position = ?", [row.position])
        try AuditLog.append(
            .parted, actor: actor, caseID: try CaseRow.at(main, in: database).file.id,
            detail: "Hồ sơ \(row.file.trackingCode) được tách ra lại.", at: time, in: database)
    }
}
