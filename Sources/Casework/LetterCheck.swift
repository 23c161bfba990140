/// What rules found in a letter that the law, or the office's register, asks for; a person confirms or corrects it.
///
/// Evidence is redacted when it is taken, so that it can be kept and shown beside a letter whose writer is sealed.
///
/// > Source: Luật Khiếu nại 2011, Điều 8; Luật Tố cáo 2018, Điều 23; Thông tư 05/2021/TT-TTCP, Điều 6.
public struct LetterCheck: Sendable, Hashable, Codable {
    /// A line of the checklist.
    public enum Point: String, Sendable, Hashable, Codable, CaseIterable {
        /// Day, month, year.
        case date
        /// Name of the writer.
        case name
        /// Address of the writer.
        case address
        /// What it is about.
        case content
        /// Signature or fingerprint.
        case signature

        /// Name on screens.
        public var vietnameseName: String {
            switch self {
            case .date: "Ngày, tháng, năm"
            case .name: "Họ tên"
            case .address: "Địa chỉ"
            case .content: "Nội dung"
            case .signature: "Chữ ký, điểm chỉ"
            }
        }
    }

    /// What was found of a point.
    public enum Finding: String, Sendable, Hashable, Codable, Comparable {
        /// Nothing.
        case missing
        /// Something that only a person can judge: a scan, a letter in an attachment.
        case unclear
        /// It is there.
        case found

        private var rank: Int {
            switch self {
            case .missing: 0
            case .unclear: 1
            case .found: 2
            }
        }

        /// Whether one finding says less than another.
        public static func < (left: Finding, right: Finding) -> Bool { left.rank < right.rank }
    }

    /// A point with what shows it.
    public struct Line: Sendable, Hashable, Codable {
        /// The point.
        public var point: Point
        /// What was found.
        public var finding: Finding
        /// Words that show it, redacted.
        public var evidence: [String]

        /// Creates a line.
        public init(_ point: Point, _ finding: Finding, evidence: [String] = []) {
            self.point = point
            self.finding = finding
            self.evidence = evidence
        }
    }

    /// Signs that several people stand behind a letter.
    public struct People: Sendable, Hashable, Codable {
        /// How many, if a number is told.
        public var count: Int?
        /// Words that show it, redacted.
        public var evidence: [String]

        /// Creates signs.
        public init(count: Int?, evidence: [String]) {
            self.count = count
            self.evidence = evidence
        }

        /// From so many people on a matter is one of many (đông người).
        ///
        /// > Source: Luật Tiếp công dân 2013, Điều 3; Nghị định 64/2014/NĐ-CP.
        public static let many = 5
    }

    /// Words of evidence kept of each kind.
    public static let evidenceLimit = 4

    /// The checklist, a line for each point in their order.
    public var lines: [Line]
    /// Words that show a second complaint, redacted; empty when none do.
    public var secondComplaint: [String]
    /// Words with which the writer wants to stay unnamed, redacted.
    public var namelessness: [String]
    /// Signs of several people; nil when there are none.
    public var people: People?

    /// Creates a check; points that are not given are missing.
    public init(
        lines: [Line], secondComplaint: [String] = [], namelessness: [String] = [], people: People? = nil
    ) {
        self.lines = Point.allCases.map { point in lines.first { $0.point == point } ?? Line(point, .missing) }
        self.secondComplaint = secondComplaint
        self.namelessness = namelessness
        self.people = people
    }

    /// The line of a point.
    public subscript(_ point: Point) -> Line { lines.first { $0.point == point } ?? Line(point, .missing) }

    /// This check with what another letter, or an attachment, of the same matter adds.
    public func merged(with other: LetterCheck) -> LetterCheck {
        func joined(_ one: [String], _ two: [String]) -> [String] {
            Array((one + two.filter { !one.contains($0) }).prefix(Self.evidenceLimit))
        }
        let lines = Point.allCases.map { point in
            let (mine, others) = (self[point], other[point])
            if mine.finding == others.finding {
                return Line(point, mine.finding, evidence: joined(mine.evidence, others.evidence))
            }
            return mine.finding > others.finding ? mine : others
        }
        var people = people ?? other.people
        if let mine = self.people, let others = other.people {
            let counts = [mine.count, others.count].compactMap(\.self)
            people = People(count: counts.max(), evidence: joined(mine.evidence, others.evidence))
        }
        return LetterCheck(
            lines: lines, secondComplaint: joined(secondComplaint, other.secondComplaint),
            namelessness: joined(namelessness, other.namelessness), people: people)
    }
}

/// The check of a case, with what people decided about it.
public struct CaseCheck: Sendable, Hashable {
    /// A person's word on a point.
    public struct Decision: Sendable, Hashable {
        /// Whether it is there.
        public var isThere: Bool
        /// User name.
        public var actor: String
        /// When.
        public var at: Timestamp

        /// Creates a decision.
        public init(isThere: Bool, actor: String, at: Timestamp) {
            self.isThere = isThere
            self.actor = actor
            self.at = at
        }
    }

    /// What rules found; nil when nothing was checked.
    public var found: LetterCheck?
    /// What people decided, by point.
    public var decisions: [LetterCheck.Point: Decision]

    /// Creates a check.
    public init(found: LetterCheck?, decisions: [LetterCheck.Point: Decision] = [:]) {
        self.found = found
        self.decisions = decisions
    }

    /// Points that are missing: by a person's word, and by the rules where nobody said anything.
    public var missing: [LetterCheck.Point] {
        LetterCheck.Point.allCases.filter { point in
            if let decision = decisions[point] { return !decision.isThere }
            return found.map { $0[point].finding == .missing } ?? false
        }
    }

    /// Whether nobody knows who wrote: the name is missing.
    public var isAnonymous: Bool { missing.contains(.name) }
}

/// How many people stand behind a case.
public struct PeopleCount: Sendable, Hashable, Codable {
    /// How many; nil when a letter says "many" without a number.
    public var count: Int?
    /// Whether an officer decided it; otherwise it is a suggestion.
    public var isDecided: Bool

    /// Creates a count.
    public init(count: Int?, isDecided: Bool) {
        self.count = count
        self.isDecided = isDecided
    }

    /// Whether it counts as a matter of many.
    public var isMany: Bool { count.map { $0 >= LetterCheck.People.many } ?? true }
}

/// Checklists of cases.
///
/// Every method is one transaction; every change writes its audit entry in the same transaction.
public protocol LetterCheckStore: Sendable {
    /// The check of a case over all its letters and attachments, with what people decided.
    func check(of code: TrackingCode) async throws(StoreError) -> CaseCheck
    /// Confirms or corrects a point; deciding what is decided already writes nothing.
    func decide(
        _ point: LetterCheck.Point, isThere: Bool, on code: TrackingCode, actor: String, at time: Timestamp
    ) async throws(StoreError)
    /// Says how many people stand behind a case, 1 for a single person.
    func decidePeople(
        _ count: Int, on code: TrackingCode, actor: String, at time: Timestamp
    ) async throws(StoreError)
}
