import CLibXML

/// The text of a fragment of HTML that holds only what most feeds write, read without a tree.
///
/// Read are paragraphs, divisions, line breaks, pictures and inline elements that stand inside each other as HTML wants it,
/// attributes in quotation marks, and references. The text is the one that the tree parser's tree gives; for anything that the
/// parser might repair, move or drop there is none, so that the parser is asked.
struct SimpleFragment {
    // Every place that is read is compared with `bytes.count` first; the buffer outlives the value, which `text(of:)` does not
    // let out.
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var layout = TextLayout(marksQuotes: false)
    /// The open elements, four bits each, the innermost lowest.
    private var open: UInt64 = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Its text; nil when only the tree parser can tell.
    static func text(of bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard bytes.count <= HTMLText.treeLimitBytes else { return nil }
        var fragment = SimpleFragment(bytes)
        return fragment.read() ? fragment.layout.finish().text : nil
    }

    private enum Element: UInt64 {
        case paragraph = 1
        case division
        case anchor
        case bold
        case italic
        case underline
        case emphasis
        case strong
        case span
        case lineBreak
        case image

        var isBlock: Bool { self == .paragraph || self == .division }
    }

    private mutating func read() -> Bool {
        while position < bytes.count {
            let isUnderstood = bytes[position] == UInt8(ascii: "<") ? tag() : characters()
            guard isUnderstood else { return false }
        }
        return open == 0
    }

    // MARK: - Characters

    private mutating func characters() -> Bool {
        let start = position
        var begin = position
        var isBlank = true
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") {
            let byte = bytes[position]
            if byte > 0x20 {
                isBlank = false
                if byte == UInt8(ascii: "&") {
                    add(begin..<position)
                    guard reference() else { return false }
                    begin = position
                    continue
                }
                // Byte order marks and what is no character begin with 0xEF.
                guard byte != 0xEF, byte != 0x7F else { return false }
            } else {
                // The parser drops control characters.
                guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return false }
            }
            position += 1
        }
        guard isBlank else {
            add(begin..<position)
            return true
        }
        // The parser drops some white space between elements: it says nothing at the beginning or the end of a line.
        return layout.isAtLineStart || position == bytes.count || endsLine(at: position) || start == position
    }

    private mutating func add(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        layout.add(UnsafeBufferPointer(rebasing: bytes[range]))
    }

    /// Whether a tag that begins here ends the line for certain.
    private func endsLine(at start: Int) -> Bool {
        var place = start + 1
        if place < bytes.count, bytes[place] == UInt8(ascii: "/") { place += 1 }
        guard let (element, _) = name(at: place) else { return false }
        return element.isBlock || element == .lineBreak
    }

    private mutating func reference() -> Bool {
        var end = position + 1
        while end < bytes.count, end - position < 12, Self.isNameByte(bytes[end]) { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: ";"), end > position + 1 else { return false }
        let name = UnsafeBufferPointer(rebasing: bytes[(position + 1)..<end])
        guard let value = Self.number(name) ?? Self.entity(name), let scalar = Unicode.Scalar(value), value >= 0x20,
            value != 0x7F, value & 0xFFFE != 0xFFFE, value != 0xFEFF
        else { return false }
        if value < 0x80 {
            layout.add(CollectionOfOne(UInt8(value)))
        } else {
            layout.add(UTF8.encode(scalar).map { Array($0) } ?? [])
        }
        position = end + 1
        return true
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A) || byte == UInt8(ascii: "#")
    }

    /// The value of `#123` or `#x7b`.
    private static func number(_ name: UnsafeBufferPointer<UInt8>) -> UInt32? {
        guard name.count >= 2, name.count <= 8, name[0] == UInt8(ascii: "#") else { return nil }
        let isHexadecimal = name[1] | 0x20 == UInt8(ascii: "x")
        let digits = name.dropFirst(isHexadecimal ? 2 : 1)
        guard !digits.isEmpty else { return nil }
        var value: UInt32 = 0
        for byte in digits {
            if byte >= 0x30, byte <= 0x39 {
                value = value * (isHexadecimal ? 16 : 10) + UInt32(byte - 0x30)
            } else if isHexadecimal, (byte | 0x20) >= 0x61, (byte | 0x20) <= 0x66 {
                value = value * 16 + UInt32((byte | 0x20) - 0x61 + 10)
            } else {
                return nil
            }
        }
        return value
    }

    private static func entity(_ name: UnsafeBufferPointer<UInt8>) -> UInt32? {
        if name.elementsEqual("nbsp".utf8) { return 0xA0 }
        if name.elementsEqual("amp".utf8) { return 0x26 }
        if name.elementsEqual("lt".utf8) { return 0x3C }
        if name.elementsEqual("gt".utf8) { return 0x3E }
        if name.elementsEqual("quot".utf8) { return 0x22 }
        return htmlEntityLookup(String(decoding: name, as: UTF8.self)).map { UInt32($0.pointee.value) }
    }

    // MARK: - Tags

    private mutating func tag() -> Bool {
        var place = position + 1
        guard place < bytes.count else { return false }
        let isEnd = bytes[place] == UInt8(ascii: "/")
        if isEnd { place += 1 }
        guard let (element, after) = name(at: place) else { return false }
        place = after
        guard !isEnd else {
            guard place < bytes.count, bytes[place] == UInt8(ascii: ">"), open & 0xF == element.rawValue else {
                return false
            }
            open >>= 4
            position = place + 1
            if element.isBlock { layout.breakLine() }
            return true
        }
        guard let isClosed = attributes(from: &place) else { return false }
        position = place
        switch element {
        case .lineBreak: layout.breakLine(force: true)
        case .image: break
        case .paragraph, .division:
            // A block in a paragraph or in an inline element is what the parser repairs.
            guard !isClosed, open == 0 || open & 0xF == Element.division.rawValue else { return false }
            layout.breakLine()
            return push(element)
        default:
            guard !isClosed else { return false }
            return push(element)
        }
        return true
    }

    private mutating func push(_ element: Element) -> Bool {
        guard open >> 60 == 0 else { return false }
        if !element.isBlock {
            // An inline element inside one of its kind closes that one.
            var around = open
            while around != 0 {
                if around & 0xF == element.rawValue { return false }
                around >>= 4
            }
        }
        open = open << 4 | element.rawValue
        return true
    }

    /// The element whose name stands at a place, and the place behind the name.
    private func name(at start: Int) -> (Element, Int)? {
        var packed: UInt64 = 0
        var place = start
        while place < bytes.count, place - start < 7 {
            let lower = bytes[place] | 0x20
            guard lower >= 0x61, lower <= 0x7A else { break }
            packed = packed << 8 | UInt64(lower)
            place += 1
        }
        // What stands behind a name that is whole.
        guard place < bytes.count, bytes[place] <= 0x20 || bytes[place] == 0x3E || bytes[place] == 0x2F else {
            return nil
        }
        switch packed {
        case 0x70: return (.paragraph, place)
        case 0x64_6976: return (.division, place)
        case 0x61: return (.anchor, place)
        case 0x62: return (.bold, place)
        case 0x69: return (.italic, place)
        case 0x75: return (.underline, place)
        case 0x656D: return (.emphasis, place)
        case 0x7374_726F_6E67: return (.strong, place)
        case 0x7370_616E: return (.span, place)
        case 0x6272: return (.lineBreak, place)
        case 0x69_6D67: return (.image, place)
        default: return nil
        }
    }

    /// Attributes as `name="value"`, and the end of the tag; nil when they are written otherwise.
    ///
    /// - Returns: Whether the tag ends with `/>`.
    private func attributes(from place: inout Int) -> Bool? {
        for _ in 0..<32 {
            let before = place
            while place < bytes.count, Self.isBlank(bytes[place]) { place += 1 }
            guard place < bytes.count else { return nil }
            if bytes[place] == UInt8(ascii: ">") {
                place += 1
                return false
            }
            if bytes[place] == UInt8(ascii: "/") {
                guard place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: ">") else { return nil }
                place += 2
                return true
            }
            guard place > before else { return nil }
            let name = place
            while place < bytes.count, Self.isAttributeNameByte(bytes[place]) { place += 1 }
            guard place > name, place + 1 < bytes.count, bytes[place] == UInt8(ascii: "=") else { return nil }
            let quote = bytes[place + 1]
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
            place += 2
            let value = place
            while place < bytes.count, bytes[place] != quote {
                // The parser is exact about what it takes for a value; so is this.
                guard bytes[place] >= 0x20 || Self.isBlank(bytes[place]), bytes[place] != UInt8(ascii: "<"),
                    bytes[place] != UInt8(ascii: ">"), bytes[place] != 0xEF, place - value < 2000
                else { return nil }
                place += 1
            }
            guard place < bytes.count else { return nil }
            place += 1
        }
        return nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private static func isAttributeNameByte(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte == UInt8(ascii: "-") || byte >= 0x30 && byte <= 0x39
    }
}
