public import Casework

/// Promises and meetings with citizens in a report, counted as leaders cite them.
public enum PromiseReport {
    private static let columns = [
        "Đã hứa", "Làm đúng hạn", "Làm muộn", "Quá hạn chưa làm", "Không làm", "Còn trong hạn", "Rút lời hứa",
    ]

    /// Most bodies that stand in a line of their own; the others stand together in one.
    private static let bodyLimit = 40

    /// Promises by who has to keep them; every line and every column adds up.
    public static func byBody(_ figures: PromiseFigures) -> ReportTable {
        var lines = figures.byBody.prefix(bodyLimit).map { ($0.body, $0.tally) }
        let others = figures.byBody.dropFirst(bodyLimit)
        if !others.isEmpty {
            lines.append(("\(others.count) nơi khác", others.reduce(PromiseTally()) { $0 + $1.tally }))
        }
        var note = "Đã hứa = làm đúng hạn + làm muộn + quá hạn chưa làm + không làm + còn trong hạn + rút."
        if figures.olderOverdue > 0 {
            note += " Ngoài ra còn \(figures.olderOverdue) lời hứa của các kỳ trước đã quá hạn mà chưa làm."
        }
        return ReportTable(
            caption: "Lời hứa với người dân, theo nơi phải thực hiện", columns: ["Nơi phải thực hiện"] + columns,
            rows: lines.map { [.text($0.0)] + cells($0.1) }, sums: [[.text("Tổng số")] + cells(figures.total)],
            note: note)
    }

    /// How often leaders met citizens.
    public static func meetings(_ figures: PromiseFigures) -> ReportTable {
        ReportTable(
            caption: "Đối thoại, tiếp công dân, họp dân", columns: ["Loại buổi", "Số buổi"],
            rows: DialogueKind.allCases.map { [.text($0.vietnameseName), .count(figures.dialogues[$0] ?? 0)] },
            sums: [[.text("Tổng số"), .count(figures.dialogues.values.reduce(0, +))]])
    }

    private static func cells(_ tally: PromiseTally) -> [ReportTable.Cell] {
        [
            tally.promised, tally.kept, tally.keptLate, tally.overdue, tally.broken, tally.running, tally.withdrawn,
        ].map { .count($0) }
    }
}
