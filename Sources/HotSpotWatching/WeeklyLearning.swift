public import Casework
public import HotSpots

/// What is done once a week besides watching: weights are learned from verdicts, and Farrington Flexible gives its opinion.
///
/// Both are done in the first pass of a week, exactly once: the store keeps which weeks are done, so neither a restart nor a second
/// process does one again. A week in which nothing ran is not made up for: its verdicts count in the next.
public actor WeeklyLearning {
    /// What a pass did.
    public struct Summary: Sendable {
        /// The steps of the weights; nil when there was nothing to do.
        public var cues: [CueChange]?
        /// The opinions on the week that ended; nil when there was nothing to do.
        public var opinions: OpinionWeek?
    }

    private let store: any AlertRecordStore & CueWeightStore
    private let places: [WatchPlace]
    private let learnsCues: Bool
    private var done: WatchWeek?

    /// Creates it; nothing is read before the first pass.
    ///
    /// - Parameters:
    ///   - store: Where cases and alerts are kept.
    ///   - places: Communes that are watched.
    ///   - learnsCues: Whether weights are learned; otherwise they stay as they are.
    public init(store: any AlertRecordStore & CueWeightStore, places: [WatchPlace], learnsCues: Bool = true) {
        self.store = store
        self.places = places
        self.learnsCues = learnsCues
    }

    /// Does what the running week still wants.
    ///
    /// - Parameter now: Now.
    /// - Returns: What was done.
    /// - Throws: ``StoreError``; it is tried again in the next pass.
    public func pass(at now: Timestamp) async throws(StoreError) -> Summary {
        var summary = Summary()
        let week = WatchWeek(now)
        if let done, week <= done { return summary }
        if learnsCues {
            let communes = Dictionary(
                places.map { (WatchedCommune(province: $0.province, name: $0.name), $0.code) },
                uniquingKeysWith: { first, _ in first })
            summary.cues = try await store.learnCues(week: week, communes: communes, at: now)
        }
        summary.opinions = try await judge(week.previous, at: now)
        done = week
        return summary
    }

    private func judge(_ week: WatchWeek, at now: Timestamp) async throws(StoreError) -> OpinionWeek? {
        if let last = try await store.lastOpinionWeek(), last >= week { return nil }
        let first = WatchWeek(rawValue: week.rawValue - WeeklyOpinion.weeks + 1)
        let opinion = WeeklyOpinion(
            counts: try await store.weeklyMatters(from: first, through: week), first: first, places: places)
        let judged = OpinionWeek(week: week, years: opinion.years, opinions: opinion.opinions())
        let isKept = try await store.keep(judged.opinions, of: week, years: judged.years, at: now)
        return isKept ? judged : nil
    }
}
