/// One row of a register, read by the meaning of its columns.
public struct TableRecord: Sendable, Hashable {
    /// The row's number in the table.
    public var row: Int
    /// Whether whoever made the workbook hid the row.
    public var isHidden: Bool
    /// Texts by meaning; what is empty is missing.
    public var fields: [ColumnMeaning: String]
    /// Cells of all columns by heading, in order; empty ones are missing.
    public var cells: [Cell]
    /// When it was received, in milliseconds since 1970; nil when nothing tells.
    public var received: Int64?
    /// Whether the time of day is told too.
    public var hasTime = false
    /// Why the row cannot be taken as an item; nil when it can.
    public var problem: Problem?
    /// Why the day of receipt could not be read; nil when it was, or when there is no such column.
    public var dayProblem: CellMoment.Problem?

    /// A cell under its heading.
    public struct Cell: Sendable, Hashable {
        /// The column's heading.
        public var heading: String
        /// The cell's text.
        public var text: String

        /// A cell from its parts.
        public init(heading: String, text: String) {
            self.heading = heading
            self.text = text
        }
    }

    /// Why a row is no item.
    public enum Problem: Sendable, Hashable {
        /// There is nothing where the content should stand.
        case noContent(column: String)
        /// It has more cells than the header has columns, so that columns may be shifted.
        case tooManyCells(Int, columns: Int)

        /// One sentence for operators.
        public var vietnamese: String {
            switch self {
            case .noContent(let column): "Dòng này không có gì ở cột «\(column)»."
            case .tooManyCells(let count, let columns):
                "Dòng này có \(count) ô, nhiều hơn \(columns) cột của bảng, nên các cột có thể bị lệch."
            }
        }
    }
}
