/// Matters of one stream that wait for an answer, in the order in which they came.
///
/// Their deadlines are kept in order besides: at every letter it is asked how many have passed.
struct OpenMatters: Sendable, Codable, Hashable {
    /// A matter that waits for an answer.
    struct Matter: Sendable, Codable, Hashable {
        var id: String
        var deadline: Int64
    }

    private var matters: [Matter] = []
    private var deadlines: [Int64] = []

    init() {}

    /// Decodes matters; they are stored as a plain list.
    init(from decoder: any Decoder) throws {
        matters = try decoder.singleValueContainer().decode([Matter].self)
        deadlines = matters.map(\.deadline).sorted()
    }

    /// Encodes matters as a plain list.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(matters)
    }

    /// How many wait.
    var count: Int { matters.count }

    /// How many deadlines lie before a time.
    @inline(__always)
    func overdue(at time: Int64) -> Int { deadlines.lowerBound(time) }

    /// How long the earliest deadline has been over; 0 when none is.
    @inline(__always)
    func oldest(at time: Int64) -> Int64 { max(0, time - (deadlines.first ?? time)) }

    /// Adds a matter; when there are too many, the one that came first goes.
    mutating func add(_ id: String, deadline: Int64, atMost limit: Int = .max) {
        if matters.count >= limit { forget(deadline: matters.removeFirst().deadline) }
        matters.append(Matter(id: id, deadline: deadline))
        if let last = deadlines.last, last > deadline {
            deadlines.insert(deadline, at: deadlines.lowerBound(deadline))
        } else {
            deadlines.append(deadline)
        }
    }

    /// Removes what was answered or taken back.
    mutating func remove(_ id: String) {
        for matter in matters where matter.id == id { forget(deadline: matter.deadline) }
        matters.removeAll { $0.id == id }
    }

    private mutating func forget(deadline: Int64) {
        let place = deadlines.lowerBound(deadline)
        if place < deadlines.count, deadlines[place] == deadline { deadlines.remove(at: place) }
    }
}
