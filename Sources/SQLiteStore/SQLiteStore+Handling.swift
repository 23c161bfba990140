public import Casework
import CivilCalendar
import Crypto
public import Deadlines
import Foundation
import GRDB

extension SQLiteStore {
    /// How a case has been handled.
    public func handling(of code: TrackingCode) async throws(StoreError) -> CaseHandling {
        try await read(casework, "read how case \(code) was handled") { [reader] database in
            try HandlingTable.handling(of: try CaseRow.find(code, by: reader, in: database), in: database)
        }
    }

    /// Counts the deadline of each case that changed since it was counted, or was counted with other terms.
    public func countDeadlines(
        _ clock: DeadlineClock, at time: Timestamp, limit: Int
    ) async throws(StoreError) -> Int {
        // Looking comes first and apart, so that a quiet store is not written to every second.
        let fingerprint = Self.fingerprint(of: clock)
        let isNeeded = try await read(casework, "look for deadlines to count") { database in
            let known = try String.fetchOne(database, sql: "SELECT fingerprint FROM deadline_terms")
            let waiting = try Row.fetchOne(database, sql: "SELECT 1 FROM cases WHERE counted IS NULL LIMIT 1")
            return known != fingerprint || waiting != nil
        }
        guard isNeeded else { return 0 }
        return try await write(casework, "count deadlines") { database in
            try HandlingTable.adopt(fingerprint, in: database)
            return try HandlingTable.count(clock, fingerprint: fingerprint, at: time, limit: limit, in: database)
        }
    }

    /// Open cases that are overdue, and those whose deadline is near.
    public func dueCounts(at time: Timestamp) async throws(StoreError) -> DueCounts {
        try await read(casework, "count overdue cases") { [reader] database in
            func count(_ filter: CaseFilter) throws -> CaseCount {
                try CaseCounting(filter: filter, reader: reader, database: database).count(upTo: CaseCount.shown)
            }
            let overdue = try count(CaseFilter(dueBefore: time, order: .due))
            let warned = try count(CaseFilter(warnedBefore: time, order: .due))
            return DueCounts(
                overdue: overdue.number, soon: max(0, warned.number - overdue.number),
                isExact: overdue.isExact && warned.isExact)
        }
    }

    /// Tells one set of terms and days off from another.
    private static func fingerprint(of clock: DeadlineClock) -> String {
        var sum = SHA256()
        for rule in clock.table.rules { sum.update(text: rule.signature) }
        for year in clock.calendar.years.values.sorted(by: { $0.year < $1.year }) {
            sum.update(integer: Int64(year.year))
            for day in year.daysOff.keys.sorted() { sum.update(integer: Int64(day.dayNumber)) }
            for day in year.workingWeekends.keys.sorted() { sum.update(integer: -Int64(day.dayNumber)) }
        }
        for block in clock.calendar.blocks { sum.update(text: "\(block.start)-\(block.end)") }
        return sum.finalize().prefix(8).map { String(format: "%02x", $0) }.joined()
    }
}

/// What was done with cases, and their deadlines.
enum HandlingTable {
    /// Most acts kept of one case: what no office does, a program gone wrong might.
    static let eventLimit = 500

    static func handling(of row: CaseRow, in database: Database) throws -> CaseHandling {
        let text = try database.row("SELECT handling FROM case_handling WHERE position = ?", [row.position])
        guard let text else { return CaseHandling(stage: row.file.stage) }
        return try JSONColumn.value(text.text("handling"))
    }

    static func keep(_ handling: CaseHandling, of row: CaseRow, in database: Database) throws {
        guard handling.events.count <= eventLimit else {
            throw StoreError.notAllowed(
                reason: "Hồ sơ đã có \(eventLimit) lần chuyển bước. Mở hồ sơ mới và liên kết với hồ sơ này.")
        }
        try database.run(
            """
            INSERT INTO case_handling (position, handling) VALUES (?, ?)
            ON CONFLICT (position) DO UPDATE SET handling = excluded.handling
            """, [row.position, StoredText(try JSONColumn.text(handling))])
    }

    /// Opens a closed case again because of something that came, without an officer.
    static func reopen(_ row: inout CaseRow, ground: String, at time: Timestamp, in database: Database) throws {
        var handling = try handling(of: row, in: database)
        if handling.events.count < eventLimit {
            handling.events.append(
                CaseHandling.Event(
                    move: .reopen, at: max(time, handling.events.last?.at ?? time), actor: AuditEntry.system,
                    from: handling.stage, to: .received, ground: ground))
        }
        handling.stage = .received
        row.file.stage = .received
        row.file.state = .new
        try keep(handling, of: row, in: database)
    }

    /// A case as the terms see it.
    static func matter(of row: CaseRow, in database: Database) throws -> DeadlineMatter {
        let file = row.file
        return try handling(of: row, in: database).matter(
            letterClass: file.letterClass, channel: file.channel, receivedAt: file.receivedAt,
            isUrgent: file.escalation != nil || file.isUrgent)
    }

    /// With other terms than before, every open case has to be counted anew.
    static func adopt(_ fingerprint: String, in database: Database) throws {
        let known = try String.fetchOne(database, sql: "SELECT fingerprint FROM deadline_terms")
        guard known != fingerprint else { return }
        try database.run("UPDATE cases SET counted = NULL WHERE state <> 'closed' AND counted IS NOT NULL", [])
        try database.run(
            """
            INSERT INTO deadline_terms (one, fingerprint) VALUES (1, ?)
            ON CONFLICT (one) DO UPDATE SET fingerprint = excluded.fingerprint
            """, [fingerprint])
    }

    static func count(
        _ clock: DeadlineClock, fingerprint: String, at time: Timestamp, limit: Int, in database: Database
    ) throws -> Int {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT \(CaseRow.columns) FROM cases c WHERE c.counted IS NULL LIMIT ?", arguments: [max(1, limit)])
        for row in rows {
            let row = try CaseRow(row)
            let file = row.file
            var deadline: Deadline?
            // News and questionnaires ask for no answer.
            if file.state != .closed, file.kind == .letter {
                deadline = clock.first(
                    of: try matter(of: row, in: database), now: LocalMoment(utcMilliseconds: time.rawValue))
            }
            try database.run(
                "UPDATE cases SET due_at = ?, due_step = ?, warns_from = ?, counted = ? WHERE position = ?",
                [
                    deadline?.due.utcMilliseconds, deadline?.rule.step.rawValue, deadline?.warnsFrom.utcMilliseconds,
                    fingerprint, row.position,
                ])
        }
        return rows.count
    }
}
