public import Casework

/// Judges all sources again and again: notes alarms, says which are new and which have ended, and has them told by mail.
public struct SourceGuard: Sendable {
    /// The store as the guard needs it.
    public typealias Store = SourceStore & SourceAlarmStore

    private let store: any Store
    private let sources: Set<String>
    private let patience: [String: Int]
    private let writer: AlarmWriter?

    /// Creates a guard.
    ///
    /// - Parameters:
    ///   - store: What is known of the sources.
    ///   - sources: The configured ones; alarms of others end.
    ///   - patience: Hours without an item after which a source counts as silent, by name.
    ///   - writer: Composes mail about alarms; nil when nobody is told by mail.
    public init(store: any Store, sources: Set<String>, patience: [String: Int], writer: AlarmWriter?) {
        self.store = store
        self.sources = sources
        self.patience = patience
        self.writer = writer
    }

    /// Looks once.
    ///
    /// - Parameter now: The time.
    /// - Returns: Alarms that are new, those that have ended, and the number of mails put into the outbox.
    /// - Throws: ``StoreError``.
    public func look(
        at now: Timestamp
    ) async throws(StoreError) -> (raised: [SourceAlarm], ended: [SourceAlarm], mails: Int) {
        let standings = try await store.sourceStandings(now: now, patience: patience)
        let alarms = standings.filter { sources.contains($0.source) }.flatMap(\.alarms)
        let change = try await store.noteAlarms(alarms, at: now)
        return (change.raised, change.ended, try await tell(at: now))
    }

    private func tell(at now: Timestamp) async throws(StoreError) -> Int {
        guard let writer else { return 0 }
        let untold = try await store.alarmsToTell()
        guard !untold.isEmpty else { return 0 }
        if let last = try await store.alarmsToldAt(), now < last.adding(seconds: AlarmWriter.intervalSeconds),
            last <= now
        {
            return 0
        }
        return try await store.tell(untold, by: writer.mails(about: untold, at: now), at: now)
    }
}
