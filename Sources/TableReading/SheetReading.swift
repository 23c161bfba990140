import ReadingDefects
import XMLReading

/// Reads the rows of one sheet.
///
/// > Source: ECMA-376 part 1 §18.3.1.73 (row), §18.3.1.4 (c), §18.18.11 (cell types), §18.3.1.55 (mergeCell).
struct SheetReading {
    let strings: [String]
    let formats: [NumberFormat]
    let isFrom1904: Bool
    var limits: TableLimits

    /// Cells that merged regions may fill, all together.
    private static let filledLimit = 1_000_000

    private struct Cell {
        var column: Int
        var type: String
        var style: Int
        var value = ""
        var written = WrittenCell()
        var isInValue = false
    }

    private struct Region {
        var rows: ClosedRange<Int>
        var columns: ClosedRange<Int>
    }

    func read(_ bytes: [UInt8], name: String, isHidden: Bool) -> Table {
        let events = XMLEvents(bytes)
        var table = Table(name: name, isHidden: isHidden, rows: [])
        var regions: [Region] = []
        var row = TableRow(number: 0, cells: [])
        var cell: Cell?
        var size = 0
        var counts = (errors: 0, cut: 0, beyond: 0)
        var isFull = false
        walk: while let event = events.next() {
            switch event {
            case .start("row"):
                let number = events.attribute("r").flatMap { Int($0) } ?? row.number + 1
                // Numbers that do not grow are of a broken file; the order of the file is what counts then.
                row = TableRow(number: max(number, row.number + 1), cells: [])
                row.isHidden = ["1", "true"].contains(events.attribute("hidden") ?? "")
            case .end("row"):
                guard row.cells.contains(where: { !$0.isEmpty }) else { break }
                size += row.cells.reduce(0) { $0 + $1.utf8.count + 16 }
                guard table.rows.count < limits.rows, size <= limits.textBytes else {
                    isFull = true
                    break walk
                }
                table.rows.append(row)
            case .start("c"):
                let place = events.attribute("r").flatMap(Self.column) ?? row.cells.count
                cell = Cell(
                    column: place, type: events.attribute("t") ?? "n",
                    style: events.attribute("s").flatMap { Int($0) } ?? 0)
            case .end("c"):
                guard let ended = cell else { break }
                cell = nil
                guard ended.column < limits.columns else {
                    counts.beyond += 1
                    break
                }
                if ended.type == "e" { counts.errors += 1 }
                let (text, isCut) = CellText.tidy(content(of: ended).utf8, limit: limits.cellBytes)
                if isCut { counts.cut += 1 }
                while row.cells.count < ended.column { row.cells.append("") }
                if ended.column < row.cells.count {
                    row.cells[ended.column] = text
                } else {
                    row.cells.append(text)
                }
            case .start("v"): cell?.isInValue = true
            case .end("v"): cell?.isInValue = false
            case .start("mergeCell"):
                if regions.count < 50_000, let region = events.attribute("ref").flatMap(Self.region) {
                    regions.append(region)
                }
            case .text(let characters):
                if cell?.isInValue == true { cell?.value += characters.prefix(limits.cellBytes) }
                cell?.written.take(event)
            default: cell?.written.take(event)
            }
        }
        Self.apply(regions, to: &table, columns: limits.columns)
        note(counts, isFull: isFull, isBroken: events.isBroken, in: &table)
        return table
    }

    private func note(
        _ counts: (errors: Int, cut: Int, beyond: Int), isFull: Bool, isBroken: Bool, in table: inout Table
    ) {
        if isFull { table.defects.append(.tableCut(rows: table.rows.count)) }
        if counts.cut > 0 { table.defects.append(.cutCells(counts.cut)) }
        if counts.errors > 0 {
            table.defects.append(
                ReadingDefect(
                    en: "\(counts.errors) cells hold the error of a formula; they were read as empty.",
                    vi: "Có \(counts.errors) ô chứa công thức bị lỗi; đã coi là ô trống."))
        }
        if counts.beyond > 0 {
            table.defects.append(
                ReadingDefect(
                    en: "\(counts.beyond) cells stand beyond column \(limits.columns); they were not read.",
                    vi: "Có \(counts.beyond) ô nằm sau cột thứ \(limits.columns), không được đọc."))
        }
        if isBroken {
            table.defects.append(
                ReadingDefect(
                    en: "The sheet «\(table.name)» is broken; the rows before the break were read.",
                    vi: "Trang tính «\(table.name)» bị hỏng; chỉ đọc được các dòng trước chỗ hỏng."))
        }
    }

    private func content(of cell: Cell) -> String {
        switch cell.type {
        case "s":
            guard let place = Int(cell.value), strings.indices.contains(place) else { return "" }
            return strings[place]
        case "inlineStr": return cell.written.text
        case "str": return cell.value
        // ISO 8601 with a T between day and time.
        case "d": return cell.value.replacing("T", with: " ")
        case "b": return cell.value == "1" ? "TRUE" : cell.value.isEmpty ? "" : "FALSE"
        case "e": return ""
        default:
            let format = formats.indices.contains(cell.style) ? formats[cell.style] : .number
            return cell.value.isEmpty ? "" : NumberText.text(cell.value, format: format, from1904: isFrom1904)
        }
    }

    /// A region that covers rows says the same in each of them; one that covers columns says it once.
    private static func apply(_ regions: [Region], to table: inout Table, columns: Int) {
        guard !regions.isEmpty else { return }
        var places: [Int: Int] = [:]
        for (place, row) in table.rows.enumerated() { places[row.number] = place }
        var left = filledLimit
        for region in regions where region.columns.lowerBound < columns {
            let column = region.columns.lowerBound
            guard let first = places[region.rows.lowerBound] else { continue }
            let text = table.rows[first].cell(column)
            guard !text.isEmpty else { continue }
            var place = first
            while place < table.rows.count, region.rows.contains(table.rows[place].number), left > 0 {
                left -= 1
                while table.rows[place].cells.count <= column { table.rows[place].cells.append("") }
                table.rows[place].cells[column] = text
                if region.columns.count > 1 { table.rows[place].spans[column] = region.columns.count }
                place += 1
            }
        }
    }

    /// The column of a cell's name: "C7" is in column 2, counted from 0.
    static func column(_ reference: String) -> Int? {
        var column = 0
        for byte in reference.utf8.prefix(8) {
            switch byte {
            case 0x41...0x5A: column = column * 26 + Int(byte - 0x40)
            case 0x61...0x7A: column = column * 26 + Int(byte - 0x60)
            default: return column > 0 ? column - 1 : nil
            }
        }
        return nil
    }

    private static func region(_ reference: String) -> Region? {
        let corners = reference.split(separator: ":").prefix(2).map(String.init)
        guard corners.count == 2 else { return nil }
        let rows = corners.compactMap { Int($0.drop { !$0.isNumber }) }
        let columns = corners.compactMap { column($0) }
        guard rows.count == 2, columns.count == 2, rows[0] <= rows[1], columns[0] <= columns[1] else { return nil }
        return Region(rows: rows[0]...rows[1], columns: columns[0]...columns[1])
    }
}
