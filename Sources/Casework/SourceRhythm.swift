/// How many items a source usually brings, learnt from its last four weeks, hour by hour.
///
/// Working days and weekends are kept apart, and each hour of the day by itself, so that a quiet night or Sunday is not taken
/// for silence. Hours are counted in Việt Nam's time, which has been UTC+7 without summer time since 1975.
public struct SourceRhythm: Sendable, Hashable {
    /// Days that are looked back.
    public static let days: Int64 = 28
    /// Days of one kind that must have been seen before anything counts as usual for it.
    static let daysNeeded = 2

    private static let hourMilliseconds: Int64 = 3_600_000
    static let zoneHours: Int64 = 7

    let items: [Int64: Int]
    let now: Timestamp
    /// Days that are learnt from, counted from 1970-01-01.
    let seen: Range<Int64>
    /// Mean number of items by kind of day and hour of day; nil where too little is known.
    private let working: [Double]?
    private let weekend: [Double]?

    /// Learns from counts.
    ///
    /// - Parameters:
    ///   - items: Number of items by the hour in which they arrived, as ``hour(of:)`` counts.
    ///   - now: The present, whose day is not yet learnt from.
    public init(items: [Int64: Int], now: Timestamp) {
        self.items = items
        self.now = now
        let today = Self.day(Self.hour(of: now))
        let first = items.keys.min().map(Self.day) ?? today
        // The first day may have begun before the source did.
        let begin = max(first + 1, today - Self.days)
        let seen = begin..<max(today, begin)
        self.seen = seen
        var sums = [[Double](repeating: 0, count: 24), [Double](repeating: 0, count: 24)]
        for (hour, count) in items where seen.contains(Self.day(hour)) {
            sums[Self.isWeekend(hour) ? 1 : 0][Self.hourOfDay(hour)] += Double(count)
        }
        func means(_ index: Int) -> [Double]? {
            let days = seen.count { Self.isWeekend($0 * 24 - Self.zoneHours) == (index == 1) }
            return days < Self.daysNeeded ? nil : sums[index].map { $0 / Double(days) }
        }
        working = means(0)
        weekend = means(1)
    }

    /// The hour in which an instant lies, counted from 1970-01-01 UTC.
    public static func hour(of time: Timestamp) -> Int64 {
        (Double(time.rawValue) / Double(hourMilliseconds)).rounded(.down).whole
    }

    /// Items that arrived today.
    public var today: Int {
        let today = Self.day(Self.hour(of: now))
        return items.reduce(0) { $0 + (Self.day($1.key) == today ? $1.value : 0) }
    }

    /// Items that usually have arrived by this time of such a day; nil when too little is known.
    public var usualByNow: Double? {
        let midnight = Self.day(Self.hour(of: now)) * 24 - Self.zoneHours
        return expected(from: Timestamp(rawValue: midnight * Self.hourMilliseconds))
    }

    /// Items that usually would have arrived between an instant and now; nil when too little is known.
    public func expected(from start: Timestamp) -> Double? {
        guard working != nil || weekend != nil else { return nil }
        guard start < now else { return 0 }
        // Beyond a year the sum says nothing that a year does not.
        var instant = max(start.rawValue, now.rawValue - 366 * 24 * Self.hourMilliseconds)
        var sum = 0.0
        while instant < now.rawValue {
            let hour = Self.hour(of: Timestamp(rawValue: instant))
            let end = min((hour + 1) * Self.hourMilliseconds, now.rawValue)
            let means = Self.isWeekend(hour) ? weekend : working
            let share = Double(end - instant) / Double(Self.hourMilliseconds)
            sum += (means?[Self.hourOfDay(hour)] ?? 0) * share
            instant = end
        }
        return sum
    }

    static func day(_ hour: Int64) -> Int64 {
        (Double(hour + zoneHours) / 24).rounded(.down).whole
    }

    static func hourOfDay(_ hour: Int64) -> Int { Int(hour + zoneHours - day(hour) * 24) }

    static func isWeekend(_ hour: Int64) -> Bool { weekday(day(hour)) >= 5 }

    /// Day of the week, 0 for Monday; 1970-01-01 was a Thursday.
    static func weekday(_ day: Int64) -> Int { Int(((day + 3) % 7 + 7) % 7) }
}

extension Double {
    fileprivate var whole: Int64 { Int64(Swift.max(-9e15, Swift.min(9e15, self))) }
}
