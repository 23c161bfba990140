/// The records of a delimited text, one after the other.
struct DelimitedRecords {
    /// One record.
    struct Record {
        /// Line on which it begins, counted from 1.
        var line: Int
        /// Its cells, tidied.
        var cells: [String]
        /// Quotes that stand where none may.
        var strayQuotes: Int
    }

    /// Most bytes that a quoted cell may have; what opens a longer one is no quotation mark.
    private static let quotedLimit = 262_144
    /// Most cells of one record that are looked at.
    private static let cellCountLimit = 2_000
    private static let quote = UInt8(ascii: "\"")

    private let text: [UInt8]
    private let separator: UInt8
    private let cellLimit: Int
    private var position = 0
    /// The line that comes next.
    var line = 1
    /// Quotation marks that were never closed.
    private(set) var openQuotes = 0
    /// Cells that were cut.
    private(set) var cutCells = 0

    init(_ text: [UInt8], separator: UInt8, cellLimit: Int) {
        self.text = text
        self.separator = separator
        self.cellLimit = cellLimit
    }

    /// The next record; nil at the end.
    mutating func next() -> Record? {
        guard position < text.count else { return nil }
        var record = Record(line: line, cells: [], strayQuotes: 0)
        while true {
            let (cell, strays) = nextCell()
            record.strayQuotes += strays
            if record.cells.count < Self.cellCountLimit { record.cells.append(cell) }
            guard position < text.count else { return record }
            if text[position] == separator {
                position += 1
                continue
            }
            endLine()
            return record
        }
    }

    private mutating func endLine() {
        if text[position] == 0x0D, position + 1 < text.count, text[position + 1] == 0x0A { position += 1 }
        position += 1
        line += 1
    }

    private func isEnd(_ place: Int) -> Bool {
        place >= text.count || text[place] == separator || text[place] == 0x0A || text[place] == 0x0D
    }

    /// Reads one cell; afterwards ``position`` stands on what ends it.
    private mutating func nextCell() -> (text: String, strayQuotes: Int) {
        var start = position
        // Blanks before a quotation mark are common, though RFC 4180 has none.
        while start < text.count, text[start] == 0x20 { start += 1 }
        if start < text.count, text[start] == Self.quote, let cell = quotedCell(from: start) { return cell }
        var strays = 0
        start = position
        while !isEnd(position) {
            if text[position] == Self.quote { strays += 1 }
            position += 1
        }
        return (tidy(text[start..<position]), strays)
    }

    /// Reads a cell in quotation marks; nil when they are never closed.
    private mutating func quotedCell(from start: Int) -> (text: String, strayQuotes: Int)? {
        var content: [UInt8] = []
        var place = start + 1
        var lines = 0
        // A file full of quotes that never end must not be searched anew for each of them.
        let limit = openQuotes < 200 ? Self.quotedLimit : 4_096
        while place < text.count, place - start < limit {
            let byte = text[place]
            if byte == Self.quote {
                if place + 1 < text.count, text[place + 1] == Self.quote {
                    content.append(byte)
                    place += 2
                    continue
                }
                if content.last == UInt8(ascii: "\\"), !isEnd(place + 1) {
                    content[content.count - 1] = byte
                    place += 1
                    continue
                }
                return closed(content, at: place, lines: lines)
            }
            if byte == 0x0A || byte == 0x0D && (place + 1 >= text.count || text[place + 1] != 0x0A) { lines += 1 }
            content.append(byte)
            place += 1
        }
        openQuotes += 1
        return nil
    }

    /// Ends a quoted cell; what stands between its end and the separator is kept behind it.
    private mutating func closed(_ content: [UInt8], at end: Int, lines: Int) -> (text: String, strayQuotes: Int) {
        var content = content
        var strays = 0
        position = end + 1
        while !isEnd(position) {
            if text[position] != 0x20 { strays += 1 }
            content.append(text[position])
            position += 1
        }
        line += lines
        return (tidy(content[...]), min(strays, 1))
    }

    private mutating func tidy(_ bytes: ArraySlice<UInt8>) -> String {
        let (text, isCut) = CellText.tidy(bytes, limit: cellLimit)
        if isCut { cutCells += 1 }
        return text
    }
}
