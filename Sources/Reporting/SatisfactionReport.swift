public import Casework

/// What citizens think of outcomes, in a report.
public enum SatisfactionReport {
    /// Smallest number of opinions on denunciations that is told: fewer might show who denounced.
    public static let smallestCell = 5

    /// Opinions by result and share.
    ///
    /// Opinions on denunciations stand below it in a line of their own and are in no sum, so that nothing that was held back
    /// can be worked out from what was told.
    public static func table(_ figures: SatisfactionFigures) -> ReportTable {
        let total = figures.grades.values.reduce(0, +)
        func share(_ part: Int, of all: Int) -> ReportTable.Cell {
            .text(all == 0 ? "–" : ReportTable.Cell.bans(Double(part) / Double(all) * 100).vietnameseText + " %")
        }
        let rows = SatisfactionGrade.allCases.map { grade -> [ReportTable.Cell] in
            let count = figures.grades[grade] ?? 0
            return [.text(grade.vietnameseName), .count(count), share(count, of: total)]
        }
        let answered = "Có đánh giá ở \(total) trong \(figures.closed) hồ sơ của kỳ này đã có kết quả."
        let confidential = SatisfactionGrade.allCases.map { grade -> String in
            let count = figures.confidential[grade] ?? 0
            return
                "\(grade.vietnameseName.lowercased()) \(count < smallestCell ? "dưới \(smallestCell)" : String(count))"
        }
        return ReportTable(
            caption: "Mức độ hài lòng với kết quả giải quyết", columns: ["Mức đánh giá", "Số hồ sơ", "Tỷ lệ"],
            rows: rows, sums: [[.text("Tổng số"), .count(total), share(total, of: total)]],
            note: answered + " Không gồm đơn tố cáo, đơn nhiều nội dung ("
                + confidential.joined(separator: ", ") + ").")
    }
}
