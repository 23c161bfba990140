import VietnameseText

/// The rows below a table's header, read by a mapping, without what is no row of its own: sums, headings between rows, the
/// header again on each printed page, signatures at the end.
public struct TableRecords: Sendable {
    /// Records in order, bad ones included.
    public let records: [TableRecord]
    /// Numbers of rows that were passed over, because they are sums, headings or signatures.
    public let skippedRows: [Int]
    /// In which order day and month stand.
    public let order: CellMoment.Order

    /// Text of at least so many bytes alone in its row is taken for an item, less for a heading between rows.
    private static let leastAlone = 40
    private static let sums = ["tong cong", "tong so", "tong", "cong", "luy ke", "total", "sum"]

    /// Reads the rows.
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - shape: Where its header stands.
    ///   - mapping: What its columns mean.
    public init(_ table: Table, shape: TableShape, mapping: ColumnMapping) {
        let reader = Reader(shape: shape, mapping: mapping, rows: table.rows[min(shape.firstRow, table.rows.count)...])
        order = reader.order
        var records: [TableRecord] = []
        var skipped: [Int] = []
        for row in reader.rows {
            if reader.isNoRecord(row) { skipped.append(row.number) } else { records.append(reader.record(row)) }
        }
        // Below the last row stand date, place and signatures.
        while let last = records.last, last.problem != nil, last.cells.count <= 2, last.fields[.register] == nil {
            skipped.append(last.row)
            records.removeLast()
        }
        self.records = records
        skippedRows = skipped.sorted()
    }

    /// Reads one row that is known to be one.
    ///
    /// - Parameters:
    ///   - row: The row.
    ///   - shape: The header above it.
    ///   - mapping: What its columns mean.
    /// - Returns: The record.
    public static func record(of row: TableRow, shape: TableShape, mapping: ColumnMapping) -> TableRecord {
        Reader(shape: shape, mapping: mapping, rows: [row]).record(row)
    }

    private struct Reader {
        let shape: TableShape
        let mapping: ColumnMapping
        let rows: ArraySlice<TableRow>
        let order: CellMoment.Order
        /// Place of the column by meaning.
        private let places: [ColumnMeaning: Int]
        private let header: [String]

        init(shape: TableShape, mapping: ColumnMapping, rows: ArraySlice<TableRow>) {
            self.shape = shape
            self.mapping = mapping
            self.rows = rows
            header = shape.headings.map(foldedForSearch)
            let header = header
            var places: [ColumnMeaning: Int] = [:]
            for (meaning, heading) in mapping.columns {
                places[meaning] = header.firstIndex(of: foldedForSearch(heading))
            }
            self.places = places
            let days = places[.received]
            order = days.map { column in CellMoment.Order.of(rows.lazy.map { $0.cell(column) }) } ?? .dayFirst
        }

        /// Whether a row is a sum, a heading between rows, or the header again.
        func isNoRecord(_ row: TableRow) -> Bool {
            let filled = row.filledColumns
            guard let first = filled.first else { return true }
            let folded = foldedForSearch(String(row.cell(first).prefix(300)))
            if filled.count > 1, filled.allSatisfy({ header.indices.contains($0) && isHeading(row, $0) }) {
                return true
            }
            let content = places[.content].map { row.cell($0) } ?? ""
            let isSum = TableRecords.sums.contains { folded == $0 || folded.hasPrefix($0 + " ") }
            if isSum, content.isEmpty || first == places[.content] || CellNumber(content) != nil {
                return filled.dropFirst().allSatisfy { CellNumber(row.cell($0)) != nil }
            }
            guard shape.headings.count > 1, filled.count == 1 else { return false }
            return content.isEmpty || content.utf8.count < TableRecords.leastAlone
        }

        private func isHeading(_ row: TableRow, _ column: Int) -> Bool {
            let folded = foldedForSearch(row.cell(column))
            return !folded.isEmpty && (header[column] == folded || header[column].hasSuffix(" " + folded))
        }

        func record(_ row: TableRow) -> TableRecord {
            var fields: [ColumnMeaning: String] = [:]
            for (meaning, column) in places where !row.cell(column).isEmpty { fields[meaning] = row.cell(column) }
            if let phone = fields[.phone] { fields[.phone] = PhoneText.restored(phone) }
            let cells = row.filledColumns.map { column in
                let heading = shape.headings.indices.contains(column) ? shape.headings[column] : "Cột \(column + 1)"
                let text = column == places[.phone] ? PhoneText.restored(row.cell(column)) : row.cell(column)
                return TableRecord.Cell(heading: heading, text: text)
            }
            var record = TableRecord(row: row.number, isHidden: row.isHidden, fields: fields, cells: cells)
            if row.cells.count > shape.headings.count {
                record.problem = .tooManyCells(row.cells.count, columns: shape.headings.count)
            } else if let heading = mapping.columns[.content], fields[.content] == nil, fields[.subject] == nil {
                record.problem = .noContent(column: heading)
            }
            if places[.received] != nil {
                do throws(CellMoment.Problem) {
                    let moment = try CellMoment(
                        fields[.received] ?? "", order: order, time: fields[.receivedTime] ?? "")
                    record.received = moment.milliseconds
                    record.hasTime = moment.hasTime
                } catch {
                    record.dayProblem = error
                }
            }
            return record
        }
    }
}
