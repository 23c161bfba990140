public import Deadlines

/// Cases, their messages, and what operators do with them.
///
/// Every method is one transaction; every change writes its audit entry in the same transaction.
public protocol CaseStore: Sendable {
    /// Files a triaged message: joins the case it belongs to or opens one, escalates when the verdict says so, and
    /// takes the item out of the inbox. Filing the same item again changes nothing and gives the same result.
    ///
    /// A message joins a case when it answers or refers to a message of that case and has the same sender, or when it is
    /// the same message again (same Message-ID and sender, or same sender and same folded subject and text). A machine-made message
    /// (``MessageKind/isMachineMade``) that joins nothing is set aside without a case.
    func file(_ message: TriagedMessage, queue: String, at time: Timestamp) async throws(StoreError) -> Filing

    /// Files several messages in their order, all in one transaction, each as ``file(_:queue:at:)`` does.
    ///
    /// One transaction waits for the disk once, so a batch of a hundred is filed many times faster than a hundred messages.
    /// When one of them cannot be filed, none is; filing them one by one tells which.
    ///
    /// - Returns: What was done with each message, in the order of the batch.
    func file(_ batch: [RoutedMessage], at time: Timestamp) async throws(StoreError) -> [Filing]

    /// Cases that fit the filter, in its order.
    func cases(_ filter: CaseFilter) async throws(StoreError) -> [Case]

    /// Number of cases that fit the filter, its limit and offset disregarded.
    func count(_ filter: CaseFilter) async throws(StoreError) -> Int

    /// Of some cases, those in the reader's reach.
    func inReach(_ codes: [TrackingCode]) async throws(StoreError) -> Set<TrackingCode>

    /// Number of cases that fit the filter, exact as long as it is at most `bound` and counting takes little work.
    ///
    /// - Parameters:
    ///   - filter: Which cases; its limit and offset are disregarded.
    ///   - bound: The number from which on "more than" is enough.
    /// - Returns: The number, or a number that there are more of.
    /// - Throws: ``StoreError/failed(operation:reason:)``.
    func count(_ filter: CaseFilter, upTo bound: Int) async throws(StoreError) -> CaseCount

    /// A case with its messages and history, by tracking code.
    func caseFile(_ code: TrackingCode) async throws(StoreError) -> CaseFile

    /// Carries out an operator's action on a case.
    ///
    /// - Parameters:
    ///   - action: What to do.
    ///   - code: The case.
    ///   - actor: Who does it.
    ///   - time: Now.
    ///   - revision: The revision that the operator saw; nil when it does not matter.
    /// - Throws: ``StoreError/noSuchCase(_:)``, ``StoreError/notAllowed(reason:)``,
    ///   ``StoreError/changedMeanwhile(reason:)`` or a failure of the store.
    func act(
        _ action: CaseAction, on code: TrackingCode, actor: String, at time: Timestamp, expecting revision: Int64?
    ) async throws(StoreError)

    /// How a case has been handled.
    func handling(of code: TrackingCode) async throws(StoreError) -> CaseHandling

    /// Counts the deadline of each case that changed since it was counted, or was counted with other terms.
    ///
    /// - Parameters:
    ///   - clock: The terms and the calendar.
    ///   - time: Now.
    ///   - limit: Most cases to count in this transaction.
    /// - Returns: How many were counted; fewer than `limit` when none is left.
    /// - Throws: ``StoreError/failed(operation:reason:)``.
    func countDeadlines(_ clock: DeadlineClock, at time: Timestamp, limit: Int) async throws(StoreError) -> Int

    /// Open cases that are overdue, and those whose deadline is near.
    func dueCounts(at time: Timestamp) async throws(StoreError) -> DueCounts

    /// Machine-made messages that were set aside, newest first.
    func setAside(limit: Int) async throws(StoreError) -> [Message]

    /// Open cases by queue, and escalated ones.
    func queueCounts() async throws(StoreError) -> QueueCounts

    /// Names of the sources whose messages have opened cases, in the order of their bytes.
    func caseSources() async throws(StoreError) -> [String]
}

extension CaseStore {
    /// Carries out an action whatever has happened to the case meanwhile.
    public func act(
        _ action: CaseAction, on code: TrackingCode, actor: String, at time: Timestamp
    ) async throws(StoreError) { try await act(action, on: code, actor: actor, at: time, expecting: nil) }

    /// Files several messages one after the other; a store that can do better does.
    public func file(_ batch: [RoutedMessage], at time: Timestamp) async throws(StoreError) -> [Filing] {
        var filings: [Filing] = []
        for entry in batch { filings.append(try await file(entry.message, queue: entry.queue, at: time)) }
        return filings
    }
}

/// A triaged message with where it goes.
public struct RoutedMessage: Sendable, Hashable {
    /// The message with its verdict.
    public var message: TriagedMessage
    /// Where it goes, and why.
    public var decision: RoutingDecision
    /// Whether its sender is to be told that it arrived, should it open a case.
    public var wantsAcknowledgement: Bool
    /// The office's own mails that it reports as undeliverable.
    public var bounces: [BounceNotice]
    /// What rules found in the letter; nil for what is no letter.
    public var check: LetterCheck?

    /// The queue.
    public var queue: String { decision.queue }

    /// Creates a routed message.
    public init(
        message: TriagedMessage, decision: RoutingDecision, wantsAcknowledgement: Bool = false,
        bounces: [BounceNotice] = [], check: LetterCheck? = nil
    ) {
        self.message = message
        self.decision = decision
        self.wantsAcknowledgement = wantsAcknowledgement
        self.bounces = bounces
        self.check = check
    }

    /// Creates a message that goes to a queue whatever the table says.
    public init(
        message: TriagedMessage, queue: String, wantsAcknowledgement: Bool = false, bounces: [BounceNotice] = [],
        check: LetterCheck? = nil
    ) {
        self.init(
            message: message, decision: RoutingDecision(queue: queue), wantsAcknowledgement: wantsAcknowledgement,
            bounces: bounces, check: check)
    }
}

/// What filing did with a message.
public enum Filing: Sendable, Hashable {
    /// A case was opened.
    case opened(TrackingCode)
    /// The message joined a case.
    case joined(TrackingCode)
    /// The message was set aside without a case.
    case setAside
}

/// What an operator can do with a case.
public enum CaseAction: Sendable, Hashable {
    /// Confirm the topics as they are.
    case confirmTopics
    /// Set the topics; the case goes where the table now says.
    case correctTopics([String], route: RoutingDecision)
    /// Take the case.
    case take
    /// Move handling on.
    case handle(HandlingAct)

    /// Set the topics; the case moves to a queue.
    public static func correctTopics(_ topics: [String], queue: String) -> CaseAction {
        .correctTopics(topics, route: RoutingDecision(queue: queue))
    }
    /// Move the case to another queue, with a reason.
    ///
    /// - Parameters:
    ///   - queue: The queue.
    ///   - reason: Why; must not be empty.
    ///   - confirmsConflict: Whether a lead has confirmed that the case goes to the body that it accuses.
    /// - Returns: The action.
    public static func move(to queue: String, reason: String, confirmsConflict: Bool = false) -> CaseAction {
        .handle(HandlingAct(.handOver, ground: reason, queue: queue, confirmsConflict: confirmsConflict))
    }
    /// Give the case to an officer, with a reason and the day from which it counts.
    public static func assign(to officer: String, reason: String, from effective: Timestamp? = nil) -> CaseAction {
        .handle(HandlingAct(.assign, ground: reason, effective: effective, officer: officer))
    }
    /// Settle the case with its outcome, which must not be empty.
    public static func close(reason: String) -> CaseAction { .handle(HandlingAct(.settle, ground: reason)) }
    /// Open a closed case again with a reason.
    public static func reopen(reason: String) -> CaseAction { .handle(HandlingAct(.reopen, ground: reason)) }
}

/// A number of cases, or a number that there are more of.
public struct CaseCount: Sendable, Hashable, Codable {
    /// From which on a page says "more than": nobody turns two hundred pages.
    public static let shown = 10_000

    /// The number.
    public var number: Int
    /// Whether there are exactly so many; otherwise there are more.
    public var isExact: Bool

    /// Creates a count.
    public init(_ number: Int, isExact: Bool = true) {
        self.number = number
        self.isExact = isExact
    }
}

/// Open cases by how near their deadline is.
public struct DueCounts: Sendable, Hashable, Codable {
    /// Cases whose deadline has passed.
    public var overdue: Int
    /// Cases whose deadline is near.
    public var soon: Int
    /// Whether both are exact; otherwise there are more than both together.
    public var isExact: Bool

    /// Creates counts.
    public init(overdue: Int, soon: Int, isExact: Bool = true) {
        self.overdue = overdue
        self.soon = soon
        self.isExact = isExact
    }
}

/// Which cases, in which order.
public struct CaseFilter: Sendable, Hashable {
    /// Order of a list.
    public enum Order: Sendable, Hashable {
        /// Newest received first.
        case newest
        /// Highest severity first, then newest.
        case severity
        /// Earliest deadline first; cases without one are left out.
        case due
        /// Open hot and urgent cases first, then newest received.
        case urgent
    }

    /// Only this queue.
    public var queue: String?
    /// Only cases tagged with this topic.
    public var topic: String?
    /// Only these states; empty means all.
    public var states: Set<CaseState>
    /// Only escalated cases.
    public var escalatedOnly: Bool
    /// Only cases whose deadline ended before this instant.
    public var dueBefore: Timestamp?
    /// Only cases whose deadline counted as near before this instant, overdue ones included.
    public var warnedBefore: Timestamp?
    /// Only cases of this officer.
    public var assignee: String?
    /// Only cases that a message of this source opened.
    public var source: String?
    /// Only cases whose text holds these words, accents disregarded.
    public var search: String?
    /// Only cases whose place is this unit of today: two digits name a province, five a commune.
    public var unitCode: String?
    /// Only cases received at or after this instant.
    public var receivedFrom: Timestamp?
    /// Only cases received before this instant.
    public var receivedBefore: Timestamp?
    /// Only cases of this kind.
    public var kind: CaseKind?
    /// Only open cases for which the routing table had no line.
    public var unroutedOnly = false
    /// Order.
    public var order: Order
    /// At most so many.
    public var limit: Int
    /// Skip so many.
    public var offset: Int

    /// Creates a filter; without arguments, the newest 100 cases of every state.
    public init(
        queue: String? = nil, topic: String? = nil, states: Set<CaseState> = [], escalatedOnly: Bool = false,
        assignee: String? = nil, source: String? = nil, search: String? = nil, unitCode: String? = nil,
        receivedFrom: Timestamp? = nil, receivedBefore: Timestamp? = nil, dueBefore: Timestamp? = nil,
        warnedBefore: Timestamp? = nil, kind: CaseKind? = nil, order: Order = .newest, limit: Int = 100,
        offset: Int = 0
    ) {
        self.queue = queue
        self.topic = topic
        self.states = states
        self.escalatedOnly = escalatedOnly
        self.assignee = assignee
        self.source = source
        self.search = search
        self.unitCode = unitCode
        self.receivedFrom = receivedFrom
        self.receivedBefore = receivedBefore
        self.kind = kind
        self.dueBefore = dueBefore
        self.warnedBefore = warnedBefore
        self.order = order
        self.limit = limit
        self.offset = offset
    }

    /// The escalation queue: open escalated cases, most severe first.
    public static let escalations = CaseFilter(states: [.new, .inProgress], escalatedOnly: true, order: .severity)
}

/// Open cases by queue.
public struct QueueCounts: Sendable, Hashable, Codable {
    /// Open cases of each queue; queues without any are missing.
    public var open: [String: Int]
    /// Open escalated cases.
    public var escalated: Int
    /// Messages set aside.
    public var setAside: Int

    /// Creates counts.
    public init(open: [String: Int], escalated: Int, setAside: Int) {
        self.open = open
        self.escalated = escalated
        self.setAside = setAside
    }
}
