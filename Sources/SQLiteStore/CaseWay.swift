import Casework
import GRDB
import JSONWriting

/// The way of one case inside a write transaction: where decisions bring it, and which queues it must not reach.
struct CaseWay {
    private let position: Int64
    private let time: Timestamp
    private let database: Database
    /// Whether the case accuses somebody in office.
    private var accuses: Bool
    /// The queues whose bodies it names, by queue.
    private var named: [String: BarredQueue]

    /// What the store knows of a case's way.
    init(_ row: CaseRow, at time: Timestamp, in database: Database) throws {
        position = row.position
        self.time = time
        self.database = database
        let kept = try Self.kept(of: row.position, in: database)
        accuses = kept.accuses
        named = try Self.named(by: row.position, in: database)
    }

    private static func kept(
        of position: Int64, in database: Database
    ) throws -> (decision: RoutingDecision?, at: Timestamp?, accuses: Bool) {
        let row = try database.row("SELECT decision, at, accuses FROM case_routing WHERE position = ?", [position])
        guard let row else { return (nil, nil, false) }
        return (try JSONColumn.value(row.text("decision")), Timestamp(rawValue: row["at"]), row["accuses"])
    }

    private static func named(by position: Int64, in database: Database) throws -> [String: BarredQueue] {
        let statement = try database.cachedStatement(
            sql: "SELECT queue, instead, lifted_by FROM named_body WHERE position = ? ORDER BY queue")
        let rows = try Row.fetchAll(statement, arguments: [position])
        var named: [String: BarredQueue] = [:]
        for row in rows {
            named[row.text("queue")] = BarredQueue(
                queue: row.text("queue"), instead: row.text("instead"), liftedBy: row.optionalText("lifted_by"))
        }
        return named
    }

    /// The routing of a case as it stands.
    static func routing(of row: CaseRow, in database: Database) throws -> CaseRouting {
        let kept = try kept(of: row.position, in: database)
        let named = try named(by: row.position, in: database)
        return CaseRouting(
            decision: kept.decision, decidedAt: kept.at,
            barred: kept.accuses ? named.values.sorted { $0.queue < $1.queue } : [])
    }

    /// Whether the case must not reach a queue.
    func bars(_ queue: String) -> Bool { accuses && named[queue].map { $0.liftedBy == nil } ?? false }

    /// Whether a lead has had the case go to a queue that it must not reach otherwise.
    func isLifted(_ queue: String) -> Bool { named[queue]?.liftedBy != nil }

    /// Queues that it must not reach.
    var barred: Set<String> { accuses ? Set(named.values.filter { $0.liftedBy == nil }.map(\.queue)) : [] }

    /// A queue, or the one instead of it.
    private func allowed(_ queue: String) -> String {
        var queue = queue
        // The queue above may be accused by another message; each is asked once.
        for _ in 0...named.count {
            guard bars(queue), let instead = named[queue]?.instead, instead != queue else { return queue }
            queue = instead
        }
        return queue
    }

    /// Takes over a decision: what it accuses is kept, and a case that stands where it must not stand is moved.
    ///
    /// - Parameters:
    ///   - decision: The decision.
    ///   - isPlaced: Whether it brought the case where it is.
    ///   - row: The case; its queue and officer may change.
    /// - Throws: what the database throws.
    mutating func take(_ decision: RoutingDecision, isPlaced: Bool, into row: inout CaseRow) throws {
        let isAccusingNow = decision.accuses && !accuses
        accuses = accuses || decision.accuses
        try keepNamed(decision)
        if isPlaced {
            try database.run(
                """
                INSERT INTO case_routing (position, decision, at, accuses) VALUES (?, ?, ?, ?)
                ON CONFLICT (position) DO UPDATE SET decision = excluded.decision, at = excluded.at,
                    accuses = excluded.accuses
                """, [position, StoredText(decision.json), time.rawValue, accuses])
        } else if isAccusingNow {
            try database.run(
                """
                INSERT INTO case_routing (position, decision, at, accuses) VALUES (?, ?, ?, 1)
                ON CONFLICT (position) DO UPDATE SET accuses = 1
                """, [position, StoredText(decision.json), time.rawValue])
        }
        try divert(&row, wanted: isPlaced ? decision : nil)
        for queue in decision.also { try tell(queue, of: row, because: "bảng chuyển xử lý nêu hàng đợi này") }
    }

    private mutating func keepNamed(_ decision: RoutingDecision) throws {
        for entry in decision.named where named[entry.queue] == nil {
            named[entry.queue] = BarredQueue(queue: entry.queue, instead: entry.instead)
            try database.run(
                "INSERT INTO named_body (position, queue, instead, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [position, StoredText(entry.queue), StoredText(entry.instead), time.rawValue])
        }
    }

    /// Moves a case out of a queue that it must not reach, and has no such queue know of it any more.
    private func divert(_ row: inout CaseRow, wanted decision: RoutingDecision?) throws {
        let allowed = allowed(row.file.queue)
        if allowed != row.file.queue {
            try audit(
                row.file,
                "Hồ sơ có nội dung tố cáo, khiếu nại nơi phụ trách hàng đợi «\(row.file.queue)», nên chuyển sang "
                    + "«\(allowed)».")
            row.file.queue = allowed
            row.file.assignee = nil
        } else if let decision, !decision.conflicts.isEmpty {
            let queues = decision.conflicts.map { "«\($0.queue)»" }.joined(separator: ", ")
            try audit(row.file, "Không chuyển và không báo cho \(queues), vì hồ sơ tố cáo, khiếu nại nơi này.")
        }
        for queue in barred {
            try database.run(
                "DELETE FROM told_queue WHERE position = ? AND queue = ?", [position, StoredText(queue)])
        }
    }

    /// Tells a further queue of the case, unless it must not know.
    func tell(_ queue: String, of row: CaseRow, because reason: String) throws {
        guard queue != row.file.queue, !bars(queue) else { return }
        try database.run(
            "INSERT INTO told_queue (queue, position, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [StoredText(queue), position, time.rawValue])
        guard database.changesCount == 1 else { return }
        try AuditLog.append(
            .queueTold, actor: AuditEntry.system, caseID: row.file.id,
            detail: "Báo cho hàng đợi «\(queue)» vì \(reason).", at: time, in: database)
    }

    /// Has the case reach a queue although it accuses who works there.
    mutating func lift(_ queue: String, by actor: String, besides decision: RoutingDecision?) throws {
        if let decision { try keepNamed(decision) }
        named[queue]?.liftedBy = actor
        try database.run(
            "UPDATE named_body SET lifted_by = ? WHERE position = ? AND queue = ?",
            [StoredText(actor), position, StoredText(queue)])
    }

    private func audit(_ file: Case, _ detail: String) throws {
        try AuditLog.append(
            .diverted, actor: AuditEntry.system, caseID: file.id, detail: detail, at: time, in: database)
    }
}

extension RoutingDecision {
    /// How the case came to its queue, to follow on the queue's name.
    var auditPhrase: String {
        if isUnrouted { return ", vì chưa có quy tắc chuyển cho tin này" }
        guard let line else { return "" }
        let named = name.map { " («\($0)»)" } ?? ""
        return line > 0 ? ", theo dòng \(line) của bảng chuyển xử lý\(named)" : ""
    }
}
