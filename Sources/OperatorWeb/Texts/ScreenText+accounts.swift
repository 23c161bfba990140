import Casework

// Accounts, sessions and the audit log.
extension ScreenText {
    static let accounts = ScreenText(vi: "Tài khoản", en: "Accounts")
    static let accountsLead = ScreenText(
        vi: "Ai được làm gì và được xem hồ sơ nào. Mọi thay đổi đều ghi vào nhật ký.",
        en: "Who may do what, and which cases they see. Every change goes into the log.")
    static let addAccount = ScreenText(vi: "Thêm tài khoản", en: "Add an account")
    static let displayName = ScreenText(vi: "Họ tên cán bộ", en: "Name on screens")
    static let role = ScreenText(vi: "Vai trò", en: "Role")
    static let rolesLead = ScreenText(vi: "Vai trò nào được làm gì", en: "What each role may do")
    static let namedQueues = ScreenText(
        vi: "Hàng đợi được giao (bỏ trống: mọi hàng đợi không hạn chế người đọc)",
        en: "Queues (none: every queue that is open to all officers)")
    static let namedUnits = ScreenText(
        vi: "Địa bàn: mã đơn vị hành chính, cách nhau bằng dấu phẩy (bỏ trống: mọi nơi)",
        en: "Places: codes of units, with commas between (none: everywhere)")
    static let active = ScreenText(vi: "Được đăng nhập", en: "May log in")
    static let inactive = ScreenText(vi: "Ngừng dùng", en: "Not in use")
    static let lastLogIn = ScreenText(vi: "Đăng nhập gần nhất", en: "Last log-in")
    static let accountStanding = ScreenText(vi: "Tình trạng", en: "State")
    static let save = ScreenText(vi: "Lưu", en: "Save")
    static let resetPassword = ScreenText(vi: "Đặt lại mật khẩu", en: "Set a new password")
    static let resetPasswordNote = ScreenText(
        vi: "Mật khẩu tạm hiện một lần ở trang sau; người dùng phải đổi ngay khi đăng nhập.",
        en: "A temporary password is shown once on the next page; its owner has to change it at the next log-in.")
    static let unlockAccount = ScreenText(vi: "Mở khoá", en: "Unlock")
    static let endSessions = ScreenText(vi: "Kết thúc mọi phiên đăng nhập", en: "End all sessions")
    static let endOtherSessions = ScreenText(vi: "Kết thúc các phiên khác", en: "End the other sessions")
    static let sessions = ScreenText(vi: "Phiên đăng nhập", en: "Sessions")
    static let thisSession = ScreenText(vi: "phiên này", en: "this one")
    static let startedAt = ScreenText(vi: "Bắt đầu", en: "Began")
    static let usedAt = ScreenText(vi: "Dùng gần nhất", en: "Last used")
    static let browser = ScreenText(vi: "Trình duyệt", en: "Browser")
    static let unknownBrowser = ScreenText(vi: "Không rõ", en: "Unknown")
    static let ownAccount = ScreenText(vi: "Tài khoản của tôi", en: "My account")
    static let changePassword = ScreenText(vi: "Đổi mật khẩu", en: "Change password")
    static let currentPassword = ScreenText(vi: "Mật khẩu hiện nay", en: "Current password")
    static let newPassword = ScreenText(
        vi: "Mật khẩu mới (ít nhất 10 ký tự)", en: "New password (at least 10 characters)")
    static let repeatPassword = ScreenText(vi: "Nhập lại mật khẩu mới", en: "New password again")
    static let mustChangePassword = ScreenText(
        vi: "Đây là mật khẩu tạm. Xin đặt mật khẩu của riêng mình trước khi làm việc.",
        en: "This is a temporary password. Choose one of your own before you go on.")
    static let passwordWrong = ScreenText(
        vi: "Mật khẩu hiện nay không đúng. Chưa có gì thay đổi.",
        en: "The current password is wrong. Nothing was changed.")
    static let passwordsDiffer = ScreenText(
        vi: "Hai lần nhập mật khẩu mới không giống nhau. Chưa có gì thay đổi.",
        en: "The two new passwords differ. Nothing was changed.")
    static let passwordUnfit = ScreenText(
        vi: "Mật khẩu mới phải có từ 10 đến 256 ký tự, khác mật khẩu cũ và khác tên đăng nhập.",
        en: "A new password has 10 to 256 characters and differs from the old one and from the user name.")
    static let userNameUnfit = ScreenText(
        vi: "Tên đăng nhập có từ 1 đến 40 ký tự a-z, 0-9, dấu chấm, gạch nối, gạch dưới.",
        en: "A user name has 1 to 40 characters of a-z, 0-9, point, hyphen and underscore.")
    static let accountTaken = ScreenText(vi: "Tên đăng nhập này đã có.", en: "This user name is taken.")
    static let unitsUnfit = ScreenText(
        vi: "Mã đơn vị hành chính có 2 chữ số (tỉnh) hoặc 5 chữ số (xã), cách nhau bằng dấu phẩy.",
        en: "Codes of units have two digits (province) or five (commune), with commas between.")
    static let accountState = ScreenText(
        vi: "Tài khoản đã đổi được dùng từ lần đăng nhập sau.", en: "Changes hold from the next log-in.")
    static let neverLoggedIn = ScreenText(vi: "chưa lần nào", en: "never")
    static let everyOpenQueue = ScreenText(vi: "Mọi hàng đợi không hạn chế", en: "Every open queue")
    static let everywhere = ScreenText(vi: "Mọi nơi", en: "Everywhere")
    static let reach = ScreenText(vi: "Phạm vi", en: "Reach")

    static let auditLog = ScreenText(vi: "Nhật ký", en: "Log")
    static let auditLead = ScreenText(
        vi: "Ai đã làm gì, khi nào. Các dòng nối nhau bằng mã băm: sửa hay xoá một dòng là thấy ngay.",
        en: "Who did what and when. Lines are chained by hashes: a changed or missing one shows.")
    static let auditActor = ScreenText(vi: "Người làm", en: "Who")
    static let auditAct = ScreenText(vi: "Việc", en: "What")
    static let auditDay = ScreenText(vi: "Ngày", en: "Day")
    static let auditDetail = ScreenText(vi: "Nội dung", en: "Details")
    static let auditNumber = ScreenText(vi: "Số", en: "No.")
    static let anybody = ScreenText(vi: "Mọi người", en: "Anybody")
    static let anyAct = ScreenText(vi: "Mọi việc", en: "Any act")
    static let older = ScreenText(vi: "Cũ hơn", en: "Older")
    static let checkChain = ScreenText(vi: "Kiểm tra chuỗi mã băm", en: "Check the chain")
    static let chainWhole = ScreenText(
        vi: "Nhật ký nguyên vẹn: không dòng nào bị sửa hay mất.", en: "The log is whole.")
    static let noAuditEntries = ScreenText(vi: "Không có dòng nào.", en: "There are no lines.")

    static func chainBroken(_ sequence: Int64) -> ScreenText {
        ScreenText(
            vi:
                "Nhật ký đã bị can thiệp: dòng số \(sequence) không khớp. Giữ nguyên máy chủ và báo ngay người có trách nhiệm.",
            en: "The log was tampered with: line \(sequence) does not fit. Leave the server as it is and report it.")
    }

    static func locked(until instant: String) -> ScreenText {
        ScreenText(vi: "Khoá đến \(instant)", en: "Locked until \(instant)")
    }

    static func temporaryPassword(of name: String) -> ScreenText {
        ScreenText(vi: "Mật khẩu tạm của «\(name)»", en: "Temporary password of «\(name)»")
    }

    static func name(of role: OfficeRole) -> ScreenText {
        let english =
            switch role {
            case .collaborator: "Collaborator"
            case .officer: "Officer"
            case .lead: "Lead"
            case .ruleAuthor: "Rule author"
            case .auditor: "Auditor"
            case .administrator: "Administrator"
            }
        return ScreenText(vi: role.vietnameseName, en: english)
    }

    static func name(of right: OfficeRight) -> ScreenText {
        switch right {
        case .readCases: ScreenText(vi: "đọc hồ sơ (đã che danh tính)", en: "read cases, redacted")
        case .actOnCases: ScreenText(vi: "xử lý hồ sơ", en: "handle cases")
        case .fileCases: ScreenText(vi: "nhập tin", en: "enter messages")
        case .readAlerts: ScreenText(vi: "xem cảnh báo", en: "see alerts")
        case .openIdentities: ScreenText(vi: "mở danh tính, có ghi lý do", en: "open identities, with a reason")
        case .tuneAlerts:
            ScreenText(vi: "đặt lại trọng số của cảnh báo", en: "put back what alerts learned")
        case .publishAnswers: ScreenText(vi: "công khai câu trả lời", en: "publish answers")
        case .readReports: ScreenText(vi: "xem báo cáo", en: "read reports")
        case .readAuditLog: ScreenText(vi: "xem nhật ký", en: "read the log")
        case .manageUsers: ScreenText(vi: "quản lý tài khoản", en: "manage accounts")
        case .manageSources: ScreenText(vi: "quản lý nguồn tin", en: "manage sources")
        case .handleQuarantine: ScreenText(vi: "xử lý thư chưa đọc được", en: "handle unreadable mail")
        case .overrideConflicts:
            ScreenText(
                vi: "chuyển đơn cho nơi bị phản ánh, có ghi lý do", en: "send a letter to who is accused, with a reason"
            )
        case .decideRetention: ScreenText(vi: "quyết định lưu giữ", en: "decide on retention")
        }
    }
}
