/// A moment on the clocks of Viet Nam: a day and a second of it.
///
/// Viet Nam keeps UTC+7 all year (Indochina Time; no summer time since 1975), so that local arithmetic needs no time-zone
/// tables.
public struct LocalMoment: Sendable, Hashable, Comparable {
    /// Seconds by which local clocks are ahead of UTC.
    public static let offsetSeconds: Int64 = 7 * 3_600

    /// The day.
    public var date: CivilDate
    /// Seconds since midnight, 0 up to 86,400; 86,400 is the end of the day ("24 giờ").
    public var second: Int

    /// Creates a moment.
    public init(_ date: CivilDate, second: Int) {
        self.date = date
        self.second = second
    }

    /// Creates a moment from an instant.
    ///
    /// - Parameter utcMilliseconds: Milliseconds since 1970-01-01 UTC.
    public init(utcMilliseconds: Int64) {
        let seconds = Int(utcMilliseconds / 1_000) - (utcMilliseconds % 1_000 < 0 ? 1 : 0) + Int(Self.offsetSeconds)
        let day = CivilDate.floorDivision(seconds, 86_400)
        date = CivilDate(dayNumber: day)
        second = seconds - day * 86_400
    }

    /// The same moment in milliseconds since 1970-01-01 UTC.
    public var utcMilliseconds: Int64 {
        (Int64(date.dayNumber) * 86_400 + Int64(second) - Self.offsetSeconds) * 1_000
    }

    /// The end of a day, 24 o'clock: where terms in days end.
    ///
    /// > Source: Bộ luật Dân sự 2015, Điều 148 khoản 6.
    public static func end(of date: CivilDate) -> LocalMoment { LocalMoment(date, second: 86_400) }

    /// Whether one moment lies before another.
    public static func < (left: LocalMoment, right: LocalMoment) -> Bool {
        left.utcMilliseconds < right.utcMilliseconds
    }

    /// As officials write it: `25/11/2026`, or `09:30 ngày 25/11/2026`.
    public var vietnamese: String {
        guard second < 86_400 else { return "hết ngày \(date.vietnamese)" }
        let minutes = second / 60
        return "\(CivilDate.padded(minutes / 60, 2)):\(CivilDate.padded(minutes % 60, 2)) ngày \(date.vietnamese)"
    }
}
