public import Casework
import GRDB

extension SQLiteStore: SourceAlarmStore {
    /// Notes the alarms that hold now, and tells which are new and which have ended.
    public func noteAlarms(
        _ alarms: [SourceAlarm], at time: Timestamp
    ) async throws(StoreError) -> (raised: [SourceAlarm], ended: [SourceAlarm]) {
        try await write(casework, "note the alarms of sources") { database in
            let known = try SourceAlarmRow.all(in: database)
            let ended = known.filter { old in !alarms.contains { $0.isSame(as: old) } }
            for alarm in ended {
                try database.run(
                    "DELETE FROM source_alarm WHERE source = ? AND kind = ? AND part = ?",
                    [StoredText(alarm.source), alarm.kind.rawValue, StoredText(alarm.part)])
            }
            for alarm in alarms {
                try database.run(
                    """
                    INSERT INTO source_alarm (source, kind, part, since, text) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (source, kind, part) DO UPDATE SET text = excluded.text
                    """,
                    [
                        StoredText(alarm.source), alarm.kind.rawValue, StoredText(alarm.part), time.rawValue,
                        StoredText(String(alarm.text.prefix(1_000))),
                    ])
            }
            let raised = alarms.filter { new in !known.contains { $0.isSame(as: new) } }
            return (
                raised.map { alarm in
                    var alarm = alarm
                    alarm.since = time
                    return alarm
                }, ended
            )
        }
    }

    /// The alarms that hold, oldest first.
    public func heldAlarms() async throws(StoreError) -> [SourceAlarm] {
        try await read(casework, "list the alarms of sources") { try SourceAlarmRow.all(in: $0) }
    }

    /// Alarms that hold and that no mail has told of yet, oldest first.
    public func alarmsToTell() async throws(StoreError) -> [SourceAlarm] {
        try await read(casework, "list the alarms to tell") { try SourceAlarmRow.all(where: "told_at IS NULL", in: $0) }
    }

    /// When alarms were last told by mail.
    public func alarmsToldAt() async throws(StoreError) -> Timestamp? {
        try await read(casework, "look when alarms were told") { database in
            try database.value(
                "SELECT max(created_at) FROM outbox WHERE kind = ?", [OutgoingMessage.Kind.alarm.rawValue],
                as: Int64.self
            ).map { Timestamp(rawValue: $0) }
        }
    }

    /// Puts mails about alarms into the outbox and notes that these alarms have been told.
    public func tell(
        _ alarms: [SourceAlarm], by mails: [OutgoingMessage], at time: Timestamp
    ) async throws(StoreError) -> Int {
        let sealed = try await seal(mails, knowing: [])
        return try await write(casework, "tell alarms by mail") { database in
            var told = 0
            for alarm in alarms {
                try database.run(
                    """
                    UPDATE source_alarm SET told_at = ?
                    WHERE source = ? AND kind = ? AND part = ? AND since = ? AND told_at IS NULL
                    """,
                    [
                        time.rawValue, StoredText(alarm.source), alarm.kind.rawValue, StoredText(alarm.part),
                        alarm.since?.rawValue,
                    ])
                told += database.changesCount
            }
            guard told > 0 else { return 0 }
            return try sealed.count { try OutboxRow.insert($0, position: nil, in: database) }
        }
    }
}
