public import CivilCalendar

/// A queue in which operators work.
public struct Queue: Sendable, Hashable, Codable {
    /// Identifier, for example `dat-dai`.
    public var id: String
    /// Name on screens.
    public var name: String
    /// Whether only accounts that are named for it may read it.
    public var isClosed: Bool
    /// User name of the officer in charge.
    public var owner: String?
    /// User names of those who stand in while the officer in charge is away, the first choice first.
    public var substitutes: [String]
    /// When who of them is away, as the table says.
    public var absences: [Absence]
    /// The body that works in it; nil for a queue of the office itself.
    public var body: QueueBody?
    /// Queue of the body above, which gets what accuses this one.
    public var superior: String?
    /// Where to write reminders to.
    public var contact: String?

    /// Creates a queue.
    public init(
        id: String, name: String, isClosed: Bool = false, owner: String? = nil, substitutes: [String] = [],
        absences: [Absence] = [], body: QueueBody? = nil, superior: String? = nil, contact: String? = nil
    ) {
        self.id = id
        self.name = name
        self.isClosed = isClosed
        self.owner = owner
        self.substitutes = substitutes
        self.absences = absences
        self.body = body
        self.superior = superior
        self.contact = contact
    }

    /// The officer in charge and those who stand in, in their order.
    public var officers: [String] { (owner.map { [$0] } ?? []) + substitutes }

    /// Who is in charge on a day: the owner, or the first substitute who is there while the owner is away.
    ///
    /// - Parameters:
    ///   - day: The day.
    ///   - absences: Absences entered on the page, beside those of the table.
    /// - Returns: The user name; nil when the queue has no officer, or all are away.
    public func inCharge(on day: CivilDate, besides absences: [Absence] = []) -> String? {
        let away = absences + self.absences
        return officers.first { officer in !away.contains { $0.officer == officer && $0.covers(day) } }
    }
}

/// A body whose people work in a queue: an authority that letters may accuse.
public struct QueueBody: Sendable, Hashable, Codable {
    /// Codes of today's units that it governs, two digits for a province, five for a commune; may be empty.
    public var units: [String]
    /// Names of these units and of those that went into them, for letters that name one of several with the same name.
    public var unitNames: [String]

    /// Creates a body.
    public init(units: [String], unitNames: [String] = []) {
        self.units = units
        self.unitNames = unitNames
    }
}

/// Days on which an officer is away.
public struct Absence: Sendable, Hashable, Codable {
    /// User name.
    public var officer: String
    /// First day away.
    public var from: CivilDate
    /// Last day away.
    public var to: CivilDate

    /// Creates an absence.
    public init(officer: String, from: CivilDate, to: CivilDate) {
        self.officer = officer
        self.from = from
        self.to = to
    }

    /// Whether the officer is away on a day.
    public func covers(_ day: CivilDate) -> Bool { from <= day && day <= to }
}
