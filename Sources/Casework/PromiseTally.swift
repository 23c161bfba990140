/// Promises counted as leaders cite them; the parts add up to what was promised.
public struct PromiseTally: Sendable, Hashable, Codable {
    /// Kept in time.
    public var kept = 0
    /// Kept late.
    public var keptLate = 0
    /// Overdue and not kept.
    public var overdue = 0
    /// Not kept, and recorded so.
    public var broken = 0
    /// Not due yet, or without a day.
    public var running = 0
    /// Taken back.
    public var withdrawn = 0

    /// Nothing counted.
    public init() {}

    /// Đã hứa: all promises, whatever became of them.
    public var promised: Int { kept + keptLate + overdue + broken + running + withdrawn }

    /// Counts promises that stand alike.
    public mutating func add(_ standing: PromiseStanding, _ number: Int = 1) {
        switch standing {
        case .overdue: overdue += number
        case .dueSoon, .running: running += number
        case .kept: kept += number
        case .keptLate: keptLate += number
        case .broken: broken += number
        case .withdrawn: withdrawn += number
        }
    }

    /// Both together.
    public static func + (left: PromiseTally, right: PromiseTally) -> PromiseTally {
        var sum = left
        sum.kept += right.kept
        sum.keptLate += right.keptLate
        sum.overdue += right.overdue
        sum.broken += right.broken
        sum.running += right.running
        sum.withdrawn += right.withdrawn
        return sum
    }
}

/// Promises given in a period, as they stood on one day.
public struct PromiseFigures: Sendable, Hashable, Codable {
    /// Promises of one body.
    public struct BodyCount: Sendable, Hashable, Codable {
        /// The body.
        public var body: String
        /// Its promises.
        public var tally: PromiseTally

        /// Creates a count.
        public init(body: String, tally: PromiseTally) {
            self.body = body
            self.tally = tally
        }
    }

    /// Dialogues, receptions and meetings held in the period, by ``DialogueKind``.
    public var dialogues: [DialogueKind: Int]
    /// Promises by body, the one with most overdue first.
    public var byBody: [BodyCount]
    /// Promises given before the period that are overdue on the day.
    public var olderOverdue: Int

    /// Creates figures.
    public init(dialogues: [DialogueKind: Int] = [:], byBody: [BodyCount] = [], olderOverdue: Int = 0) {
        self.dialogues = dialogues
        self.byBody = byBody
        self.olderOverdue = olderOverdue
    }

    /// All bodies together.
    public var total: PromiseTally { byBody.reduce(PromiseTally()) { $0 + $1.tally } }
}
