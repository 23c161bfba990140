/// Mailboxes in a header value: names, groups, comments, and what programs write instead.
///
/// One pass over the bytes; groups are flattened, and text that is no address is kept as an address of its own.
///
/// > Source: RFC 5322 §3.4 and §4.4.
struct AddressList {
    private(set) var addresses: [MailAddress] = []
    private var phrase: [UInt8] = []
    private var angle: [UInt8]?
    private var comment: [UInt8] = []

    /// Most mailboxes that are kept of one field.
    private static let limit = 2000

    init(_ bytes: [UInt8]) {
        var state = State()
        for byte in bytes {
            if state.isEscaped {
                state.isEscaped = false
                put(byte, state)
            } else if byte == UInt8(ascii: "\\"), state.isQuoted || state.comments > 0 {
                state.isEscaped = true
            } else if state.comments > 0 {
                if byte == UInt8(ascii: "(") { state.comments += 1 }
                if byte == UInt8(ascii: ")") { state.comments -= 1 }
                if state.comments > 0 { comment.append(byte) }
            } else if byte == UInt8(ascii: "\"") {
                state.isQuoted.toggle()
                if angle != nil { put(byte, state) }
            } else if state.isQuoted {
                put(byte, state)
            } else {
                readUnquoted(byte, &state)
            }
        }
        finish()
    }

    private struct State {
        var isQuoted = false
        var isEscaped = false
        var isInAngle = false
        var comments = 0
    }

    private mutating func readUnquoted(_ byte: UInt8, _ state: inout State) {
        switch byte {
        case UInt8(ascii: "("):
            state.comments = 1
            comment = []
        case UInt8(ascii: "<"):
            state.isInAngle = true
            angle = []
        case UInt8(ascii: ">"): state.isInAngle = false
        case UInt8(ascii: ",") where state.isInAngle && angle?.first == UInt8(ascii: "@"):
            // A source route of old (@a,@b:c@d): the address comes after the colon.
            angle?.append(byte)
        case UInt8(ascii: ":") where state.isInAngle: angle = []
        case UInt8(ascii: ","), UInt8(ascii: ";"):
            state.isInAngle = false
            finish()
        case UInt8(ascii: ":"):
            // The name of a group; its members follow.
            phrase = []
            comment = []
        default: put(byte, state)
        }
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
            angle = nil
            comment = []
        }
        guard addresses.count < Self.limit else { return }
        let words = Self.trim(HeaderText.decode(phrase))
        let note = Self.trim(HeaderText.decode(comment))
        if let angle {
            let address = Self.trim(String(decoding: angle, as: UTF8.self))
            guard !address.isEmpty || !words.isEmpty else { return }
            addresses.append(MailAddress(name: words.isEmpty ? Self.nonEmpty(note) : words, address: address))
        } else if !words.isEmpty {
            addresses.append(MailAddress(name: Self.nonEmpty(note), address: words))
        }
    }

    private static func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }

    private static func trim(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars = scalars.dropFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars = scalars.dropLast() }
        return String(scalars)
    }
}
