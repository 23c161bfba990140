public import CivilCalendar
public import Deadlines

/// A step of a case that the office's people are to be told of, because its legal date is near or has passed.
///
/// It says nothing of what the case is about, nor of whose it is.
public struct DeadlineWarning: Sendable, Hashable {
    /// Why it is told.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// The date comes within days.
        case ahead
        /// The date has passed.
        case late
    }

    /// The case.
    public var code: TrackingCode
    /// The queue in which it lies.
    public var queue: String
    /// User name of who handles the case; nil while nobody does.
    public var assignee: String?
    /// The rule that made the date, with the step that it limits.
    public var rule: DeadlineRule
    /// The whole term to which a decision prolonged it, in the rule's unit; nil when none did.
    public var prolongedTo: Int?
    /// The date.
    public var due: LocalMoment
    /// Why it is told.
    public var kind: Kind

    /// Creates a warning.
    public init(
        code: TrackingCode, queue: String, assignee: String? = nil, rule: DeadlineRule, prolongedTo: Int? = nil,
        due: LocalMoment, kind: Kind
    ) {
        self.code = code
        self.queue = queue
        self.assignee = assignee
        self.rule = rule
        self.prolongedTo = prolongedTo
        self.due = due
        self.kind = kind
    }
}

/// What was told of deadlines on the last day on which people were told of any, as far as a reader sees the cases.
public struct WarningTally: Sendable, Hashable, Codable {
    /// The day.
    public var day: CivilDate
    /// Steps of which it was told that their date comes.
    public var ahead: Int
    /// Steps of which it was told that their date has passed.
    public var late: Int

    /// Creates a tally.
    public init(day: CivilDate, ahead: Int, late: Int) {
        self.day = day
        self.ahead = ahead
        self.late = late
    }
}

/// What is told on one day.
public struct WarningDay: Sendable, Hashable {
    /// The day.
    public var day: CivilDate
    /// The steps.
    public var warnings: [DeadlineWarning]
    /// Years whose missing calendar is told of.
    public var missingYears: [Int]

    /// Creates a day.
    public init(day: CivilDate, warnings: [DeadlineWarning], missingYears: [Int]) {
        self.day = day
        self.warnings = warnings
        self.missingYears = missingYears
    }
}

/// Which steps of which cases people have been told of.
public protocol DeadlineWarningStore: Sendable {
    /// The last day on which it was looked what is to be told; nil when it never was.
    func warnedOn() async throws(StoreError) -> CivilDate?

    /// Steps that nobody was told of: those of cases that are late in nothing yet first, each by the earliest date of its case.
    ///
    /// A step is told once ahead and once late; when its date moved later, it is told again for the new one. It reads in
    /// short transactions, so that a large backlog keeps nobody waiting.
    ///
    /// - Parameters:
    ///   - clock: The terms and the calendar.
    ///   - time: Now.
    ///   - end: Dates up to this one are told ahead.
    ///   - limit: Most steps.
    /// - Returns: The steps.
    /// - Throws: ``StoreError``.
    func untoldWarnings(
        _ clock: DeadlineClock, at time: Timestamp, until end: Timestamp, limit: Int
    ) async throws(StoreError) -> [DeadlineWarning]

    /// Of some years, those whose missing calendar nobody was told of.
    func untoldCalendars(_ years: [Int]) async throws(StoreError) -> [Int]

    /// Puts mails into the outbox and notes what they tell, in one transaction.
    ///
    /// - Parameters:
    ///   - told: What is told; a day that was noted already changes nothing.
    ///   - mails: The mails; may be empty, then only the day is noted as looked at.
    ///   - time: Now.
    /// - Returns: How many mails were put into the outbox.
    /// - Throws: ``StoreError``.
    func warn(_ told: WarningDay, by mails: [OutgoingMessage], at time: Timestamp) async throws(StoreError) -> Int

    /// What was told on the last day on which anything was, of cases in the reader's reach; nil when nothing ever was.
    func lastWarnings() async throws(StoreError) -> WarningTally?
}
