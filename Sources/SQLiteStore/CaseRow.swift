import Casework
import Classification
import Deadlines
import GRDB
import JSONWriting
import Places

/// A case with what only the table knows of it.
struct CaseRow: Sendable {
    /// Row number, see ``CasePosition``.
    var position: Int64
    /// The case.
    var file: Case
    /// Highest severity of its messages.
    var severity: Double

    static let columns = """
        c.position, c.id, c.code, c.received_at, c.changed_at, c.state, c.queue, c.topics, c.topics_confirmed, \
        c.letter_class, c.title, c.channel, c.source, c.province, c.commune, c.hamlet, c.old_district, c.assignee, \
        c.severity, c.raised_at, c.escalation_severity, c.alarms, c.message_count, c.place_today, c.kind, c.stage, \
        c.revision, c.due_at, c.due_step, c.warns_from, c.urgent_line, c.unrouted, c.crowd, c.people, c.crowd_decided
        """

    init(position: Int64, file: Case, severity: Double) {
        self.position = position
        self.file = file
        self.severity = severity
    }

    init(_ row: Row) throws {
        let digits = row.text("code")
        guard let code = TrackingCode(digits) else { throw ColumnError(column: "code", text: digits) }
        position = row["position"]
        severity = row["severity"]
        file = Case(
            id: CaseID(rawValue: row.text("id")), trackingCode: code,
            receivedAt: Timestamp(rawValue: row["received_at"]), changedAt: Timestamp(rawValue: row["changed_at"]),
            state: try row.value("state"), queue: row.text("queue"),
            topics: try JSONColumn.texts(row["topics"]), topicsConfirmed: row["topics_confirmed"],
            letterClass: try row.value("letter_class"), title: row.text("title"), channel: try row.value("channel"),
            source: row.text("source"),
            place: PlaceText(
                province: row.optionalText("province"), commune: row.optionalText("commune"),
                hamlet: row.optionalText("hamlet"), oldDistrict: row.optionalText("old_district"),
                today: try row.optionalText("place_today").map { try JSONColumn.value($0) }),
            assignee: row.optionalText("assignee"), escalation: try Self.escalation(row),
            messageCount: row["message_count"], kind: try row.value("kind"),
            stage: try row.optionalText("stage").map { text in
                guard let stage = CaseStage(rawValue: text) else { throw ColumnError(column: "stage", text: text) }
                return stage
            },
            due: Self.due(row), isUrgent: row["urgent_line"], isUnrouted: row["unrouted"], revision: row["revision"],
            people: Self.people(row))
    }

    private static func people(_ row: Row) -> PeopleCount? {
        guard row["crowd"] as Bool else { return nil }
        let count = row["people"] as Int? ?? 0
        return PeopleCount(count: count == 0 ? nil : count, isDecided: row["crowd_decided"])
    }

    private static func due(_ row: Row) -> CaseDue? {
        guard let at = row["due_at"] as Int64?, let step = row.optionalText("due_step").flatMap(DeadlineStep.init)
        else { return nil }
        return CaseDue(
            step: step, at: Timestamp(rawValue: at),
            warnsFrom: Timestamp(rawValue: row["warns_from"] as Int64? ?? at))
    }

    private static func escalation(_ row: Row) throws -> Escalation? {
        guard let raisedAt = row["raised_at"] as Int64?, let alarms = row["alarms"] as String? else { return nil }
        return Escalation(
            raisedAt: Timestamp(rawValue: raisedAt), severity: row["escalation_severity"] as Double? ?? 0,
            alarms: try JSONColumn.value(alarms))
    }

    /// The cases that a statement gives.
    ///
    /// They are made of the statement's own rows, which find a column by its name at once; copies of rows search for it.
    static func files(_ sql: String, _ arguments: StatementArguments, in database: Database) throws -> [Case] {
        try Array(Row.fetchCursor(database, sql: sql, arguments: arguments).map { try CaseRow($0).file })
    }

    /// The case with a tracking code, as far as the reader's sight reaches.
    static func find(_ code: TrackingCode, by reader: Reader, in database: Database) throws -> CaseRow {
        let scope = ReadingScope(reader)
        let row = try database.row(
            "SELECT \(columns) FROM cases c WHERE c.code = ?\(scope.andSQL)", [code.digits] + scope.arguments)
        guard let row else { throw StoreError.noSuchCase(code.description) }
        return try CaseRow(row)
    }

    /// The case at a position.
    static func at(_ position: Int64, in database: Database) throws -> CaseRow {
        let row = try database.row("SELECT \(columns) FROM cases c WHERE c.position = ?", [position])
        guard let row else { throw StoreError.noSuchCase("#\(position)") }
        return try CaseRow(row)
    }

    func insert(in database: Database) throws {
        try database.run(
            """
            INSERT INTO cases (
                changed_at, state, queue, topics, topics_confirmed, letter_class, province, commune, hamlet, old_district,
                assignee, severity, raised_at, escalation_severity, alarms, message_count, province_code, commune_code,
                place_today, kind, stage, urgent_line, unrouted, position, id, code, received_at, title, channel, source
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            changing
                + [
                    position, StoredText(file.id.rawValue), file.trackingCode.digits, file.receivedAt.rawValue,
                    StoredText(file.title), file.channel.rawValue, StoredText(file.source),
                ])
        try insertTopics(in: database)
    }

    func update(in database: Database) throws {
        try database.run(
            """
            UPDATE cases SET changed_at = ?, state = ?, queue = ?, topics = ?, topics_confirmed = ?, letter_class = ?,
                province = ?, commune = ?, hamlet = ?, old_district = ?, assignee = ?, severity = ?, raised_at = ?,
                escalation_severity = ?, alarms = ?, message_count = ?, province_code = ?, commune_code = ?,
                place_today = ?, kind = ?, stage = ?, urgent_line = ?, unrouted = ?, revision = revision + 1,
                counted = NULL
            WHERE position = ?
            """, changing + [position])
        try database.run("DELETE FROM case_topic WHERE position = ?", [position])
        try insertTopics(in: database)
    }

    private func insertTopics(in database: Database) throws {
        for topic in file.topics {
            try database.run(
                "INSERT INTO case_topic (position, topic, open) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [position, StoredText(topic), file.state != .closed])
        }
    }

    /// Values of the columns that can change.
    private var changing: StatementArguments {
        [
            file.changedAt.rawValue, file.state.rawValue, StoredText(file.queue), file.topics.json,
            file.topicsConfirmed, file.letterClass.rawValue, file.place.province.map(StoredText.init),
            file.place.commune.map(StoredText.init), file.place.hamlet.map(StoredText.init),
            file.place.oldDistrict.map(StoredText.init), file.assignee.map(StoredText.init), severity,
            file.escalation?.raisedAt.rawValue, file.escalation?.severity,
            file.escalation?.alarms.json, file.messageCount,
            file.place.today?.provinceCode, file.place.today?.communeCode,
            file.place.today?.json, file.kind.rawValue, file.stage.rawValue,
            file.isUrgent, file.isUnrouted,
        ]
    }
}
