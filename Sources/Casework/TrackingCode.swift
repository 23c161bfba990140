/// The code a citizen is told and can say over the telephone: nine digits, the last a check digit, for example "482-719-356".
///
/// The check digit finds every single wrong digit and every swap of neighbours.
///
/// > Source: H. M. Damm, "Total anti-symmetrische Quasigruppen" (2004); the table is the order-10 quasigroup printed there.
public struct TrackingCode: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The nine digits, without hyphens.
    public let digits: String

    /// Makes a code by chance; the store keeps codes unique and asks again on a clash.
    public static func random() -> TrackingCode {
        TrackingCode(payload: UInt32.random(in: 10_000_000...99_999_999))
    }

    /// Makes the code for an eight-digit payload.
    init(payload: UInt32) {
        let text = String(payload)
        digits = text + String(Self.checkDigit(of: text.utf8))
    }

    /// Reads a code as a person writes it: spaces, dots and hyphens are skipped; nil when the length or check digit is wrong.
    public init?(_ text: String) {
        var kept: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): kept.append(byte)
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."): continue
            default: return nil
            }
            guard kept.count <= 9 else { return nil }
        }
        guard kept.count == 9, Self.checkDigit(of: kept) == 0 else { return nil }
        digits = String(decoding: kept, as: UTF8.self)
    }

    /// The code as it is shown: three groups of three.
    public var description: String {
        let parts = [digits.prefix(3), digits.dropFirst(3).prefix(3), digits.dropFirst(6)]
        return parts.joined(separator: "-")
    }

    /// Reads a code from its JSON string.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let code = TrackingCode(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "«\(text)» is not a tracking code"))
        }
        self = code
    }

    /// Writes the code as its shown string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    private static func checkDigit(of digits: some Sequence<UInt8>) -> Int {
        var interim = 0
        for digit in digits { interim = quasigroup[interim][Int(digit - UInt8(ascii: "0"))] }
        return interim
    }

    private static let quasigroup: [[Int]] = [
        [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
        [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
        [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
        [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
        [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
        [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
        [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
        [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
        [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
        [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
    ]
}
