/// Cases with one text: what an officer has accepted as one matter, and two letters side by side.
///
/// Every method is one transaction.
public protocol SharedMatterStore: Sendable {
    /// The matter of each case that an officer has joined with others.
    func sharedMatters(of codes: [TrackingCode]) async throws(StoreError) -> [TrackingCode: SharedMatter]

    /// Accepts every suggested copy of a case and writes it to the histories.
    ///
    /// - Parameters:
    ///   - code: The case.
    ///   - actor: Name of the officer.
    ///   - time: When it is decided.
    /// - Returns: Number of cases that were accepted, 0 when none was suggested.
    /// - Throws: ``StoreError/noSuchCase(_:)`` or a failure of the store.
    func acceptCopies(of code: TrackingCode, actor: String, at time: Timestamp) async throws(StoreError) -> Int

    /// The letters of two cases for which one text was found, side by side.
    ///
    /// - Parameters:
    ///   - code: The case whose letter stands on the left.
    ///   - other: The other case.
    /// - Returns: The two letters.
    /// - Throws: ``StoreError/noSuchCase(_:)``, ``StoreError/notAllowed(reason:)`` when the two were never found to have one
    ///   text, or a failure of the store.
    func comparison(
        of code: TrackingCode, and other: TrackingCode
    ) async throws(StoreError) -> CaseComparison
}

/// Cases that an officer has accepted as one matter.
public struct SharedMatter: Sendable, Hashable {
    /// Number of cases.
    public var cases: Int
    /// Number of people who wrote in them; letters without a sender count one each.
    public var senders: Int

    /// Creates a matter.
    public init(cases: Int, senders: Int) {
        self.cases = cases
        self.senders = senders
    }
}

/// How much two letters have in common.
public struct CommonText: Sendable, Hashable, Codable {
    /// Common triples of words among all of both, from 0 to 1; 1 for the same words.
    public var share: Double
    /// Part of the shorter letter that stands in the other, from 0 to 1.
    public var containment: Double
    /// Whether the two are the same word for word.
    public var isIdentical: Bool

    /// Creates a measure.
    public init(share: Double, containment: Double, isIdentical: Bool) {
        self.share = share
        self.containment = containment
        self.isIdentical = isIdentical
    }
}

/// Two letters side by side.
public struct CaseComparison: Sendable, Hashable {
    /// One of the letters.
    public struct Side: Sendable, Hashable {
        /// The case.
        public var code: TrackingCode
        /// When the letter was received.
        public var receivedAt: Timestamp
        /// Its text.
        public var text: String
        /// What the other letter has too: UTF-8 byte ranges of the text, rising.
        public var common: [Range<Int>]

        /// Creates a side.
        public init(code: TrackingCode, receivedAt: Timestamp, text: String, common: [Range<Int>]) {
            self.code = code
            self.receivedAt = receivedAt
            self.text = text
            self.common = common
        }
    }

    /// Where the link between the two stands.
    public var state: CaseLink.State
    /// How much they have in common.
    public var commonText: CommonText
    /// The letter of the case that was asked for.
    public var left: Side
    /// The letter of the other case.
    public var right: Side

    /// Creates a comparison.
    public init(state: CaseLink.State, commonText: CommonText, left: Side, right: Side) {
        self.state = state
        self.commonText = commonText
        self.left = left
        self.right = right
    }
}
