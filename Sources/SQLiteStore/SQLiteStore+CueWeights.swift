public import Casework
import GRDB
public import HotSpots

extension SQLiteStore: CueWeightStore {
    /// The weights that the product begins with.
    private static let start = HotSpotOptions().cueWeights

    /// Counts judged matters and moves the weights, if that was not done this week or later.
    public func learnCues(
        week: WatchWeek, communes: [WatchedCommune: String], at time: Timestamp
    ) async throws(StoreError) -> [CueChange]? {
        let operation = "learn what signs of danger weigh"
        let isDone = try await read(casework, operation) { try Self.isLearned(week, in: $0) }
        guard !isDone else { return nil }
        // Counting takes seconds in a large store, so it keeps no writer waiting; that the week is done once is seen to below.
        let counts = try await read(casework, operation) { database in
            let tally = try CueTally(communes: communes, at: time, in: database)
            return try DangerCue.Kind.allCases.map { cue in
                let reset = try Self.last(cue, reason: .reset, in: database)?.at
                return (cue: cue, count: tally.count(of: cue, after: reset))
            }
        }
        return try await write(casework, operation) { database in
            guard try !Self.isLearned(week, in: database) else { return nil }
            try database.run(
                "INSERT INTO cue_week (week, at) VALUES (?, ?)", [week.rawValue, time.rawValue])
            let changes = try counts.map { entry in
                let before = try Self.weight(of: entry.cue, in: database)
                let step = CueLearning.step(entry.count, from: before)
                return CueChange(
                    cue: entry.cue, at: time, before: before, after: step.weight, wanted: step.wanted,
                    count: entry.count, reason: step.reason, actor: nil)
            }
            try Self.keep(changes, at: time, in: database)
            return changes
        }
    }

    /// Puts a weight back to the one that it began with.
    public func resetCue(_ cue: DangerCue.Kind, actor: String, at time: Timestamp) async throws(StoreError) {
        try require(.readAlerts)
        try require(.tuneAlerts)
        try await write(casework, "put a weight back") { database in
            let before = try Self.weight(of: cue, in: database)
            let after = Self.start[cue] ?? before
            try Self.keep(
                [
                    CueChange(
                        cue: cue, at: time, before: before, after: after, wanted: nil, count: nil, reason: .reset,
                        actor: actor)
                ], at: time, in: database)
            try AuditLog.append(
                .cueReset, actor: actor, caseID: nil,
                detail: "Dấu hiệu «\(cue.vietnameseName)»: trọng số \(before) đặt lại về \(after).", at: time,
                in: database)
        }
    }

    /// Every sign with its weights and the last step of each.
    public func cueStanding() async throws(StoreError) -> [CueStanding] {
        guard reader.may(.readAlerts) else { return [] }
        return try await read(casework, "read what signs of danger weigh") { database in
            try DangerCue.Kind.allCases.map { cue in
                let last = try Self.last(cue, in: database)
                return CueStanding(
                    cue: cue, start: Self.start[cue] ?? 0, present: try Self.weight(of: cue, in: database), last: last,
                    moved: last.map { $0.before != $0.after } == true ? last : try Self.lastMove(cue, in: database))
            }
        }
    }

    /// All steps, newest first.
    public func cueChanges(limit: Int) async throws(StoreError) -> [CueChange] {
        guard reader.may(.readAlerts) else { return [] }
        return try await read(casework, "list the steps of weights") { database in
            try Row.fetchAll(
                database, sql: "SELECT step FROM cue_step ORDER BY sequence DESC LIMIT ?",
                arguments: [max(0, min(limit, 10_000))]
            ).map { try JSONColumn.value($0.text("step")) }
        }
    }

    /// The weights that were in force, oldest first.
    public func cueWeights() async throws(StoreError) -> [CueWeights] {
        guard reader.may(.readAlerts) else { return [] }
        return try await read(casework, "list the weights that were in force") { database in
            try Row.fetchAll(database, sql: "SELECT weights FROM cue_force ORDER BY sequence")
                .map { try JSONColumn.value($0.text("weights")) }
        }
    }

    // MARK: Rows

    private static func isLearned(_ week: WatchWeek, in database: Database) throws -> Bool {
        try database.row("SELECT 1 FROM cue_week WHERE week >= ? LIMIT 1", [week.rawValue]) != nil
    }

    private static func weight(of cue: DangerCue.Kind, in database: Database) throws -> Double {
        try last(cue, in: database)?.after ?? start[cue] ?? 0
    }

    private static func last(
        _ cue: DangerCue.Kind, reason: CueLearning.Reason? = nil, in database: Database
    ) throws -> CueChange? {
        try database.row(
            "SELECT step FROM cue_step WHERE cue = ? AND (? IS NULL OR reason = ?) ORDER BY sequence DESC LIMIT 1",
            [cue.rawValue, reason?.rawValue, reason?.rawValue]
        ).map { try JSONColumn.value($0.text("step")) }
    }

    private static func lastMove(_ cue: DangerCue.Kind, in database: Database) throws -> CueChange? {
        try database.row(
            "SELECT step FROM cue_step WHERE cue = ? AND before <> after ORDER BY sequence DESC LIMIT 1", [cue.rawValue]
        ).map { try JSONColumn.value($0.text("step")) }
    }

    /// Writes steps down, and has the detector told when a weight is another.
    private static func keep(_ changes: [CueChange], at time: Timestamp, in database: Database) throws {
        for change in changes {
            try database.run(
                "INSERT INTO cue_step (cue, at, before, after, reason, step) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    change.cue.rawValue, time.rawValue, change.before, change.after, change.reason.rawValue,
                    StoredText(try JSONColumn.text(change)),
                ])
        }
        guard changes.contains(where: { $0.before != $0.after }) else { return }
        let weights = try DangerCue.Kind.allCases.reduce(into: [:]) { weights, cue in
            weights[cue] = try weight(of: cue, in: database)
        }
        let text = StoredText(
            try JSONColumn.text(CueWeights(since: HotSpotTime(rawValue: time.rawValue), bans: weights)))
        try database.run("INSERT INTO cue_force (at, weights) VALUES (?, ?)", [time.rawValue, text])
        try database.run("INSERT INTO watch_queue (weights) VALUES (?)", [text])
    }
}
