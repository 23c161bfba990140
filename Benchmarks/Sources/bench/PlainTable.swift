/// Text in columns, numbers to the right.
struct PlainTable {
    /// The first row is the heads.
    var rows: [[String]]
    /// Columns that stand to the right.
    var rightColumns: Set<Int>

    /// The table's lines.
    var lines: [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                return rightColumns.contains(column) ? padding + cell : cell + padding
            }
            return cells.joined(separator: "  ")
        }
    }
}
