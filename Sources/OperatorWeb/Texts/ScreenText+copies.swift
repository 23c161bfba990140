import Casework

// Letters with one text, and cases that are one matter.
extension ScreenText {
    static func sharedMatter(_ matter: SharedMatter) -> ScreenText {
        ScreenText(
            vi: "Cùng nội dung: \(matter.cases) hồ sơ, \(matter.senders) người gửi",
            en: "Same text: \(matter.cases) cases, \(matter.senders) \(matter.senders == 1 ? "sender" : "senders")")
    }
    static func commonText(_ common: CommonText) -> ScreenText {
        guard !common.isIdentical else {
            return ScreenText(vi: "Hai thư giống nhau từng chữ.", en: "The two letters are the same word for word.")
        }
        let share = percent(common.share)
        let part = percent(common.containment)
        return ScreenText(
            vi: "Nội dung hai thư giống nhau \(share)%; \(part)% thư ngắn hơn có trong thư kia. Tên người, nơi chốn và "
                + "con số không tính.",
            en:
                "The two letters have \(share)% in common; \(part)% of the shorter one stands in the other. Names, places "
                + "and numbers are not counted.")
    }
    static let sameText = ScreenText(vi: "Gợi ý: cùng nội dung.", en: "Suggested: same text.")
    static let acceptAllCopies = ScreenText(vi: "Nhận tất cả hồ sơ cùng nội dung", en: "Accept all with the same text")
    static let compareLetters = ScreenText(vi: "So sánh hai thư", en: "Compare the two letters")
    static let compareLead = ScreenText(
        vi:
            "Chữ được tô nền có trong cả hai thư. Tên người, nơi chốn, con số và câu mẫu (quốc hiệu, kính gửi, cảm ơn) không "
            + "được so nên không tô; những chữ còn lại không tô chỉ có ở một bên.",
        en:
            "Marked words stand in both letters. Names, places, numbers and set phrases are not compared and not marked; "
            + "what else is unmarked stands in one letter only.")
    static let sameMatter = ScreenText(vi: "Nhận là cùng nội dung", en: "Accept as one matter")
    static let otherMatter = ScreenText(vi: "Không cùng nội dung", en: "Not one matter")
    static let partedBefore = ScreenText(
        vi: "Cán bộ đã ghi nhận hai hồ sơ không cùng nội dung.", en: "An officer has parted the two cases.")

    private static func percent(_ share: Double) -> Int {
        share.isFinite ? Int((max(0, min(1, share)) * 100).rounded(.down)) : 0
    }
}
