/// Writes header fields: ASCII, folded, with nothing in a value that could begin another field.
///
/// > Source: RFC 5322 §2.2, RFC 2047.
struct HeaderWriter {
    /// Fields written so far, each ended by CRLF.
    private(set) var text = ""

    private static let lineLimit = 76

    /// A field of our own words.
    mutating func add(_ name: String, plain value: String) { write(name, [Self.clean(value)]) }

    /// A field of our own words with a parameter of free text.
    mutating func add(_ name: String, plain value: String, parameter: String, value text: String) {
        let pieces = ParameterText.pieces(parameter, text)
        let tokens = [value] + pieces
        write(name, tokens.enumerated().map { $0.offset < tokens.count - 1 ? $0.element + ";" : $0.element })
    }

    /// A field of free text.
    mutating func add(_ name: String, text value: String) {
        let value = Self.clean(value)
        write(name, Self.isPlain(value) ? Self.words(value) : EncodedWords.of(value, from: name.utf8.count + 2))
    }

    /// A field with one mailbox.
    mutating func add(_ name: String, mailbox: OutgoingAddress) {
        let display = Self.clean(mailbox.name ?? "").trimmed
        guard !display.isEmpty else { return write(name, [mailbox.address]) }
        // An encoded word may stand in a phrase, but not inside quotation marks.
        let phrase: [String]
        if Self.isPlain(display) {
            let quoted = display.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            phrase = ["\"" + quoted + "\""]
        } else {
            phrase = EncodedWords.of(display, from: name.utf8.count + 2)
        }
        write(name, phrase + ["<\(mailbox.address)>"])
    }

    /// A field of Message-IDs; nothing when none is left.
    mutating func add(_ name: String, identifiers: [String]) {
        let valid = identifiers.filter(Self.isIdentifier)
        guard !valid.isEmpty else { return }
        write(name, valid.map { "<\($0)>" })
    }

    /// Whether a Message-ID can be given back to its sender: printable ASCII without brackets and spaces, of bounded length.
    static func isIdentifier(_ id: String) -> Bool {
        (3...250).contains(id.utf8.count) && id.utf8.contains(UInt8(ascii: "@"))
            && id.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
    }

    private mutating func write(_ name: String, _ tokens: [String]) {
        var line = name + ":"
        var length = line.utf8.count
        for (index, token) in tokens.enumerated() {
            if index > 0, length + 1 + token.utf8.count > Self.lineLimit {
                line += "\r\n"
                length = 0
            }
            line += " " + token
            length += 1 + token.utf8.count
        }
        text += line + "\r\n"
    }

    /// Control characters and line separators as spaces: what is left can neither end a line nor hide.
    private static func clean(_ value: String) -> String {
        var clean = String.UnicodeScalarView()
        for scalar in value.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate: clean.append(" ")
            default: clean.append(scalar)
            }
        }
        return String(clean)
    }

    /// Whether a text can stand as it is: ASCII, no over-long word, and nothing that reads as an encoded word.
    private static func isPlain(_ value: String) -> Bool {
        value.utf8.allSatisfy { $0 < 0x7F } && !value.contains("=?") && words(value).allSatisfy { $0.utf8.count < 70 }
    }

    private static func words(_ value: String) -> [String] { value.split(separator: " ").map(String.init) }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
