/// Sets the threshold of one province so that about as many false alarms open as operators put up with.
///
/// No quota: a quiet week has none. The threshold is the lowest score at which the last 180 days would not have opened
/// more new alerts than the budget, those left out that are known to be true. Until operators have judged, scores that
/// chance brings less than once in years are taken for true as well, but for no more than half the budget: data that is
/// wilder than the model must not flood the page.
struct FalseAlarmBudget: Sendable, Codable {
    /// A stretch of days in which one stream, or several that joined, scored high: one alert at most.
    struct Episode: Sendable, Codable {
        var streams: [Int]
        var start: Int64
        /// When the score was last near its peak.
        var last: Int64
        var peak: Double
        /// An operator said that it was none.
        var isFalse = false
    }

    private(set) var threshold: Double
    private var live: [Int: Int] = [:]
    private var episodes: [Episode] = []
    private var since: Int64?

    private static let memory = 180 * HotSpotTime.day
    private static let gap = 7 * HotSpotTime.day
    private static let step = 0.3
    /// Scores below this are never worth an operator's time.
    private static let least = 2.0
    /// In a province of 500 streams chance alone reaches this once in five years.
    private static let beyondChance = 6.0

    init(threshold: Double) { self.threshold = threshold }

    /// Notes a score that could have opened an alert.
    mutating func note(_ score: Double, streams: [Int], at now: Int64) {
        if since == nil { since = now }
        for stream in streams {
            guard let index = live[stream], now - episodes[index].last <= Self.gap else { continue }
            // Low scores after a peak neither end its episode nor keep it alive.
            if score >= episodes[index].peak - 1 { episodes[index].last = now }
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
        for index in overlapping(streams, start, end) { episodes[index].peak = 0 }
    }

    /// A false alarm: it counts however high it scored.
    mutating func blame(streams: [Int], from start: Int64, through end: Int64) {
        for index in overlapping(streams, start, end) { episodes[index].isFalse = true }
    }

    private func overlapping(_ streams: [Int], _ start: Int64, _ end: Int64) -> [Int] {
        let wanted = Set(streams)
        return episodes.indices.filter { index in
            episodes[index].last >= start && episodes[index].start <= end
                && !wanted.isDisjoint(with: episodes[index].streams)
        }
    }

    /// Sets the threshold anew, by no more than a small step; once a week.
    mutating func reset(perWeek budget: Double, at now: Int64) {
        var kept = 0
        for index in episodes.indices where episodes[index].last >= now - Self.memory {
            // Swapped, not copied: there are tens of thousands, and each holds a list.
            if kept < index { episodes.swapAt(kept, index) }
            kept += 1
        }
        episodes.removeSubrange(kept...)
        live.removeAll(keepingCapacity: true)
        // What ended more than a week ago is not gone on with; only what began after the first that may be counts.
        let first = episodes.indices.first { now - episodes[$0].last <= Self.gap } ?? episodes.count
        for index in first..<episodes.count { for stream in episodes[index].streams { live[stream] = index } }
        guard let since, now - since >= 28 * HotSpotTime.day else { return }
        let weeks = Double(min(now - since, Self.memory)) / Double(7 * HotSpotTime.day)
        var surelyTrue = 0
        // What is below the least threshold does not move it.
        var peaks: [Double] = []
        for index in episodes.indices where episodes[index].peak >= Self.least {
            peaks.append(episodes[index].peak)
            if episodes[index].peak >= Self.beyondChance, !episodes[index].isFalse { surelyTrue += 1 }
        }
        peaks.sort(by: >)
        let allowed = Int(budget * weeks) + min(surelyTrue, Int(budget * weeks / 2))
        let wanted = max(Self.least, allowed < peaks.count ? peaks[allowed].nextUp : Self.least)
        threshold += max(-Self.step, min(Self.step, wanted - threshold))
    }
}
