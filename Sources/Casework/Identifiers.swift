/// Identifier of one collected item, made by the application when the item is first accepted.
public struct ItemID: Sendable, Hashable, Codable, RawRepresentable {
    /// The identifier's text.
    public var rawValue: String
    /// Wraps an identifier's text.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Makes a new identifier; later ones sort after earlier ones.
    public static func make(at time: Timestamp) -> ItemID { ItemID(rawValue: TimeOrderedIdentifier.make(at: time)) }
}

/// Identifier of one case.
public struct CaseID: Sendable, Hashable, Codable, RawRepresentable {
    /// The identifier's text.
    public var rawValue: String
    /// Wraps an identifier's text.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Makes a new identifier; later ones sort after earlier ones.
    public static func make(at time: Timestamp) -> CaseID { CaseID(rawValue: TimeOrderedIdentifier.make(at: time)) }
}

/// Identifiers that sort by the time of their making: 12 hexadecimal digits of milliseconds, 20 of chance.
///
/// > Source: the layout idea of RFC 9562 §5.7 (UUID version 7), without its fixed bits.
enum TimeOrderedIdentifier {
    static func make(at time: Timestamp) -> String {
        var digits = hexadecimal(UInt64(max(0, time.rawValue)), width: 12)
        digits += hexadecimal(UInt64.random(in: 0..<(1 << 40)), width: 10)
        digits += hexadecimal(UInt64.random(in: 0..<(1 << 40)), width: 10)
        return digits
    }

    private static func hexadecimal(_ value: UInt64, width: Int) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
