/// Figures for reports.
public protocol FigureStore: Sendable {
    /// Counts over the cases received in [from, before), taken in one read transaction; all but
    /// ``CaseFigures/otherKinds`` count letters only.
    func figures(from: Timestamp, before: Timestamp) async throws(StoreError) -> CaseFigures

    /// Checks the hash chain of the audit log; nil when it is whole, else the first sequence number that does not fit.
    func firstBrokenAuditEntry() async throws(StoreError) -> Int64?
}

/// Counts over the letters received in a period, and apart from them over news and questionnaires.
public struct CaseFigures: Sendable, Hashable, Codable {
    /// Number of cases.
    public var cases: Int
    /// Number of messages in them.
    public var messages: Int
    /// Escalated cases.
    public var escalated: Int
    /// Closed cases.
    public var closed: Int
    /// Cases by topic; a case with two topics counts in both, one without topic stands under "".
    public var byTopic: [String: Int]
    /// Cases by channel.
    public var byChannel: [String: Int]
    /// Cases by queue.
    public var byQueue: [String: Int]
    /// Cases by letter class.
    public var byClass: [String: Int]
    /// Cases by place text and topic, largest first.
    public var byPlace: [PlaceCount]

    /// News and questionnaires, which no other figure counts, by ``CaseKind``.
    public var otherKinds: [String: KindCount]

    /// Cases of one kind.
    public struct KindCount: Sendable, Hashable, Codable {
        /// Number of cases.
        public var cases: Int
        /// Number of messages in them.
        public var messages: Int
        /// Escalated cases.
        public var escalated: Int

        /// Creates a count.
        public init(cases: Int, messages: Int, escalated: Int) {
            self.cases = cases
            self.messages = messages
            self.escalated = escalated
        }
    }

    /// Cases of one place.
    public struct PlaceCount: Sendable, Hashable, Codable {
        /// Commune with its province as the messages name them; "" when none is named.
        public var place: String
        /// Number of cases.
        public var cases: Int
        /// Of them escalated.
        public var escalated: Int
        /// By topic.
        public var byTopic: [String: Int]

        /// Creates a count.
        public init(place: String, cases: Int, escalated: Int, byTopic: [String: Int]) {
            self.place = place
            self.cases = cases
            self.escalated = escalated
            self.byTopic = byTopic
        }
    }

    /// Creates figures.
    public init(
        cases: Int, messages: Int, escalated: Int, closed: Int, byTopic: [String: Int], byChannel: [String: Int],
        byQueue: [String: Int], byClass: [String: Int], byPlace: [PlaceCount],
        otherKinds: [String: KindCount] = [:]
    ) {
        self.cases = cases
        self.messages = messages
        self.escalated = escalated
        self.closed = closed
        self.byTopic = byTopic
        self.byChannel = byChannel
        self.byQueue = byQueue
        self.byClass = byClass
        self.byPlace = byPlace
        self.otherKinds = otherKinds
    }
}
