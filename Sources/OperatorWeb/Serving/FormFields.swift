/// The fields of a form or query, in the order sent; a name may come several times.
///
/// > Source: URL Standard, "application/x-www-form-urlencoded parsing".
struct FormFields: Sendable {
    /// Most fields read; what comes after them is dropped.
    static let limit = 200

    private var fields: [(name: String, value: String)] = []

    /// Reads an encoded form; bytes that are no UTF-8 become U+FFFD.
    init(encoded: some StringProtocol) {
        for pair in encoded.utf8.split(separator: UInt8(ascii: "&")).prefix(Self.limit) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let decoded = parts.map { Self.decode($0) }
            fields.append((decoded[0], decoded.count > 1 ? decoded[1] : ""))
        }
    }

    /// Takes fields that are decoded already.
    init(decoded fields: [(name: String, value: String)]) { self.fields = fields }

    /// The first value under a name.
    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The first value under each name.
    var firstValues: [String: String] {
        Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// All values under a name.
    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    private static func decode(_ encoded: some Sequence<UInt8>) -> String {
        let bytes = Array(encoded)
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), index + 2 < bytes.count, let high = nibble(bytes[index + 1]),
                let low = nibble(bytes[index + 2])
            {
                decoded.append(high << 4 | low)
                index += 3
                continue
            }
            decoded.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            index += 1
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

/// Text as a value inside a query.
enum QueryValue {
    /// The text with every byte escaped that is not a letter, digit or one of `-._~`.
    ///
    /// > Source: RFC 3986 §2.3.
    static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let encoded = text.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                [byte]
            default: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
