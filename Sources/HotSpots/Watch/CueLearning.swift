import Foundation

/// In how many judged matters a sign of danger stood.
public struct CueCount: Sendable, Hashable, Codable {
    /// Hot matters with the sign.
    public var hot: Int
    /// All hot matters.
    public var allHot: Int
    /// Ordinary matters with the sign.
    public var ordinary: Int
    /// All ordinary matters.
    public var allOrdinary: Int

    /// Creates a count.
    public init(hot: Int = 0, allHot: Int = 0, ordinary: Int = 0, allOrdinary: Int = 0) {
        self.hot = hot
        self.allHot = allHot
        self.ordinary = ordinary
        self.allOrdinary = allOrdinary
    }

    /// What the counts say the sign weighs: how many times as often it stands in hot matters as in ordinary ones, as a
    /// decimal logarithm, with one matter of each kind added so that nothing is ever certain.
    public var bans: Double {
        log10((Double(hot + 1) / Double(allHot + 2)) / (Double(ordinary + 1) / Double(allOrdinary + 2)))
    }
}

/// Moves the weight of a sign of danger to what operators' verdicts say of it, slowly and within bounds.
public enum CueLearning {
    /// What a week's counts did to a weight, and why.
    public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
        /// The weight moved towards what the counts say.
        case learned
        /// The weight is what the counts say, or at its bound.
        case settled
        /// Too few hot or ordinary matters have been judged: of nothing the formula would make a weight too.
        case fewJudged = "few_judged"
        /// The sign stood in too few of the judged matters.
        case fewSeen = "few_seen"
        /// A person put it back to the weight it began with.
        case reset
    }

    /// A weight after a week.
    public struct Step: Sendable, Hashable {
        /// The weight from now on.
        public var weight: Double
        /// What the counts say it should be, within its bounds; nil when they say too little.
        public var wanted: Double?
        /// Why it is what it is.
        public var reason: Reason
    }

    /// Hot matters, and ordinary ones, that must have been judged before anything is learned.
    public static let leastJudged = 10
    /// Judged matters that a sign must stand in before its weight moves.
    public static let leastSeen = 5
    /// Most bans that a weight moves in a week.
    public static let mostAWeek = 0.1
    /// Bounds of a weight.
    public static let bounds = 0.1...2.0

    /// The weight that follows from a week's counts.
    ///
    /// Weights are whole thousandths of a ban, so that what a screen shows is what is counted with.
    ///
    /// - Parameters:
    ///   - count: What was counted.
    ///   - weight: The weight so far.
    /// - Returns: The weight from now on, and why.
    public static func step(_ count: CueCount, from weight: Double) -> Step {
        guard count.allHot >= leastJudged, count.allOrdinary >= leastJudged else {
            return Step(weight: weight, wanted: nil, reason: .fewJudged)
        }
        guard count.hot + count.ordinary >= leastSeen else {
            return Step(weight: weight, wanted: nil, reason: .fewSeen)
        }
        let wanted = thousandths(max(bounds.lowerBound, min(bounds.upperBound, count.bans)))
        let moved = thousandths(weight + max(-mostAWeek, min(mostAWeek, wanted - weight)))
        return Step(weight: moved, wanted: wanted, reason: moved == weight ? .settled : .learned)
    }

    private static func thousandths(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
