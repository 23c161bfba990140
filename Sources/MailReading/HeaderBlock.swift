/// The header in front of a body, read line by line.
///
/// > Source: RFC 5322 §2.2 and §4.5 (white space before the colon); a line that is no field ends the header, and nothing of
/// > it is lost: the body begins there.
struct HeaderBlock {
    var fields: [HeaderField] = []
    /// First byte of the body.
    var bodyStart: Int
    /// The header ended at a line that is no field instead of at an empty line.
    var lacksEmptyLine = false
    /// A line that is no field stood between the fields and was passed over.
    var hasForeignLine = false
    /// Fields or bytes beyond the limits were left out.
    var isCut = false

    init(_ bytes: [UInt8], in range: Range<Int>, limits: MailLimits) {
        bodyStart = range.upperBound
        read(bytes, in: range, limits: limits)
        if !fields.isEmpty { fields[fields.count - 1].finish() }
    }

    private mutating func read(_ bytes: [UInt8], in range: Range<Int>, limits: MailLimits) {
        var index = range.lowerBound
        while index < range.upperBound {
            let line = Self.line(bytes, from: index, limit: range.upperBound)
            if line.content.isEmpty {
                bodyStart = line.next
                return
            }
            let first = bytes[index]
            if first == 0x20 || first == 0x09, !fields.isEmpty {
                extend(bytes[line.content], limits: limits)
            } else if let colon = Self.colon(bytes, in: line.content) {
                start(bytes, line: line.content, colon: colon, limits: limits)
            } else if Self.isSeparator(bytes[line.content]) {
                // An mbox line in front of the header, or put into it on the way.
                hasForeignLine = hasForeignLine || !fields.isEmpty
            } else if bytes[index] == UInt8(ascii: ":"), !fields.isEmpty {
                // A field that lost its name.
                hasForeignLine = true
            } else if bytes[line.content].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
                // A line of blanks is what is left of an empty line that some editor filled.
                bodyStart = line.next
                return
            } else {
                lacksEmptyLine = true
                bodyStart = index
                return
            }
            index = line.next
        }
    }

    private mutating func start(_ bytes: [UInt8], line: Range<Int>, colon: Int, limits: MailLimits) {
        guard fields.count < limits.headerFields else {
            isCut = true
            return
        }
        if !fields.isEmpty { fields[fields.count - 1].finish() }
        var nameEnd = colon
        while nameEnd > line.lowerBound, bytes[nameEnd - 1] == 0x20 || bytes[nameEnd - 1] == 0x09 { nameEnd -= 1 }
        let name = String(decoding: bytes[line.lowerBound..<nameEnd], as: UTF8.self)
        fields.append(HeaderField(name: name, value: []))
        append(bytes[(colon + 1)..<line.upperBound], limits: limits)
    }

    private mutating func extend(_ line: ArraySlice<UInt8>, limits: MailLimits) {
        // Continuations of a field that was left out belong nowhere.
        guard !isCut || fields.count < limits.headerFields else { return }
        append(line, limits: limits)
    }

    private mutating func append(_ piece: ArraySlice<UInt8>, limits: MailLimits) {
        if !fields[fields.count - 1].append(piece, limit: limits.headerFieldBytes) { isCut = true }
    }

    /// One line: its content without the line break, and where the next line begins.
    static func line(_ bytes: [UInt8], from start: Int, limit: Int) -> (content: Range<Int>, next: Int) {
        var end = start
        while end < limit, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
        guard end < limit else { return (start..<end, end) }
        if bytes[end] == 0x0D, end + 1 < limit, bytes[end + 1] == 0x0A { return (start..<end, end + 2) }
        return (start..<end, end + 1)
    }

    /// Where the colon stands when the line is a field: a name of printable ASCII in front of it.
    static func colon(_ bytes: [UInt8], in line: Range<Int>) -> Int? {
        var index = line.lowerBound
        while index < line.upperBound, bytes[index] > 0x20, bytes[index] < 0x7F, bytes[index] != 0x3A { index += 1 }
        guard index > line.lowerBound, index - line.lowerBound <= 200 else { return nil }
        while index < line.upperBound, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        return index < line.upperBound && bytes[index] == 0x3A ? index : nil
    }

    static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
        line.starts(with: Array("From ".utf8)) || line.starts(with: Array(">From ".utf8))
    }
}
