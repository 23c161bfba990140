/// Collects text as a reader sees it: white space folded, breaks where elements begin and end, quoted lines marked.
package struct TextLayout {
    private var lines: [UInt8] = []
    private var line: [UInt8] = []
    /// A line without anything on it was written; else no two line breaks stand side by side.
    private var hasEmptyLines = false
    private var pendingSpace = false
    private var pendingCell = false
    private let marksQuotes: Bool
    private var quoteDepth = 0
    private var preformattedDepth = 0

    /// Marks whose stretch has begun, as offsets into ``lines``.
    private var marks: [HTMLMark] = []
    /// Indices of the marks whose element is still open.
    private var openMarks: [Int] = []

    /// Most marks that are kept; a mail has a handful.
    private static let markLimit = 1000

    init(marksQuotes: Bool) { self.marksQuotes = marksQuotes }

    /// The text and what markup says about it.
    struct Result {
        var text = ""
        var marks: [HTMLMark] = []
    }

    /// Elements that begin and end on a line of their own.
    private static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
        "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "select", "summary",
        "table", "tbody", "tfoot", "thead", "title", "tr", "ul",
    ]

    mutating func open(_ name: String, _ markup: MailMarkup?) {
        if let kind = markup?.mark, marks.count < Self.markLimit {
            breakLine()
            if kind != .olderMail { openMarks.append(marks.count) }
            marks.append(HTMLMark(kind: kind, start: lines.count, end: Int.max))
        }
        switch name {
        case "br": breakLine(force: true)
        case "td", "th": pendingCell = !line.isEmpty
        case "li":
            breakLine()
            append("- ")
        default:
            guard Self.blocks.contains(name) else { return }
            breakLine()
            if name == "pre" { preformattedDepth += 1 }
            if name == "blockquote", markup?.isIndentation != true { quoteDepth += 1 }
        }
    }

    mutating func close(_ name: String, _ markup: MailMarkup?) {
        if let kind = markup?.mark, let open = openMarks.last, marks[open].kind == kind {
            breakLine()
            openMarks.removeLast()
            marks[open].end = lines.count
        }
        guard Self.blocks.contains(name) else { return }
        breakLine()
        if name == "pre" { preformattedDepth = max(0, preformattedDepth - 1) }
        if name == "blockquote", markup?.isIndentation != true { quoteDepth = max(0, quoteDepth - 1) }
    }

    /// Whether nothing stands on the present line yet.
    var isAtLineStart: Bool { line.isEmpty }

    /// Adds characters; white space is folded unless they stand in a `pre`.
    mutating func add(_ text: some Collection<UInt8>) {
        if text.withContiguousStorageIfAvailable({ add($0) }) == nil {
            Array(text).withUnsafeBufferPointer { add($0) }
        }
    }

    /// Adds characters from a buffer, of which every place that is read is compared with its end first.
    mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
        var before: UInt8 = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte <= 0x20 || byte == 0xC2 || before == 0xC2 {
                add(byte, after: &before)
                index += 1
                continue
            }
            // Words with one space between them, as nearly all text is, are taken together.
            let start = index
            index += 1
            while index < text.count, text[index] != 0xC2 {
                if text[index] > 0x20 {
                    index += 1
                } else if text[index] == 0x20, index + 1 < text.count, text[index + 1] > 0x20, text[index + 1] != 0xC2 {
                    index += 2
                } else {
                    break
                }
            }
            before = 0
            separate()
            line.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
        }
    }

    private mutating func add(_ byte: UInt8, after before: inout UInt8) {
        // U+00A0 is C2 A0: a space to every reader.
        if before == 0xC2, byte == 0xA0 {
            line.removeLast()
            before = 0
            foldIntoSpace()
            return
        }
        // Old programs write &#150; and mean the dash that windows-1252 has there, as browsers know.
        if before == 0xC2, (0x80...0x9F).contains(byte), let meant = Self.windows1252[Int(byte) - 0x80] {
            line.removeLast()
            line.append(contentsOf: String(Character(meant)).utf8)
            before = 0
            return
        }
        before = byte
        switch byte {
        case 0x0A where preformattedDepth > 0: breakLine(force: true)
        case 0x00, 0x09...0x0D, 0x20: space()
        default:
            separate()
            line.append(byte)
        }
    }

    /// Writes what sets the next character apart from the last.
    private mutating func separate() {
        if pendingCell {
            line.append(0x09)
        } else if pendingSpace, !line.isEmpty {
            line.append(0x20)
        }
        pendingCell = false
        pendingSpace = false
    }

    /// > Source: HTML, "numeric character reference end state".
    package static let windows1252: [Unicode.Scalar?] = [
        "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil, nil, "‘", "’", "“", "”", "•",
        "–", "—",
        "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
    ]

    /// A no-break space merges with the white space before it, which was written out when its first byte came.
    private mutating func foldIntoSpace() {
        if preformattedDepth == 0, line.last == 0x20 { line.removeLast() }
        if line.last == 0x09 {
            line.removeLast()
            pendingCell = true
        }
        space()
    }

    private mutating func space() {
        if preformattedDepth > 0 { line.append(0x20) } else { pendingSpace = true }
    }

    private mutating func append(_ text: String) {
        line.append(contentsOf: text.utf8)
        pendingSpace = false
    }

    /// Ends the line, if anything stands on it or `force` asks for it.
    mutating func breakLine(force: Bool = false) {
        pendingSpace = false
        pendingCell = false
        if !force, isItemMark { return }
        guard !line.isEmpty || force else { return }
        if marksQuotes, quoteDepth > 0 {
            for _ in 0..<min(quoteDepth, 8) { lines.append(contentsOf: Array(">".utf8)) }
            lines.append(0x20)
        }
        while line.last == 0x20 || line.last == 0x09 { line.removeLast() }
        if line.isEmpty { hasEmptyLines = true }
        lines.append(contentsOf: line)
        lines.append(0x0A)
        line.removeAll(keepingCapacity: true)
    }

    /// The text, without blank lines at its ends and with at most one blank line in a row, and the marks on it.
    mutating func finish() -> Result {
        breakLine()
        if isItemMark { line = [] }
        guard hasEmptyLines || !marks.isEmpty else {
            if !lines.isEmpty { lines.removeLast() }
            return Result(text: String(decoding: lines, as: UTF8.self))
        }
        var result: [UInt8] = []
        result.reserveCapacity(lines.count)
        var newlines = 2
        // Where each mark begins or ends, in order, so that one pass moves them all.
        var places = marks.indices.flatMap { [(marks[$0].start, $0, true), (marks[$0].end, $0, false)] }
        places.sort { $0.0 > $1.0 }
        for (offset, byte) in lines.enumerated() {
            while let place = places.last, place.0 <= offset {
                move(place, to: result.count)
                places.removeLast()
            }
            newlines = byte == 0x0A ? newlines + 1 : 0
            if newlines <= 2 { result.append(byte) }
        }
        while result.last == 0x0A { result.removeLast() }
        for place in places { move(place, to: result.count) }
        for index in marks.indices { marks[index].end = min(marks[index].end, result.count) }
        return Result(
            text: String(decoding: result, as: UTF8.self), marks: marks.filter { $0.start < $0.end })
    }

    /// The line holds nothing but the mark of a list item.
    private var isItemMark: Bool { line.count == 2 && line[0] == UInt8(ascii: "-") && line[1] == 0x20 }

    private mutating func move(_ place: (offset: Int, mark: Int, isStart: Bool), to offset: Int) {
        if place.isStart { marks[place.mark].start = offset } else { marks[place.mark].end = offset }
    }
}
