import Casework

// Answers for the public.
extension ScreenText {
    static let publications = ScreenText(vi: "Câu trả lời chờ công khai", en: "Answers to publish")
    static let publicationsLead = ScreenText(
        vi: "Bản đã soạn, chờ một lãnh đạo khác đọc lại và công khai.",
        en: "Drafts that wait for a second pair of eyes.")
    static let publishAnswer = ScreenText(vi: "Công khai câu trả lời", en: "Publish the answer")
    static let publicPage = ScreenText(vi: "Xem trang công khai", en: "See the public page")
    static let publicQuestion = ScreenText(vi: "Câu hỏi (không danh tính)", en: "Question, without identity")
    static let publicAnswer = ScreenText(vi: "Câu trả lời (không danh tính)", en: "Answer, without identity")
    static let saveDraft = ScreenText(vi: "Lưu bản soạn", en: "Save the draft")
    static let draftedBy = ScreenText(vi: "Soạn", en: "Written by")
    static let publishedBy = ScreenText(vi: "Công khai", en: "Published by")
    static let publishNow = ScreenText(vi: "Đã đọc, công khai", en: "Read and publish")
    static let publishNote = ScreenText(
        vi: "Đọc lại toàn bộ câu hỏi và câu trả lời. Ai cũng đọc được sau khi công khai.",
        en: "Read all of question and answer again: everybody will be able to.")
    static let waitsForLead = ScreenText(vi: "Chờ lãnh đạo công khai.", en: "Waits for a lead to publish it.")
    static let ownDraft = ScreenText(
        vi: "Người soạn không tự duyệt: cần một lãnh đạo khác đọc lại và công khai.",
        en: "Who wrote it does not publish it: another lead has to read it.")
    static let noPrivateWords = ScreenText(
        vi: "Máy không thấy thông tin cá nhân nào. Vẫn cần đọc kỹ.",
        en: "No personal data was found. Read it all the same.")
    static let withdrawAnswer = ScreenText(vi: "Gỡ câu trả lời", en: "Withdraw the answer")
    static let withdrawalText = ScreenText(vi: "Nói rõ (chỉ cơ quan xem)", en: "More about it, for the office alone")
    static let withdrawalReasonMissing = ScreenText(vi: "Phải chọn lý do gỡ.", en: "A reason must be chosen.")
    static let answerIsPublic = ScreenText(vi: "Câu trả lời đã được công khai.", en: "The answer is public.")

    static func privateWords(_ count: Int) -> ScreenText {
        ScreenText(
            vi:
                "Còn \(count) chỗ giống thông tin cá nhân. Sửa bỏ trong bài, hoặc đánh dấu chỗ nào là thông tin công khai:",
            en: "\(count) places look like personal data. Take them out, or mark those that are public:")
    }

    static func name(of state: PublicationState) -> ScreenText {
        switch state {
        case .draft: ScreenText(vi: "Chờ công khai", en: "Draft")
        case .published: ScreenText(vi: "Đang công khai", en: "Published")
        case .withdrawn: ScreenText(vi: "Đã gỡ", en: "Withdrawn")
        }
    }

    static func name(of reason: WithdrawalReason) -> ScreenText {
        let english =
            switch reason {
            case .personalData: "Holds personal data"
            case .wrong: "Is wrong"
            case .outdated: "Is out of date"
            case .requested: "The citizen asked for it"
            case .ordered: "Ordered by an authority"
            case .other: "Another reason"
            }
        return ScreenText(vi: reason.vietnameseName, en: english)
    }
}
