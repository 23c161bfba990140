public import CivilCalendar

/// What goes when its time has come, what is held, and the traces of what went.
public protocol RetentionStore: Sendable {
    /// What would go on a day.
    func retentionPlan(_ table: RetentionTable, on day: CivilDate) async throws(StoreError) -> RetentionPlan

    /// Notes the cases of a plan as to be carried out; a run that was broken off is told instead, whatever the fingerprint.
    ///
    /// - Parameters:
    ///   - table: The rules.
    ///   - day: The day of the plan.
    ///   - fingerprint: The plan's, as it was shown.
    ///   - actor: Who confirmed it.
    ///   - time: Now.
    /// - Returns: The run, to be carried out by ``continueRetention(limit:at:)``.
    /// - Throws: ``StoreError/changedMeanwhile(reason:)`` when the plan is another one by now, or a failure of the store.
    func beginRetention(
        _ table: RetentionTable, on day: CivilDate, fingerprint: String, actor: String, at time: Timestamp
    ) async throws(StoreError) -> RetentionRun

    /// Carries out some cases of the run that is not finished, each in transactions of its own.
    ///
    /// - Parameters:
    ///   - limit: Most cases.
    ///   - time: Now.
    /// - Returns: The run after them, nil when none is unfinished.
    /// - Throws: a failure of the store; what was done stays done.
    func continueRetention(limit: Int, at time: Timestamp) async throws(StoreError) -> RetentionRun?

    /// Runs, the newest first.
    func retentionRuns(limit: Int) async throws(StoreError) -> [RetentionRun]

    /// Holds in force, the newest first.
    func legalHolds(limit: Int) async throws(StoreError) -> [LegalHold]

    /// The hold on a case, if any.
    func legalHold(of code: TrackingCode) async throws(StoreError) -> LegalHold?

    /// Sets a hold; setting it again with the same words changes nothing.
    func setHold(
        on code: TrackingCode, reason: String, document: String, actor: String, at time: Timestamp
    ) async throws(StoreError)

    /// Lifts a hold; lifting none changes nothing.
    func liftHold(on code: TrackingCode, reason: String, actor: String, at time: Timestamp) async throws(StoreError)

    /// Removes an attachment for good, and with it the original that holds it; the message's text stays.
    ///
    /// - Parameters:
    ///   - id: The attachment.
    ///   - code: Its case.
    ///   - reason: Why.
    ///   - actor: Who.
    ///   - time: Now.
    /// - Throws: ``StoreError/notAllowed(reason:)`` when the case is held or the reason missing,
    ///   ``StoreError/noSuchItem(_:)``, or a failure of the store.
    func removeAttachment(
        _ id: AttachmentID, of code: TrackingCode, reason: String, actor: String, at time: Timestamp
    ) async throws(StoreError)

    /// The traces of attachments that were removed from a case.
    func removedAttachments(of code: TrackingCode) async throws(StoreError) -> [RemovedAttachment]

    /// The items of a case whose originals are no longer there.
    func removedOriginals(of code: TrackingCode) async throws(StoreError) -> Set<ItemID>
}
