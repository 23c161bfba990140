/// What the last two hours brought, against what such hours bring on other days.
public struct SourceSurge: Sendable, Hashable, Codable {
    /// Items of the hour that runs and of the one before it.
    public var count: Int
    /// Items that two such hours usually bring.
    public var usual: Double
    /// Items from which on the source counts as flooding.
    public var limit: Double

    /// Fewer items never count as a flood: people can read them.
    static let floor = 30.0
    /// How many times the usual a flood is at least.
    static let factor = 3.0
    /// How many standard deviations above the usual a flood lies at least.
    static let deviations = 6.0
    /// Days of one kind that must have been seen before anything counts as a flood.
    static let daysNeeded = 4

    /// Makes a comparison.
    public init(count: Int, usual: Double, limit: Double) {
        self.count = count
        self.usual = usual
        self.limit = limit
    }

    /// Whether that is a flood.
    ///
    /// - Parameter isHeld: Whether it was one before: it ends only below half the limit, so that it does not come and go.
    /// - Returns: Whether it is.
    public func isFlood(isHeld: Bool) -> Bool { Double(count) >= (isHeld ? limit / 2 : limit) }
}

extension SourceRhythm {
    /// The last two hours; nil while too little is known of such days.
    ///
    /// The running hour counts as whole in what is usual, so that a source is never judged by its first minutes. Of the days of
    /// the same kind the one with most items is left out: one flood must not hide the next. The same weekday counts by its
    /// median, because Mondays bring what the weekend has left.
    public var surge: SourceSurge? {
        let hour = Self.hour(of: now)
        let today = Self.day(hour)
        let isWeekend = Self.isWeekend(hour)
        var samples: [Double] = []
        var sameWeekday: [Double] = []
        // The hour before midnight belongs to the day before, which must be known as well.
        for day in seen.dropFirst() where Self.isWeekend(day * 24 - Self.zoneHours) == isWeekend {
            let then = hour - (today - day) * 24
            let sample = Double((items[then] ?? 0) + (items[then - 1] ?? 0))
            samples.append(sample)
            if Self.weekday(day) == Self.weekday(today) { sameWeekday.append(sample) }
        }
        guard samples.count >= SourceSurge.daysNeeded else { return nil }
        samples.sort()
        samples.removeLast()
        let mean = samples.reduce(0, +) / Double(samples.count)
        let variance = samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(samples.count)
        let usual = max(mean, Self.median(sameWeekday))
        // Chance alone scatters counts by the root of their mean; people, who write in bursts, by more.
        let deviation = max(usual, variance).squareRoot()
        return SourceSurge(
            count: (items[hour] ?? 0) + (items[hour - 1] ?? 0), usual: usual,
            limit: max(
                SourceSurge.floor, SourceSurge.factor * usual, usual + SourceSurge.deviations * deviation))
    }

    /// Mean number of items on each day of the week, Monday first; nil for days that have not been seen yet.
    public var usualByWeekday: [Double?] {
        var sums = [Double](repeating: 0, count: 7)
        var days = [Int](repeating: 0, count: 7)
        for day in seen { days[Self.weekday(day)] += 1 }
        for (hour, count) in items where seen.contains(Self.day(hour)) {
            sums[Self.weekday(Self.day(hour))] += Double(count)
        }
        return zip(sums, days).map { $1 == 0 ? nil : $0 / Double($1) }
    }

    private static func median(_ values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
