public import Casework
import Foundation
import GRDB
public import HotSpots

extension SQLiteStore: WatchStore {
    private static let changesShown = 500
    /// How long after its end an alert can be acted on; the detector remembers it a little longer.
    private static let actedOnSeconds: Int64 = 366 * 86_400

    /// Takes the right to watch, which one process has at a time, until an instant.
    public func takeWatch(
        _ owner: String, until end: Timestamp, now: Timestamp
    ) async throws(StoreError) -> Bool {
        try await write(casework, "take the right to watch for hot spots") { database in
            try database.run(
                """
                INSERT INTO watch_owner (one, owner, until) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE
                SET owner = excluded.owner, until = excluded.until
                WHERE watch_owner.owner = excluded.owner OR watch_owner.until <= ?
                """, [StoredText(owner), end.rawValue, now.rawValue])
            return database.changesCount == 1
        }
    }

    /// Gives the right to watch back.
    public func releaseWatch(_ owner: String) async throws(StoreError) {
        try await write(casework, "give back the right to watch for hot spots") { database in
            try database.run("DELETE FROM watch_owner WHERE owner = ?", [StoredText(owner)])
        }
    }

    /// Where watching stands; nil when it has never begun.
    public func watchCheckpoint() async throws(StoreError) -> WatchCheckpoint? {
        try await read(casework, "read where watching for hot spots stands") { database in
            try database.row("SELECT sequence, detector FROM watch_checkpoint WHERE one = 1", []).map {
                WatchCheckpoint(sequence: $0["sequence"], detector: $0["detector"])
            }
        }
    }

    /// What was told the detector after an entry of the log, oldest first.
    public func watchLog(after sequence: Int64, limit: Int) async throws(StoreError) -> [WatchLogEntry] {
        try await read(casework, "read the log of watching for hot spots") { database in
            try Row.fetchAll(
                database, sql: "SELECT sequence, event FROM watch_log WHERE sequence > ? ORDER BY sequence LIMIT ?",
                arguments: [sequence, limit]
            ).map { WatchLogEntry(sequence: $0["sequence"], event: try JSONColumn.value($0.text("event"))) }
        }
    }

    /// Cases and operators' acts that wait, oldest first.
    public func watchQueue(limit: Int) async throws(StoreError) -> [WatchQueueEntry] {
        let operation = "read what waits to be watched"
        // Only letters of an older version that lie open still have to be numbered.
        let hasOpenLetters = try await read(casework, operation) { database in
            try database.row("SELECT 1 FROM message WHERE is_redacted = 0 LIMIT 1", []) != nil
        }
        let key: ThreadKey?
        do {
            key = hasOpenLetters ? try await threadKey() : nil
        } catch .sealed {
            // They wait for the identity key, as filing does, which says so.
            return []
        }
        return try await read(casework, operation) { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT sequence, position, through, act, alert, actor, at, weights FROM watch_queue ORDER BY sequence
                    LIMIT ?
                    """,
                arguments: [limit])
            return try rows.map { row in
                if let act = row.optionalText("act") {
                    return WatchQueueEntry(
                        sequence: row["sequence"],
                        matter: .act(
                            try JSONColumn.value(act), alert: row["alert"], actor: row.text("actor"),
                            at: Timestamp(rawValue: row["at"])))
                }
                if let weights = row.optionalText("weights") {
                    return WatchQueueEntry(
                        sequence: row["sequence"], matter: .weighed(try JSONColumn.value(weights)))
                }
                return WatchQueueEntry(
                    sequence: row["sequence"],
                    matter: .changed(
                        try WatchTable.watched(
                            row["position"], through: row["through"], key: key, in: database),
                        at: (row["at"] as Int64?).map(Timestamp.init(rawValue:))))
            }
        }
    }

    /// Keeps what came of entries of the queue, and takes them out of it.
    public func keep(_ step: WatchStep) async throws(StoreError) {
        // Values first: the writer does not wait for JSON.
        let prepared: WatchTable.PreparedStep
        do {
            prepared = try WatchTable.PreparedStep(step)
        } catch {
            throw .failed(operation: "keep what watching found", reason: "\(error)")
        }
        try await write(casework, "keep what watching for hot spots found") { database in
            try prepared.write(to: database)
        }
    }

    /// Asks for an operator's act on an alert; the watching process carries it out.
    public func request(
        _ act: OperatorAct, on alert: Int, actor: String, at time: Timestamp
    ) async throws(StoreError) {
        try require(.readAlerts)
        try require(.actOnCases)
        try await write(casework, "ask for an act on alert \(alert)") { database in
            let known = try database.row("SELECT closed_at FROM alert_brief WHERE id = ?", [alert])
            guard let known else { throw StoreError.noSuchItem(String(alert)) }
            if let closed = known["closed_at"] as Int64?, closed < time.adding(seconds: -Self.actedOnSeconds).rawValue {
                throw StoreError.notAllowed(
                    reason: "Cảnh báo \(alert) đã kết thúc hơn một năm và nằm trong lưu trữ, chỉ còn xem được.")
            }
            try database.run(
                "INSERT INTO watch_queue (act, alert, actor, at) VALUES (?, ?, ?, ?)",
                [StoredText(try JSONColumn.text(act)), alert, StoredText(actor), time.rawValue])
            try AuditLog.append(
                .alertActed, actor: actor, caseID: nil, detail: "Cảnh báo \(alert): \(act.vietnameseSentence)",
                at: time,
                in: database)
        }
    }

    /// Forgets log, alerts and checkpoint, and puts every case into the queue again by the time of receipt.
    public func restartWatch(at time: Timestamp) async throws(StoreError) -> Int {
        try await write(casework, "begin watching for hot spots anew") { database in
            try AlertBriefTable.keepVerdicts(in: database)
            let tables = [
                "watch_queue", "watch_counted", "watch_log", "watch_checkpoint", "alert_change", "alert_brief", "alert",
            ]
            for table in tables {
                try database.run("DELETE FROM \(table)", [])
            }
            try database.run(
                "INSERT INTO watch_restart (one, at) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET at = excluded.at",
                [time.rawValue])
            try database.run(HotSpotRecordSchema.replay, [])
            return try Int.fetchOne(database, sql: "SELECT count(DISTINCT position) FROM watch_queue") ?? 0
        }
    }

    /// When watching began anew last.
    public func watchRestartedAt() async throws(StoreError) -> Timestamp? {
        try await read(casework, "read when watching began anew") { database in
            try database.value("SELECT at FROM watch_restart WHERE one = 1", [], as: Int64.self)
                .map(Timestamp.init(rawValue:))
        }
    }

    /// Alerts, the highest score first.
    public func alerts(_ filter: AlertFilter) async throws(StoreError) -> [KeptAlert] {
        guard reader.may(.readAlerts) else { return [] }
        return try await read(casework, "list alerts") { database in
            // What was closed long ago is not even looked at: the short records tell which these are.
            let since = filter.closedSince?.rawValue ?? .min
            let closed =
                filter.livingOnly ? "" : " OR id IN (SELECT id FROM alert_brief WHERE closed_at >= \(since))"
            return try Row.fetchAll(
                database,
                sql: "SELECT alert FROM alert WHERE state <> 'closed'\(closed) ORDER BY score DESC, id DESC LIMIT ?",
                arguments: [max(0, min(filter.limit, 10_000))]
            ).map { try JSONColumn.value($0.text("alert")) }
        }
    }

    /// An alert with what happened to it; nil when there is none.
    public func alert(_ id: Int) async throws(StoreError) -> (alert: KeptAlert, history: [KeptAlertChange])? {
        guard reader.may(.readAlerts) else { return nil }
        return try await read(casework, "open alert \(id)") { database in
            guard let row = try database.row("SELECT alert FROM alert WHERE id = ?", [id]) else { return nil }
            let changes = try Row.fetchAll(
                database, sql: "SELECT change FROM alert_change WHERE alert = ? ORDER BY sequence DESC LIMIT ?",
                arguments: [id, Self.changesShown])
            return (
                try JSONColumn.value(row.text("alert")),
                try changes.reversed().map { try JSONColumn.value($0.text("change")) }
            )
        }
    }
}
