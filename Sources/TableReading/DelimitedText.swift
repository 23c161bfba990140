import CharsetDecoding
import ReadingDefects

/// Reads tables in text files: comma-separated values and what people publish under that name.
///
/// The charset is found by ``CharsetDecoder``, the separator by what makes rows of equal width. Quotes follow RFC 4180; a
/// quote that never ends is taken as a character, so that one slip does not swallow the rest of the file.
///
/// > Source: RFC 4180 §2.
public struct DelimitedText: Sendable {
    private let limits: TableLimits

    /// A reader.
    public init(limits: TableLimits = TableLimits()) { self.limits = limits }

    /// Reads a table; any bytes are one, however odd.
    ///
    /// - Parameter bytes: The file.
    /// - Returns: Its rows, with what was wrong.
    public func read(_ bytes: [UInt8]) -> Table {
        let decoded = CharsetDecoder.decode(bytes, declared: Self.wideCharset(of: bytes))
        var text = Array(decoded.text.utf8)
        let told = Self.toldSeparator(&text)
        let separator = told.byte ?? Self.separator(of: text)
        var records = DelimitedRecords(text, separator: separator, cellLimit: limits.cellBytes)
        records.line += told.lines
        var defects = decoded.defect.map { [Self.ofTable($0)] } ?? []
        var rows: [TableRow] = []
        var kept = 0
        var isFull = false
        while let record = records.next() {
            let cells = record.cells.prefix(limits.columns).map(CellText.withoutTextMark)
            let last = cells.lastIndex { !$0.isEmpty }
            guard let last else { continue }
            kept += cells.reduce(0) { $0 + $1.utf8.count }
            guard rows.count < limits.rows, kept <= limits.textBytes else {
                isFull = true
                break
            }
            rows.append(TableRow(number: record.line, cells: Array(cells[...last])))
        }
        if isFull { defects.append(.tableCut(rows: rows.count)) }
        if records.openQuotes > 0 { defects.append(.openQuotes(records.openQuotes)) }
        if records.cutCells > 0 { defects.append(.cutCells(records.cutCells)) }
        return Table(rows: rows, defects: defects)
    }

    /// UTF-16 that lacks its byte order mark: every other byte of mostly Latin text is zero.
    private static func wideCharset(of bytes: [UInt8]) -> String? {
        let head = bytes.prefix(1000)
        guard head.count >= 8, !head.starts(with: [0xFE, 0xFF]), !head.starts(with: [0xFF, 0xFE]) else { return nil }
        var zeros = [0, 0]
        for (place, byte) in head.enumerated() where byte == 0 { zeros[place & 1] += 1 }
        let half = head.count / 2
        if zeros[1] * 10 > half * 4, zeros[0] * 10 < half { return "utf-16le" }
        return zeros[0] * 10 > half * 4 && zeros[1] * 10 < half ? "utf-16be" : nil
    }

    /// The separator that a first line `sep=;` tells, as Excel reads and writes it; the line is taken off.
    private static func toldSeparator(_ text: inout [UInt8]) -> (byte: UInt8?, lines: Int) {
        guard text.starts(with: "sep=".utf8), text.count > 5, [0x0A, 0x0D].contains(text[5]) else { return (nil, 0) }
        let byte = text[4]
        let length = text[5] == 0x0D && text.count > 6 && text[6] == 0x0A ? 7 : 6
        text.removeFirst(length)
        return (byte, 1)
    }

    /// The separator with which most rows of the beginning have the same number of cells, more than one.
    private static func separator(of text: [UInt8]) -> UInt8 {
        let sample = Array(text.prefix(65_536))
        var best: (byte: UInt8, score: Double) = (UInt8(ascii: ","), 0)
        for candidate in [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")] {
            var records = DelimitedRecords(sample, separator: candidate, cellLimit: 65_536)
            var widths: [Int: Int] = [:]
            var count = 0
            var strays = 0
            while count < 200, let record = records.next() {
                guard record.cells.contains(where: { !$0.isEmpty }) else { continue }
                widths[record.cells.count, default: 0] += 1
                strays += record.strayQuotes
                count += 1
            }
            guard let usual = widths.filter({ $0.key > 1 }).max(by: { ($0.value, $0.key) < ($1.value, $1.key) })
            else { continue }
            let share = Double(usual.value) / Double(count)
            let misfits = Double(strays) / Double(count)
            let score = share * (1 + 0.05 * Double(min(usual.key, 20))) / (1 + misfits)
            if score > best.score { best = (candidate, score) }
        }
        return best.byte
    }

    /// The charset's defect, which speaks of a mail, said of a table.
    private static func ofTable(_ defect: ReadingDefect) -> ReadingDefect {
        ReadingDefect(
            en: defect.english, vi: defect.vietnamese.replacing("Thư ", with: "Tệp ").replacing("thư ", with: "tệp "))
    }
}

extension ReadingDefect {
    static func tableCut(rows: Int) -> ReadingDefect {
        ReadingDefect(
            en: "The table is larger than is read at once; only its first \(rows) rows were read. Cut it into files.",
            vi: "Bảng quá lớn; chỉ đọc \(rows) dòng đầu. Xin tách thành nhiều tệp.")
    }

    static func cutCells(_ count: Int) -> ReadingDefect {
        ReadingDefect(
            en: "\(count) cells were longer than is kept and were cut.", vi: "\(count) ô quá dài đã bị cắt bớt.")
    }

    static func openQuotes(_ count: Int) -> ReadingDefect {
        ReadingDefect(
            en: "\(count) quotation marks are never closed; they were taken as characters.",
            vi: "Có \(count) dấu nháy kép mở mà không đóng; đã đọc như ký tự thường.")
    }
}
