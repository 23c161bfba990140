import Foundation

/// A JSON value as it was read from a stranger's bytes (RFC 8259).
public enum JSONValue: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case flag(Bool)
    /// A number in decimal digits: whole numbers keep all their digits, for identifiers are often longer than a
    /// floating-point number is exact.
    case number(String)
    /// A text.
    case text(String)
    /// A list.
    case list([JSONValue])
    /// An object; of members with the same name one is kept.
    case object([String: JSONValue])

    /// Bounds on what is read.
    public struct Limits: Sendable, Hashable {
        /// Bytes.
        public var bytes = 8 << 20
        /// Lists and objects inside each other.
        public var depth = 48
        /// Values of any kind, member names not counted.
        public var values = 200_000

        /// The bounds above; change what differs.
        public init() {}
    }

    /// Reads a JSON document.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, with or without a byte order mark.
    ///   - limits: Bounds; they are checked before anything is built.
    /// - Returns: The value.
    /// - Throws: ``JSONReadingError``.
    public static func read(_ bytes: [UInt8], limits: Limits = Limits()) throws(JSONReadingError) -> JSONValue {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        try JSONBounds(limits).check(text)
        do {
            return try JSONDecoder().decode(JSONValue.self, from: Data(text))
        } catch {
            throw .notJSON
        }
    }

    // MARK: Looking into values

    /// The member of an object; nil for other values and for members that are missing or `null`.
    public subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self, let value = members[name], value != .null else { return nil }
        return value
    }

    /// The elements of a list; nil for other values.
    public var elements: [JSONValue]? {
        guard case .list(let elements) = self else { return nil }
        return elements
    }

    /// A text, number or flag as text; nil for other values.
    public var scalarText: String? {
        switch self {
        case .text(let text), .number(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .null, .list, .object: nil
        }
    }

    /// A whole number, also one written as text; nil for everything else.
    public var integer: Int64? {
        switch self {
        case .number(let text), .text(let text): Int64(text) ?? Double(text).flatMap { Int64(exactly: $0.rounded()) }
        case .null, .flag, .list, .object: nil
        }
    }
}

extension JSONValue: Codable {
    /// Reads whatever value stands there.
    public init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: AnyName.self) {
            var object: [String: JSONValue] = [:]
            for name in members.allKeys { object[name.stringValue] = try members.decode(JSONValue.self, forKey: name) }
            self = .object(object)
            return
        }
        if var list = try? decoder.unkeyedContainer() {
            var elements: [JSONValue] = []
            while !list.isAtEnd { elements.append(try list.decode(JSONValue.self)) }
            self = .list(elements)
            return
        }
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? value.decode(Int64.self) {
            self = .number(String(number))
        } else if let number = try? value.decode(Decimal.self) {
            self = .number("\(number)")
        } else {
            self = .number("\(try value.decode(Double.self))")
        }
    }

    /// Writes the value; a number goes out in the digits it came in, as far as the encoder can write them.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let members):
            var container = encoder.container(keyedBy: AnyName.self)
            for (name, value) in members { try container.encode(value, forKey: AnyName(stringValue: name)) }
        case .list(let elements):
            var container = encoder.unkeyedContainer()
            for element in elements { try container.encode(element) }
        default:
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .flag(let flag): try container.encode(flag)
            case .number(let digits):
                if let whole = Int64(digits) {
                    try container.encode(whole)
                } else if let decimal = Decimal(string: digits, locale: nil) {
                    try container.encode(decimal)
                } else {
                    try container.encode(digits)
                }
            default: try container.encodeNil()
            }
        }
    }

    /// The value as JSON, members in the order of their names.
    ///
    /// - Returns: UTF-8.
    public func encoded() -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { return [] }
        return Array(data)
    }

    private struct AnyName: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { nil }
    }
}
