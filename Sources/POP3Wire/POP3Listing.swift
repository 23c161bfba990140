/// What a server says that it can do.
///
/// > Source: RFC 2449 §6.
public struct POP3Capabilities: Sendable, Hashable {
    /// Whole lines, upper case.
    public var lines: Set<String>

    /// Reads the text of a CAPA answer.
    public init(_ text: [UInt8]) {
        lines = Set(POP3Listing.lines(text).prefix(200).map { $0.uppercased() })
    }

    /// The capabilities of a server that has no CAPA command.
    public init() { lines = [] }

    /// Whether a capability is named, with or without arguments.
    public func has(_ name: String) -> Bool {
        lines.contains { $0 == name || $0.hasPrefix(name + " ") }
    }
}

/// The texts of UIDL and LIST answers.
///
/// > Source: RFC 1939 §5 (LIST) and §7 (UIDL: 1 to 70 characters from 0x21 to 0x7E).
public enum POP3Listing {
    /// One message of a UIDL answer.
    public struct Entry: Sendable, Hashable {
        /// The message's number in this session.
        public var number: Int
        /// Its lasting name.
        public var identifier: String

        /// Makes an entry.
        public init(number: Int, identifier: String) {
            self.number = number
            self.identifier = identifier
        }
    }

    /// The entries of a UIDL answer in the order of their numbers; lines that are none are left out.
    public static func identifiers(_ text: [UInt8]) -> [Entry] {
        pairs(text).compactMap { number, word in
            // Some servers give names longer than the standard allows; what cannot be printed is damage.
            guard (1...255).contains(word.count), word.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
            return Entry(number: number, identifier: String(decoding: word, as: UTF8.self))
        }
    }

    /// Sizes by number of a LIST answer.
    public static func sizes(_ text: [UInt8]) -> [Int: UInt64] {
        var sizes: [Int: UInt64] = [:]
        for (number, word) in pairs(text) { sizes[number] = UInt64(String(decoding: word, as: UTF8.self)) }
        return sizes
    }

    private static func pairs(_ text: [UInt8]) -> [(Int, ArraySlice<UInt8>)] {
        var pairs: [(Int, ArraySlice<UInt8>)] = []
        for line in text.split(separator: 0x0A) {
            let words = line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
            guard words.count >= 2, let number = Int(String(decoding: words[0], as: UTF8.self)), number > 0 else {
                continue
            }
            pairs.append((number, words[1]))
        }
        return pairs.sorted { $0.0 < $1.0 }
    }

    static func lines(_ text: [UInt8]) -> [String] {
        text.split(separator: 0x0A).map { line in
            String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
        }
    }
}
