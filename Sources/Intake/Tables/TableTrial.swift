import Casework
import TableReading

/// Shows what would be taken from a table.
struct TableTrial {
    let rows: TableRows.Result

    /// Rows shown of each table.
    private static let shownRows = 3

    /// Shows the tables of one file.
    ///
    /// - Parameters:
    ///   - name: Name of the file.
    ///   - show: Told each step.
    /// - Returns: Whether rows can be taken.
    func show(as name: String, _ show: (SourceTrial.Step) -> Void) -> Bool {
        for notice in rows.notices { show(.init(result: .remark, name: name, detail: notice)) }
        for (sheet, refusal) in rows.refusals {
            let place = sheet.isEmpty ? name : "\(name), sheet «\(sheet)»"
            show(.init(result: rows.sheets.isEmpty ? .fails : .remark, name: place, detail: refusal.vietnamese))
        }
        for sheet in rows.sheets { self.show(sheet, as: name, show) }
        for record in rows.records.prefix(Self.shownRows) {
            let words = record.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let who = record.authorName.map { " — \($0)" } ?? ""
            show(.init(result: .works, name: "item \(record.id.prefix(40))", detail: words.prefix(100) + who))
        }
        for item in rows.broken.prefix(Self.shownRows) {
            show(.init(result: .remark, name: "bad row", detail: item.defect ?? ""))
        }
        return !rows.sheets.isEmpty
    }

    private func show(_ sheet: TableRows.Sheet, as name: String, _ show: (SourceTrial.Step) -> Void) {
        let place = sheet.name.isEmpty ? name : "\(name), sheet «\(sheet.name)»"
        let good = sheet.records.count { $0.problem == nil }
        show(
            .init(
                result: .works, name: place,
                detail: "header in row \(sheet.headerRow), \(sheet.records.count) rows, \(good) of them whole, "
                    + "\(sheet.skipped.count) passed over (sums, headings, signatures)"))
        let mapping = sheet.agreement.mapping
        for meaning in ColumnMeaning.allCases {
            guard let heading = mapping.columns[meaning] else { continue }
            show(.init(result: .works, name: "column \(meaning.rawValue)", detail: "«\(heading)»"))
        }
        let others = mapping.headings.filter { !mapping.columns.values.contains($0) }
        if !others.isEmpty {
            let list = others.prefix(20).map { "«\($0)»" }.joined(separator: ", ")
            show(.init(result: .remark, name: "other columns", detail: "shown with the item, not judged: \(list)"))
        }
    }
}
