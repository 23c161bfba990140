import Foundation

/// Values kept as JSON text in a column.
///
/// Infinite and undefined numbers are written as words, so that a strange verdict never stops a message from being filed.
enum JSONColumn {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(_ text: String, as type: Value.Type = Value.self) throws -> Value {
        try value(bytes: Data(text.utf8), as: type)
    }

    static func value<Value: Decodable>(bytes: Data, as type: Value.Type = Value.self) throws -> Value {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return try decoder.decode(Value.self, from: bytes)
    }

    /// A list of texts; what every row of a list has is read without a decoder as long as nothing in it is escaped.
    static func texts(_ text: String) throws -> [String] { try plainTexts(text) ?? value(text) }

    /// The texts of a list written without spaces and escapes, as this store writes them; nil for any other JSON.
    private static func plainTexts(_ json: String) -> [String]? {
        var rest = json.utf8[...]
        guard rest.popFirst() == UInt8(ascii: "["), rest.popLast() == UInt8(ascii: "]") else { return nil }
        var texts: [String] = []
        while !rest.isEmpty {
            guard rest.popFirst() == UInt8(ascii: "\""), let end = rest.firstIndex(of: UInt8(ascii: "\"")) else {
                return nil
            }
            let text = rest[..<end]
            guard text.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\\") }) else { return nil }
            texts.append(String(Substring(text)))
            rest = rest[end...].dropFirst()
            guard !rest.isEmpty else { break }
            guard rest.popFirst() == UInt8(ascii: ","), !rest.isEmpty else { return nil }
        }
        return texts
    }
}
