import Glibc

/// One piece of HTML, as byte ranges of the document.
enum HTMLToken: Equatable {
    /// Characters between tags.
    case text(Range<Int>)
    /// A start tag: where its name stands, the bytes from `<` to `>`, and how many attributes it seems to have.
    case start(name: Range<Int>, range: Range<Int>, attributes: Int)
    /// An end tag, and where its name stands.
    case end(name: Range<Int>)
    /// A comment, declaration, processing instruction, or the whole of an element whose content is no text.
    case dropped(Range<Int>)
}

/// Cuts HTML into tokens in one pass whose time grows with the length only, whatever the bytes are.
///
/// It serves two purposes: to find what would make the tree parser slow or lossy, and to take the tags out when that happens.
/// Something that never ends (a comment, a script, a quotation mark) is not taken to swallow the rest: its opening is dropped
/// and what follows is text. The search for such an end is made once and its failure remembered, which keeps the pass linear.
struct HTMLTokens: Sequence, IteratorProtocol {
    // Every place that is read is compared with `bytes.count` first; the buffer outlives the value, which its few users make
    // and drop within one call.
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    /// Ends that were searched to the last byte and not found.
    private var missingEnds: Set<String> = []
    private var quotesAreBroken = false
    private(set) var sawUnended = false

    /// Elements whose content is not text to be read.
    private static let silent = ["script", "style", "template"]

    /// Whether the start tag of a script or style does not say that it holds data.
    private func isProgram(_ tag: Range<Int>) -> Bool {
        let json = "json".utf8
        return !tag.contains { index in
            bytes[index] == UInt8(ascii: "&") || index + json.count <= tag.upperBound && matches(json, at: index)
        }
    }

    /// A name in lower case.
    func name(_ range: Range<Int>) -> String {
        let written = String(decoding: bytes[range], as: UTF8.self)
        // Most names are that already.
        let isLower = bytes[range].allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) }
        return isLower ? written : written.lowercased()
    }

    /// Whether a name is an ASCII one (in lower case).
    func isNamed(_ wanted: String, _ range: Range<Int>) -> Bool {
        range.count == wanted.utf8.count && matches(wanted.utf8, at: range.lowerBound)
    }

    private let notesPrograms: Bool
    /// What stands between the tags of scripts and styles, data in them (JSON) left out, if it was asked for.
    private(set) var programs: [Range<Int>] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>, notesPrograms: Bool = false) {
        self.bytes = bytes
        self.notesPrograms = notesPrograms
    }

    mutating func next() -> HTMLToken? {
        guard position < bytes.count else { return nil }
        let start = position
        if bytes[start] == UInt8(ascii: "<"), let token = markup(at: start) { return token }
        position = place(of: UInt8(ascii: "<"), from: start + 1) ?? bytes.count
        return .text(start..<position)
    }

    private mutating func markup(at start: Int) -> HTMLToken? {
        guard start + 1 < bytes.count else { return nil }
        let following = bytes[start + 1]
        if following == UInt8(ascii: "!") || following == UInt8(ascii: "?") { return declaration(at: start) }
        let isEnd = following == UInt8(ascii: "/")
        let nameStart = isEnd ? start + 2 : start + 1
        guard nameStart < bytes.count, isLetter(bytes[nameStart]) else { return nil }
        var nameEnd = nameStart
        while nameEnd < bytes.count, isNameByte(bytes[nameEnd]), nameEnd - nameStart < 64 { nameEnd += 1 }
        guard let (close, attributes) = tagEnd(from: nameEnd) else { return nil }
        let name = nameStart..<nameEnd
        position = close + 1
        if isEnd { return .end(name: name) }
        if let name = Self.silent.first(where: { isNamed($0, name) }) {
            guard let contentEnd = search("</\(name)", from: position) else {
                return .dropped(start..<position)
            }
            if notesPrograms, name != "template", isProgram(start..<position) {
                programs.append(position..<contentEnd)
            }
            position = contentEnd
            while position < bytes.count, bytes[position] != UInt8(ascii: ">") { position += 1 }
            position = Swift.min(position + 1, bytes.count)
            return .dropped(start..<position)
        }
        return .start(name: name, range: start..<position, attributes: attributes)
    }

    private mutating func declaration(at start: Int) -> HTMLToken {
        if begins("<!--", at: start) {
            position = start + 4
            // "<!-->" and "<!--->" are whole comments.
            if position < bytes.count, bytes[position] == UInt8(ascii: ">") {
                position += 1
            } else if let end = search("-->", from: position) {
                position = end + 3
            }
        } else if begins("<![CDATA[", at: start) {
            position = start + 9
        } else if let end = search(">", from: start + 1) {
            position = end + 1
        } else {
            position = start + 2
        }
        return .dropped(start..<position)
    }

    /// Where the tag's `>` stands, quotation marks respected, and how many attributes stand before it.
    private mutating func tagEnd(from start: Int) -> (close: Int, attributes: Int)? {
        guard !missingEnds.contains(">") else { return nil }
        var index = start
        var attributes = 0
        var quote: UInt8?
        var previous = UInt8(ascii: " ")
        while index < bytes.count {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: ">") {
                return (index, attributes)
            } else if !quotesAreBroken, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"),
                previous == UInt8(ascii: "=")
            {
                quote = byte
            } else if !isSpace(byte), byte != UInt8(ascii: "/"), isSpace(previous) || index == start,
                byte != UInt8(ascii: "=")
            {
                attributes += 1
            }
            if quote != nil || !isSpace(byte) || previous != UInt8(ascii: "=") { previous = byte }
            index += 1
        }
        sawUnended = true
        guard quote != nil else {
            missingEnds.insert(">")
            return nil
        }
        quotesAreBroken = true
        guard let close = search(">", from: start) else { return nil }
        return (close, 1)
    }

    /// The first place of an ASCII pattern (lower case) at or after `start`; a failed search is not repeated.
    private mutating func search(_ pattern: String, from start: Int) -> Int? {
        guard !missingEnds.contains(pattern) else {
            sawUnended = true
            return nil
        }
        let wanted = pattern.utf8
        var index = start
        while let first = wanted.first, let found = place(of: first, from: index), found + wanted.count <= bytes.count {
            if matches(wanted, at: found) { return found }
            index = found + 1
        }
        missingEnds.insert(pattern)
        sawUnended = true
        return nil
    }

    /// The first place of a byte at or after `start`.
    private func place(of byte: UInt8, from start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + start, Int32(byte), bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// Whether a pattern stands at a place, letters in either case; `wanted` is in lower case and not longer than the rest.
    private func matches(_ wanted: String.UTF8View, at start: Int) -> Bool {
        var index = start
        for letter in wanted {
            let byte = bytes[index]
            let lower = byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte
            if lower != letter { return false }
            index += 1
        }
        return true
    }

    /// Whether a pattern stands at a place, letter by letter.
    private func begins(_ wanted: String, at start: Int) -> Bool {
        start + wanted.utf8.count <= bytes.count
            && bytes[start..<(start + wanted.utf8.count)].elementsEqual(wanted.utf8)
    }

    private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

    private func isNameByte(_ byte: UInt8) -> Bool {
        !isSpace(byte) && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "<")
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
}
