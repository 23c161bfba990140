import VietnameseText

/// Where in a table its header stands and what its columns mean.
///
/// Registers have titles above their header and sums, dates and signatures below their rows. The header is the row whose
/// cells are headings; where no heading is known, as in surveys, the first row that is as wide as the table and has no
/// figures.
public struct TableShape: Sendable, Hashable {
    /// What stands above the header, each row on a line.
    public var title: String
    /// Place of the header's last row among the rows.
    public var headerRow: Int
    /// Headings by column; a heading below a common one is written behind it.
    public var headings: [String]
    /// Place of the first row below the header.
    public var firstRow: Int

    /// Rows that are looked at for a header.
    private static let searched = 40

    /// Finds the header.
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - expected: Headings that must be there, from a configuration or an earlier file; may be empty.
    /// - Returns: The shape; nil when no row looks like a header.
    public static func find(in table: Table, expected: Set<String> = []) -> TableShape? {
        let wanted = Set(expected.map(foldedForSearch))
        var best: (place: Int, weight: Int)?
        for (place, row) in table.rows.prefix(searched).enumerated() {
            let weight = weight(of: row, wanted: wanted)
            if weight > best?.weight ?? 0 { best = (place, weight) }
        }
        if best.map({ $0.weight < 4 }) ?? true {
            // One known heading may stand in a title too; the row as wide as the table decides, if it comes first.
            let widest = widestHead(of: table)
            let known = best.flatMap { $0.weight > 1 ? $0.place : nil }
            best = [widest, known].compactMap(\.self).min().map { ($0, 0) }
        }
        if let place = best?.place, place > 0, joined(table.rows[place - 1], table.rows[place]) != nil {
            best?.place = place - 1
        }
        return best.map { TableShape(table, headerRow: $0.place) }
    }

    /// The shape of a table whose first row is known to be its header.
    public init(header: TableRow) {
        title = ""
        headings = Self.distinct(header.cells)
        headerRow = 0
        firstRow = 1
    }

    private init(_ table: Table, headerRow: Int) {
        let rows = table.rows
        let header = rows[headerRow]
        var last = headerRow
        var headings = header.cells
        if let below = rows.dropFirst(headerRow + 1).first, let joined = Self.joined(header, below) {
            headings = joined
            last += 1
        }
        title = rows[..<headerRow].map { row in
            row.cells.filter { !$0.isEmpty }.joined(separator: " ")
        }
        .joined(separator: "\n")
        self.headings = Self.distinct(headings)
        self.headerRow = last
        firstRow = last + 1
        if rows.indices.contains(firstRow), Self.numbersColumns(rows[firstRow]) { firstRow += 1 }
    }

    /// How much a row looks like a header.
    private static func weight(of row: TableRow, wanted: Set<String>) -> Int {
        var weight = 0
        var seen: Set<String> = []
        for cell in row.cells where !cell.isEmpty && cell.utf8.count <= 200 {
            let folded = foldedForSearch(cell)
            guard seen.insert(folded).inserted else { continue }
            if wanted.contains(folded) {
                weight += 20
            } else if let found = ColumnMeaning.of(folded) {
                weight += found.weight == 1000 ? 2 : 1
            }
        }
        return seen.count >= 2 || !wanted.isEmpty && weight >= 20 ? weight : 0
    }

    /// The first row as wide as most, whose cells are all different and no figures.
    private static func widestHead(of table: Table) -> Int? {
        let widths = table.rows.prefix(200).map { $0.filledColumns.count }.sorted()
        guard let usual = widths.isEmpty ? nil : widths[widths.count / 2], usual >= 1 else { return nil }
        return table.rows.prefix(searched).firstIndex { row in
            let cells = row.cells.filter { !$0.isEmpty }
            return cells.count * 10 >= usual * 6 && (cells.count >= 2 || usual == 1)
                && Set(cells).count * 10 >= cells.count * 7
                && cells.allSatisfy { CellNumber($0) == nil && (try? CellMoment($0)) == nil }
        }
    }

    /// Headings of two rows, where cells of the upper one cover several columns.
    private static func joined(_ upper: TableRow, _ lower: TableRow) -> [String]? {
        guard !upper.spans.isEmpty else { return nil }
        var headings = upper.cells
        var isUsed = false
        for (start, count) in upper.spans {
            let group = upper.cell(start)
            for column in start..<min(start + count, 1000) {
                let heading = lower.cell(column)
                guard !heading.isEmpty, heading != group else { continue }
                while headings.count <= column { headings.append("") }
                headings[column] = "\(group) – \(heading)"
                isUsed = true
            }
        }
        // What stands below a column of its own must be that column again: its cell covers both rows.
        let covered = Set(upper.spans.flatMap { Array($0.key..<min($0.key + $0.value, 1000)) })
        let others = lower.filledColumns.filter { !covered.contains($0) }
        return isUsed && others.allSatisfy { lower.cell($0) == upper.cell($0) || upper.cell($0).isEmpty }
            ? headings : nil
    }

    /// Headings told apart: without a heading by the column's place, with the same one by a number behind.
    private static func distinct(_ cells: [String]) -> [String] {
        var seen: [String: Int] = [:]
        return cells.enumerated().map { column, cell in
            let heading = cell.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let name = heading.isEmpty ? "Cột \(column + 1)" : String(heading.prefix(300))
            let count = seen[name, default: 0] + 1
            seen[name] = count
            return count == 1 ? name : "\(name) (\(count))"
        }
    }

    /// Whether a row only numbers or letters the columns, as official forms do: (1) (2) (3), A B 1 2.
    private static func numbersColumns(_ row: TableRow) -> Bool {
        let cells = row.cells.filter { !$0.isEmpty }.map { $0.trimmingParentheses }
        guard cells.count >= 3 else { return false }
        let letters = cells.prefix { $0.utf8.count == 1 && $0.first.map { $0.isLetter && $0.isUppercase } ?? false }
        let numbers = cells.dropFirst(letters.count).compactMap { Int($0) }
        guard numbers.count + letters.count == cells.count else { return false }
        return zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 } && (numbers.first ?? 1) <= 2
    }

    /// What the columns mean, told from their headings; a column has one meaning and a meaning one column.
    public func guessedMapping() -> ColumnMapping {
        var candidates: [(column: Int, meaning: ColumnMeaning, weight: Int)] = []
        for (column, heading) in headings.enumerated() {
            let parts = heading.components(of: " – ")
            // A heading below a common one tells more than both together.
            let found = ([foldedForSearch(heading)] + parts.dropFirst().map { foldedForSearch($0) })
                .compactMap(ColumnMeaning.of).max { $0.weight < $1.weight }
            if let found { candidates.append((column, found.meaning, found.weight)) }
        }
        var columns: [ColumnMeaning: String] = [:]
        for candidate in candidates.sorted(by: { ($1.weight, $0.column) < ($0.weight, $1.column) })
        where columns[candidate.meaning] == nil {
            columns[candidate.meaning] = headings[candidate.column]
        }
        return ColumnMapping(columns: columns, headings: headings)
    }
}

extension String {
    fileprivate var trimmingParentheses: String { filter { !"()[]".contains($0) && !$0.isWhitespace } }

    fileprivate func components(of separator: String) -> [String] { split(separator: separator).map(String.init) }
}

extension TableShape {
    /// The heading that reads like another, accents, case and blanks disregarded; nil when there is none.
    ///
    /// - Parameter heading: A heading from a configuration or another file.
    /// - Returns: The heading as this table has it.
    public func heading(like heading: String) -> String? {
        if headings.contains(heading) { return heading }
        let folded = foldedForSearch(heading)
        return headings.first { foldedForSearch($0) == folded }
    }
}
