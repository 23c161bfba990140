public import CivilCalendar

/// What a term is counted in.
public enum DeadlineUnit: String, Sendable, Hashable, Codable, CaseIterable {
    /// Ngày: days of the calendar.
    case days
    /// Ngày làm việc: working days.
    case workingDays = "working_days"
    /// Giờ làm việc: hours of the office's blocks.
    case workingHours = "working_hours"

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .days: "ngày"
        case .workingDays: "ngày làm việc"
        case .workingHours: "giờ làm việc"
        }
    }
}

/// The step of handling a letter that a term limits.
public enum DeadlineStep: String, Sendable, Hashable, Codable, CaseIterable {
    /// Tiếp nhận: taking in a report from the field.
    case intake
    /// Phân loại: classifying and proposing how to handle it.
    case classify
    /// Thụ lý: accepting or refusing.
    case accept
    /// Giải quyết: settling the matter.
    case settle
    /// Thông báo: written notice of how it is handled.
    case notify

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .intake: "Tiếp nhận"
        case .classify: "Phân loại, đề xuất xử lý"
        case .accept: "Thụ lý hoặc từ chối"
        case .settle: "Giải quyết"
        case .notify: "Thông báo kết quả xử lý"
        }
    }
}

/// What starts a term.
public enum DeadlineStart: String, Sendable, Hashable, Codable, CaseIterable {
    /// The letter was received.
    case received
    /// The matter was accepted (thụ lý).
    case accepted
    /// The matter was handed over to the body that answers it.
    case handedOver = "handed_over"

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .received: "ngày nhận"
        case .accepted: "ngày thụ lý"
        case .handedOver: "ngày chuyển xử lý"
        }
    }
}

/// A term of the law or of an office's own rules, valid for a stretch of time.
///
/// A case keeps the terms that were valid when it was received: a change of the law does not touch it.
public struct DeadlineRule: Sendable, Hashable {
    /// Identifier, unique among the rules that are valid on a day.
    public var id: String
    /// The step that it limits.
    public var step: DeadlineStep
    /// Letter classes that it concerns, as `khieu_nai`; nil for all.
    public var classes: Set<String>?
    /// Channels that it concerns; nil for all.
    public var channels: Set<String>?
    /// Holds only for a first (1) or second (2) complaint; nil for both.
    public var round: Int?
    /// Holds only for complex or only for plain matters; nil for both.
    public var isComplex: Bool?
    /// Holds only in remote areas or only elsewhere; nil for both.
    public var isRemote: Bool?
    /// Holds only for urgent or only for other matters; nil for both.
    public var isUrgent: Bool?
    /// What starts it.
    public var start: DeadlineStart
    /// How long it is.
    public var term: Int
    /// What it is counted in.
    public var unit: DeadlineUnit
    /// To how much it may be prolonged in turn, by written decision; empty when it may not.
    public var extensions: [Int]
    /// How long before the end to warn, in its own unit, longest first.
    public var warnings: [Int]
    /// The legal basis, as people quote it.
    public var basis: String
    /// Whether the basis still has to be confirmed against the gazette.
    public var isToBeConfirmed: Bool
    /// First day on which it is valid.
    public var validFrom: CivilDate
    /// Last day on which it is valid; nil while there is no end.
    public var validThrough: CivilDate?

    /// Creates a rule.
    public init(
        id: String, step: DeadlineStep, classes: Set<String>?, channels: Set<String>? = nil, round: Int? = nil,
        isComplex: Bool? = nil, isRemote: Bool? = nil, isUrgent: Bool? = nil, start: DeadlineStart, term: Int,
        unit: DeadlineUnit, extensions: [Int] = [], warnings: [Int] = [], basis: String,
        isToBeConfirmed: Bool = false, validFrom: CivilDate, validThrough: CivilDate? = nil
    ) {
        self.id = id
        self.step = step
        self.classes = classes
        self.channels = channels
        self.round = round
        self.isComplex = isComplex
        self.isRemote = isRemote
        self.isUrgent = isUrgent
        self.start = start
        self.term = term
        self.unit = unit
        self.extensions = extensions
        self.warnings = warnings
        self.basis = basis
        self.isToBeConfirmed = isToBeConfirmed
        self.validFrom = validFrom
        self.validThrough = validThrough
    }

    /// Everything that deadlines depend on, in a form that is the same in every run.
    public var signature: String {
        func flag(_ value: Bool?) -> String { value.map { $0 ? "yes" : "no" } ?? "*" }
        var parts: [String] = [id, step.rawValue, start.rawValue, unit.rawValue, validFrom.iso]
        parts.append(validThrough?.iso ?? "*")
        parts.append(classes?.sorted().joined(separator: ",") ?? "*")
        parts.append(channels?.sorted().joined(separator: ",") ?? "*")
        parts.append(round.map { String($0) } ?? "*")
        parts += [flag(isComplex), flag(isRemote), flag(isUrgent), String(term)]
        parts.append(extensions.map { String($0) }.joined(separator: ","))
        parts.append(warnings.map { String($0) }.joined(separator: ","))
        return parts.joined(separator: "|")
    }

    /// Whether the rule was in force on a day.
    public func isValid(on date: CivilDate) -> Bool {
        date >= validFrom && (validThrough.map { date <= $0 } ?? true)
    }

    /// Whether the rule concerns a matter, its start disregarded.
    public func concerns(_ matter: DeadlineMatter) -> Bool {
        isValid(on: matter.received.date)
            && (classes?.contains(matter.letterClass) ?? true)
            && (channels?.contains(matter.channel) ?? true)
            && (round.map { $0 == matter.round } ?? true)
            && (isComplex.map { $0 == matter.isComplex } ?? true)
            && (isRemote.map { $0 == matter.isRemote } ?? true)
            && (isUrgent.map { $0 == matter.isUrgent } ?? true)
    }
}

/// All terms of an office, of every time.
public struct DeadlineTable: Sendable, Hashable {
    /// The rules.
    public var rules: [DeadlineRule]

    /// Creates a table.
    public init(rules: [DeadlineRule]) { self.rules = rules }

    /// The rules that concern a matter, one for a step: where several do, the first of the table.
    public func rules(for matter: DeadlineMatter) -> [DeadlineRule] {
        DeadlineStep.allCases.compactMap { step in
            rules.first { $0.step == step && $0.concerns(matter) }
        }
    }
}
