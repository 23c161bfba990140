public import Foundation

/// An instant, in whole milliseconds since 1970-01-01 UTC; the only form in which times are stored.
public struct Timestamp: Sendable, Hashable, Comparable, Codable, RawRepresentable {
    /// Milliseconds since 1970-01-01 UTC.
    public var rawValue: Int64

    /// Creates an instant from milliseconds since 1970-01-01 UTC.
    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// Creates an instant from a date, cutting below the millisecond; dates out of range are clamped.
    public init(_ date: Date) {
        let milliseconds = date.timeIntervalSince1970 * 1000
        let limit = 9_000_000_000_000_000.0
        rawValue = Int64(max(-limit, min(limit, milliseconds)))
    }

    /// The current instant.
    public static func now() -> Timestamp { Timestamp(Date()) }

    /// The same instant as a date.
    public var date: Date { Date(timeIntervalSince1970: Double(rawValue) / 1000) }

    /// Whether one instant lies before another.
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.rawValue < right.rawValue }

    /// The instant so many seconds later (earlier when negative).
    public func adding(seconds: Int64) -> Timestamp { Timestamp(rawValue: rawValue + seconds * 1000) }
}
