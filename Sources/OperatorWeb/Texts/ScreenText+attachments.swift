// Attachments.
extension ScreenText {
    static let attachmentWaiting = ScreenText(vi: "Đang chờ đọc", en: "Waiting to be read")
    static let attachmentRead = ScreenText(vi: "Đã đọc", en: "Read")
    static let attachmentUnread = ScreenText(vi: "Chưa đọc được", en: "Not read")
    static let attachmentPartly = ScreenText(vi: "Đọc được một phần", en: "Read in part")
    static let attachmentWordless = ScreenText(vi: "Không có chữ để đọc", en: "No text in it")
    static let attachmentInMessage = ScreenText(
        vi: "Nội dung đã nằm trong phần chữ của tin", en: "What it says stands in the message's text")
    static let attachmentText = ScreenText(vi: "Nội dung đọc được", en: "Text found in it")
    static let attachmentGuess = ScreenText(
        vi: "Chữ máy đoán, có thể sai hết; không dùng để phân loại",
        en: "Letters guessed, perhaps all wrong; not used for triage")
    static let attachmentNotJudged = ScreenText(
        vi: "Nội dung tệp này chưa được dùng để phân loại.", en: "The text of this file was not used for triage.")
    static let attachmentTextCut = ScreenText(
        vi: "Chỉ hiện phần đầu; xin tải tệp để xem đủ.", en: "Only the start is shown; download the file for all of it."
    )
    static let attachmentDownload = ScreenText(vi: "Tải tệp", en: "Download")
    static let attachmentReadAgain = ScreenText(vi: "Đọc lại", en: "Read again")
    static let attachmentCaution = ScreenText(
        vi: "Tệp do người ngoài gửi; mở trên máy có phần mềm diệt virus. Mỗi lần tải đều được ghi nhật ký.",
        en: "Files come from outside; open them where there is a virus scanner. Each download is logged.")
    static let inAttachment = ScreenText(vi: "trong tệp", en: "in the file")

    /// What the case's head says of attachments that no program could read.
    static func unreadAttachments(_ count: Int) -> ScreenText {
        ScreenText(
            vi:
                "Có \(count) tệp kèm theo chưa đọc được hoặc chỉ đọc được một phần. Xin mở xem trực tiếp trước khi xử lý.",
            en: "\(count) attachment\(count == 1 ? "" : "s") could not be read, or only in part. "
                + "Look at them before handling the case.")
    }

    /// What the case's head says of attachments that wait.
    static func waitingAttachments(_ count: Int) -> ScreenText {
        ScreenText(
            vi: "Còn \(count) tệp kèm theo đang chờ đọc; lĩnh vực và mức độ có thể thay đổi.",
            en: "\(count) attachment\(count == 1 ? " waits" : "s wait") to be read; topics and severity may change.")
    }
}
