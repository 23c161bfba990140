extension CaseTable {
    /// Reads cases from a table `commune,day,n`, or `commune,date,n` with dates; without `n` each row is one case.
    ///
    /// - Parameters:
    ///   - bytes: the table.
    ///   - places: places, by whose codes communes are found.
    ///   - days: days of the study; it then begins with day 0. Nil: from the first to the last day that occurs.
    /// - Returns: the cases, and how many rows named no place or no day of the study.
    /// - Throws: `TableError` for what cannot be read.
    public static func read(
        _ bytes: [UInt8], places: [WatchPlace], days: Int? = nil
    ) throws(TableError) -> (table: CaseTable, leftOut: Int) {
        var numbers: [String: Int] = [:]
        for (number, place) in places.enumerated() { numbers[place.code] = number }
        var rows: [(place: Int?, day: Int, count: Int)] = []
        try CommaTable.read(bytes, name: "cases", required: ["commune"]) { (table, row) throws(TableError) in
            guard let commune = table.column("commune") else { return }
            let day: Int
            if let column = table.column("day") {
                day = Int(max(-1e9, min(1e9, try table.number(row, column))))
            } else if let column = table.column("date"), let local = LocalMinute.parse(row.raw(column)) {
                day = Int(local / HotSpotTime.day)
            } else {
                throw TableError(table: "cases", line: row.line, problem: "there is neither a day nor a date.")
            }
            var count = 1
            if let column = table.column("n") {
                let number = try table.number(row, column)
                guard number >= 0, number <= 1e6 else {
                    throw TableError(table: "cases", line: row.line, problem: "n must be from 0 to 1,000,000.")
                }
                count = Int(number)
            }
            rows.append((numbers[row.text(commune)], day, count))
        }
        let first = days == nil ? rows.map(\.day).min() ?? 0 : 0
        let length = days ?? (rows.map(\.day).max() ?? 0) - first + 1
        guard (1...100_000).contains(length) else {
            throw TableError(table: "cases", line: nil, problem: "\(length) days are no study; check the dates.")
        }
        var table = CaseTable(places: places.count, days: length)
        var leftOut = 0
        var total = 0
        for row in rows where row.count > 0 {
            total += row.count
            guard total <= 10_000_000 else {
                throw TableError(
                    table: "cases", line: nil, problem: "more than ten million cases; scan a part of them.")
            }
            if !table.add(place: row.place ?? -1, day: row.day - first, count: row.count) { leftOut += 1 }
        }
        return (table, leftOut)
    }
}
