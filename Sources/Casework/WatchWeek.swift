public import CivilCalendar

/// A week from Monday to Sunday in Vietnamese time, by its number.
public struct WatchWeek: Sendable, Hashable, Comparable, Codable, RawRepresentable {
    /// Weeks since the one that 1970 began in.
    public var rawValue: Int

    /// The week of a number.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The week of an instant.
    public init(_ time: Timestamp) {
        // 1970-01-01 was a Thursday: its Monday lies three days before.
        let day = LocalMoment(utcMilliseconds: time.rawValue).date.dayNumber + 3
        rawValue = day >= 0 ? day / 7 : -((6 - day) / 7)
    }

    /// Its Monday.
    public var monday: CivilDate { CivilDate(dayNumber: rawValue * 7 - 3) }

    /// Its Sunday.
    public var sunday: CivilDate { CivilDate(dayNumber: rawValue * 7 + 3) }

    /// When it begins.
    public var start: Timestamp { Timestamp(rawValue: LocalMoment(monday, second: 0).utcMilliseconds) }

    /// The week before.
    public var previous: WatchWeek { WatchWeek(rawValue: rawValue - 1) }

    /// The week after.
    public var next: WatchWeek { WatchWeek(rawValue: rawValue + 1) }

    /// Whether one week lies before another.
    public static func < (left: WatchWeek, right: WatchWeek) -> Bool { left.rawValue < right.rawValue }
}
