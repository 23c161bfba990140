public import HotSpots

/// What signs of danger weigh, and how verdicts moved that from week to week.
///
/// Every method is one transaction, but for the counting, which only reads.
public protocol CueWeightStore: Sendable {
    /// Counts judged matters and moves the weights, if that was not done this week or later.
    ///
    /// Hot are the matters of alerts that officers called true or handed to a higher level. Ordinary are those of alerts that
    /// were false alarms because of what was written, and letters of closed cases that nothing called hot. What only the
    /// immediate rule called hot teaches nothing: the rule would confirm itself.
    ///
    /// - Parameters:
    ///   - week: Number of the running week.
    ///   - communes: Codes of the watched communes by province and name.
    ///   - time: Now; the weights are in force from then on.
    /// - Returns: The changes; nil when the week was done already.
    /// - Throws: ``StoreError``.
    func learnCues(
        week: WatchWeek, communes: [WatchedCommune: String], at time: Timestamp
    ) async throws(StoreError) -> [CueChange]?

    /// Puts a weight back to the one that it began with; only what is judged from then on counts for it.
    ///
    /// - Throws: ``StoreError/notAllowed(reason:)`` for who is no lead, or a failure of the store.
    func resetCue(_ cue: DangerCue.Kind, actor: String, at time: Timestamp) async throws(StoreError)

    /// Every sign with its weights and the last step of each.
    func cueStanding() async throws(StoreError) -> [CueStanding]

    /// All steps, newest first.
    func cueChanges(limit: Int) async throws(StoreError) -> [CueChange]

    /// The weights that were in force, oldest first: what a replay needs.
    func cueWeights() async throws(StoreError) -> [CueWeights]
}

/// A commune by the names that alerts bear.
public struct WatchedCommune: Sendable, Hashable, Codable {
    /// Name of the province.
    public var province: String
    /// Name of the commune.
    public var name: String

    /// Creates a commune.
    public init(province: String, name: String) {
        self.province = province
        self.name = name
    }
}

/// A sign of danger and what it weighs.
public struct CueStanding: Sendable, Hashable, Codable {
    /// The sign.
    public var cue: DangerCue.Kind
    /// The weight that the product begins with, in bans.
    public var start: Double
    /// The weight now.
    public var present: Double
    /// The last week's step; nil before the first.
    public var last: CueChange?
    /// The last step that changed the weight; nil when none did.
    public var moved: CueChange?

    /// Creates a standing.
    public init(cue: DangerCue.Kind, start: Double, present: Double, last: CueChange?, moved: CueChange?) {
        self.cue = cue
        self.start = start
        self.present = present
        self.last = last
        self.moved = moved
    }
}

/// A step of a weight.
public struct CueChange: Sendable, Hashable, Codable {
    /// The sign.
    public var cue: DangerCue.Kind
    /// When.
    public var at: Timestamp
    /// Weight before it.
    public var before: Double
    /// Weight after it.
    public var after: Double
    /// What the counts say the weight should be; nil when they say too little.
    public var wanted: Double?
    /// What was counted; nil for a reset.
    public var count: CueCount?
    /// Why.
    public var reason: CueLearning.Reason
    /// Who; nil for what happened by itself.
    public var actor: String?

    /// Creates a step.
    public init(
        cue: DangerCue.Kind, at: Timestamp, before: Double, after: Double, wanted: Double?, count: CueCount?,
        reason: CueLearning.Reason, actor: String?
    ) {
        self.cue = cue
        self.at = at
        self.before = before
        self.after = after
        self.wanted = wanted
        self.count = count
        self.reason = reason
        self.actor = actor
    }
}
