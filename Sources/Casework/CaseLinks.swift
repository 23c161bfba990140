/// Links between cases, and the further queues that a case was told to.
///
/// A tracking code that a stranger quotes opens no door: the message gets a case of its own, and the link between the two is
/// only suggested, for an officer to accept or to part. So is the link between two cases whose letters have one text.
///
/// Every method is one transaction.
public protocol CaseLinkStore: Sendable {
    /// The links of a case, whichever of the two quoted the other, newest first.
    func links(of code: TrackingCode) async throws(StoreError) -> [CaseLink]

    /// Accepts or parts a link and writes it to the history of both cases.
    ///
    /// - Parameters:
    ///   - state: What is decided.
    ///   - code: One of the two cases.
    ///   - other: The other one.
    ///   - actor: Name of the officer.
    ///   - time: When it is decided.
    ///   - revision: The revision that the officer saw; nil decides on the link as it is.
    /// - Throws: ``StoreError/notAllowed(reason:)`` when there is no such link, ``StoreError/changedMeanwhile(reason:)`` when
    ///   somebody decided otherwise after it was shown, or a failure of the store.
    func decide(
        _ state: CaseLink.State, on code: TrackingCode, and other: TrackingCode, actor: String, at time: Timestamp,
        expecting revision: Int64?
    ) async throws(StoreError)

    /// The queues beside its own that a case was told to, because the same letter went to their boxes too.
    func toldQueues(of code: TrackingCode) async throws(StoreError) -> [String]

    /// Open cases of other queues that a queue was told of, newest first.
    func casesTold(to queue: String, limit: Int) async throws(StoreError) -> [Case]
}

extension CaseLinkStore {
    /// Accepts or parts a link as it is.
    public func decide(
        _ state: CaseLink.State, on code: TrackingCode, and other: TrackingCode, actor: String, at time: Timestamp
    ) async throws(StoreError) {
        try await decide(state, on: code, and: other, actor: actor, at: time, expecting: nil)
    }
}

/// A link between a case and another one.
public struct CaseLink: Sendable, Hashable, Codable {
    /// Where a link stands.
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        /// Nobody has looked at it.
        case suggested
        /// An officer says that the two belong together.
        case accepted
        /// An officer says that they have nothing to do with each other.
        case parted
    }

    /// Why a link was suggested.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// One quoted the other's code.
        case quoted
        /// Their letters have one text.
        case sameText = "same_text"
    }

    /// The other case's code.
    public var other: TrackingCode
    /// The other case's title.
    public var title: String
    /// Whether the other case's message quoted this one; otherwise this one quoted the other.
    public var isQuotedByOther: Bool
    /// Why it was suggested.
    public var kind: Kind
    /// How much the letters have in common; nil when the link is of another kind.
    public var commonText: CommonText?
    /// Where it stands.
    public var state: State
    /// When it was suggested.
    public var suggestedAt: Timestamp
    /// Grows with every decision; one on an older revision is refused.
    public var revision: Int64

    /// Creates a link.
    public init(
        other: TrackingCode, title: String, isQuotedByOther: Bool, kind: Kind = .quoted, commonText: CommonText? = nil,
        state: State, suggestedAt: Timestamp, revision: Int64 = 0
    ) {
        self.other = other
        self.title = title
        self.isQuotedByOther = isQuotedByOther
        self.kind = kind
        self.commonText = commonText
        self.state = state
        self.suggestedAt = suggestedAt
        self.revision = revision
    }
}
