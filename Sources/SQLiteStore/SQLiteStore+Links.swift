public import Casework
import GRDB

extension SQLiteStore: CaseLinkStore {
    private static let linksShown = 200

    /// The links of a case, newest first, at most 200.
    public func links(of code: TrackingCode) async throws(StoreError) -> [CaseLink] {
        try await read(casework, "list the links of case \(code)") { [reader] database in
            let position = try CaseRow.find(code, by: reader, in: database).position
            let scope = ReadingScope(reader)
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT c.code, c.title, l.state, l.kind, l.common_text, l.suggested_at, l.revision,
                        l.quoted = ? AS is_back
                    FROM case_link l JOIN cases c ON c.position = CASE WHEN l.quoted = ? THEN l.quoting ELSE l.quoted END
                    WHERE (l.quoting = ? OR l.quoted = ?)\(scope.andSQL) ORDER BY l.suggested_at DESC, c.position DESC LIMIT ?
                    """,
                arguments: [position, position, position, position] + scope.arguments + [Self.linksShown])
            return try rows.compactMap { row in
                guard let other = TrackingCode(row.text("code")) else { return nil }
                return CaseLink(
                    other: other, title: row.text("title"), isQuotedByOther: row["is_back"],
                    kind: try row.value("kind"),
                    commonText: try (row["common_text"] as String?).map { try JSONColumn.value($0) },
                    state: try row.value("state"), suggestedAt: Timestamp(rawValue: row["suggested_at"]),
                    revision: row["revision"])
            }
        }
    }

    /// Accepts or parts a link; deciding what is decided already writes nothing.
    public func decide(
        _ state: CaseLink.State, on code: TrackingCode, and other: TrackingCode, actor: String, at time: Timestamp,
        expecting revision: Int64?
    ) async throws(StoreError) {
        try require(.actOnCases)
        try await write(casework, "decide on a link of case \(code)") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            let otherRow = try CaseRow.find(other, by: reader, in: database)
            let arguments: StatementArguments = [
                row.position, otherRow.position, otherRow.position, row.position,
            ]
            let states = try Row.fetchAll(
                database,
                sql:
                    "SELECT state, kind, revision, decided_by FROM case_link WHERE (quoting = ? AND quoted = ?) OR (quoting = ? AND quoted = ?)",
                arguments: arguments)
            guard !states.isEmpty else {
                throw StoreError.notAllowed(reason: "Hai hồ sơ \(code) và \(other) không có gợi ý liên kết.")
            }
            guard states.contains(where: { $0.text("state") != state.rawValue }) else { return }
            // Where each quoted the other there are two rows, and either may have been shown; both are decided together.
            let revisions: [Int64] = states.map { $0["revision"] }
            if let revision, let newest = revisions.indices.max(by: { revisions[$0] < revisions[$1] }),
                revisions[newest] != revision
            {
                throw StoreError.changedMeanwhile(reason: try Self.decidedMeanwhile(states[newest], code, other))
            }
            try database.run(
                """
                UPDATE case_link SET state = ?, decided_by = ?, revision = 1 + (
                    SELECT max(revision) FROM case_link WHERE (quoting = ? AND quoted = ?) OR (quoting = ? AND quoted = ?))
                WHERE (quoting = ? AND quoted = ?) OR (quoting = ? AND quoted = ?)
                """, [state.rawValue, StoredText(actor)] + arguments + arguments)
            if states.contains(where: { $0.text("kind") == CaseLink.Kind.sameText.rawValue }) {
                let table = SharedMatterTable(database: database)
                if state == .accepted {
                    try table.join(row.position, otherRow.position)
                } else {
                    try table.part(row.position, otherRow.position)
                }
            }
            let act: AuditAct = state == .accepted ? .linked : .parted
            for (one, two) in [(row, otherRow), (otherRow, row)] {
                let detail =
                    state == .accepted
                    ? "Liên kết với hồ sơ \(two.file.trackingCode)." : "Tách khỏi hồ sơ \(two.file.trackingCode)."
                try AuditLog.append(act, actor: actor, caseID: one.file.id, detail: detail, at: time, in: database)
            }
        }
    }

    private static func decidedMeanwhile(_ row: Row, _ code: TrackingCode, _ other: TrackingCode) throws -> String {
        let who = row.optionalText("decided_by").map { " («\($0)»)" } ?? ""
        let state: CaseLink.State = try row.value("state")
        let what =
            switch state {
            case .accepted: "đã được liên kết"
            case .parted: "đã được ghi nhận là không liên quan"
            case .suggested: "đã được gợi ý lại"
            }
        return "Trong lúc bạn xem, hai hồ sơ \(code) và \(other) \(what)\(who). Quyết định của bạn chưa được ghi; "
            + "xin xem lại hồ sơ rồi quyết định."
    }

    /// The queues beside its own that a case was told to.
    public func toldQueues(of code: TrackingCode) async throws(StoreError) -> [String] {
        try await read(casework, "list the queues told of case \(code)") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            return try Row.fetchAll(
                database, sql: "SELECT queue FROM told_queue WHERE position = ? ORDER BY at, queue",
                arguments: [row.position]
            ).map { $0.text("queue") }.filter { $0 != row.file.queue }
        }
    }

    /// Open cases of other queues that a queue was told of, newest first.
    public func casesTold(to queue: String, limit: Int) async throws(StoreError) -> [Case] {
        try await read(casework, "list the cases that a queue was told of") { [reader] database in
            let scope = ReadingScope(reader)
            return try CaseRow.files(
                """
                SELECT \(CaseRow.columns) FROM told_queue t CROSS JOIN cases c ON c.position = t.position
                WHERE t.queue = ? AND c.queue <> t.queue AND c.state <> 'closed'\(scope.andSQL)
                ORDER BY t.position DESC LIMIT ?
                """, [StoredText(queue)] + scope.arguments + [max(0, min(limit, 1000))], in: database)
        }
    }
}
