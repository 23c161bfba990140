/// Reads the tables of an Office Open XML workbook from its unpacked parts.
///
/// > Source: ECMA-376 part 1 §18 (SpreadsheetML).
public struct Workbook: Sendable {
    private let limits: TableLimits

    /// Names of the parts that are needed, with `*` for any characters; nothing else need be unpacked.
    public static let partNames = [
        "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/*.xml",
    ]

    /// A reader.
    public init(limits: TableLimits = TableLimits()) { self.limits = limits }

    /// Reads the sheets in the order of the workbook.
    ///
    /// Formulas are not computed: their cells have the value that the program that saved the file had found.
    ///
    /// - Parameter parts: The parts by name.
    /// - Returns: One table a sheet, hidden ones included and marked.
    /// - Throws: ``TableReadingError``.
    public func read(_ parts: [String: [UInt8]]) throws(TableReadingError) -> [Table] {
        let parts = Dictionary(parts.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
        guard let main = parts["xl/workbook.xml"] else { throw .notAWorkbook(missing: "xl/workbook.xml") }
        let frame = WorkbookFrame(main, limit: limits.sheets)
        let relations = parts["xl/_rels/workbook.xml.rels"].map(WorkbookFrame.relations) ?? [:]
        var reading = SheetReading(
            strings: parts["xl/sharedstrings.xml"].map { WorkbookFrame.sharedStrings($0, limits: limits) } ?? [],
            formats: parts["xl/styles.xml"].map(WorkbookFrame.formats) ?? [], isFrom1904: frame.isFrom1904,
            limits: limits)
        var tables: [Table] = []
        for (place, sheet) in frame.sheets.enumerated() {
            let target = relations[sheet.relation] ?? "xl/worksheets/sheet\(place + 1).xml"
            // What is no work sheet, a chart for one, is not among the parts.
            guard let bytes = parts[target.lowercased()] else { continue }
            let table = reading.read(bytes, name: sheet.name, isHidden: sheet.isHidden)
            let size = table.rows.reduce(0) { $0 + $1.cells.reduce(0) { $0 + $1.utf8.count + 16 } }
            reading.limits.textBytes = max(0, reading.limits.textBytes - size)
            tables.append(table)
        }
        guard !tables.isEmpty else { throw .notAWorkbook(missing: "xl/worksheets") }
        return tables
    }
}
