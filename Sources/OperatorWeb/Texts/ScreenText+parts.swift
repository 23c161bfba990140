import Casework

// Splitting a letter into cases, and merging cases.
extension ScreenText {
    static let splitAndMerge = ScreenText(vi: "Tách và nhập hồ sơ", en: "Split and merge")
    static let splitTitle = ScreenText(vi: "Tách đơn nhiều nội dung", en: "Split a letter of several matters")
    static let splitLead = ScreenText(
        vi:
            "Đánh dấu đoạn nào thuộc phần nào; một đoạn có thể thuộc nhiều phần. Mỗi phần thành một hồ sơ, thời hạn tính từ ngày nhận đơn. Đoạn không đánh dấu chỉ còn ở hồ sơ gốc.",
        en:
            "Mark which paragraph goes to which part; one may go to several. Each part becomes a case whose terms count from the day the letter came. What is not marked stays with the original case only."
    )
    static let splitPartEmpty = ScreenText(
        vi: "Có phần chưa có đoạn nào. Hồ sơ chưa thay đổi.", en: "A part has no paragraph. The case was not changed.")
    static let paragraph = ScreenText(vi: "Đoạn", en: "Paragraph")
    static let splitOffFrom = ScreenText(vi: "Tách từ hồ sơ:", en: "Split off from:")
    static let splitIntoWord = ScreenText(vi: "Đã tách thành:", en: "Split into:")
    static let partBeingRead = ScreenText(vi: "đang đọc…", en: "being read…")
    static let mergedIntoWord = ScreenText(
        vi: "Đã nhập vào hồ sơ sau; tin mới chuyển sang đó:", en: "Merged into this case, where new letters go:")
    static let tookOver = ScreenText(vi: "Đã nhận các hồ sơ nhập vào:", en: "Took over:")
    static let mergeWord = ScreenText(vi: "Nhập vào hồ sơ khác", en: "Merge into another case")
    static let mergeIntoCode = ScreenText(vi: "Mã hồ sơ nhận", en: "Code of the case that goes on")
    static let mergeNote = ScreenText(
        vi: "Hồ sơ này kết thúc; thư đến sau chuyển sang hồ sơ nhận. Có thể tách ra lại.",
        en: "This case ends; later letters go to the other one. It can be parted again.")
    static let partAgain = ScreenText(vi: "Tách ra lại", en: "Part again")
    static let noSuchCode = ScreenText(
        vi: "Không có hồ sơ mang mã này. Hồ sơ chưa thay đổi.",
        en: "There is no case with this code. Nothing was changed.")
    static let lateLetter = ScreenText(vi: "Tin đến sau khi tách,", en: "A letter that came after the split,")
    static let givenLetter = ScreenText(vi: "Tin đến sau của hồ sơ gốc,", en: "A later letter of the original case,")

    static func splitInto(_ count: Int) -> ScreenText {
        ScreenText(vi: "Tách thành \(count)", en: "Into \(count)")
    }

    static func splitNow(_ count: Int) -> ScreenText {
        ScreenText(vi: "Tách thành \(count) hồ sơ", en: "Split into \(count) cases")
    }

    static func splitPart(_ number: Int) -> ScreenText { ScreenText(vi: "Phần \(number)", en: "Part \(number)") }

    static func paragraphToPart(_ paragraph: Int, _ part: Int) -> ScreenText {
        ScreenText(vi: "Đoạn \(paragraph) vào phần \(part)", en: "Paragraph \(paragraph) to part \(part)")
    }

    static func latePartSuggested(_ code: TrackingCode, _ words: String) -> ScreenText {
        ScreenText(
            vi: "Có thể thuộc hồ sơ \(code): cùng có các từ \(words).",
            en: "It may belong to case \(code): both have the words \(words).")
    }

    static func giveToPart(_ code: TrackingCode) -> ScreenText {
        ScreenText(vi: "Chuyển sang hồ sơ \(code)", en: "Give to case \(code)")
    }
}
