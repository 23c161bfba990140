// Questionnaires.
extension ScreenText {
    static let surveys = ScreenText(vi: "Phiếu khảo sát", en: "Questionnaires")
    static let surveysLead = ScreenText(
        vi: "Câu trả lời khảo sát được lưu và đếm riêng, không tính vào đơn, thư, phản ánh.",
        en: "Answers to questionnaires are kept and counted apart from what citizens write on their own.")
    static let surveysEmpty = ScreenText(vi: "Chưa có phiếu khảo sát nào.", en: "There are none yet.")
    static let answersGiven = ScreenText(vi: "Số câu trả lời", en: "Answers")
    static let firstSheet = ScreenText(vi: "Phiếu đầu tiên", en: "First")
    static let newestSheet = ScreenText(vi: "Phiếu mới nhất", en: "Last")
    static let question = ScreenText(vi: "Câu hỏi", en: "Question")
    static let outcome = ScreenText(vi: "Tổng hợp", en: "Outcome")
    static let singleAnswers = ScreenText(vi: "Từng phiếu", en: "Single answers")
    static let ownWords = ScreenText(vi: "Trả lời tự do", en: "Words of their own")
    static func numbers(mean: String, least: String, most: String) -> ScreenText {
        ScreenText(
            vi: "Trung bình \(mean); thấp nhất \(least), cao nhất \(most)", en: "Mean \(mean); from \(least) to \(most)"
        )
    }
    static func summedAnswers(_ summed: Int, of all: Int) -> ScreenText {
        ScreenText(
            vi: summed == all
                ? "Tổng hợp từ \(all) phiếu." : "Tổng hợp từ \(summed) phiếu mới nhất trong \(all) phiếu.",
            en: summed == all
                ? "Summed up from \(all) answers." : "Summed up from the newest \(summed) of \(all) answers.")
    }
}
