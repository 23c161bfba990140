/// Notices of alerts, from the transaction that made them until they are told or given up.
///
/// Every method is one transaction. They come in by ``WatchStore/keep(_:)``.
public protocol AlertNoticeStore: Sendable {
    /// Puts off every notice that is due and not urgent.
    ///
    /// - Parameters:
    ///   - end: Until when.
    ///   - reason: Why, for screens.
    ///   - time: The time.
    /// - Returns: How many were put off.
    /// - Throws: ``StoreError``.
    func holdNotices(until end: Timestamp, reason: String, at time: Timestamp) async throws(StoreError) -> Int

    /// Takes back every notice that is due and not urgent and whose alert has been closed meanwhile: there is nothing left to do.
    ///
    /// - Parameters:
    ///   - reason: Why, for screens.
    ///   - time: The time.
    /// - Returns: How many were taken back.
    /// - Throws: ``StoreError``.
    func withdrawNotices(ofClosedAlerts reason: String, at time: Timestamp) async throws(StoreError) -> Int

    /// Notices that are due on one way, oldest first.
    func noticesDue(on way: NoticeWay, at time: Timestamp, limit: Int) async throws(StoreError) -> [AlertNotice]

    /// When a mail of notices was put into the outbox last; nil when none ever was.
    func noticesMailedAt() async throws(StoreError) -> Timestamp?

    /// Puts mails into the outbox and notes that these notices have been told by them, both or neither.
    ///
    /// - Parameters:
    ///   - notices: Numbers of the notices; those that no longer wait are passed over.
    ///   - mails: The mails, one to each recipient, all with one ``OutgoingMessage/onceKey``; none is put into the outbox when no
    ///     notice is left to tell.
    ///   - time: The time.
    /// - Returns: How many mails were put into the outbox.
    /// - Throws: ``StoreError``.
    func tellNotices(
        _ notices: [Int64], by mails: [OutgoingMessage], at time: Timestamp
    ) async throws(StoreError) -> Int

    /// Takes the oldest notice that is due on a way; nobody else gets it before the end, and after a kill it is due again then.
    ///
    /// - Parameters:
    ///   - way: The way.
    ///   - time: The time.
    ///   - end: Until when the caller has time to settle it.
    /// - Returns: The notice, this attempt counted; nil when none is due.
    /// - Throws: ``StoreError``.
    func claimNotice(
        on way: NoticeWay, at time: Timestamp, until end: Timestamp
    ) async throws(StoreError) -> AlertNotice?

    /// Notes what became of a notice that was claimed.
    func settleNotice(_ id: Int64, _ result: NoticeResult, at time: Timestamp) async throws(StoreError)

    /// Gives up what waits on ways that are no longer configured.
    ///
    /// - Parameters:
    ///   - ways: The configured ways.
    ///   - reason: Why, for screens.
    ///   - time: The time.
    /// - Returns: How many were given up.
    /// - Throws: ``StoreError``.
    func giveUpNotices(notOn ways: [NoticeWay], reason: String, at time: Timestamp) async throws(StoreError) -> Int

    /// Notices, newest first.
    func notices(_ filter: NoticeFilter) async throws(StoreError) -> [AlertNotice]

    /// Has a notice that waits or was given up told as soon as possible, in quiet hours too, and writes that to the audit log.
    ///
    /// - Throws: ``StoreError/noSuchItem(_:)``, ``StoreError/notAllowed(reason:)`` when it has been told, or a failure of the
    ///   store.
    func retryNotice(_ id: Int64, actor: String, at time: Timestamp) async throws(StoreError)
}

/// What became of a notice that was sent.
public enum NoticeResult: Sendable, Hashable {
    /// The receiver has it.
    case told(answer: String)
    /// It is to be tried again at this time.
    case again(at: Timestamp, reason: String)
    /// It is given up.
    case dead(reason: String)
}

/// Which notices.
public struct NoticeFilter: Sendable, Hashable {
    /// In these states.
    public var states: Set<NoticeState>
    /// Of this alert; nil for all.
    public var alert: KeptAlert?
    /// At most so many.
    public var limit: Int

    /// Creates a filter.
    public init(
        states: Set<NoticeState> = Set(NoticeState.allCases), alert: KeptAlert? = nil, limit: Int = 200
    ) {
        self.states = states
        self.alert = alert
        self.limit = limit
    }
}
