public import CivilCalendar

/// The ledger of promises, and the dialogues, receptions and meetings in which they were given.
///
/// Dialogues are public acts of the office: whoever may read cases reads all of them. A promise given there is seen by the
/// same readers, without the cases that are out of their reach; a promise that stands in an answer to a letter is seen only
/// by who reaches a case of it. Recording needs the right to act on cases.
public protocol PromiseStore: Sendable {
    /// Keeps a dialogue with its promises, in one transaction.
    ///
    /// - Parameters:
    ///   - dialogue: The dialogue.
    ///   - promises: What was promised in it.
    ///   - onceKey: What makes it the same entry as another, such as a form sent twice.
    ///   - time: Now.
    /// - Returns: The identifier under which it is kept: that of the first, when it was entered twice.
    /// - Throws: ``StoreError``.
    func record(
        _ dialogue: Dialogue, promises: [Promise], onceKey: String, at time: Timestamp
    ) async throws(StoreError) -> DialogueID

    /// Keeps one more promise: of a dialogue that is kept already, or of an answer.
    ///
    /// - Returns: The identifier under which it is kept.
    /// - Throws: ``StoreError``; ``StoreError/noSuchCase(_:)`` for a case out of reach.
    func record(_ promise: Promise, onceKey: String, at time: Timestamp) async throws(StoreError) -> PromiseID

    /// Records what became of a promise.
    ///
    /// - Parameters:
    ///   - act: What to record.
    ///   - id: The promise.
    ///   - actor: Who records it.
    ///   - time: Now.
    ///   - steps: How many steps the actor saw; with another number the act is refused. nil when it does not matter.
    /// - Throws: ``StoreError/notAllowed(reason:)``, ``StoreError/changedMeanwhile(reason:)``,
    ///   ``StoreError/noSuchItem(_:)`` or a failure of the store.
    func act(
        _ act: PromiseAct, on id: PromiseID, actor: String, at time: Timestamp, expecting steps: Int?
    ) async throws(StoreError)

    /// Dialogues, the newest first.
    func dialogues(limit: Int, offset: Int) async throws(StoreError) -> [DialogueSummary]

    /// How many dialogues there are.
    func dialogueCount() async throws(StoreError) -> Int

    /// A dialogue; nil when there is none, or the reader reads none.
    func dialogue(_ id: DialogueID) async throws(StoreError) -> Dialogue?

    /// A promise; nil when there is none in reach.
    func promise(_ id: PromiseID) async throws(StoreError) -> Promise?

    /// Promises: overdue ones first, the longest overdue at the top, then by their day; without a day, and settled, last.
    func promises(_ filter: PromiseFilter) async throws(StoreError) -> [Promise]

    /// Promises that fit a filter, counted by body; limit, offset and standing of the filter are disregarded.
    func tallies(_ filter: PromiseFilter) async throws(StoreError) -> [PromiseFigures.BodyCount]

    /// Promises overdue on a day.
    func overduePromises(on day: CivilDate) async throws(StoreError) -> Int

    /// Bodies that have promised something, for choosing.
    func promisingBodies(limit: Int) async throws(StoreError) -> [String]

    /// The figures of a period for its report, taken in one read.
    ///
    /// - Parameters:
    ///   - from: First day.
    ///   - before: The day after the last.
    ///   - day: The day on which promises are looked at.
    /// - Returns: The figures.
    /// - Throws: ``StoreError``.
    func promiseFigures(
        from: CivilDate, before: CivilDate, on day: CivilDate
    ) async throws(StoreError) -> PromiseFigures
}

/// A dialogue in a list.
public struct DialogueSummary: Sendable, Hashable, Codable {
    /// The dialogue.
    public var dialogue: Dialogue
    /// How many promises were given in it.
    public var promises: Int
    /// How many of them are open.
    public var open: Int

    /// Creates a line.
    public init(dialogue: Dialogue, promises: Int, open: Int) {
        self.dialogue = dialogue
        self.promises = promises
        self.open = open
    }
}

/// Which promises.
public struct PromiseFilter: Sendable, Hashable {
    /// The day on which they are looked at.
    public var day: CivilDate
    /// Only those that stand so.
    public var standing: PromiseStanding?
    /// Only those of this body.
    public var body: String?
    /// Only those given in this unit of today: a province's code or a commune's.
    public var unitCode: String?
    /// Only those given from this day on.
    public var madeFrom: CivilDate?
    /// Only those given before this day.
    public var madeBefore: CivilDate?
    /// Only those of this dialogue.
    public var dialogue: DialogueID?
    /// Only those that concern this case.
    public var code: TrackingCode?
    /// At most so many.
    public var limit: Int
    /// So many left out at the beginning.
    public var offset: Int

    /// Creates a filter; with a day alone, the first hundred of all.
    public init(
        on day: CivilDate, standing: PromiseStanding? = nil, body: String? = nil, unitCode: String? = nil,
        madeFrom: CivilDate? = nil, madeBefore: CivilDate? = nil, dialogue: DialogueID? = nil,
        code: TrackingCode? = nil, limit: Int = 100, offset: Int = 0
    ) {
        self.day = day
        self.standing = standing
        self.body = body
        self.unitCode = unitCode
        self.madeFrom = madeFrom
        self.madeBefore = madeBefore
        self.dialogue = dialogue
        self.code = code
        self.limit = limit
        self.offset = offset
    }
}
