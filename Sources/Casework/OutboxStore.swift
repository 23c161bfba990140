/// The durable outbox: mails to citizens, one row for each recipient, from composing to the server's answer.
///
/// A mail is composed once and never changes. A row whose text was sent without an answer is ``OutgoingState/unknown`` and
/// moves only when an officer says so: sending again by itself might deliver twice.
///
/// Every method is one transaction.
public protocol OutboxStore: Sendable {
    /// The office's key for signing tracking codes.
    func threadKey() async throws(StoreError) -> ThreadKey

    /// Puts mails into the outbox and writes them to the history of their case.
    ///
    /// - Parameters:
    ///   - mails: The mails; one whose ``OutgoingMessage/onceKey`` is known for its recipient is left out.
    ///   - actor: Who sends them.
    ///   - time: The time.
    /// - Returns: How many were new.
    /// - Throws: ``StoreError/noSuchCase(_:)`` or a failure of the store.
    func post(_ mails: [OutgoingMessage], actor: String, at time: Timestamp) async throws(StoreError) -> Int

    /// Takes mails that are due and marks them as being sent.
    ///
    /// Rows that were being sent until a time that has passed become ``OutgoingState/unknown`` first: whoever sent them is gone.
    ///
    /// - Parameters:
    ///   - limit: Most mails.
    ///   - time: The time.
    ///   - end: Until when the caller has time to settle them.
    /// - Returns: The mails, oldest due first.
    /// - Throws: ``StoreError``.
    func claim(limit: Int, at time: Timestamp, until end: Timestamp) async throws(StoreError) -> [OutgoingMessage]

    /// Notes what became of a mail that was claimed.
    func settle(_ id: OutgoingID, _ result: DeliveryResult, at time: Timestamp) async throws(StoreError)

    /// The mails of a case, oldest first.
    func outgoing(of code: TrackingCode) async throws(StoreError) -> [OutgoingMessage]

    /// Mails in one of these states, newest first.
    func outgoing(in states: Set<OutgoingState>, limit: Int) async throws(StoreError) -> [OutgoingMessage]

    /// Carries out what an officer decides about a mail that failed or whose fate is unknown.
    ///
    /// - Throws: ``StoreError/notAllowed(reason:)`` when it stands elsewhere, or a failure of the store.
    func decide(
        _ decision: OutgoingDecision, on id: OutgoingID, actor: String, at time: Timestamp
    ) async throws(StoreError)

    /// Messages whose sender is to be told that they arrived, oldest first.
    func acknowledgementsDue(limit: Int) async throws(StoreError) -> [AcknowledgementDue]

    /// Answers a message that was due: posts the mail unless the sender has had enough of them, and takes it off the list.
    ///
    /// - Parameters:
    ///   - due: What was due.
    ///   - mail: The mail; nil when there is to be none.
    ///   - cap: How many a sender may get.
    ///   - time: The time.
    /// - Returns: Whether the mail was put into the outbox.
    /// - Throws: ``StoreError``.
    func acknowledge(
        _ due: AcknowledgementDue, with mail: OutgoingMessage?, cap: AcknowledgementCap, at time: Timestamp
    ) async throws(StoreError) -> Bool

    /// Number of mails by state.
    func outboxCounts() async throws(StoreError) -> OutboxCounts
}

/// How many acknowledgements may be sent.
public struct AcknowledgementCap: Sendable, Hashable {
    /// To one address in 24 hours.
    public var perSenderAndDay: Int
    /// To all in one hour; what comes beyond gets none, so that a flood with forged senders is not passed on.
    public var perHour: Int

    /// Creates a cap.
    public init(perSenderAndDay: Int = 1, perHour: Int = 200) {
        self.perSenderAndDay = perSenderAndDay
        self.perHour = perHour
    }
}

/// A message whose sender is to be told that it arrived.
public struct AcknowledgementDue: Sendable, Hashable {
    /// The message's item.
    public var item: ItemID
    /// The case that it opened.
    public var summary: Case
    /// The message.
    public var message: Message

    /// Creates an entry.
    public init(item: ItemID, summary: Case, message: Message) {
        self.item = item
        self.summary = summary
        self.message = message
    }
}

/// Sizes of the outbox.
public struct OutboxCounts: Sendable, Hashable, Codable {
    /// Mails that wait or are being sent.
    public var waiting: Int
    /// Mails that an officer must look at: failed for good, or of unknown fate.
    public var needingAttention: Int

    /// Creates counts.
    public init(waiting: Int, needingAttention: Int) {
        self.waiting = waiting
        self.needingAttention = needingAttention
    }
}
