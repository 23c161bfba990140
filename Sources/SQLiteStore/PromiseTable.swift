import Casework
import CivilCalendar
import Foundation
import GRDB
import Places

/// Rows of the ledger, as far as a reader's sight reaches.
struct PromiseTable {
    var database: Database
    var reader: Reader

    /// A day from its number in a column.
    static func day(_ number: Int64) -> CivilDate { CivilDate(dayNumber: Int(number)) }

    /// What tells one body from another: neither case nor spelling of marks.
    static func key(ofBody body: String) -> String {
        body.precomposedStringWithCanonicalMapping.lowercased()
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    // MARK: Who sees what

    /// The condition over `promise p`: given in public, or of a case in reach.
    var reach: (sql: String, arguments: StatementArguments) {
        guard reader.may(.readCases) else { return ("0", StatementArguments()) }
        guard let scope = ReadingScope(reader).condition else { return ("1", StatementArguments()) }
        return (
            """
            (p.dialogue IS NOT NULL OR EXISTS (SELECT 1 FROM promise_case k JOIN cases c ON c.position = k.position
                WHERE k.promise = p.position AND \(scope.sql)))
            """, scope.arguments
        )
    }

    /// The cases in reach that a promise concerns.
    func codes(of promise: Int64) throws -> [TrackingCode] {
        let scope = ReadingScope(reader)
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT c.code FROM promise_case k JOIN cases c ON c.position = k.position
                WHERE k.promise = ?\(scope.andSQL) ORDER BY k.position
                """, arguments: [promise] + scope.arguments)
        return rows.compactMap { TrackingCode($0.text("code")) }
    }

    // MARK: Rows

    static let columns = """
        p.position, p.id, p.dialogue, p.what, p.body, p.made_on, p.due_on, p.place_text, p.place_today, p.state, \
        p.steps, p.entered_by, p.entered_at
        """

    func promise(_ row: Row) throws -> Promise {
        var promise = Promise(
            id: PromiseID(rawValue: row.text("id")),
            dialogue: row.optionalText("dialogue").map(DialogueID.init(rawValue:)), what: row.text("what"),
            body: row.text("body"), madeOn: Self.day(row["made_on"]), dueOn: (row["due_on"] as Int64?).map(Self.day),
            place: try Self.place(row), codes: try codes(of: row["position"]), enteredBy: row.text("entered_by"),
            enteredAt: Timestamp(rawValue: row["entered_at"]))
        promise.state = try row.value("state")
        promise.steps = try JSONColumn.value(row.text("steps"))
        // A proof may point to a case that is out of reach.
        let shown = Set(promise.codes)
        for index in promise.steps.indices {
            guard let code = promise.steps[index].proof?.code, !shown.contains(code) else { continue }
            if (try? CaseRow.find(code, by: reader, in: database)) == nil { promise.steps[index].proof?.code = nil }
        }
        return promise
    }

    static func dialogue(_ row: Row) throws -> Dialogue {
        Dialogue(
            id: DialogueID(rawValue: row.text("id")), kind: try row.value("kind"), day: day(row["day"]),
            head: row.text("head"), place: try place(row), participants: row["participants"],
            content: row.text("content"), enteredBy: row.text("entered_by"),
            enteredAt: Timestamp(rawValue: row["entered_at"]))
    }

    private static func place(_ row: Row) throws -> EventPlace {
        EventPlace(
            text: row.text("place_text"),
            today: try row.optionalText("place_today").map { try JSONColumn.value($0, as: PlaceToday.self) })
    }

    // MARK: Writing

    func insert(_ dialogue: Dialogue, onceKey: String) throws {
        try database.run(
            """
            INSERT INTO dialogue (id, once_key, kind, day, head, place_text, place_today, participants, content,
                entered_by, entered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                StoredText(dialogue.id.rawValue), StoredText(onceKey), dialogue.kind.rawValue, dialogue.day.dayNumber,
                StoredText(dialogue.head), StoredText(dialogue.place.text),
                try dialogue.place.today.map { StoredText(try JSONColumn.text($0)) }, dialogue.participants,
                StoredText(dialogue.content), StoredText(dialogue.enteredBy), dialogue.enteredAt.rawValue,
            ])
    }

    /// Keeps a promise and links it to its cases, all of which must be in reach.
    func insert(_ promise: Promise, onceKey: String) throws {
        let cases = try promise.codes.map { try CaseRow.find($0, by: reader, in: database) }
        let today = promise.place.today
        try database.run(
            """
            INSERT INTO promise (id, once_key, dialogue, what, body, body_key, made_on, due_on, place_text, place_today,
                province_code, commune_code, state, steps, entered_by, entered_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                StoredText(promise.id.rawValue), StoredText(onceKey),
                promise.dialogue.map { StoredText($0.rawValue) }, StoredText(promise.what), StoredText(promise.body),
                StoredText(Self.key(ofBody: promise.body)), promise.madeOn.dayNumber, promise.dueOn?.dayNumber,
                StoredText(promise.place.text), try today.map { StoredText(try JSONColumn.text($0)) },
                today?.provinceCode, today?.communeCode, promise.state.rawValue,
                StoredText(try JSONColumn.text(promise.steps)), StoredText(promise.enteredBy),
                promise.enteredAt.rawValue,
            ])
        let position = database.lastInsertedRowID
        for row in cases {
            try database.run(
                "INSERT INTO promise_case (promise, position) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [position, row.position])
        }
        let due = promise.dueOn.map { "hạn \($0.vietnamese)" } ?? "không nêu hạn"
        let detail = "\(promise.what) – \(promise.body), \(due)."
        for row in cases {
            try AuditLog.append(
                .promiseRecorded, actor: promise.enteredBy, caseID: row.file.id, detail: detail, at: promise.enteredAt,
                in: database)
        }
        guard cases.isEmpty else { return }
        try AuditLog.append(
            .promiseRecorded, actor: promise.enteredBy, caseID: nil, detail: detail, at: promise.enteredAt,
            in: database)
    }
}

/// The SQL of a list of promises.
struct PromiseQuery {
    private var conditions: [String]
    private var arguments: StatementArguments
    private let filter: PromiseFilter

    init(_ filter: PromiseFilter, by reader: Reader, in database: Database, counting: Bool = false) {
        self.filter = filter
        let reach = PromiseTable(database: database, reader: reader).reach
        conditions = [reach.sql]
        arguments = reach.arguments
        if let body = filter.body { add("p.body_key = ?", [StoredText(PromiseTable.key(ofBody: body))]) }
        if let unit = filter.unitCode {
            add(unit.utf8.count == 2 ? "p.province_code = ?" : "p.commune_code = ?", [StoredText(unit)])
        }
        if let day = filter.madeFrom { add("p.made_on >= ?", [day.dayNumber]) }
        if let day = filter.madeBefore { add("p.made_on < ?", [day.dayNumber]) }
        if let dialogue = filter.dialogue { add("p.dialogue = ?", [StoredText(dialogue.rawValue)]) }
        if let code = filter.code {
            let scope = ReadingScope(reader)
            add(
                """
                EXISTS (SELECT 1 FROM promise_case k JOIN cases c ON c.position = k.position
                    WHERE k.promise = p.position AND c.code = ?\(scope.andSQL))
                """, [code.digits] + scope.arguments)
        }
        let today = filter.day.dayNumber
        guard !counting, let standing = filter.standing else { return }
        switch standing {
        case .overdue: add("p.state = 'pending' AND p.due_on < ?", [today])
        case .dueSoon:
            add("p.state = 'pending' AND p.due_on >= ? AND p.due_on <= ?", [today, today + Promise.soonDays])
        case .running:
            add("p.state = 'pending' AND (p.due_on IS NULL OR p.due_on > ?)", [today + Promise.soonDays])
        case .kept, .keptLate, .broken, .withdrawn: add("p.state = ?", [standing.rawValue])
        }
    }

    private mutating func add(_ condition: String, _ values: StatementArguments) {
        conditions.append(condition)
        arguments += values
    }

    /// Open ones by their day, so that the longest overdue is first; then those without a day, then what is settled.
    var list: (sql: String, arguments: StatementArguments) {
        (
            """
            SELECT \(PromiseTable.columns) FROM promise p WHERE \(conditions.joined(separator: " AND "))
            ORDER BY p.state <> 'pending', p.due_on IS NULL, CASE WHEN p.state = 'pending' THEN p.due_on END,
                p.made_on DESC, p.position DESC LIMIT ? OFFSET ?
            """, arguments + [max(0, min(filter.limit, 100_000)), max(0, filter.offset)]
        )
    }

    /// Promises by body, state and whether they are overdue.
    var counts: (sql: String, arguments: StatementArguments) {
        (
            """
            SELECT min(p.body) AS body, p.body_key, p.state, coalesce(p.state = 'pending' AND p.due_on < ?, 0) AS late,
                count(*) AS number
            FROM promise p WHERE \(conditions.joined(separator: " AND ")) GROUP BY p.body_key, p.state, late
            """, [filter.day.dayNumber] + arguments
        )
    }

    /// Counts by body, most overdue first.
    func tallies(in database: Database) throws -> [PromiseFigures.BodyCount] {
        let (sql, arguments) = counts
        var bodies: [String: PromiseFigures.BodyCount] = [:]
        for row in try Row.fetchAll(database, sql: sql, arguments: arguments) {
            let state: PromiseState = try row.value("state")
            let standing: PromiseStanding =
                switch state {
                case .pending: (row["late"] as Bool) ? .overdue : .running
                case .kept: .kept
                case .keptLate: .keptLate
                case .broken: .broken
                case .withdrawn: .withdrawn
                }
            let key = row.text("body_key")
            bodies[key, default: .init(body: row.text("body"), tally: PromiseTally())].tally.add(
                standing, row["number"])
        }
        return bodies.sorted {
            ($1.value.tally.overdue, $1.value.tally.promised, $0.key)
                < ($0.value.tally.overdue, $0.value.tally.promised, $1.key)
        }.map(\.value)
    }
}
