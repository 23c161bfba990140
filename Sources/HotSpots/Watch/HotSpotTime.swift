/// An instant in whole milliseconds since 1970-01-01 UTC, as the casework stores it.
public struct HotSpotTime: Sendable, Hashable, Comparable, Codable, RawRepresentable {
    /// Milliseconds since 1970-01-01 UTC.
    public var rawValue: Int64

    /// Creates an instant from milliseconds since 1970-01-01 UTC.
    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// Whether one instant lies before another.
    public static func < (left: HotSpotTime, right: HotSpotTime) -> Bool { left.rawValue < right.rawValue }

    static let hour: Int64 = 3_600_000
    static let day: Int64 = 86_400_000

    /// The first instant that is believed, 2000-01-01 UTC: what is dated earlier comes from a clock that was never set.
    static let earliest: Int64 = 946_684_800_000
}
