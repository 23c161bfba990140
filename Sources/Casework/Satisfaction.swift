public import CivilCalendar

/// What a citizen thinks of the outcome, in the words of the trade.
public enum SatisfactionGrade: String, Sendable, Hashable, Codable, CaseIterable {
    /// Hài lòng.
    case satisfied
    /// Chấp nhận.
    case accepting
    /// Chưa hài lòng.
    case dissatisfied

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .satisfied: "Hài lòng"
        case .accepting: "Chấp nhận"
        case .dissatisfied: "Chưa hài lòng"
        }
    }
}

/// What a citizen said of the outcome of a case.
public struct SatisfactionRecord: Sendable, Hashable, Codable {
    /// How it was said.
    public enum Way: String, Sendable, Hashable, Codable, CaseIterable {
        /// By the signed link of a mail.
        case link
        /// To an officer, by telephone or in person.
        case officer
    }

    /// What was said.
    public var grade: SatisfactionGrade
    /// How.
    public var way: Way
    /// The day on which it was said.
    public var day: CivilDate
    /// A remark without personal data; empty when there is none.
    public var remark: String
    /// User name of the officer who wrote it down; ``AuditEntry/system`` for a link.
    public var actor: String
    /// When it was recorded.
    public var at: Timestamp
    /// Whether somebody has to look at the case again.
    public var needsReview: Bool

    /// Creates a record.
    public init(
        grade: SatisfactionGrade, way: Way, day: CivilDate, remark: String = "", actor: String, at: Timestamp,
        needsReview: Bool = false
    ) {
        self.grade = grade
        self.way = way
        self.day = day
        self.remark = remark
        self.actor = actor
        self.at = at
        self.needsReview = needsReview
    }

    /// Longest remark, in Unicode scalars.
    public static let remarkLimit = 1_000
}

/// Opinions on the cases received in a period.
public struct SatisfactionFigures: Sendable, Hashable, Codable {
    /// Opinions on cases that may be told of in every form.
    public var grades: [SatisfactionGrade: Int]
    /// Opinions on denunciations and letters that may hold one, which are told of only in numbers that betray nobody.
    public var confidential: [SatisfactionGrade: Int]
    /// Cases of the period of the first kind that are closed or were once, asked or not.
    public var closed: Int

    /// Creates figures.
    public init(
        grades: [SatisfactionGrade: Int] = [:], confidential: [SatisfactionGrade: Int] = [:], closed: Int = 0
    ) {
        self.grades = grades
        self.confidential = confidential
        self.closed = closed
    }
}

/// What citizens think of outcomes.
public protocol SatisfactionStore: Sendable {
    /// Records what a citizen said to an officer of a closed case.
    ///
    /// - Parameters:
    ///   - record: What was said.
    ///   - code: The case.
    /// - Throws: ``StoreError``.
    func record(_ record: SatisfactionRecord, of code: TrackingCode) async throws(StoreError)

    /// Takes a citizen's answer by a signed link; a later answer takes the place of an earlier one.
    ///
    /// - Parameters:
    ///   - grade: What was said.
    ///   - remark: A remark; personal data in it is replaced before it is kept.
    ///   - code: The case, from a token whose signature was looked at.
    ///   - time: Now.
    /// - Returns: Whether it was taken; not for a case that does not exist or is told of to nobody, nor when the answer was
    ///   changed too often.
    /// - Throws: ``StoreError``.
    func take(
        _ grade: SatisfactionGrade, remark: String, of code: TrackingCode, at time: Timestamp
    ) async throws(StoreError) -> Bool

    /// What a form may show to who has a signed link; nil when there is nothing to answer.
    func satisfactionInvitation(of code: TrackingCode) async throws(StoreError) -> SatisfactionInvitation?

    /// What was said of a case; nil when nothing was.
    func satisfaction(of code: TrackingCode) async throws(StoreError) -> SatisfactionRecord?

    /// Decides that a case stays closed although its citizen is dissatisfied.
    func closeReview(
        of code: TrackingCode, reason: String, actor: String, at time: Timestamp
    ) async throws(StoreError)

    /// Closed cases that somebody has to look at again, the longest waiting first.
    func casesToReview(limit: Int) async throws(StoreError) -> [Case]

    /// How many closed cases somebody has to look at again.
    func reviewCount() async throws(StoreError) -> Int

    /// Opinions on the cases received in a period.
    func satisfactionFigures(from: Timestamp, before: Timestamp) async throws(StoreError) -> SatisfactionFigures
}

/// All that a page without log-in tells of a case.
public struct SatisfactionInvitation: Sendable, Hashable {
    /// When the case was received.
    public var receivedAt: Timestamp
    /// What was answered so far; nil when nothing was.
    public var answered: SatisfactionGrade?

    /// Creates an invitation.
    public init(receivedAt: Timestamp, answered: SatisfactionGrade?) {
        self.receivedAt = receivedAt
        self.answered = answered
    }
}
