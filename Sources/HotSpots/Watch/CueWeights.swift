/// Weights of signs of danger that are in force from a time on.
///
/// They are part of what a detector is told, so a history that is replayed with the weights of its time gives the same alerts.
public struct CueWeights: Sendable, Hashable, Codable {
    /// From when on they are in force.
    public var since: HotSpotTime
    /// In the order of the signs, so that one set of weights is always written the same.
    private var entries: [Entry]

    private struct Entry: Sendable, Hashable, Codable {
        var cue: DangerCue.Kind
        var bans: Double
    }

    /// Creates weights.
    public init(since: HotSpotTime, bans: [DangerCue.Kind: Double]) {
        self.since = since
        entries = DangerCue.Kind.allCases.compactMap { cue in bans[cue].map { Entry(cue: cue, bans: $0) } }
    }

    /// The weights in bans, by sign.
    public var bans: [DangerCue.Kind: Double] {
        Dictionary(entries.map { ($0.cue, $0.bans) }, uniquingKeysWith: { _, last in last })
    }
}
