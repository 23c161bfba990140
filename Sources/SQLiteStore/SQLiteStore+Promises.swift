public import Casework
public import CivilCalendar
import GRDB
import PersonalData

extension SQLiteStore: PromiseStore {
    /// Keeps a dialogue with its promises, in one transaction.
    public func record(
        _ dialogue: Dialogue, promises: [Promise], onceKey: String, at time: Timestamp
    ) async throws(StoreError) -> DialogueID {
        try require(.actOnCases)
        let today = LocalMoment(utcMilliseconds: time.rawValue).date
        let dialogue = try dialogue.checked(today: today)
        try Self.refusePrivateNumbers(dialogue.content)
        guard promises.count <= Self.mostPromises else {
            throw .notAllowed(reason: "Một buổi ghi nhiều nhất \(Self.mostPromises) lời hứa.")
        }
        var kept: [Promise] = []
        for var promise in promises {
            promise.dialogue = dialogue.id
            promise.madeOn = dialogue.day
            promise.place = dialogue.place
            promise = try promise.checked(today: today)
            try Self.refusePrivateNumbers(promise.what)
            kept.append(promise)
        }
        return try await write(casework, "record a dialogue") { [reader, kept] database in
            if let known = try Self.known(onceKey, in: "dialogue", database) { return DialogueID(rawValue: known) }
            let table = PromiseTable(database: database, reader: reader)
            try table.insert(dialogue, onceKey: onceKey)
            try AuditLog.append(
                .dialogueRecorded, actor: dialogue.enteredBy, caseID: nil,
                detail: "\(dialogue.kind.vietnameseName) ngày \(dialogue.day.vietnamese), \(dialogue.head) chủ trì; "
                    + "\(kept.count) lời hứa.", at: time, in: database)
            for (index, promise) in kept.enumerated() {
                try table.insert(promise, onceKey: "\(onceKey)/\(index)")
            }
            return dialogue.id
        }
    }

    /// Keeps one more promise.
    public func record(
        _ promise: Promise, onceKey: String, at time: Timestamp
    ) async throws(StoreError) -> PromiseID {
        try require(.actOnCases)
        let promise = try promise.checked(today: LocalMoment(utcMilliseconds: time.rawValue).date)
        try Self.refusePrivateNumbers(promise.what)
        guard promise.dialogue != nil || !promise.codes.isEmpty else {
            throw .notAllowed(reason: "Lời hứa phải gắn với một buổi đối thoại, tiếp dân hoặc một hồ sơ.")
        }
        return try await write(casework, "record a promise") { [reader] database in
            if let known = try Self.known(onceKey, in: "promise", database) { return PromiseID(rawValue: known) }
            var promise = promise
            if let id = promise.dialogue {
                let row = try database.row("SELECT * FROM dialogue WHERE id = ?", [StoredText(id.rawValue)])
                guard let row else { throw StoreError.noSuchItem(id.rawValue) }
                let dialogue = try PromiseTable.dialogue(row)
                guard promise.dueOn.map({ $0 >= dialogue.day }) != false else {
                    throw StoreError.notAllowed(reason: "Hạn thực hiện không được trước ngày hứa.")
                }
                promise.madeOn = dialogue.day
                promise.place = dialogue.place
            }
            try PromiseTable(database: database, reader: reader).insert(promise, onceKey: onceKey)
            return promise.id
        }
    }

    /// Records what became of a promise.
    public func act(
        _ act: PromiseAct, on id: PromiseID, actor: String, at time: Timestamp, expecting steps: Int?
    ) async throws(StoreError) {
        try require(.actOnCases)
        try Self.refusePrivateNumbers(act.proof.text)
        try Self.refusePrivateNumbers(act.reason)
        try await write(casework, "record what became of a promise") { [reader] database in
            let table = PromiseTable(database: database, reader: reader)
            guard let (position, found) = try Self.find(id, table) else {
                throw StoreError.noSuchItem(id.rawValue)
            }
            var promise = found
            if let steps, steps != promise.steps.count {
                let last = promise.steps.last
                let what = last.map { " Việc gần nhất, của «\($0.actor)»: \($0.move.vietnameseName)." } ?? ""
                throw StoreError.changedMeanwhile(
                    reason: "Lời hứa vừa thay đổi trong lúc trang đang mở, nên việc vừa gửi chưa được ghi.\(what)")
            }
            if let code = act.proof.code { _ = try CaseRow.find(code, by: reader, in: database) }
            try act.apply(to: &promise, actor: actor, now: time)
            // The steps as they are kept, not as this reader sees them: a proof may name a case out of reach.
            guard let step = promise.steps.last,
                let row = try database.row("SELECT steps FROM promise WHERE position = ?", [position])
            else { return }
            let kept: [PromiseStep] = try JSONColumn.value(row.text("steps"))
            try database.run(
                "UPDATE promise SET state = ?, steps = ? WHERE position = ?",
                [promise.state.rawValue, StoredText(try JSONColumn.text(kept + [step])), position])
            try Self.audit(step, of: promise, at: position, in: database)
        }
    }

    /// Dialogues, the newest first.
    public func dialogues(limit: Int, offset: Int) async throws(StoreError) -> [DialogueSummary] {
        guard reader.may(.readCases) else { return [] }
        return try await read(casework, "list dialogues") { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT d.*, (SELECT count(*) FROM promise p WHERE p.dialogue = d.id) AS promises,
                        (SELECT count(*) FROM promise p WHERE p.dialogue = d.id AND p.state = 'pending') AS open
                    FROM dialogue d ORDER BY d.day DESC, d.position DESC LIMIT ? OFFSET ?
                    """, arguments: [max(0, min(limit, 10_000)), max(0, offset)])
            return try rows.map {
                DialogueSummary(dialogue: try PromiseTable.dialogue($0), promises: $0["promises"], open: $0["open"])
            }
        }
    }

    /// How many dialogues there are.
    public func dialogueCount() async throws(StoreError) -> Int {
        guard reader.may(.readCases) else { return 0 }
        return try await read(casework, "count dialogues") { database in
            try Int.fetchOne(database, sql: "SELECT count(*) FROM dialogue") ?? 0
        }
    }

    /// A dialogue; nil when there is none, or the reader reads none.
    public func dialogue(_ id: DialogueID) async throws(StoreError) -> Dialogue? {
        guard reader.may(.readCases) else { return nil }
        return try await read(casework, "read a dialogue") { database in
            try database.row("SELECT * FROM dialogue WHERE id = ?", [StoredText(id.rawValue)])
                .map(PromiseTable.dialogue)
        }
    }

    /// A promise; nil when there is none in reach.
    public func promise(_ id: PromiseID) async throws(StoreError) -> Promise? {
        try await read(casework, "read a promise") { [reader] database in
            try Self.find(id, PromiseTable(database: database, reader: reader))?.promise
        }
    }

    /// Promises, overdue ones first.
    public func promises(_ filter: PromiseFilter) async throws(StoreError) -> [Promise] {
        try await read(casework, "list promises") { [reader] database in
            let table = PromiseTable(database: database, reader: reader)
            let (sql, arguments) = PromiseQuery(filter, by: reader, in: database).list
            return try Row.fetchAll(database, sql: sql, arguments: arguments).map(table.promise)
        }
    }

    /// Promises counted by body.
    public func tallies(_ filter: PromiseFilter) async throws(StoreError) -> [PromiseFigures.BodyCount] {
        try await read(casework, "count promises") { [reader] database in
            try PromiseQuery(filter, by: reader, in: database, counting: true).tallies(in: database)
        }
    }

    /// Promises overdue on a day.
    public func overduePromises(on day: CivilDate) async throws(StoreError) -> Int {
        try await read(casework, "count overdue promises") { [reader] database in
            let reach = PromiseTable(database: database, reader: reader).reach
            return try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM promise p WHERE p.state = 'pending' AND p.due_on < ? AND \(reach.sql)",
                arguments: [day.dayNumber] + reach.arguments) ?? 0
        }
    }

    /// Bodies that have promised something.
    public func promisingBodies(limit: Int) async throws(StoreError) -> [String] {
        try await read(casework, "list bodies that promised") { [reader] database in
            let reach = PromiseTable(database: database, reader: reader).reach
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT min(p.body) AS body FROM promise p WHERE \(reach.sql) GROUP BY p.body_key
                    ORDER BY p.body_key LIMIT ?
                    """, arguments: reach.arguments + [max(0, min(limit, 1_000))])
            return rows.map { $0.text("body") }
        }
    }

    /// The figures of a period for its report.
    public func promiseFigures(
        from: CivilDate, before: CivilDate, on day: CivilDate
    ) async throws(StoreError) -> PromiseFigures {
        try require(.readReports)
        return try await read(casework, "count the promises of a period") { database in
            let filter = PromiseFilter(on: day, madeFrom: from, madeBefore: before)
            var figures = PromiseFigures(
                byBody: try PromiseQuery(filter, by: .office, in: database, counting: true).tallies(in: database))
            let held = try Row.fetchAll(
                database, sql: "SELECT kind, count(*) AS number FROM dialogue WHERE day >= ? AND day < ? GROUP BY 1",
                arguments: [from.dayNumber, before.dayNumber])
            for row in held { figures.dialogues[try row.value("kind")] = row["number"] }
            figures.olderOverdue =
                try Int.fetchOne(
                    database,
                    sql: "SELECT count(*) FROM promise WHERE state = 'pending' AND due_on < ? AND made_on < ?",
                    arguments: [day.dayNumber, from.dayNumber]) ?? 0
            return figures
        }
    }

    // MARK: Parts

    /// Most promises of one dialogue.
    private static let mostPromises = 50

    private static func known(_ onceKey: String, in table: String, _ database: Database) throws -> String? {
        try database.row("SELECT id FROM \(table) WHERE once_key = ?", [StoredText(onceKey)])?.text("id")
    }

    private static func find(_ id: PromiseID, _ table: PromiseTable) throws -> (position: Int64, promise: Promise)? {
        let reach = table.reach
        let row = try Row.fetchOne(
            table.database, sql: "SELECT \(PromiseTable.columns) FROM promise p WHERE p.id = ? AND \(reach.sql)",
            arguments: [StoredText(id.rawValue)] + reach.arguments)
        return try row.map { (position: $0["position"], promise: try table.promise($0)) }
    }

    private static func audit(
        _ step: PromiseStep, of promise: Promise, at position: Int64, in database: Database
    ) throws {
        let proof = step.proof.map { proof in
            [proof.text, proof.document.isEmpty ? "" : "văn bản số \(proof.document)", proof.day.vietnamese]
                .filter { !$0.isEmpty }
        }
        let parts = [step.move.vietnameseName, promise.what] + (proof ?? []) + [step.reason].filter { !$0.isEmpty }
        let cases = try Row.fetchAll(
            database,
            sql: "SELECT c.id FROM promise_case k JOIN cases c ON c.position = k.position WHERE k.promise = ?",
            arguments: [position])
        let ids: [CaseID?] = cases.isEmpty ? [nil] : cases.map { CaseID(rawValue: $0.text("id")) }
        for id in ids {
            try AuditLog.append(
                .promiseSettled, actor: step.actor, caseID: id, detail: parts.joined(separator: "; ") + ".",
                at: step.at, in: database)
        }
    }

    /// The ledger is public within the office and goes into reports: numbers that belong to private persons stay out.
    private static func refusePrivateNumbers(_ text: String) throws(StoreError) {
        let kinds: Set<PersonalDataKind> = [.phone, .nationalID, .bankAccount, .email]
        let found = Redaction(text).replacements.first { kinds.contains($0.kind) }
        guard let found else { return }
        throw .notAllowed(
            reason: "Sổ đối thoại và lời hứa không ghi \(found.kind.label) của người dân. Bỏ phần đó rồi lưu lại; "
                + "thông tin cá nhân để trong hồ sơ.")
    }
}
