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

    /// «Người gửi thứ 1 (thư điện tử, n•••@g•••.com)», with where the letters ask for an answer.
    static func writer(_ writer: CaseSeal.Writer) -> ScreenText {
        var (vi, en) = (writer.mask, writer.mask)
        if let mask = writer.replyMask {
            vi += "; thư xin trả lời về địa chỉ khác: \(mask)"
            en += "; the letter asks for the answer at another address: \(mask)"
        }
        if let refusal = writer.replyRefusal {
            vi += "; không theo địa chỉ trả lời ghi trong thư: \(refusal.vietnameseReason)"
            en += "; the address for answers in the letter is not followed: \(englishReason(refusal))"
        }
        return ScreenText(
            vi: "Người gửi thứ \(writer.number) (\(writer.kind.vietnameseName), \(vi))",
            en: "Sender \(writer.number) (\(englishName(of: writer.kind)), \(en))")
    }

    /// That somebody's letters ask for different answers: from the same address as those of an earlier writer.
    static func sameSender(_ writer: CaseSeal.Writer, as earlier: Int) -> ScreenText {
        ScreenText(
            vi:
                "Thư của người gửi thứ \(writer.number) cùng địa chỉ gửi với người gửi thứ \(earlier) nhưng xin trả lời ở nơi khác. "
                + "Ai cũng có thể ghi địa chỉ của người khác vào ô người gửi: xin kiểm tra trước khi gửi đến đó.",
            en:
                "The letters of sender \(writer.number) bear the same address as those of sender \(earlier) but ask for the answer "
                + "elsewhere. Anybody can write another's address as his own: check before you send there.")
    }

    /// Where a letter asks for its answer, for who has opened the identity.
    static func replyRequest(_ reply: ReplyRequest) -> ScreenText {
        guard let refusal = reply.refusal else {
            return ScreenText(
                vi: "Thư xin trả lời về địa chỉ này, không phải địa chỉ gửi; câu trả lời sẽ gửi đến đây",
                en: "The letter asks for its answer here instead of where it came from; answers go here")
        }
        return ScreenText(
            vi:
                "Thư xin trả lời về địa chỉ này nhưng câu trả lời vẫn gửi về địa chỉ gửi, vì \(refusal.vietnameseReason)",
            en: "The letter asks for its answer here, but answers go where it came from: \(englishReason(refusal))")
    }

    private static func englishReason(_ refusal: ReplyRefusal) -> String {
        switch refusal {
        case .several: "it names several addresses or a group"
        case .malformed: "it is no plain address"
        case .recipient: "the letter went there too, it may be a mailing list"
        case .machine: "it is a machine's address that nobody reads"
        case .own: "it is the office's own address"
        case .officialBody: "it is another public body's address"
        }
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
