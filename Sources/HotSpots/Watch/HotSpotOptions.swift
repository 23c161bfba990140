/// What an office may set about hot spots.
public struct HotSpotOptions: Sendable, Hashable, Codable {
    /// New alerts without cause that are put up with, for each province and week.
    public var falseAlarmBudget = 3.0
    /// The score at which alerts open until there is history to learn it from.
    public var firstThreshold = 3.0
    /// Weights of signs of danger, in bans.
    public var cueWeights: [DangerCue.Kind: Double] = [
        .gathering: 1.1, .violence: 1.2, .petition: 0.7, .prolonged: 0.4, .overLevels: 0.5, .health: 0.6,
    ]
    /// Minutes that local time is ahead of UTC; days and weeks are local.
    public var minutesAheadOfUTC = 420
    /// Places around a commune that are scanned with it, itself included.
    public var neighbours = 10
    /// Straight distance in kilometres beyond which nothing is a neighbour.
    public var rimKilometres = 30.0
    /// Bans added to a cluster's −log10 p, so that clusters and single communes alarm equally often at one score.
    public var clusterShift = 1.0
    /// Shuffles of dates to learn what the scan finds by chance.
    public var shuffles = 49
    /// What fixes the shuffles.
    public var seed: UInt64 = 1
    /// The lowest score that is kept as a candidate.
    public var floor = 1.0

    /// Creates the options of the product.
    public init() {}
}
