import Casework

// What is sealed, and opening it.
extension ScreenText {
    static let sealTitle = ScreenText(vi: "Danh tính đã niêm phong", en: "Sealed identities")
    static let sealNote = ScreenText(
        vi:
            "Tên, địa chỉ và cách liên lạc của người gửi được niêm phong, tách khỏi hồ sơ. Chữ trong ngoặc vuông thay cho "
            + "chỗ đã che.",
        en:
            "Names, addresses and contacts of senders are sealed apart from the case. Words in brackets stand for what was "
            + "masked.")
    static let sealStrict = ScreenText(
        vi: "Đơn tố cáo, hoặc có thể chứa tố cáo: tệp kèm theo cũng chỉ mở được khi nêu lý do.",
        en: "A denunciation, or perhaps one: attachments too are opened with a reason only.")
    static let openIdentity = ScreenText(vi: "Mở danh tính", en: "Open the identities")
    static let openIdentityReason = ScreenText(
        vi: "Lý do mở (ghi vào nhật ký, 5–500 ký tự)", en: "Reason (kept in the log, 5–500 characters)")
    static let openOriginal = ScreenText(vi: "Mở bản gốc", en: "Open the original")
    static let reasonMissing = ScreenText(
        vi: "Xin nêu lý do mở, từ 5 đến 500 ký tự, bằng chữ. Lý do được ghi vào nhật ký.",
        en: "Give a reason of 5 to 500 characters, in words. It is kept in the log.")
    static let openedTitle = ScreenText(vi: "Danh tính người gửi", en: "Identities of the senders")
    static let openedNote = ScreenText(
        vi:
            "Lần mở này đã được ghi vào nhật ký cùng lý do. Trang này không được lưu lại; không chép, không in, không chuyển "
            + "cho người không có thẩm quyền.",
        en:
            "This opening and its reason are in the log. The page is not kept; do not copy, print or pass it on to anybody "
            + "who has no authority.")
    static let backToCase = ScreenText(vi: "Về hồ sơ", en: "Back to the case")
    static let noWriters = ScreenText(vi: "Không rõ người gửi.", en: "The sender is not known.")
    static let maskedKinds = ScreenText(vi: "Đã che", en: "Masked")
    static let attachmentNeedsReason = ScreenText(
        vi: "Tệp của đơn tố cáo: chỉ người có quyền mở danh tính mới tải được.",
        en: "Belongs to a denunciation: only who may open identities can download it.")
    static let summarySheet = ScreenText(vi: "Trích yếu không danh tính", en: "Summary without identities")
    static let summaryNote = ScreenText(
        vi: "Bản này dùng cho việc xác minh; không có tên, địa chỉ, chữ ký hay cách liên lạc của người gửi.",
        en: "For those who verify; without name, address, signature or contact of the sender.")
    static let summaryDue = ScreenText(vi: "Hạn xử lý", en: "Deadline")
    static let keyMissingTitle = ScreenText(vi: "Thiếu khóa danh tính", en: "Identity key missing")
    static let keyMissing = ScreenText(
        vi:
            "Chưa mở được phần niêm phong vì thiếu khóa danh tính hoặc khóa không đúng. Thư vẫn được nhận và niêm phong, chờ "
            + "xử lý; không mất gì. Xin báo quản trị đặt lại tệp khóa (langnghe key check).",
        en:
            "What is sealed cannot be opened: the identity key is missing or another one. Letters are still taken in, sealed, "
            + "and wait; nothing is lost. Ask the administrator to put the key file back (langnghe key check).")

    static func writers(_ count: Int) -> ScreenText {
        ScreenText(
            vi: "\(count) người gửi", en: count == 1 ? "1 person wrote" : "\(count) people wrote")
    }

    static func withoutSender(_ count: Int) -> ScreenText {
        ScreenText(
            vi: "\(count) tin không rõ người gửi",
            en: count == 1 ? "1 message without a known sender" : "\(count) messages without a known sender")
    }

    /// «Người gửi thứ 1 (thư điện tử, n•••@g•••.com)».
    static func writer(_ writer: CaseSeal.Writer) -> ScreenText {
        ScreenText(
            vi: "Người gửi thứ \(writer.number) (\(writer.kind.vietnameseName), \(writer.mask))",
            en: "Sender \(writer.number) (\(englishName(of: writer.kind)), \(writer.mask))")
    }

    private static func englishName(of kind: ContactKind) -> String {
        switch kind {
        case .mail: "mail"
        case .phone: "telephone"
        case .account: "account"
        case .other: "other"
        }
    }
}
