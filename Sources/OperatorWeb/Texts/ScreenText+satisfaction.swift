import Casework

// What citizens think of outcomes.
extension ScreenText {
    static let satisfaction = ScreenText(vi: "Đánh giá của người dân", en: "The citizen's opinion")
    static let satisfactionGrade = ScreenText(vi: "Mức đánh giá", en: "Opinion")
    static let satisfactionDay = ScreenText(vi: "Ngày người dân nói", en: "Day on which it was said")
    static let satisfactionRemark = ScreenText(
        vi: "Nhận xét (không ghi tên, số điện thoại)", en: "Remark (no names, no numbers)")
    static let recordSatisfaction = ScreenText(vi: "Ghi đánh giá qua điện thoại", en: "Enter what was said")
    static let needsReview = ScreenText(
        vi: "Người dân chưa hài lòng. Xem lại rồi mở lại hồ sơ, hoặc ghi lý do giữ kết quả.",
        en: "The citizen is dissatisfied. Look again, then reopen the case or say why the outcome stays.")
    static let reopenForReview = ScreenText(vi: "Mở lại hồ sơ", en: "Reopen the case")
    static let keepOutcome = ScreenText(vi: "Giữ kết quả", en: "Keep the outcome")
    static let casesToReview = ScreenText(vi: "Chưa hài lòng, cần xem lại", en: "Dissatisfied, to look at again")
    static let casesToReviewLead = ScreenText(
        vi: "Hồ sơ đã kết thúc mà người dân chưa hài lòng, chờ lâu nhất ở trên cùng.",
        en: "Closed cases whose citizen is dissatisfied; the longest waiting is on top.")

    static func satisfactionLink(_ lastDay: String) -> ScreenText {
        ScreenText(
            vi: "Đường dẫn để người dân tự đánh giá, dùng được đến hết ngày \(lastDay):",
            en: "Link for the citizen, valid until \(lastDay):")
    }

    static func name(of grade: SatisfactionGrade) -> ScreenText {
        let english =
            switch grade {
            case .satisfied: "Satisfied"
            case .accepting: "Accepts it"
            case .dissatisfied: "Dissatisfied"
            }
        return ScreenText(vi: grade.vietnameseName, en: english)
    }

    static func name(of way: SatisfactionRecord.Way) -> ScreenText {
        switch way {
        case .link: ScreenText(vi: "qua đường dẫn trong thư", en: "by the link of a mail")
        case .officer: ScreenText(vi: "nói với cán bộ", en: "told to an officer")
        }
    }
}
