/// Sets the threshold of one province so that about as many new alerts open as operators can look at.
///
/// No quota: a quiet week has none. The threshold is the lowest score at which the last 180 days would not have opened more than the budget.
struct FalseAlarmBudget: Sendable, Codable {
    /// A stretch of days in which one stream, or several that joined, scored: one alert at most.
    struct Episode: Sendable, Codable {
        var streams: [Int]
        var start: Int64
        var last: Int64
        var peak: Double
    }

    private(set) var threshold: Double
    private var live: [Int: Int] = [:]
    private var episodes: [Episode] = []
    private var since: Int64?

    private static let memory = 180 * HotSpotTime.day
    private static let gap = 7 * HotSpotTime.day
    private static let longest = 14 * HotSpotTime.day
    private static let step = 0.3
    /// Scores below this are never worth an operator's time.
    private static let least = 2.0

    init(threshold: Double) { self.threshold = threshold }

    /// Notes a score that could have opened an alert.
    mutating func note(_ score: Double, streams: [Int], at now: Int64) {
        if since == nil { since = now }
        for stream in streams {
            guard let index = live[stream], now - episodes[index].last <= Self.gap,
                now - episodes[index].start <= Self.longest
            else { continue }
            episodes[index].last = now
            episodes[index].peak = max(episodes[index].peak, score)
            for stream in streams where live[stream] != index {
                episodes[index].streams.append(stream)
                live[stream] = index
            }
            return
        }
        for stream in streams { live[stream] = episodes.count }
        episodes.append(Episode(streams: streams, start: now, last: now, peak: score))
    }

    /// A true hot spot: it was no false alarm, so it leaves the count.
    mutating func forget(streams: [Int], from start: Int64, through end: Int64) {
        let wanted = Set(streams)
        for index in episodes.indices
        where episodes[index].last >= start && episodes[index].start <= end
            && !wanted.isDisjoint(with: episodes[index].streams)
        {
            episodes[index].peak = 0
        }
    }

    /// Sets the threshold anew, by no more than a small step; once a week.
    mutating func reset(perWeek budget: Double, at now: Int64) {
        episodes.removeAll { $0.last < now - Self.memory }
        live = [:]
        for (index, episode) in episodes.enumerated() { for stream in episode.streams { live[stream] = index } }
        guard let since, now - since >= 28 * HotSpotTime.day else { return }
        let weeks = Double(min(now - since, Self.memory)) / Double(7 * HotSpotTime.day)
        let allowed = Int(budget * weeks)
        let peaks = episodes.map(\.peak).sorted(by: >)
        let wanted = max(Self.least, allowed < peaks.count ? peaks[allowed].nextUp : Self.least)
        threshold += max(-Self.step, min(Self.step, wanted - threshold))
    }
}
