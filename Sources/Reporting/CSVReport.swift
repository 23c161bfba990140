/// A report as comma-separated values that spreadsheets open without asking: UTF-8 with byte order mark, CRLF lines.
///
/// The tables follow each other, each under a line with its caption and separated by an empty line. Numbers are bare.
///
/// > Source: RFC 4180 §2.
public enum CSVReport {
    /// Writes the report.
    public static func render(_ report: PeriodReport) -> String {
        var lines = [[report.officeName], [report.title], [report.period.caption], [report.madeAtText]]
            .map(line(ofTexts:))
        for table in report.tables {
            lines.append("")
            lines.append(line(ofTexts: [table.caption]))
            lines.append(line(ofTexts: table.columns))
            lines += (table.rows + table.sums).map { row in row.map(field).joined(separator: ",") }
            if let note = table.note { lines.append(line(ofTexts: [note])) }
        }
        return "\u{FEFF}" + lines.map { $0 + "\r\n" }.joined()
    }

    private static func line(ofTexts texts: [String]) -> String { texts.map(quoted).joined(separator: ",") }

    private static func field(_ cell: ReportTable.Cell) -> String {
        switch cell {
        case .text(let text), .code(let text): quoted(text)
        case .count(let number), .change(let number): String(number)
        case .percent(let percent): quoted(percent.map { _ in cell.vietnameseText } ?? "")
        case .bans: quoted(cell.vietnameseText)
        }
    }

    /// The text in quotes where needed; text that a spreadsheet would take for a formula gets an apostrophe before it.
    ///
    /// > Source: OWASP, "CSV Injection".
    public static func quoted(_ text: String) -> String {
        let clean = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\0" }))
        let startsFormula = clean.unicodeScalars.first { $0 != " " && $0 != "\u{A0}" }.map { first in
            formulaStarts.contains(first)
        }
        let safe = startsFormula == true ? "'" + clean : clean
        let special: Set<Unicode.Scalar> = [",", ";", "\"", "\r", "\n", "\t"]
        guard safe.unicodeScalars.contains(where: special.contains) else { return safe }
        var field = "\""
        for scalar in safe.unicodeScalars {
            if scalar == "\"" { field += "\"" }
            field.unicodeScalars.append(scalar)
        }
        return field + "\""
    }

    /// Full-width forms count too: spreadsheets of East Asian locales take them for the plain ones.
    private static let formulaStarts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
}
