/// One table of a report, ready to be written in any form; it adds up by itself.
public struct ReportTable: Sendable, Hashable {
    /// What a cell holds; the form decides how it is written.
    public enum Cell: Sendable, Hashable {
        /// Words.
        case text(String)
        /// A number of things.
        case count(Int)
        /// A difference, written with its sign.
        case change(Int)
        /// A share in percent of the period before; nil when that period had none.
        case percent(Double?)
        /// A weight in bans.
        case bans(Double)
        /// A link to a case by its tracking code.
        case code(String)
    }

    /// Heading.
    public var caption: String
    /// Column headings.
    public var columns: [String]
    /// Rows; each has as many cells as there are columns.
    public var rows: [[Cell]]
    /// The rows below the line that make the table add up: deductions for cases counted twice, and the total.
    public var sums: [[Cell]]
    /// A sentence below the table.
    public var note: String?

    /// Creates a table.
    public init(caption: String, columns: [String], rows: [[Cell]], sums: [[Cell]] = [], note: String? = nil) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
        self.sums = sums
        self.note = note
    }
}

extension ReportTable.Cell {
    /// The cell as Vietnamese readers expect it: decimal comma, point between thousands, a true minus sign.
    public var vietnameseText: String {
        switch self {
        case .text(let text), .code(let text): text
        case .count(let count): Self.grouped(count)
        case .change(let change): change > 0 ? "+\(Self.grouped(change))" : Self.grouped(change)
        case .percent(nil): "–"
        case .percent(let percent?): (percent > 0 ? "+" : "") + Self.oneDecimal(percent) + " %"
        case .bans(let bans): Self.oneDecimal(bans)
        }
    }

    /// Whether the cell holds a number, set to the right.
    public var isNumber: Bool {
        switch self {
        case .text, .code: false
        case .count, .change, .percent, .bans: true
        }
    }

    private static func grouped(_ number: Int) -> String {
        var digits = String(number.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(digits, at: 0)
        return (number < 0 ? "−" : "") + groups.joined(separator: ".")
    }

    private static func oneDecimal(_ number: Double) -> String {
        guard number.isFinite, abs(number) < 1e12 else { return "–" }
        let tenths = Int((number * 10).rounded())
        return (tenths < 0 ? "−" : "") + "\(tenths.magnitude / 10),\(tenths.magnitude % 10)"
    }
}
