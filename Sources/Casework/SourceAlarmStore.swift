/// The alarms that have been noted, and whom they were told.
///
/// Every method is one transaction.
public protocol SourceAlarmStore: Sendable {
    /// The alarms that hold, as ``SourceStore/noteAlarms(_:at:)`` noted them last, oldest first.
    func heldAlarms() async throws(StoreError) -> [SourceAlarm]

    /// Alarms that hold and that no mail has told of yet, oldest first.
    func alarmsToTell() async throws(StoreError) -> [SourceAlarm]

    /// When alarms were last told by mail; nil when they never were.
    func alarmsToldAt() async throws(StoreError) -> Timestamp?

    /// Puts mails about alarms into the outbox and notes that these alarms have been told, both or neither.
    ///
    /// - Parameters:
    ///   - alarms: The alarms; those that have ended meanwhile, or were told by somebody else, are passed over.
    ///   - mails: The mails; none is put into the outbox when no alarm is left to tell.
    ///   - time: The time.
    /// - Returns: How many mails were put into the outbox.
    /// - Throws: ``StoreError``.
    func tell(
        _ alarms: [SourceAlarm], by mails: [OutgoingMessage], at time: Timestamp
    ) async throws(StoreError) -> Int
}
