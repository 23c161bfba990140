public import Casework
public import CivilCalendar
import Foundation
import GRDB

extension SQLiteStore: RetentionStore {
    /// Stretches of the search index that are merged at a time.
    private static let sweepSteps = 10

    /// What would go on a day.
    public func retentionPlan(_ table: RetentionTable, on day: CivilDate) async throws(StoreError) -> RetentionPlan {
        try await read(casework, "plan what goes") { [reader] database in
            try RetentionPlanning(table: table, day: day, reader: reader, database: database).plan()
        }
    }

    /// Notes the cases of a confirmed plan as to be carried out.
    public func beginRetention(
        _ table: RetentionTable, on day: CivilDate, fingerprint: String, actor: String, at time: Timestamp
    ) async throws(StoreError) -> RetentionRun {
        // An original that goes must have been summed before, or nothing would tell later what it was.
        while try await sumOriginals(limit: 200, at: time) > 0 {}
        return try await write(casework, "begin a run of retention") { [reader] database in
            if let unfinished = try RetentionRunRow.unfinished(in: database) { return unfinished }
            let planning = RetentionPlanning(table: table, day: day, reader: reader, database: database)
            // Two passes: what changes while it is being walked is better not walked.
            var tasks: [(Int64, RetentionRule, Int64)] = []
            let plan = try planning.plan { tasks.append(($0, $1, $2)) }
            guard plan.fingerprint == fingerprint else {
                throw StoreError.changedMeanwhile(
                    reason: "Kế hoạch đã khác với lúc được xem (mã «\(plan.fingerprint)» thay vì «\(fingerprint)»). "
                        + "Xem lại kế hoạch rồi xác nhận lại.")
            }
            try database.run(
                "INSERT INTO retention_run (fingerprint, actor, started_at, cases) VALUES (?, ?, ?, ?)",
                [fingerprint, StoredText(actor), time.rawValue, tasks.count])
            let run = database.lastInsertedRowID
            for (position, rule, changedAt) in tasks {
                try database.run(
                    "INSERT INTO retention_task (position, run, rule, action, changed_at) VALUES (?, ?, ?, ?, ?)",
                    [position, run, StoredText(rule.id), rule.action.rawValue, changedAt])
            }
            try AuditLog.append(
                .retentionRun, actor: actor, caseID: nil,
                detail: "Bắt đầu đợt \(run) theo kế hoạch ngày \(day.vietnamese), mã \(fingerprint): "
                    + "\(tasks.count) hồ sơ.", at: time, in: database)
            return try RetentionRunRow.run(run, in: database)
        }
    }

    /// Carries out some cases of the run that is not finished.
    public func continueRetention(limit: Int, at time: Timestamp) async throws(StoreError) -> RetentionRun? {
        let unfinished = try await read(casework, "look for a run of retention") { database in
            try RetentionRunRow.unfinished(in: database)
        }
        guard let unfinished else {
            // An attachment that was removed by hand just before the program was killed.
            try await removeOriginals(at: time)
            _ = try await sweep(steps: Self.sweepSteps)
            return nil
        }
        let positions = try await read(casework, "read what is left of a run of retention") { database in
            try Int64.fetchAll(
                database, sql: "SELECT position FROM retention_task ORDER BY position LIMIT ?",
                arguments: [max(1, limit)])
        }
        for position in positions {
            try await writeOverwriting(casework, "take out what has to go") { database in
                try RetentionStep(run: unfinished.id, actor: unfinished.actor, time: time, database: database)
                    .erase(position)
            }
            try await removeOriginals(at: time)
            try await write(casework, "note that a case is done") { database in
                try database.run("DELETE FROM retention_task WHERE position = ?", [position])
            }
        }
        guard positions.count < max(1, limit) else {
            return try await read(casework, "read a run of retention") {
                try RetentionRunRow.run(unfinished.id, in: $0)
            }
        }
        guard try await sweep(steps: Self.sweepSteps) else { return unfinished }
        return try await write(casework, "finish a run of retention") { database in
            try RetentionStep(run: unfinished.id, actor: unfinished.actor, time: time, database: database).finish()
        }
    }

    /// Runs, the newest first.
    public func retentionRuns(limit: Int) async throws(StoreError) -> [RetentionRun] {
        try await read(casework, "list runs of retention") { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM retention_run ORDER BY id DESC LIMIT ?", arguments: [max(0, limit)]
            ).map(RetentionRunRow.run)
        }
    }

    /// Replaces the originals whose removal was noted.
    func removeOriginals(at time: Timestamp) async throws(StoreError) {
        while true {
            let pending = try await read(casework, "look for originals to remove") { database in
                try OriginalRemoval.pending(limit: 100, in: database)
            }
            guard !pending.isEmpty else { return try await removeSealedTexts() }
            let reduced = try await read(casework, "look whose letters are reduced") { database in
                try pending.filter { removal in
                    try database.row(
                        """
                        SELECT 1 FROM message m JOIN cases c ON c.position = m.position
                        WHERE m.item = ? AND c.retained = 2
                        """, [StoredText(removal.item)]) != nil
                }
            }
            try await writeOverwriting(originals, "remove originals") { database in
                for removal in pending { try removal.carryOut(in: database) }
                for removal in reduced {
                    try database.run("DELETE FROM sealed_message WHERE item = ?", [StoredText(removal.item)])
                }
            }
            try await write(casework, "note that originals are removed") { database in
                for removal in pending { try removal.settle(in: database) }
            }
        }
    }

    /// Removes the sealed texts of attachments whose redacted texts have gone.
    private func removeSealedTexts() async throws(StoreError) {
        let due = try await read(casework, "look for sealed texts to remove") { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT sha256 FROM sealed_text_due d
                    WHERE NOT EXISTS (SELECT 1 FROM attachment_text t WHERE t.sha256 = d.sha256)
                    """)
        }
        guard !due.isEmpty else { return }
        try await writeOverwriting(originals, "remove sealed texts") { database in
            for sum in due { try database.run("DELETE FROM sealed_text WHERE sha256 = ?", [sum]) }
        }
        try await write(casework, "note that sealed texts are removed") { database in
            for sum in due { try database.run("DELETE FROM sealed_text_due WHERE sha256 = ?", [sum]) }
        }
    }

    /// Runs a write transaction in which freed bytes are overwritten.
    ///
    /// > Source: SQLite, "PRAGMA secure_delete".
    func writeOverwriting<Value: Sendable>(
        _ pool: DatabasePool, _ operation: String, _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        let outcome = await Task {
            try await pool.writeWithoutTransaction { database -> Value in
                try database.execute(sql: "PRAGMA secure_delete = ON")
                defer { try? database.execute(sql: "PRAGMA secure_delete = OFF") }
                try database.beginTransaction(.immediate)
                do {
                    let value = try body(database)
                    try database.commit()
                    return value
                } catch {
                    try? database.rollback()
                    throw error
                }
            }
        }.result
        switch outcome {
        case .success(let value): return value
        case .failure(let error): throw FailureReason.storeError(error, operation: operation, path: pool.path)
        }
    }
}

/// Reading runs of retention.
enum RetentionRunRow {
    static func run(_ row: Row) -> RetentionRun {
        RetentionRun(
            id: row["id"], fingerprint: row.text("fingerprint"), actor: row.text("actor"),
            startedAt: Timestamp(rawValue: row["started_at"]),
            finishedAt: (row["finished_at"] as Int64?).map(Timestamp.init(rawValue:)), cases: row["cases"],
            done: row["done"], leftAlone: row["left_alone"], originals: row["originals"], bytes: row["bytes"])
    }

    static func run(_ id: Int64, in database: Database) throws -> RetentionRun {
        guard let row = try database.row("SELECT * FROM retention_run WHERE id = ?", [id]) else {
            throw StoreError.noSuchItem("\(id)")
        }
        return run(row)
    }

    static func unfinished(in database: Database) throws -> RetentionRun? {
        try database.row("SELECT * FROM retention_run WHERE finished_at IS NULL", []).map(run)
    }
}

/// One case of a run, inside a write transaction.
struct RetentionStep {
    var run: Int64
    var actor: String
    var time: Timestamp
    var database: Database

    /// Takes out of a case what has to go, unless that was done, or the case changed or is held.
    func erase(_ position: Int64) throws {
        let task = try database.row(
            "SELECT rule, action, changed_at, is_erased FROM retention_task WHERE position = ?", [position])
        guard let task, task["is_erased"] as Bool == false else { return }
        let row = try CaseRow.at(position, in: database)
        let action: RetentionAction = try task.value("action")
        let held = try database.row("SELECT 1 FROM legal_hold WHERE position = ? AND lifted_at IS NULL", [position])
        guard held == nil, row.file.changedAt.rawValue == task["changed_at"] as Int64 else {
            try database.run("UPDATE retention_run SET left_alone = left_alone + 1 WHERE id = ?", [run])
            try database.run("DELETE FROM retention_task WHERE position = ?", [position])
            return
        }
        let rule = task.text("rule")
        var bytes = 0
        var originals = 0
        for item in try RetentionErasure(row: row, database: database).erase(action) {
            if try OriginalRemoval.isNoted(item, in: database) { continue }
            _ = try OriginalRemoval.note(
                item, why: "thời hạn lưu «\(rule)», đợt \(run).", act: .originalRemoved, actor: actor,
                caseID: row.file.id, at: time, in: database)
            originals += 1
            bytes += try database.value("SELECT size FROM inbox WHERE id = ?", [StoredText(item)], as: Int.self) ?? 0
        }
        try AuditLog.append(
            .originalRemoved, actor: actor, caseID: row.file.id,
            detail: "\(action.name.vietnamese) theo thời hạn lưu «\(rule)», đợt \(run): \(originals) bản gốc.",
            at: time,
            in: database)
        try database.run(
            """
            INSERT INTO retention_log (run, position, rule, action, at, originals, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)
            """, [run, position, StoredText(rule), action.rawValue, time.rawValue, originals, bytes])
        try database.run(
            "UPDATE retention_run SET done = done + 1, originals = originals + ?, bytes = bytes + ? WHERE id = ?",
            [originals, bytes, run])
        try database.run("UPDATE retention_task SET is_erased = 1 WHERE position = ?", [position])
        try RetentionSweep.ask(in: database)
    }

    /// Ends the run, once nothing is left of it.
    func finish() throws -> RetentionRun {
        guard try database.row("SELECT 1 FROM retention_task WHERE run = ? LIMIT 1", [run]) == nil else {
            return try RetentionRunRow.run(run, in: database)
        }
        try database.run(
            "UPDATE retention_run SET finished_at = ? WHERE id = ? AND finished_at IS NULL", [time.rawValue, run])
        let isFirst = database.changesCount == 1
        let done = try RetentionRunRow.run(run, in: database)
        if isFirst {
            try AuditLog.append(
                .retentionRun, actor: actor, caseID: nil,
                detail: "Xong đợt \(run): \(done.done) hồ sơ, \(done.originals) bản gốc, \(done.bytes) byte; "
                    + "để nguyên \(done.leftAlone) hồ sơ đã thay đổi hoặc có lệnh giữ.", at: time, in: database)
        }
        return done
    }
}
