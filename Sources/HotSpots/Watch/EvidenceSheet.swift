/// Everything an alert rests on, each part one line that an operator can read; the parts add up to the score.
public struct EvidenceSheet: Sendable, Hashable, Codable {
    /// More matters than usual in one commune; nil when it is not.
    public var rate: RateFinding?
    /// More matters than usual in neighbouring communes together; nil when it is not.
    public var cluster: ScanCluster?
    /// Evidence of the cluster in bans.
    public var clusterBans = 0.0
    /// Evidence of a rise over many weeks in bans.
    public var slowBans = 0.0
    /// Signs of danger.
    public var severity = SeverityFinding()
    /// Since when the weights of the signs were in force; nil for those that the product begins with.
    public var weightsSince: HotSpotTime?
    /// Signs that the matter drags on.
    public var drag = DragFinding()
    /// Bans taken off because operators found false alarms in this stream.
    public var offset = 0.0
    /// The largest of rate, cluster and slow rise, plus ¾ of severity, plus drag, less offset.
    public var score = 0.0
    /// The score at which alerts open in this province now.
    public var threshold = 0.0
    /// Window told of, in hours.
    public var windowHours = 0
    /// Distinct matters in it.
    public var observed = 0
    /// Matters expected in it.
    public var expected = 0.0
    /// Messages that only copy others in it.
    public var copies = 0
    /// Different senders in it.
    public var senders = 0
    /// Probability of as much by chance, of the part that decided.
    public var probability: Double?
    /// Days between two such findings by chance; estimated, because copied and linked messages make it too long.
    public var recurrenceDays: Double?
    /// The hamlet most of the matters come from, when it is most of them.
    public var hamlet: String?
    /// The first matters of the window, at most 200.
    public var messages: [String] = []
    /// Seed of the shuffles, to replay the scan.
    public var replaySeed: UInt64 = 0
    /// One sentence in Vietnamese with the numbers.
    public var why = ""

    /// Observed over expected.
    public var ratio: Double { expected > 0 ? Double(observed) / expected : 0 }

    /// An empty sheet.
    init() {}

    /// Evidence that more is written than usual: rate, cluster or slow rise, whichever is strongest, never their sum.
    var countBans: Double { max(rate?.bans ?? 0, clusterBans, slowBans) }

    mutating func addUp() {
        score = countBans + 0.75 * severity.points + drag.bans - offset
    }
}
