public import Classification

/// Attachments of filed messages: which wait to be read, what was found, what follows from it for the case.
///
/// The bytes stay in the original and nowhere else. A case is opened before its attachments are read; what waits is on disk,
/// so that reading goes on after a kill at any instant. Every method is one transaction.
public protocol AttachmentStore: Sendable {
    /// Items whose attachments wait to be read, or were read and wait to be judged; those received last come first, for
    /// what is new may be urgent.
    func itemsWithUnfinishedAttachments(limit: Int) async throws(StoreError) -> [ItemID]

    /// A whole message with all its attachments in their order, whole; nil when the item is not in a case.
    ///
    /// For the office's own machines only.
    func attachedMessage(_ item: ItemID) async throws(StoreError) -> AttachedMessage?

    /// Notes, before the bytes are touched, that reading begins.
    ///
    /// - Returns: How often it has begun without a result, this time counted: a number that grows tells that reading
    ///   brings the program down.
    func beginReading(_ id: AttachmentID) async throws(StoreError) -> Int

    /// Takes back what ``beginReading(_:)`` noted, for reading that was stopped in good order.
    func abandonReading(_ id: AttachmentID) async throws(StoreError)

    /// What reading found in the same bytes before, whole; nil when they are new. For the office's own machines only.
    func attachmentText(sha256: String) async throws(StoreError) -> AttachmentText?

    /// Keeps what reading found; nil when the attachment needs no reading because the message's text says it.
    func finishReading(_ id: AttachmentID, _ text: AttachmentText?) async throws(StoreError)

    /// Draws the conclusions for the case from attachments that were read, all of a message at once.
    ///
    /// The message gets its new verdict; the case takes it over as if the message had come with it, tells it in its history,
    /// and is found by the attachments' words. Doing it again changes nothing.
    ///
    /// - Parameters:
    ///   - judgement: The new verdict; nil when no attachment has text to judge.
    ///   - item: The item.
    ///   - time: Now.
    /// - Throws: ``StoreError/failed(operation:reason:)``.
    func concludeAttachments(
        _ judgement: AttachmentJudgement?, of item: ItemID, at time: Timestamp
    ) async throws(StoreError)

    /// The redacted attachments of messages, one message after the other, each in the order of ``Message/attachments``; texts within
    /// bounds, so that a note stands for what is left out.
    func attachments(of messages: [Message]) async throws(StoreError) -> [FiledAttachment]

    /// Puts an attachment back to be read again; the audit log tells who did it.
    ///
    /// - Throws: ``StoreError/noSuchItem(_:)`` when the case has no such attachment.
    func readAgain(
        _ id: AttachmentID, of code: TrackingCode, actor: String, at time: Timestamp
    ) async throws(StoreError)

    /// Puts back every attachment that one of these Debian packages was missing for.
    ///
    /// - Returns: How many.
    func readAgain(withPackages packages: Set<String>) async throws(StoreError) -> Int
}

/// Gives the bytes of attachments, which lie in the originals of their messages.
public protocol AttachmentSource: Sendable {
    /// The bytes, transfer encoding undone; nil when there is no such attachment.
    func bytes(of id: AttachmentID) async throws(StoreError) -> [UInt8]?
}

/// A message in a case with its attachments.
public struct AttachedMessage: Sendable, Hashable {
    /// The message with the verdict that it has.
    public var triaged: TriagedMessage
    /// Its attachments, in the order of ``Message/attachments``.
    public var attachments: [FiledAttachment]

    /// Creates a message with attachments.
    public init(triaged: TriagedMessage, attachments: [FiledAttachment]) {
        self.triaged = triaged
        self.attachments = attachments
    }
}

/// The verdict on a message together with its attachments.
public struct AttachmentJudgement: Sendable, Hashable {
    /// The verdict; offsets into the body that lie behind the message's own body point into attachments.
    public var verdict: Verdict
    /// Where it leads.
    public var decision: RoutingDecision
    /// Where the text of each judged attachment begins, by ``AttachmentID/path``; see ``FiledAttachment/judgedFrom``.
    public var places: [String: Int]
    /// What rules found in the attachments.
    public var check: LetterCheck?

    /// Creates a judgement.
    public init(
        verdict: Verdict, decision: RoutingDecision, places: [String: Int], check: LetterCheck? = nil
    ) {
        self.verdict = verdict
        self.decision = decision
        self.places = places
        self.check = check
    }

    /// Creates a judgement that leads to a queue whatever the table says.
    public init(verdict: Verdict, queue: String, places: [String: Int]) {
        self.init(verdict: verdict, decision: RoutingDecision(queue: queue), places: places)
    }
}
