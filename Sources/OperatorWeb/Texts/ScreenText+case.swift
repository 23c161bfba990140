// The page of one case.
extension ScreenText {
    static let caseWord = ScreenText(vi: "Hồ sơ", en: "Case")
    static let hotSpotBecause = ScreenText(vi: "Điểm nóng vì", en: "Escalated because of")
    static let raised = ScreenText(vi: "Báo lúc", en: "Raised")
    static let placeLabel = ScreenText(vi: "Địa bàn (theo lời người viết)", en: "Place (as written)")
    static let placeToday = ScreenText(vi: "Đơn vị hành chính hiện nay", en: "Unit of today")
    static let placeOneOf = ScreenText(vi: "có thể là một trong các đơn vị:", en: "may be one of:")
    static let placeFilter = ScreenText(vi: "Địa bàn", en: "Place")
    static let placeFilterEnd = ScreenText(vi: "bỏ lọc theo địa bàn", en: "show all places")
    static let placeUnknown = ScreenText(vi: "Chưa rõ", en: "Not known")
    static let channel = ScreenText(vi: "Kênh", en: "Channel")
    static let queue = ScreenText(vi: "Hàng đợi", en: "Queue")
    static let letterClass = ScreenText(vi: "Loại đơn (gợi ý)", en: "Letter class (suggested)")
    static let denunciationNote = ScreenText(
        vi: "Thông tin có nội dung tố cáo; việc thụ lý do người có thẩm quyền quyết định. "
            + "Danh tính người tố cáo phải được giữ bí mật.",
        en: "Information that denounces; acceptance is decided by a competent person. "
            + "The identity of a denouncer must be kept secret.")
    static let topicsConfirmed = ScreenText(vi: "đã được cán bộ xác nhận", en: "confirmed by an officer")
    static let topicsSuggested = ScreenText(vi: "hệ thống gợi ý", en: "suggested")
    static let facts = ScreenText(vi: "Thông tin hồ sơ", en: "Facts")
    static let handling = ScreenText(vi: "Xử lý", en: "Handling")
    static let history = ScreenText(vi: "Nhật ký", en: "History")
    static let historyWhen = ScreenText(vi: "Thời điểm", en: "When")
    static let historyWho = ScreenText(vi: "Người thực hiện", en: "Who")
    static let historyWhat = ScreenText(vi: "Việc", en: "What")
    static let sender = ScreenText(vi: "Người gửi", en: "Sender")
    static let senderUnknown = ScreenText(vi: "Không rõ người gửi", en: "Sender not known")
    static let senderNote = ScreenText(
        vi: "Thông tin cá nhân. Chỉ dùng để xử lý hồ sơ này.", en: "Personal data. Only for handling this case.")
    static let writtenAt = ScreenText(vi: "Người gửi ghi ngày", en: "Dated by its writer")
    static let receivedAt = ScreenText(vi: "Tiếp nhận lúc", en: "Received")
    static let noSubject = ScreenText(vi: "(không có tiêu đề)", en: "(no subject)")
    static let emptyBody = ScreenText(vi: "(không có nội dung chữ)", en: "(no text)")
    static let attachments = ScreenText(vi: "Tệp kèm theo", en: "Attachments")
    static let noFileName = ScreenText(vi: "(không có tên)", en: "(no name)")
    static let defects = ScreenText(vi: "Lưu ý khi đọc thư", en: "Notes on reading")
    static let openLink = ScreenText(vi: "Xem trang gốc", en: "Open the page")
    static let bodyCut = ScreenText(
        vi: "Nội dung quá dài nên chỉ hiện phần đầu; xem đủ trong bản gốc.",
        en: "The text is too long to show whole; the original has all of it.")

    static func message(_ number: Int, of count: Int) -> ScreenText {
        ScreenText(vi: "Tin \(number) trên \(count)", en: "Message \(number) of \(count)")
    }
}

// Evidence.
extension ScreenText {
    static let evidence = ScreenText(vi: "Vì sao hệ thống gợi ý như vậy", en: "Why the system suggests this")
    static let evidenceLead = ScreenText(
        vi: "Số ở bảng ứng với số trong nội dung. Điểm tính bằng ban: "
            + "cộng 1 là khả năng cao gấp 10 lần, trừ 1 là thấp đi 10 lần.",
        en: "Numbers match those in the text. Scores are in bans: "
            + "plus 1 makes it ten times likelier, minus 1 ten times less likely.")
    static let noEvidence = ScreenText(
        vi: "Không có từ ngữ nào khớp với bộ quy tắc.", en: "No words matched the rules.")
    static let rule = ScreenText(vi: "Quy tắc", en: "Rule")
    static let words = ScreenText(vi: "Từ ngữ", en: "Words")
    static let bans = ScreenText(vi: "Điểm", en: "Bans")
    static let smallWords = ScreenText(
        vi: "Từ ngữ hay gặp, mỗi từ một ít", en: "Words often met, each a little")
    static let startingPointAndWords = ScreenText(
        vi: "Điểm nền và các từ ngữ nhẹ", en: "Starting point and small words")
    static let startingPoint = ScreenText(
        vi: "Điểm nền, khi chưa có căn cứ nào", en: "Starting point, before any evidence")
    static let sum = ScreenText(vi: "Cộng", en: "Sum")
    static let tagged = ScreenText(vi: "được gắn", en: "tagged")
    static let notTagged = ScreenText(vi: "không gắn", en: "not tagged")
    static let cues = ScreenText(vi: "Dấu hiệu điểm nóng", en: "Signs of a hot spot")
    static let classEvidence = ScreenText(vi: "Căn cứ gợi ý loại đơn", en: "Evidence for the letter class")
    static let legendTopic = ScreenText(vi: "lĩnh vực", en: "topic")
    static let legendCue = ScreenText(vi: "dấu hiệu điểm nóng", en: "sign of a hot spot")
    static let legendClass = ScreenText(vi: "loại đơn", en: "letter class")
    static let legend = ScreenText(vi: "Gạch chân", en: "Underlines")
    static let spanLost = ScreenText(
        vi: "không còn chỉ được vị trí trong nội dung", en: "its place in the text can no longer be shown")
}

// What an operator can do.
extension ScreenText {
    static let take = ScreenText(vi: "Nhận xử lý", en: "Take the case")
    static let confirmTopics = ScreenText(vi: "Xác nhận lĩnh vực", en: "Confirm topics")
    static let correctTopics = ScreenText(vi: "Sửa lĩnh vực", en: "Correct topics")
    static let correctHint = ScreenText(
        vi: "Bỏ trống hết nếu không thuộc lĩnh vực nào. Hồ sơ sẽ chuyển sang hàng đợi tương ứng.",
        en: "Leave all empty when none fits. The case moves to the matching queue.")
    static let closeReason = ScreenText(vi: "Kết quả, lý do kết thúc", en: "Outcome, reason for closing")
    static let reopenReason = ScreenText(vi: "Lý do mở lại", en: "Reason for reopening")
    static let errorTitle = ScreenText(vi: "Cần bổ sung", en: "There is a problem")

    /// What was done, shown after the redirect; the key stands in the address.
    static let done: [String: ScreenText] = [
        "vang-mat": .absenceDone, "bo-vang-mat": .absenceEnded,
        "phieu-cu": .entryKnown,
        "don-doc": .reminderNoted,
        "tach-don": ScreenText(
            vi: "Đã tách đơn; các hồ sơ mới có sau vài giây.",
            en: "The letter is split; the new cases come within seconds."
        ),
        "nhap-ho-so": ScreenText(vi: "Đã nhập hồ sơ.", en: "The case is merged."),
        "chuyen-tin": ScreenText(vi: "Đã chuyển tin sang hồ sơ tách.", en: "The letter was given to the part."),
        "kiem-tra": ScreenText(vi: "Đã ghi nhận kết quả kiểm tra.", en: "The result is noted."),
        "nhap-tin": .entryStored,
        "nhan": ScreenText(vi: "Đã nhận xử lý hồ sơ.", en: "You have taken the case."),
        "xac-nhan": ScreenText(vi: "Đã xác nhận lĩnh vực.", en: "Topics confirmed."),
        "sua-linh-vuc": ScreenText(vi: "Đã sửa lĩnh vực.", en: "Topics corrected."),
        "canh-bao": ScreenText(
            vi: "Đã ghi nhận; cảnh báo được cập nhật trong vài giây.", en: "Noted; the alert is updated within seconds."
        ),
        "buoc": ScreenText(
            vi: "Đã ghi nhận. Xem bước xử lý và thời hạn ở dưới.", en: "Done. See the stage and deadlines below."),
        "so": .dialogueSaved,
        "cong-khai": .answerIsPublic,
        "tra-loi": ScreenText(vi: "Đã đưa thư trả lời vào thư đi.", en: "The answer is in the outbox."),
        "tin-bao": .noticeDone,
        "dat-lai": .cueResetDone,
        "thu-di": ScreenText(vi: "Đã ghi quyết định về thư đi.", en: "Your decision on the mail is noted."),
        "lien-ket": ScreenText(vi: "Đã liên kết hai hồ sơ.", en: "The cases are linked."),
        "tach": ScreenText(vi: "Đã ghi nhận hai hồ sơ không liên quan.", en: "The cases are no longer linked."),
        "doc-lai": ScreenText(vi: "Tệp sẽ được đọc lại.", en: "The file will be read again."),
        "tam-dung": ScreenText(vi: "Đã tạm dừng nguồn tin.", en: "The source is paused."),
        "tiep-tuc": ScreenText(vi: "Nguồn tin được lấy tiếp.", en: "The source is collected again."),
        "thu-ngay": ScreenText(
            vi: "Đang lấy từ nguồn tin; tải lại trang sau vài giây để xem kết quả.",
            en: "The source is being collected; reload in a few seconds to see how it went."),
        "mat-khau": ScreenText(
            vi: "Đã đổi mật khẩu; các phiên đăng nhập khác đã kết thúc.",
            en: "The password is changed; other sessions have ended."),
        "phien": ScreenText(vi: "Đã kết thúc phiên đăng nhập.", en: "The sessions have ended."),
        "mo-khoa": ScreenText(vi: "Đã mở khoá tài khoản.", en: "The account is unlocked."),
        "tai-khoan": ScreenText(vi: "Đã lưu tài khoản.", en: "The account is saved."),
        "giu": ScreenText(vi: "Đã đặt lệnh giữ.", en: "The case is held."),
        "bo-giu": ScreenText(vi: "Đã bỏ lệnh giữ.", en: "The hold is lifted."),
        "go-tep": ScreenText(vi: "Đã gỡ tệp kèm theo.", en: "The file is removed."),
        "luu-giu": ScreenText(
            vi: "Kế hoạch đang được thực hiện; xem tiến độ ở mục các đợt.",
            en: "The plan is being carried out; see the runs."),
        "thu-lai": ScreenText(vi: "Đã đưa vào hàng chờ đọc lại.", en: "Will be tried again."),
    ]
}
