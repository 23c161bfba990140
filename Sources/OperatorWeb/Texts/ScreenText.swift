import Casework

/// A language of the screens.
enum Language: String, Sendable, CaseIterable {
    /// Tiếng Việt, the default.
    case vietnamese = "vi"
    /// English.
    case english = "en"
}

/// A text of the screens in every language; the compiler sees to it that none is missing.
struct ScreenText: Sendable, Hashable {
    /// Vietnamese.
    let vi: String
    /// English.
    let en: String

    /// The text in a language.
    func callAsFunction(_ language: Language) -> String {
        switch language {
        case .vietnamese: vi
        case .english: en
        }
    }
}

// Navigation and frame.
extension ScreenText {
    static let product = ScreenText(vi: "Lắng Nghe", en: "Lắng Nghe")
    static let skipToContent = ScreenText(vi: "Tới nội dung chính", en: "Skip to main content")
    static let hotSpots = ScreenText(vi: "Điểm nóng", en: "Escalations")
    static let queues = ScreenText(vi: "Hàng đợi", en: "Queues")
    static let allCases = ScreenText(vi: "Tất cả hồ sơ", en: "All cases")
    static let quarantine = ScreenText(vi: "Thư chưa đọc được", en: "Unreadable mail")
    static let setAside = ScreenText(vi: "Thư không mở hồ sơ", en: "Set aside")
    static let report = ScreenText(vi: "Báo cáo", en: "Reports")
    static let search = ScreenText(vi: "Tìm", en: "Search")
    static let searchLabel = ScreenText(
        vi: "Mã hồ sơ hoặc từ ngữ (không cần gõ dấu)", en: "Code or words (accents not needed)")
    static let searchHint = ScreenText(vi: "Mã hồ sơ hoặc từ ngữ", en: "Code or words")
    static let logIn = ScreenText(vi: "Đăng nhập", en: "Log in")
    static let logOut = ScreenText(vi: "Đăng xuất", en: "Log out")
    static let otherLanguage = ScreenText(vi: "English", en: "Tiếng Việt")
    static let otherLanguageHint = ScreenText(vi: "Switch the page to English", en: "Chuyển trang sang tiếng Việt")
    static let navigation = ScreenText(vi: "Các danh sách hồ sơ", en: "Lists of cases")
    static let otherLists = ScreenText(vi: "Danh sách khác", en: "Other lists")
}

// Log-in.
extension ScreenText {
    static let userName = ScreenText(vi: "Tên đăng nhập", en: "User name")
    static let password = ScreenText(vi: "Mật khẩu", en: "Password")
    static let logInLead = ScreenText(
        vi: "Trang dành cho cán bộ tiếp nhận và xử lý phản ánh, kiến nghị, khiếu nại, tố cáo của người dân.",
        en: "For officers who receive and handle what citizens write.")
    static let logInFailed = ScreenText(
        vi: "Tên đăng nhập hoặc mật khẩu không đúng. Xin kiểm tra bộ gõ và phím Caps Lock rồi thử lại.",
        en: "User name or password is wrong. Check your keyboard and Caps Lock, then try again.")
    static let logInBusy = ScreenText(
        vi: "Đang có quá nhiều lượt đăng nhập cùng lúc. Xin thử lại sau ít phút.",
        en: "Too many people are logging in right now. Try again in a few minutes.")

    static func logInPaused(minutes: Int64) -> ScreenText {
        ScreenText(
            vi: "Đã nhập sai quá nhiều lần. Xin thử lại sau \(minutes) phút.",
            en: "Too many failed attempts. Try again in \(minutes) minutes.")
    }
}

// Lists.
extension ScreenText {
    static let hotSpotsLead = ScreenText(
        vi: "Hồ sơ chưa giải quyết có dấu hiệu điểm nóng, mức cao nhất ở trên cùng.",
        en: "Open cases with signs of a hot spot, most severe first.")
    static let noHotSpots = ScreenText(
        vi: "Hiện không có điểm nóng nào đang chờ xử lý.", en: "No escalation is waiting.")
    static let noCases = ScreenText(vi: "Không có hồ sơ nào.", en: "There are no cases here.")
    static let queueLead = ScreenText(
        vi: "Hồ sơ chưa giải quyết của hàng đợi này: khẩn và điểm nóng ở trên cùng, rồi đến mới nhất.",
        en: "Open cases of this queue: urgent ones and hot spots first, then the newest.")
    static let showClosed = ScreenText(vi: "Xem cả hồ sơ đã giải quyết", en: "Show closed cases too")
    static let severity = ScreenText(vi: "Mức", en: "Severity")
    static let matter = ScreenText(vi: "Vụ việc", en: "Matter")
    static let received = ScreenText(vi: "Tiếp nhận", en: "Received")
    static let state = ScreenText(vi: "Tình trạng", en: "State")
    static let assignee = ScreenText(vi: "Người xử lý", en: "Officer")
    static let nobody = ScreenText(vi: "Chưa ai nhận", en: "Nobody yet")
    static let anyState = ScreenText(vi: "Mọi tình trạng", en: "Any state")
    static let anyTopic = ScreenText(vi: "Mọi lĩnh vực", en: "Any topic")
    static let topic = ScreenText(vi: "Lĩnh vực", en: "Topic")
    static let filter = ScreenText(vi: "Lọc", en: "Filter")
    static let noTopic = ScreenText(vi: "Chưa rõ lĩnh vực", en: "No topic")
    static let previousPage = ScreenText(vi: "Trang trước", en: "Previous page")
    static let nextPage = ScreenText(vi: "Trang sau", en: "Next page")
    static let pages = ScreenText(vi: "Các trang", en: "Pages")

    static func caseCount(_ count: CaseCount) -> ScreenText {
        let cases = count.number == 1 && count.isExact ? "case" : "cases"
        return ScreenText(vi: "\(count.vietnameseText) hồ sơ", en: "\(count.englishText) \(cases)")
    }
    static func messageCount(_ count: Int) -> ScreenText {
        ScreenText(vi: "\(count) tin, thư", en: count == 1 ? "1 message" : "\(count) messages")
    }
    static func pageOf(_ page: Int, _ pages: Int, isExact: Bool) -> ScreenText {
        guard isExact else {
            return ScreenText(vi: "Trang \(page) trên hơn \(pages)", en: "Page \(page) of more than \(pages)")
        }
        return ScreenText(vi: "Trang \(page) trên \(pages)", en: "Page \(page) of \(pages)")
    }
    static func found(_ count: CaseCount, _ words: String) -> ScreenText {
        ScreenText(
            vi: "\(count.vietnameseText) hồ sơ có “\(words)”", en: "\(count.englishText) cases with “\(words)”")
    }
    static func queueUnknown(_ name: String) -> ScreenText {
        ScreenText(vi: "Hàng đợi \(name)", en: "Queue \(name)")
    }
}

// Quarantine, messages set aside, reports.
extension ScreenText {
    static let quarantineLead = ScreenText(
        vi: "Những thư, tin chưa đọc được. Bản gốc được giữ nguyên; có thể tải về xem hoặc cho đọc lại.",
        en: "Items that could not be read. The originals are kept unchanged; download them or try again.")
    static let quarantineEmpty = ScreenText(vi: "Mọi thư, tin đều đã đọc được.", en: "Everything could be read.")
    static let reason = ScreenText(vi: "Lý do", en: "Reason")
    static let stage = ScreenText(vi: "Bước bị lỗi", en: "Failed at")
    static let attempts = ScreenText(vi: "Số lần thử", en: "Attempts")
    static let size = ScreenText(vi: "Kích thước", en: "Size")
    static let source = ScreenText(vi: "Nguồn", en: "Source")
    static let retry = ScreenText(vi: "Đọc lại", en: "Try again")
    static let retryAll = ScreenText(vi: "Đọc lại tất cả", en: "Try all again")
    static let original = ScreenText(vi: "Tải bản gốc", en: "Download original")
    static let setAsideLead = ScreenText(
        vi: "Thư máy tự gửi (trả lời tự động, báo không gửi được). Hệ thống giữ lại nhưng không mở hồ sơ.",
        en: "Mail made by machines (automatic replies, delivery failures). Kept, but no case is opened.")
    static let setAsideEmpty = ScreenText(vi: "Không có thư nào.", en: "There are none.")
    static let reportLength = ScreenText(vi: "Kỳ báo cáo", en: "Period")
    static let earlier = ScreenText(vi: "Kỳ trước", en: "Earlier")
    static let later = ScreenText(vi: "Kỳ sau", en: "Later")
    static let downloadPage = ScreenText(vi: "Tải bản in (HTML)", en: "Download for print (HTML)")
    static let downloadTable = ScreenText(vi: "Tải bảng số liệu (CSV)", en: "Download figures (CSV)")
    static let reportLanguage = ScreenText(
        vi: "Báo cáo không nêu người gửi.", en: "Reports are in Vietnamese and never name senders.")
    static let subject = ScreenText(vi: "Tiêu đề", en: "Subject")
    static let kind = ScreenText(vi: "Loại thư", en: "Kind")
    static let firstOnly = ScreenText(
        vi: "Chỉ hiện 200 mục mới nhất.", en: "Only the 200 newest are shown.")
}

// What went wrong.
extension ScreenText {
    static let notFoundTitle = ScreenText(vi: "Không tìm thấy", en: "Not found")
    static let notFound = ScreenText(
        vi: "Không có trang hoặc hồ sơ này. Xin kiểm tra lại mã hồ sơ hay đường dẫn.",
        en: "There is no such page or case. Check the code or address.")
    static let forbiddenTitle = ScreenText(vi: "Không thực hiện được", en: "Not carried out")
    static let forbidden = ScreenText(
        vi: "Yêu cầu không đến từ trang này hoặc biểu mẫu đã cũ. Xin tải lại trang rồi làm lại; chưa có gì thay đổi.",
        en: "The request did not come from this page, or its form is out of date. "
            + "Reload and try again; nothing was changed.")
    static let tooLargeTitle = ScreenText(vi: "Nội dung quá dài", en: "Too long")
    static let tooLarge = ScreenText(
        vi: "Biểu mẫu gửi lên quá dài (tối đa 64 KB). Xin rút gọn rồi gửi lại.",
        en: "The form is too long (64 KB at most). Shorten it and send it again.")
    static let failedTitle = ScreenText(vi: "Hệ thống đang có sự cố", en: "Something went wrong")
    static let failed = ScreenText(
        vi: "Chưa đọc hoặc ghi được dữ liệu. Không có gì bị mất; xin thử lại, nếu còn lỗi hãy báo người quản trị.",
        en: "Data could not be read or written. Nothing is lost; try again, and tell the administrator if it repeats.")
    static let backHome = ScreenText(vi: "Về danh sách điểm nóng", en: "To the escalations")
}
