/// Answers that the office publishes without identity.
///
/// Only the answer of a closed letter is published, never that of a denunciation or of a letter that may hold one; should a
/// published one become such, or be reopened, everybody is told nothing of it from then on.
public protocol PublicationStore: Sendable {
    /// The public answer of a case; nil when there is none.
    func publication(of code: TrackingCode) async throws(StoreError) -> Publication?

    /// What of a text looks like personal data, the names of the case's senders included, each once.
    func privateWords(in text: String, of code: TrackingCode) async throws(StoreError) -> [PrivateWords]

    /// Saves the texts of a case's public answer; who publishes them must be somebody else.
    ///
    /// - Parameters:
    ///   - draft: The texts.
    ///   - code: The case.
    ///   - actor: Who wrote them.
    ///   - time: Now.
    ///   - revision: The revision that the actor saw; nil for the first.
    /// - Throws: ``StoreError``.
    func save(
        _ draft: PublicationDraft, of code: TrackingCode, actor: String, at time: Timestamp, expecting revision: Int64?
    ) async throws(StoreError)

    /// Publishes what was saved.
    ///
    /// - Parameters:
    ///   - code: The case.
    ///   - actor: Who publishes it: none of its editors.
    ///   - time: Now.
    ///   - revision: The revision that the actor read.
    /// - Throws: ``StoreError/notAllowed(reason:)`` when it may not be published, and the like.
    func publish(
        _ code: TrackingCode, actor: String, at time: Timestamp, expecting revision: Int64
    ) async throws(StoreError)

    /// Takes a published answer back.
    func withdraw(
        _ code: TrackingCode, reason: WithdrawalReason, text: String, actor: String, at time: Timestamp
    ) async throws(StoreError)

    /// Cases whose public answer is a draft, the longest waiting first.
    func draftsToPublish(limit: Int) async throws(StoreError) -> [Case]

    /// What everybody may read, the newest first.
    func publicAnswers(_ filter: PublicAnswerFilter) async throws(StoreError) -> [PublicAnswer]

    /// How many of them there are.
    func publicAnswerCount(_ filter: PublicAnswerFilter) async throws(StoreError) -> Int

    /// One of them, or why it was taken back; nil for everything else.
    func publicAnswer(_ id: PublicationID) async throws(StoreError) -> PublicAnswerPage?

    /// What the list can be narrowed by.
    func publicAnswerFacets() async throws(StoreError) -> PublicAnswerFacets
}

/// Words that look like personal data.
public struct PrivateWords: Sendable, Hashable {
    /// What they look like, as "[họ tên]".
    public var label: String
    /// The words.
    public var words: String

    /// Creates words.
    public init(label: String, words: String) {
        self.label = label
        self.words = words
    }
}

/// What stands at the address of a public answer.
public enum PublicAnswerPage: Sendable, Hashable {
    /// The answer.
    case answer(PublicAnswer)
    /// It was taken back.
    case withdrawn(WithdrawalReason, at: Timestamp)
}

/// Which public answers.
public struct PublicAnswerFilter: Sendable, Hashable {
    /// Words that all occur in question or answer, with or without accents.
    public var search: String
    /// Only of this topic.
    public var topic: String?
    /// Only of this unit of today: a province's code or a commune's.
    public var unitCode: String?
    /// At most so many.
    public var limit: Int
    /// So many left out at the beginning.
    public var offset: Int

    /// Creates a filter; without arguments, the newest 20.
    public init(
        search: String = "", topic: String? = nil, unitCode: String? = nil, limit: Int = 20, offset: Int = 0
    ) {
        self.search = search
        self.topic = topic
        self.unitCode = unitCode
        self.limit = limit
        self.offset = offset
    }
}

/// What public answers can be narrowed by.
public struct PublicAnswerFacets: Sendable, Hashable {
    /// A unit of today.
    public struct Place: Sendable, Hashable {
        /// Its code.
        public var code: String
        /// Its name.
        public var name: String

        /// Creates a unit.
        public init(code: String, name: String) {
            self.code = code
            self.name = name
        }
    }

    /// Topics.
    public var topics: [String]
    /// Places.
    public var places: [Place]

    /// Creates facets.
    public init(topics: [String], places: [Place]) {
        self.topics = topics
        self.places = places
    }
}
