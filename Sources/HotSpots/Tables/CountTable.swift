/// Counts over time: a column `t` or `date` and one column for each series.
public struct CountTable: Sendable {
    /// One series.
    public struct Series: Sendable, Hashable {
        /// Its column's name.
        public var name: String
        /// Its counts; not a number where the field is empty or NA.
        public var counts: [Double]
    }

    /// The series in the order of the columns.
    public private(set) var series: [Series] = []
    /// Day numbers, when the table has dates.
    public private(set) var dates: [Int]?

    /// Reads a table.
    ///
    /// - Parameter bytes: the table.
    /// - Throws: `TableError` for what cannot be read.
    public init(_ bytes: [UInt8]) throws(TableError) {
        var names: [String] = []
        var columns: [Int] = []
        var counts: [[Double]] = []
        var days: [Int] = []
        var date: Int?
        try CommaTable.read(bytes, name: "counts", required: []) { (table, row) throws(TableError) in
            if columns.isEmpty {
                date = table.column("date")
                columns = table.header.indices.filter { table.header[$0] != "t" && table.header[$0] != "date" }
                names = columns.map { table.header[$0] }
                counts = Array(repeating: [], count: columns.count)
            }
            if let date {
                guard let local = LocalMinute.parse(row.raw(date)) else {
                    throw TableError(
                        table: "counts", line: row.line, problem: "«\(row.text(date))» is no date; write 2025-11-05.")
                }
                days.append(Int(local / HotSpotTime.day))
            }
            for (slot, column) in columns.enumerated() {
                let text = row.text(column)
                if text.isEmpty || text == "NA" {
                    counts[slot].append(.nan)
                    continue
                }
                let count = try table.number(row, column)
                guard count >= 0 else {
                    throw TableError(table: "counts", line: row.line, problem: "\(text) is no count: it is negative.")
                }
                counts[slot].append(count)
            }
        }
        guard !columns.isEmpty else {
            throw TableError(table: "counts", line: nil, problem: "it has no column of counts, or no rows.")
        }
        series = zip(names, counts).map { Series(name: $0, counts: $1) }
        dates = date == nil ? nil : days
    }
}
