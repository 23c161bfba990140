/// Everything the detector remembers; with the places and options it is the whole detector.
struct DetectorState: Sendable, Codable {
    /// Topics in the order in which they were first seen.
    var topics: [String] = []
    /// Streams: topic × number of places + place.
    var streams: [StreamHistory] = []
    /// Local time; 0 before the first event.
    var clock: Int64 = 0
    /// Local time of the first day.
    var begin: Int64 = 0
    /// First local day that has not ended.
    var today = 0
    /// What is kept for each province, by number; nil before its first message.
    var provinces: [ProvinceState?]
    /// Priors by province and topic.
    var priors: [[RatePrior]]
    /// What chance brings, by province and topic.
    var chances: [[RegionScan.Chance?]]
    /// When a province and topic were last scanned, by both.
    var scanned: [[Int64]]
    var book = AlertBook()
    /// Weights that verdicts taught; nil as long as those of the options are in force.
    var cueWeights: CueWeights?
    var setAside = SetAside()

    init(provinces count: Int) {
        provinces = Array(repeating: nil, count: count)
        priors = Array(repeating: [], count: count)
        chances = Array(repeating: [], count: count)
        scanned = Array(repeating: [], count: count)
    }

    /// What is kept for a province.
    struct ProvinceState: Sendable, Codable {
        var clock: CalendarClock
        var budget: FalseAlarmBudget
        /// Distinct matters by local day number from `firstDay` on, and by hour of the day.
        var days: [Int] = []
        var firstDay: Int
        var hours = [Double](repeating: 0, count: 24)
        /// Open matters and how many of them are overdue, as of the last day's end.
        var overdueShare: Double?
    }
}

/// Messages that were not counted, and why.
public struct SetAside: Sendable, Hashable, Codable {
    /// Their place number is none.
    public var unknownPlace = 0
    /// They were received in a year before 2000: a clock that was never set.
    public var tooOld = 0
    /// They were received more than two days from now: a clock that runs ahead.
    public var inFuture = 0
    /// A withdrawal, answer or act of something unknown.
    public var unknown = 0

    /// How many in all.
    public var total: Int { unknownPlace + tooOld + inFuture + unknown }
}

/// A score that was found, whether or not an alert came of it.
public struct ScoredMoment: Sendable, Hashable {
    /// When.
    public var time: HotSpotTime
    /// Communes.
    public var places: [Int]
    /// Topic.
    public var topic: String
    /// Score.
    public var score: Double
}
