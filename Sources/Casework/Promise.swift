public import CivilCalendar

/// Identifier of a promise.
public struct PromiseID: Sendable, Hashable, Codable, RawRepresentable {
    /// The identifier's text.
    public var rawValue: String
    /// Wraps an identifier's text.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Makes a new identifier; later ones sort after earlier ones.
    public static func make(at time: Timestamp) -> PromiseID {
        PromiseID(rawValue: TimeOrderedIdentifier.make(at: time))
    }
}

/// What became of a promise, as somebody recorded it.
///
/// Being overdue is not among these: it follows from the day by itself, see ``Promise/standing(on:)``.
public enum PromiseState: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nothing is recorded yet.
    case pending
    /// Kept by its day, or kept where no day was given.
    case kept
    /// Kept after its day.
    case keptLate = "kept_late"
    /// Not kept, and nobody expects it any more.
    case broken
    /// Taken back by who gave it, with a reason.
    case withdrawn
}

/// Where a promise stands on a day.
public enum PromiseStanding: String, Sendable, Hashable, Codable, CaseIterable {
    /// Its day has passed and nothing shows that it was kept.
    case overdue
    /// Its day is near.
    case dueSoon = "due_soon"
    /// It has time, or no day was given.
    case running
    /// Kept in time.
    case kept
    /// Kept late.
    case keptLate = "kept_late"
    /// Not kept.
    case broken
    /// Taken back.
    case withdrawn

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .overdue: "Quá hạn chưa làm"
        case .dueSoon: "Sắp đến hạn"
        case .running: "Đang thực hiện"
        case .kept: "Đã làm đúng hạn"
        case .keptLate: "Đã làm, muộn"
        case .broken: "Không làm"
        case .withdrawn: "Rút lời hứa"
        }
    }
}

/// What shows that a promise was kept, or that it was not.
public struct PromiseProof: Sendable, Hashable, Codable {
    /// What was done, in words.
    public var text: String
    /// Number of a document, as `15/BC-UBND`.
    public var document: String
    /// The day on which it was so.
    public var day: CivilDate
    /// A case whose file shows it.
    public var code: TrackingCode?

    /// Creates a proof.
    public init(text: String = "", document: String = "", day: CivilDate, code: TrackingCode? = nil) {
        self.text = text
        self.document = document
        self.day = day
        self.code = code
    }
}

/// One change of a promise's state, as it was recorded.
public struct PromiseStep: Sendable, Hashable, Codable {
    /// The act.
    public var move: PromiseMove
    /// When it was recorded.
    public var at: Timestamp
    /// User name.
    public var actor: String
    /// The state before it.
    public var from: PromiseState
    /// The state after it.
    public var to: PromiseState
    /// What shows it; nil where only a reason is wanted.
    public var proof: PromiseProof?
    /// Why.
    public var reason: String

    /// Creates a step.
    public init(
        move: PromiseMove, at: Timestamp, actor: String, from: PromiseState, to: PromiseState,
        proof: PromiseProof? = nil, reason: String = ""
    ) {
        self.move = move
        self.at = at
        self.actor = actor
        self.from = from
        self.to = to
        self.proof = proof
        self.reason = reason
    }
}

/// Something that an office has promised citizens: what, who, by when, in which matter.
public struct Promise: Sendable, Hashable, Codable {
    /// Identifier.
    public var id: PromiseID
    /// Where it was given; nil when it stands in an answer to a letter.
    public var dialogue: DialogueID?
    /// What was promised, in one sentence.
    public var what: String
    /// The body or officer that has to keep it.
    public var body: String
    /// The day on which it was given.
    public var madeOn: CivilDate
    /// Its last day; nil when none was given.
    public var dueOn: CivilDate?
    /// Where it was given.
    public var place: EventPlace
    /// The cases that it concerns; of a promise that was read, those in the reader's reach.
    public var codes: [TrackingCode]
    /// What became of it.
    public var state: PromiseState
    /// What was recorded, oldest first.
    public var steps: [PromiseStep]
    /// User name of who entered it.
    public var enteredBy: String
    /// When it was entered.
    public var enteredAt: Timestamp

    /// Creates a promise of which nothing is recorded yet.
    public init(
        id: PromiseID, dialogue: DialogueID? = nil, what: String, body: String, madeOn: CivilDate,
        dueOn: CivilDate? = nil, place: EventPlace = EventPlace(), codes: [TrackingCode] = [], enteredBy: String,
        enteredAt: Timestamp
    ) {
        self.id = id
        self.dialogue = dialogue
        self.what = what
        self.body = body
        self.madeOn = madeOn
        self.dueOn = dueOn
        self.place = place
        self.codes = codes
        state = .pending
        steps = []
        self.enteredBy = enteredBy
        self.enteredAt = enteredAt
    }

    /// Longest promise, in Unicode scalars.
    public static let whatLimit = 500
    /// Longest name of a body, in Unicode scalars.
    public static let bodyLimit = 200
    /// Most cases that one promise concerns.
    public static let codeLimit = 20
    /// Days before its last one from which on a promise counts as due soon.
    public static let soonDays = 7

    /// Where the promise stands on a day: its last day belongs to it, to 24 o'clock in Viet Nam.
    public func standing(on today: CivilDate) -> PromiseStanding {
        switch state {
        case .pending:
            guard let dueOn else { return .running }
            if dueOn < today { return .overdue }
            return dueOn.adding(days: -Self.soonDays) <= today ? .dueSoon : .running
        case .kept: return .kept
        case .keptLate: return .keptLate
        case .broken: return .broken
        case .withdrawn: return .withdrawn
        }
    }

    /// The promise with its texts trimmed, if it can be kept.
    ///
    /// - Parameter today: The day of entry.
    /// - Returns: The promise to keep.
    /// - Throws: ``StoreError/notAllowed(reason:)`` with what to change.
    public func checked(today: CivilDate) throws(StoreError) -> Promise {
        var promise = self
        promise.what = try LedgerText.line(what, "điều đã hứa", limit: Self.whatLimit, isNeeded: true)
        promise.body = try LedgerText.line(body, "nơi phải thực hiện", limit: Self.bodyLimit, isNeeded: true)
        promise.place.text = try LedgerText.line(place.text, "nơi hứa", limit: Dialogue.placeLimit)
        guard madeOn <= today else { throw .notAllowed(reason: "Ngày hứa không được ở tương lai.") }
        if let dueOn {
            guard dueOn >= madeOn else { throw .notAllowed(reason: "Hạn thực hiện không được trước ngày hứa.") }
            guard dueOn.dayNumber - madeOn.dayNumber <= 20 * 366 else {
                throw .notAllowed(reason: "Hạn thực hiện cách ngày hứa hơn 20 năm. Kiểm tra lại năm.")
            }
        }
        var codes: [TrackingCode] = []
        for code in self.codes where !codes.contains(code) { codes.append(code) }
        guard codes.count <= Self.codeLimit else {
            throw .notAllowed(reason: "Một lời hứa gắn với nhiều nhất \(Self.codeLimit) hồ sơ.")
        }
        promise.codes = codes
        return promise
    }
}
