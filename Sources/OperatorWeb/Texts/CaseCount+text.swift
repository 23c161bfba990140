import Casework
import Reporting

extension CaseCount {
    /// The number as a Vietnamese sentence has it.
    var vietnameseText: String {
        let digits = ReportTable.Cell.count(number).vietnameseText
        return isExact ? digits : "hơn \(digits)"
    }

    /// The number as an English sentence has it.
    var englishText: String { isExact ? "\(number)" : "more than \(number)" }
}
