public import ReadingDefects

/// A table as a file has it: rows of text cells, nothing of its meaning known yet.
public struct Table: Sendable, Hashable {
    /// Name of the sheet; empty for a file that is one table.
    public var name: String
    /// Whether whoever made the workbook hid the sheet.
    public var isHidden: Bool
    /// Rows that have at least one cell with text, in order.
    public var rows: [TableRow]
    /// What was wrong with the file although it could be read.
    public var defects: [ReadingDefect]

    /// A table from its parts.
    public init(name: String = "", isHidden: Bool = false, rows: [TableRow], defects: [ReadingDefect] = []) {
        self.name = name
        self.isHidden = isHidden
        self.rows = rows
        self.defects = defects
    }
}

/// One row of a table.
public struct TableRow: Sendable, Hashable {
    /// Where it stands: the row of the sheet, or the line of the text on which it begins; counted from 1.
    public var number: Int
    /// Texts of the cells from the first column on, blanks around them taken off; empty cells are empty texts.
    public var cells: [String]
    /// Whether whoever made the workbook hid the row.
    public var isHidden: Bool
    /// How many columns a cell covers, by the column it begins in; cells that cover one column are missing.
    public var spans: [Int: Int]

    /// A row from its parts.
    public init(number: Int, cells: [String], isHidden: Bool = false, spans: [Int: Int] = [:]) {
        self.number = number
        self.cells = cells
        self.isHidden = isHidden
        self.spans = spans
    }

    /// The text in a column; empty behind the last cell.
    public func cell(_ column: Int) -> String { cells.indices.contains(column) ? cells[column] : "" }

    /// Columns whose cell has text.
    var filledColumns: [Int] { cells.indices.filter { !cells[$0].isEmpty } }
}

/// Bounds on what reading one table may cost; reaching one is told, never passed over.
public struct TableLimits: Sendable, Hashable {
    /// Rows kept of one table.
    public var rows = 200_000
    /// Columns kept.
    public var columns = 256
    /// UTF-8 bytes of one cell.
    public var cellBytes = 65_536
    /// UTF-8 bytes of all cells together.
    public var textBytes = 128_000_000
    /// Sheets of a workbook.
    public var sheets = 100
    /// Strings that the cells of a workbook share.
    public var sharedStrings = 1_000_000

    /// The usual bounds.
    public init() {}
}
