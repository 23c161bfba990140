/// Mailboxes in a header value: names, groups, comments, and what programs write instead.
///
/// One pass over the bytes; groups are flattened, and text that is no address is kept as an address of its own.
///
/// > Source: RFC 5322 §3.4 and §4.4; RFC 6532 (UTF-8 anywhere).
struct AddressList {
    private(set) var addresses: [MailAddress] = []
    /// Whether it names a group, whose members are among the addresses, or an old route before one of them.
    private(set) var hasGroupOrRoute = false
    private var phrase: [UInt8] = []
    /// The phrase as it is written, quotation marks kept: `"a b"@c` is an address, `"a b" <c@d>` a name.
    private var written: [UInt8] = []
    private var angle: [UInt8]?
    private var comment: [UInt8] = []

    /// Most mailboxes that are kept of one field.
    private static let limit = 2000

    init(_ bytes: [UInt8]) {
        let openMark = read(bytes, ignoring: nil)
        // A quotation mark that is never closed quotes nothing, or the rest of the list would be one name.
        if let openMark {
            self = AddressList()
            _ = read(bytes, ignoring: openMark)
        }
    }

    private init() {}

    /// Reads a list; the place of a quotation mark that is never closed, nil when there is none.
    private mutating func read(_ bytes: [UInt8], ignoring ignored: Int?) -> Int? {
        var state = State()
        var openMark: Int?
        for (index, byte) in bytes.enumerated() where index != ignored {
            if state.isEscaped {
                state.isEscaped = false
                // In an address the backslash belongs to what it stands before.
                if state.isInAngle { angle?.append(UInt8(ascii: "\\")) }
                if state.comments == 0 { written.append(contentsOf: [UInt8(ascii: "\\"), byte]) }
                put(byte, state)
            } else if byte == UInt8(ascii: "\\"), state.isQuoted || state.comments > 0 {
                state.isEscaped = true
            } else if state.comments > 0 {
                if byte == UInt8(ascii: "(") { state.comments += 1 }
                if byte == UInt8(ascii: ")") { state.comments -= 1 }
                if state.comments > 0 { comment.append(byte) }
            } else if byte == UInt8(ascii: "\"") {
                state.isQuoted.toggle()
                openMark = state.isQuoted ? index : nil
                written.append(byte)
                if state.isInAngle { angle?.append(byte) }
            } else if state.isQuoted {
                written.append(byte)
                put(byte, state)
            } else {
                readUnquoted(byte, &state)
            }
        }
        finish()
        return openMark
    }

    private struct State {
        var isQuoted = false
        var isEscaped = false
        var isInAngle = false
        var isInLiteral = false
        var comments = 0
    }

    private mutating func readUnquoted(_ byte: UInt8, _ state: inout State) {
        switch byte {
        case UInt8(ascii: "("):
            state.comments = 1
            comment = []
        case UInt8(ascii: "<"):
            state.isInAngle = true
            state.isInLiteral = false
            angle = []
        case UInt8(ascii: ">"):
            state.isInAngle = false
            state.isInLiteral = false
        case UInt8(ascii: "["), UInt8(ascii: "]"):
            // The colons of an address such as [IPv6:2001:db8::1] end nothing.
            state.isInLiteral = byte == UInt8(ascii: "[")
            add(byte, state)
        case UInt8(ascii: ",") where state.isInAngle && angle?.first == UInt8(ascii: "@"):
            // A source route of old (@a,@b:c@d): the address comes after the colon.
            angle?.append(byte)
        case UInt8(ascii: ":") where state.isInLiteral: add(byte, state)
        case UInt8(ascii: ":") where state.isInAngle:
            hasGroupOrRoute = true
            angle = []
        case UInt8(ascii: ","), UInt8(ascii: ";"):
            state.isInAngle = false
            state.isInLiteral = false
            finish()
        case UInt8(ascii: ":"):
            // The name of a group; its members follow.
            hasGroupOrRoute = true
            phrase = []
            written = []
            comment = []
        default: add(byte, state)
        }
    }

    private mutating func add(_ byte: UInt8, _ state: State) {
        if !state.isInAngle { written.append(byte) }
        put(byte, state)
    }

    private mutating func put(_ byte: UInt8, _ state: State) {
        if state.comments > 0 {
            comment.append(byte)
        } else if state.isInAngle {
            angle?.append(byte)
        } else {
            phrase.append(byte)
        }
    }

    private mutating func finish() {
        defer {
            phrase = []
            written = []
            angle = nil
            comment = []
        }
        guard addresses.count < Self.limit else { return }
        let note = Self.trim(HeaderText.decode(comment))
        if let angle {
            let words = Self.trim(HeaderText.decode(phrase))
            let address = Self.closedUp(angle)
            guard !address.isEmpty || !words.isEmpty else { return }
            addresses.append(MailAddress(name: words.isEmpty ? Self.nonEmpty(note) : words, address: address))
            return
        }
        let isAddress = written.contains(UInt8(ascii: "@"))
        let words = isAddress ? Self.closedUp(written) : Self.trim(HeaderText.decode(phrase))
        guard !words.isEmpty else { return }
        addresses.append(MailAddress(name: Self.nonEmpty(note), address: words))
    }

    /// An address without the blanks that RFC 5322 §4.4 allows around its dots and its `@`; prose keeps its blanks.
    private static func closedUp(_ bytes: [UInt8]) -> String {
        let text = trim(
            bytes.contains(UInt8(ascii: "=")) ? HeaderText.decode(bytes) : String(decoding: bytes, as: UTF8.self))
        guard text.utf8.contains(where: { $0 == 0x20 || $0 == 0x09 }) else { return text }
        var result: [UInt8] = []
        var isQuoted = false
        var blanks: [UInt8] = []
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, byte == 0x20 || byte == 0x09 {
                blanks.append(byte)
                continue
            }
            let isJoint = byte == UInt8(ascii: "@") || byte == UInt8(ascii: ".")
            let followsJoint = result.last == UInt8(ascii: "@") || result.last == UInt8(ascii: ".")
            if !isJoint, !followsJoint { result += blanks }
            blanks = []
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }

    private static func trim(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars = scalars.dropFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars = scalars.dropLast() }
        return String(scalars)
    }
}
