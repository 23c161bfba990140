public import CivilCalendar

/// What the store keeps of routing: the decision about each case, what a case must not reach, and who is away.
///
/// Every method is one transaction.
public protocol RoutingStore: Sendable {
    /// The decision that brought a case where it is, and the queues that it must not reach.
    func routing(of code: TrackingCode) async throws(StoreError) -> CaseRouting

    /// Absences that were entered on the page and end on a day or later, the earliest first.
    func absences(from day: CivilDate) async throws(StoreError) -> [EnteredAbsence]

    /// Enters that an officer is away.
    ///
    /// - Throws: ``StoreError/notAllowed(reason:)`` when the days make no sense, or a failure of the store.
    func enter(_ absence: Absence, actor: String, at time: Timestamp) async throws(StoreError)

    /// Takes an entered absence back; what is gone already stays gone.
    func endAbsence(_ id: Int64, actor: String, at time: Timestamp) async throws(StoreError)
}

/// An absence that was entered on the page.
public struct EnteredAbsence: Sendable, Hashable {
    /// Its number.
    public var id: Int64
    /// Who and when.
    public var absence: Absence

    /// Creates an entry.
    public init(id: Int64, absence: Absence) {
        self.id = id
        self.absence = absence
    }
}

/// What the store knows of the way of a case.
public struct CaseRouting: Sendable, Hashable {
    /// The decision of the table that counts; nil for a case of before decisions were kept.
    public var decision: RoutingDecision?
    /// When it was made.
    public var decidedAt: Timestamp?
    /// Queues that it must not reach.
    public var barred: [BarredQueue]

    /// Creates a routing.
    public init(decision: RoutingDecision? = nil, decidedAt: Timestamp? = nil, barred: [BarredQueue] = []) {
        self.decision = decision
        self.decidedAt = decidedAt
        self.barred = barred
    }
}

/// A queue that a case must not reach, because it accuses the body that works there.
public struct BarredQueue: Sendable, Hashable {
    /// The queue.
    public var queue: String
    /// The queue that gets the case instead.
    public var instead: String
    /// The lead who had it go there all the same; nil when nobody did.
    public var liftedBy: String?

    /// Creates an entry.
    public init(queue: String, instead: String, liftedBy: String? = nil) {
        self.queue = queue
        self.instead = instead
        self.liftedBy = liftedBy
    }
}
