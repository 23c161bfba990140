/// A report as one HTML document that needs nothing else: own style, no script, made for A4 paper.
///
/// > Source: margins and type after Nghị định 30/2020/NĐ-CP, Phụ lục I; the full state form is not written here.
public enum HTMLReport {
    /// Writes the report.
    public static func render(_ report: PeriodReport) -> String {
        var page = HTML()
        page.literal("<!DOCTYPE html>\n")
        page.element("html", .set("lang", "vi")) { page in
            page.element("head") { page in
                page.literal("<meta charset=\"utf-8\">")
                page.literal("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                page.element("title", text: "\(report.title) – \(report.period.caption)")
                page.literal("<style>")
                page.literal(style)
                page.literal("</style>")
            }
            page.element("body") { page in
                page.element("header") { page in
                    page.element("p", .kind("office"), text: report.officeName)
                    page.element("h1", text: report.title)
                    page.element("p", .kind("period"), text: report.period.caption)
                    page.element("p", .kind("made"), text: report.madeAtText)
                }
                page.element("main") { page in
                    for (index, table) in report.tables.enumerated() {
                        page.element("section") { page in
                            page.element("h2", text: "\(index + 1). \(table.caption)")
                            write(table, to: &page)
                        }
                    }
                }
            }
        }
        return page.markup
    }

    /// Writes one table without its heading; a table without rows becomes a sentence.
    package static func write(_ table: ReportTable, to page: inout HTML, linkingCodes: Bool = false) {
        if table.rows.isEmpty {
            page.element("p", .kind("none"), text: "Không có.")
        } else {
            page.element("div", .kind("scroll")) { page in
                page.element("table", .kind(table.columns.count > 6 ? "wide" : "plain")) { page in
                    writeHead(table, to: &page)
                    page.element("tbody") { page in
                        for row in table.rows { write(row, linkingCodes: linkingCodes, to: &page) }
                    }
                    if !table.sums.isEmpty {
                        page.element("tfoot") { page in
                            for row in table.sums { write(row, linkingCodes: linkingCodes, to: &page) }
                        }
                    }
                }
            }
        }
        if let note = table.note { page.element("p", .kind("note"), text: note) }
    }

    private static func writeHead(_ table: ReportTable, to page: inout HTML) {
        page.element("thead") { page in
            page.element("tr") { page in
                for (index, column) in table.columns.enumerated() {
                    let isNumber = table.rows.first.map { index < $0.count && $0[index].isNumber } ?? false
                    page.element("th", .set("scope", "col"), .kind(isNumber ? "number" : "words"), text: column)
                }
            }
        }
    }

    private static func write(_ row: [ReportTable.Cell], linkingCodes: Bool, to page: inout HTML) {
        page.element("tr") { page in
            for cell in row {
                page.element("td", .kind(cell.isNumber ? "number" : "words")) { page in
                    if linkingCodes, case .code(let code) = cell {
                        page.element("a", .set("href", "/ho-so/\(code)"), text: code)
                    } else {
                        page.text(cell.vietnameseText)
                    }
                }
            }
        }
    }

    private static let style: StaticString = """
        @page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); } }
        @page :first { @top-center { content: none; } }
        body { font: 13pt/1.5 "Times New Roman", "Liberation Serif", serif; color: #000; background: #fff;
          max-width: 180mm; margin: 8mm auto; padding: 0 5mm; }
        header { text-align: center; margin-bottom: 6mm; }
        .office { font-weight: bold; text-transform: uppercase; margin: 0 0 6mm; }
        h1 { font-size: 15pt; margin: 0 0 2mm; }
        .period { font-weight: bold; margin: 0; }
        .made { font-style: italic; margin: 0; }
        h2 { font-size: 13pt; margin: 6mm 0 2mm; break-after: avoid; }
        table { border-collapse: collapse; width: 100%; font-size: 11.5pt; line-height: 1.4; }
        table.wide { font-size: 10pt; }
        th, td { border: 0.5pt solid #000; padding: 1mm 1.6mm; vertical-align: top; text-align: left;
          overflow-wrap: break-word; }
        th { font-weight: bold; background: #f0f0f0; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        th.number { white-space: normal; }
        thead { display: table-header-group; }
        tr { break-inside: avoid; }
        tfoot { font-weight: bold; display: table-row-group; }
        .note { font-size: 11pt; font-style: italic; margin: 1.5mm 0 0; }
        .scroll { overflow-x: auto; }
        @media print { body { max-width: none; margin: 0; padding: 0; } .scroll { overflow: visible; } }
        """
}
