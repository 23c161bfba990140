/// The text does not follow the grammar; the whole response is then reported as unrecognised.
struct GrammarError: Error {}

/// Reads a response's text from left to right.
struct ResponseCursor {
    let text: [UInt8]
    private let literals: [IMAPString]
    private(set) var position: Int
    private var literalIndex = 0

    init(_ frame: ResponseFrame) {
        text = frame.text
        literals = frame.literals
        position = 0
    }

    var peek: UInt8? { position < text.count ? text[position] : nil }
    var isAtEnd: Bool { position >= text.count }
    var rest: String { String(decoding: text[position...], as: UTF8.self) }

    mutating func advance() { position += 1 }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    mutating func expect(_ byte: UInt8) throws(GrammarError) {
        guard skip(byte) else { throw GrammarError() }
    }

    /// Servers are seen to send two spaces or a trailing one; none of them carries meaning.
    mutating func skipSpaces() {
        while peek == 0x20 { position += 1 }
    }

    /// Bytes up to a space, a parenthesis, a bracket, a quote or a literal; at least one.
    mutating func word() throws(GrammarError) -> String { String(decoding: try wordBytes(), as: UTF8.self) }

    private mutating func wordBytes() throws(GrammarError) -> ArraySlice<UInt8> {
        let start = position
        while let byte = peek, !Self.endsWord(byte) { position += 1 }
        guard position > start else { throw GrammarError() }
        return text[start..<position]
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""),
            ResponseFrame.literalMark:
            true
        default: false
        }
    }

    mutating func number() throws(GrammarError) -> UInt64 {
        var value: UInt64 = 0
        let start = position
        while let byte = peek, (0x30...0x39).contains(byte) {
            let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = scaled.addingReportingOverflow(UInt64(byte - 0x30))
            guard !overflow, !carry else { throw GrammarError() }
            value = sum
            position += 1
        }
        guard position > start else { throw GrammarError() }
        return value
    }

    mutating func number32() throws(GrammarError) -> UInt32 {
        guard let value = UInt32(exactly: try number()) else { throw GrammarError() }
        return value
    }

    /// A number that cannot be zero, as UIDs and sequence numbers.
    mutating func nonZeroNumber32() throws(GrammarError) -> UInt32 {
        let value = try number32()
        guard value > 0 else { throw GrammarError() }
        return value
    }

    /// NIL, a quoted string, a literal, or (leniently) a bare word.
    mutating func string() throws(GrammarError) -> IMAPString {
        switch peek {
        case UInt8(ascii: "\""): return .bytes(try quoted())
        case ResponseFrame.literalMark: return try literal()
        default:
            // The bytes as they came: as text, each one that is no UTF-8 would become three others.
            let bare = try wordBytes()
            return String(decoding: bare, as: UTF8.self).uppercased() == "NIL" ? .absent : .bytes(Array(bare))
        }
    }

    mutating func shortString() throws(GrammarError) -> [UInt8]? {
        switch try string() {
        case .absent: nil
        case .bytes(let bytes): bytes
        case .overLimit: throw GrammarError()
        }
    }

    mutating func quoted() throws(GrammarError) -> [UInt8] {
        try expect(UInt8(ascii: "\""))
        var out: [UInt8] = []
        while let byte = peek {
            position += 1
            if byte == UInt8(ascii: "\"") { return out }
            if byte == UInt8(ascii: "\\") {
                guard let escaped = peek else { break }
                position += 1
                out.append(escaped)
            } else {
                out.append(byte)
            }
        }
        throw GrammarError()
    }

    private mutating func literal() throws(GrammarError) -> IMAPString {
        try expect(ResponseFrame.literalMark)
        guard literalIndex < literals.count else { throw GrammarError() }
        literalIndex += 1
        return literals[literalIndex - 1]
    }

    /// `(a b c)`, flat.
    mutating func wordList() throws(GrammarError) -> [String] {
        try expect(UInt8(ascii: "("))
        var words: [String] = []
        skipSpaces()
        while !skip(UInt8(ascii: ")")) {
            words.append(try word())
            skipSpaces()
        }
        return words
    }

    /// Words up to the end.
    mutating func words() throws(GrammarError) -> [String] {
        var words: [String] = []
        skipSpaces()
        while !isAtEnd {
            words.append(try word())
            skipSpaces()
        }
        return words
    }

    /// A set such as `1:3,7`.
    ///
    /// A star has no place in an answer.
    mutating func numberSet() throws(GrammarError) -> UIDSet {
        var ranges: [ClosedRange<UInt32>] = []
        repeat {
            let first = try nonZeroNumber32()
            let second = skip(UInt8(ascii: ":")) ? try nonZeroNumber32() : first
            ranges.append(min(first, second)...max(first, second))
        } while skip(UInt8(ascii: ","))
        return UIDSet(ranges: ranges)
    }

    /// Steps over one value of unknown shape without recursion, so that no depth of parentheses can hurt.
    mutating func skipValue() throws(GrammarError) {
        var depth = 0
        repeat {
            skipSpaces()
            switch peek {
            case UInt8(ascii: "("), UInt8(ascii: "["):
                depth += 1
                position += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"):
                depth -= 1
                guard depth >= 0 else { throw GrammarError() }
                position += 1
            case UInt8(ascii: "\""): _ = try quoted()
            case ResponseFrame.literalMark: _ = try literal()
            case .some: _ = try word()
            case nil: throw GrammarError()
            }
        } while depth > 0
    }
}
