public import CivilCalendar
public import Classification

/// What happens to a case when its time has come.
public enum RetentionAction: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nothing goes.
    case keep
    /// Originals of messages with attachments go, and what was read in the attachments; the letters' own text stays.
    case attachments
    /// Rút gọn: originals, texts and all that names people go; the line of the case and the log stay.
    case reduce

    /// Name on screens.
    public var name: BilingualText {
        switch self {
        case .keep: BilingualText(vi: "Giữ nguyên", en: "Keep")
        case .attachments: BilingualText(vi: "Gỡ tệp kèm theo và bản gốc", en: "Remove attachments and originals")
        case .reduce: BilingualText(vi: "Rút gọn", en: "Reduce to the case line")
        }
    }

    /// How much is gone after it; a case never gets back what is gone.
    public var depth: Int {
        switch self {
        case .keep: 0
        case .attachments: 1
        case .reduce: 2
        }
    }
}

/// One class of retention: which cases, for how long, and what then.
public struct RetentionRule: Sendable, Hashable, Codable {
    /// What the age counts from.
    public enum Start: String, Sendable, Hashable, Codable, CaseIterable {
        /// When the first message was received.
        case received
        /// When the case was last changed: for a closed case nobody touches, when it was closed.
        case changed
    }

    /// Unit of the age.
    public enum Unit: String, Sendable, Hashable, Codable, CaseIterable {
        /// Years of the calendar.
        case years
        /// Months of the calendar.
        case months
        /// Days.
        case days
    }

    /// Name, unique among those valid at one time.
    public var id: String
    /// Letter classes; nil for all.
    public var classes: Set<LetterClass>?
    /// Kinds of cases; nil for all.
    public var kinds: Set<CaseKind>?
    /// States; nil for all.
    public var states: Set<CaseState>?
    /// Ways the first message came; nil for all.
    public var channels: Set<Channel>?
    /// What the age counts from.
    public var start: Start
    /// The age.
    public var age: Int
    /// Its unit.
    public var unit: Unit
    /// What happens.
    public var action: RetentionAction
    /// Where it is written.
    public var basis: String
    /// Whether nobody has compared it with the law yet.
    public var isToBeConfirmed: Bool
    /// First day on which it applies.
    public var validFrom: CivilDate
    /// Last day on which it applies; nil when it has no end.
    public var validThrough: CivilDate?

    /// Creates a rule.
    public init(
        id: String, classes: Set<LetterClass>? = nil, kinds: Set<CaseKind>? = nil, states: Set<CaseState>? = nil,
        channels: Set<Channel>? = nil, start: Start, age: Int, unit: Unit, action: RetentionAction, basis: String,
        isToBeConfirmed: Bool = false, validFrom: CivilDate, validThrough: CivilDate? = nil
    ) {
        self.id = id
        self.classes = classes
        self.kinds = kinds
        self.states = states
        self.channels = channels
        self.start = start
        self.age = age
        self.unit = unit
        self.action = action
        self.basis = basis
        self.isToBeConfirmed = isToBeConfirmed
        self.validFrom = validFrom
        self.validThrough = validThrough
    }

    /// The day before which a case must have begun to age to be old enough on a day.
    public func cutOff(on day: CivilDate) -> CivilDate {
        let months: Int
        switch unit {
        case .days: return day.adding(days: -age)
        case .months: months = age
        case .years: months = age * 12
        }
        let parts = day.components
        let number = parts.year * 12 + parts.month - 1 - months
        let (year, month) = (number / 12, number % 12 + 1)
        // The 31st of a month that has none: the last day that there is.
        var last = parts.day
        while last > 1 {
            if let date = CivilDate(year: year, month: month, day: last) { return date }
            last -= 1
        }
        return CivilDate(year: year, month: month, day: 1) ?? day
    }

    /// Everything that decides about cases, as one text.
    public var signature: String {
        func list<Value: RawRepresentable<String>>(_ values: Set<Value>?) -> String {
            values.map { $0.map(\.rawValue).sorted().joined(separator: ",") } ?? "*"
        }
        return [
            id, list(classes), list(kinds), list(states), list(channels), start.rawValue, "\(age)", unit.rawValue,
            action.rawValue, basis,
        ].joined(separator: "|")
    }
}

/// All classes of retention, in the order in which they are tried.
public struct RetentionTable: Sendable, Hashable, Codable {
    /// The rules; of several that fit a case, the first counts.
    public var rules: [RetentionRule]

    /// Creates a table.
    public init(rules: [RetentionRule]) { self.rules = rules }

    /// A table by which everything is kept.
    public static let none = RetentionTable(rules: [])

    /// The rules that apply on a day.
    public func valid(on day: CivilDate) -> [RetentionRule] {
        rules.filter { $0.validFrom <= day && day <= ($0.validThrough ?? day) }
    }
}

/// What would go on a day, and why.
public struct RetentionPlan: Sendable, Hashable, Codable {
    /// What one class would do.
    public struct Share: Sendable, Hashable, Codable {
        /// The class.
        public var rule: RetentionRule
        /// Cases in which something would go.
        public var cases: Int
        /// Originals that would go.
        public var originals: Int
        /// Their bytes.
        public var bytes: Int
        /// Cases that would have their turn and are held.
        public var held: Int
        /// Some of the cases, the oldest first.
        public var examples: [TrackingCode]

        /// Creates a share.
        public init(
            rule: RetentionRule, cases: Int, originals: Int, bytes: Int, held: Int, examples: [TrackingCode]
        ) {
            self.rule = rule
            self.cases = cases
            self.originals = originals
            self.bytes = bytes
            self.held = held
            self.examples = examples
        }
    }

    /// The day, at the office.
    public var day: CivilDate
    /// Tells this plan from every other: what goes is what was shown.
    public var fingerprint: String
    /// Classes in the order of the file.
    public var shares: [Share]

    /// Creates a plan.
    public init(day: CivilDate, fingerprint: String, shares: [Share]) {
        self.day = day
        self.fingerprint = fingerprint
        self.shares = shares
    }

    /// Cases in which something would go.
    public var cases: Int { shares.reduce(0) { $0 + $1.cases } }
}

/// A run of retention, finished or not.
public struct RetentionRun: Sendable, Hashable, Codable {
    /// Number.
    public var id: Int64
    /// Fingerprint of the plan that it carries out.
    public var fingerprint: String
    /// Who began it.
    public var actor: String
    /// When it began.
    public var startedAt: Timestamp
    /// When it ended; nil while cases are left.
    public var finishedAt: Timestamp?
    /// Cases of the plan.
    public var cases: Int
    /// Cases done.
    public var done: Int
    /// Cases that were left alone because they changed or were held meanwhile.
    public var leftAlone: Int
    /// Originals removed.
    public var originals: Int
    /// Their bytes.
    public var bytes: Int

    /// Creates a run.
    public init(
        id: Int64, fingerprint: String, actor: String, startedAt: Timestamp, finishedAt: Timestamp?, cases: Int,
        done: Int, leftAlone: Int, originals: Int, bytes: Int
    ) {
        self.id = id
        self.fingerprint = fingerprint
        self.actor = actor
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.cases = cases
        self.done = done
        self.leftAlone = leftAlone
        self.originals = originals
        self.bytes = bytes
    }
}

/// Lệnh giữ: why nothing of a case may go.
public struct LegalHold: Sendable, Hashable, Codable {
    /// The case.
    public var code: TrackingCode
    /// Who set it.
    public var actor: String
    /// When.
    public var at: Timestamp
    /// Why.
    public var reason: String
    /// Number of the document that orders it.
    public var document: String

    /// Creates a hold.
    public init(code: TrackingCode, actor: String, at: Timestamp, reason: String, document: String) {
        self.code = code
        self.actor = actor
        self.at = at
        self.reason = reason
        self.document = document
    }
}

/// The trace of an attachment that is no longer there.
public struct RemovedAttachment: Sendable, Hashable, Codable {
    /// Which it was.
    public var id: AttachmentID
    /// What is left of its name: the ending.
    public var name: String
    /// Bytes it had.
    public var size: Int
    /// SHA-256 of its bytes, when it had been read; otherwise that of the original it was in.
    public var sha256: String
    /// Who removed it.
    public var actor: String
    /// When.
    public var at: Timestamp
    /// Why.
    public var reason: String

    /// Creates a trace.
    public init(
        id: AttachmentID, name: String, size: Int, sha256: String, actor: String, at: Timestamp, reason: String
    ) {
        self.id = id
        self.name = name
        self.size = size
        self.sha256 = sha256
        self.actor = actor
        self.at = at
        self.reason = reason
    }
}
