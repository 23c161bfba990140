public import Casework
public import CivilCalendar
public import Deadlines
import GRDB

extension SQLiteStore: DeadlineWarningStore {
    /// Cases looked at in one transaction.
    private static let warningPage = 500

    /// The last day on which it was looked what is to be told.
    public func warnedOn() async throws(StoreError) -> CivilDate? {
        try await read(casework, "look when deadlines were told last") { database in
            try database.value("SELECT max(day) FROM warning_day", [], as: Int.self).map(CivilDate.init(dayNumber:))
        }
    }

    /// Steps that nobody was told of: those of cases that are late in nothing yet first, each by the earliest date of its case.
    public func untoldWarnings(
        _ clock: DeadlineClock, at time: Timestamp, until end: Timestamp, limit: Int
    ) async throws(StoreError) -> [DeadlineWarning] {
        try requireOffice("báo hạn")
        var warnings: [DeadlineWarning] = []
        // What comes is told before an old backlog.
        let stretches = [
            WarningTable.Stretch(after: (time.rawValue, .max), through: max(time, end)),
            WarningTable.Stretch(after: (.min, .min), through: time),
        ]
        for var stretch in stretches {
            while warnings.count < limit {
                let page = try await read(casework, "look for deadlines to tell of") { [stretch] database in
                    try WarningTable(database: database).page(
                        clock, at: time, until: max(time, end), stretch, limit: Self.warningPage)
                }
                warnings += page.warnings
                guard let last = page.last else { break }
                stretch.after = last
            }
        }
        return Array(warnings.prefix(limit))
    }

    /// Of some years, those whose missing calendar nobody was told of.
    public func untoldCalendars(_ years: [Int]) async throws(StoreError) -> [Int] {
        try await read(casework, "look which calendars are missing") { database in
            try years.filter { try database.row("SELECT 1 FROM calendar_warning WHERE year = ?", [$0]) == nil }
        }
    }

    /// Puts mails into the outbox and notes what they tell.
    public func warn(
        _ told: WarningDay, by mails: [OutgoingMessage], at time: Timestamp
    ) async throws(StoreError) -> Int {
        try requireOffice("báo hạn")
        let sealed = try await seal(mails, knowing: [])
        return try await write(casework, "tell of deadlines by mail") { database in
            try database.run(
                "INSERT INTO warning_day (day, at, mails) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [told.day.dayNumber, time.rawValue, mails.count])
            // Another process was faster: its mails tell the same.
            guard database.changesCount == 1 else { return 0 }
            let table = WarningTable(database: database)
            for warning in told.warnings { try table.note(warning, on: told.day) }
            for year in told.missingYears {
                try database.run(
                    "INSERT INTO calendar_warning (year, day) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    [year, told.day.dayNumber])
            }
            return try sealed.count { try OutboxRow.insert($0, position: nil, in: database) }
        }
    }

    /// What was told on the last day on which anything was, of cases in the reader's reach.
    public func lastWarnings() async throws(StoreError) -> WarningTally? {
        try await read(casework, "count the deadlines told of") { [reader] database in
            let last = try database.value("SELECT max(day) FROM deadline_warning", [], as: Int.self)
            guard let last else { return nil }
            let scope = ReadingScope(reader)
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT w.kind AS kind, count(*) AS number FROM deadline_warning w
                    JOIN cases c ON c.position = w.position WHERE w.day = ?\(scope.andSQL) GROUP BY w.kind
                    """, arguments: [last] + scope.arguments)
            let counts: [String: Int] = rows.reduce(into: [:]) { $0[$1.text("kind")] = $1["number"] }
            return WarningTally(
                day: CivilDate(dayNumber: last), ahead: counts[DeadlineWarning.Kind.ahead.rawValue] ?? 0,
                late: counts[DeadlineWarning.Kind.late.rawValue] ?? 0)
        }
    }
}

/// Warnings of deadlines inside a transaction.
struct WarningTable {
    let database: Database

    /// Cases by their first deadline.
    struct Stretch: Sendable {
        /// First deadline and position of the last case looked at.
        var after: (due: Int64, position: Int64)
        /// Latest first deadline.
        var through: Timestamp
    }

    /// The next cases of a stretch, with their steps until an end that nobody was told of.
    ///
    /// Every running step of a case comes no earlier than its first, so that the index of first deadlines finds them all.
    func page(
        _ clock: DeadlineClock, at time: Timestamp, until end: Timestamp, _ stretch: Stretch, limit: Int
    ) throws -> (warnings: [DeadlineWarning], last: (due: Int64, position: Int64)?) {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT \(CaseRow.columns) FROM cases c
                WHERE c.due_at IS NOT NULL AND c.due_at <= ? AND (c.due_at, c.position) > (?, ?) AND c.state <> 'closed'
                ORDER BY c.due_at, c.position LIMIT ?
                """,
            arguments: [stretch.through.rawValue, stretch.after.due, stretch.after.position, limit])
        var warnings: [DeadlineWarning] = []
        for row in rows { warnings += try untold(try CaseRow(row), clock, at: time, until: end) }
        return (warnings, rows.last.map { ($0["due_at"], $0["position"]) })
    }

    private func untold(
        _ row: CaseRow, _ clock: DeadlineClock, at time: Timestamp, until end: Timestamp
    ) throws -> [DeadlineWarning] {
        let matter = try HandlingTable.matter(of: row, in: database)
        let deadlines = clock.deadlines(of: matter, now: LocalMoment(utcMilliseconds: time.rawValue))
        return try deadlines.compactMap { deadline in
            guard [.running, .dueSoon, .overdue].contains(deadline.standing),
                deadline.due.utcMilliseconds <= end.rawValue
            else { return nil }
            let warning = DeadlineWarning(
                code: row.file.trackingCode, queue: row.file.queue, assignee: row.file.assignee, rule: deadline.rule,
                prolongedTo: matter.extensions.last { $0.step == deadline.rule.step }?.term, due: deadline.due,
                kind: deadline.standing == .overdue ? .late : .ahead)
            let known = try database.row(
                "SELECT 1 FROM deadline_warning WHERE position = ? AND step = ? AND kind = ? AND due_at >= ?",
                [row.position, deadline.rule.step.rawValue, warning.kind.rawValue, deadline.due.utcMilliseconds])
            return known == nil ? warning : nil
        }
    }

    /// Notes that people were told of a step; a case that is gone meanwhile is passed over.
    func note(_ warning: DeadlineWarning, on day: CivilDate) throws {
        try database.run(
            """
            INSERT INTO deadline_warning (position, step, kind, due_at, day)
            SELECT position, ?, ?, ?, ? FROM cases WHERE code = ?
            ON CONFLICT (position, step, kind) DO UPDATE SET due_at = excluded.due_at, day = excluded.day
                WHERE excluded.due_at > deadline_warning.due_at
            """,
            [
                warning.rule.step.rawValue, warning.kind.rawValue, warning.due.utcMilliseconds, day.dayNumber,
                warning.code.digits,
            ])
    }
}
