import Casework

// Health of sources.
extension ScreenText {
    static let sources = ScreenText(vi: "Nguồn tin", en: "Sources")
    static let sourcesLead = ScreenText(
        vi: "Nơi thư, tin, phản ánh được lấy về. Nguồn cần xem đứng trên cùng.",
        en: "Where letters and messages come from. Sources that need somebody stand first.")
    static let noSources = ScreenText(
        vi: "Chưa có nguồn tin nào trong tệp cấu hình.", en: "The configuration names no sources.")
    static let lookAtSources = ScreenText(vi: "Xem nguồn tin", en: "Look at them")
    static let lastSuccess = ScreenText(vi: "Lấy được lúc", en: "Last success")
    static let nextPass = ScreenText(vi: "Lần tới", en: "Next try")
    static let lastError = ScreenText(vi: "Lỗi, lưu ý", en: "Error or note")
    static let newestItem = ScreenText(vi: "Mục mới nhất", en: "Newest item")
    static let lag = ScreenText(vi: "Độ trễ", en: "Delay")
    static let todayCount = ScreenText(vi: "Hôm nay", en: "Today")
    static let credentialEnd = ScreenText(vi: "Quyền truy cập hết hạn", en: "Access runs out")
    static let folder = ScreenText(vi: "Thư mục", en: "Folder")
    static let wholeSource = ScreenText(vi: "Toàn bộ", en: "All of it")
    static let never = ScreenText(vi: "Chưa", en: "Never")
    static let notYet = ScreenText(vi: "Chưa có", en: "None yet")
    static let waitingForNews = ScreenText(vi: "Đang chờ máy chủ báo thư mới", en: "Waits for the server's word")
    static let dueNow = ScreenText(vi: "Ngay bây giờ", en: "Now")
    static let pausedCell = ScreenText(vi: "Tạm dừng", en: "Paused")
    static let sourceCases = ScreenText(vi: "Hồ sơ từ nguồn này", en: "Cases from this source")
    static let pauseReason = ScreenText(vi: "Lý do tạm dừng", en: "Why it is paused")
    static let pause = ScreenText(vi: "Tạm dừng", en: "Pause")
    static let resume = ScreenText(vi: "Tiếp tục lấy", en: "Let it go on")
    static let tryNow = ScreenText(vi: "Lấy ngay", en: "Collect now")
    static let pauseReasonMissing = ScreenText(
        vi: "Xin ghi lý do tạm dừng. Chưa có gì thay đổi.", en: "Say why it is paused. Nothing was changed.")
    static let usualWeek = ScreenText(vi: "Số mục thường có mỗi ngày", en: "Usual number of items a day")
    static let weekday = ScreenText(vi: "Ngày", en: "Day")
    static let usualItems = ScreenText(vi: "Số mục", en: "Items")
    static let unknownYet = ScreenText(vi: "Chưa rõ", en: "Not known yet")
    static let anySource = ScreenText(vi: "Mọi nguồn", en: "Any source")
    static let allQuarantine = ScreenText(vi: "Xem mọi nguồn", en: "Show all sources")

    /// Days of the week, Monday first: short for a chart, then whole.
    static let weekdays: [(short: ScreenText, whole: ScreenText)] = [
        (ScreenText(vi: "T2", en: "Mon"), ScreenText(vi: "Thứ Hai", en: "Monday")),
        (ScreenText(vi: "T3", en: "Tue"), ScreenText(vi: "Thứ Ba", en: "Tuesday")),
        (ScreenText(vi: "T4", en: "Wed"), ScreenText(vi: "Thứ Tư", en: "Wednesday")),
        (ScreenText(vi: "T5", en: "Thu"), ScreenText(vi: "Thứ Năm", en: "Thursday")),
        (ScreenText(vi: "T6", en: "Fri"), ScreenText(vi: "Thứ Sáu", en: "Friday")),
        (ScreenText(vi: "T7", en: "Sat"), ScreenText(vi: "Thứ Bảy", en: "Saturday")),
        (ScreenText(vi: "CN", en: "Sun"), ScreenText(vi: "Chủ Nhật", en: "Sunday")),
    ]

    static func sourcesAlarming(_ sources: Int, alarms: Int) -> ScreenText {
        ScreenText(
            vi: "\(sources) nguồn tin cần xem (\(alarms) báo động).",
            en: "\(sources) \(sources == 1 ? "source needs" : "sources need") attention "
                + "(\(alarms) \(alarms == 1 ? "alarm" : "alarms")).")
    }

    static func quarantinedItems(_ count: Int) -> ScreenText {
        ScreenText(vi: "\(count) mục chưa đọc được", en: "\(count) unreadable \(count == 1 ? "item" : "items")")
    }

    static func quarantineOf(_ source: String) -> ScreenText {
        ScreenText(vi: "Chỉ những mục từ nguồn «\(source)».", en: "Only items from the source «\(source)».")
    }

    static func pausedBy(_ actor: String) -> ScreenText {
        ScreenText(vi: "\(actor) đã tạm dừng:", en: "Paused by \(actor):")
    }

    static func attempt(_ number: Int) -> ScreenText {
        ScreenText(vi: "lần thứ \(number)", en: "\(number) in a row")
    }

    /// How long something is, in the largest fitting unit.
    static func span(seconds: Int) -> ScreenText {
        switch seconds {
        case ..<120: ScreenText(vi: "\(max(0, seconds)) giây", en: "\(max(0, seconds)) s")
        case ..<7_200: ScreenText(vi: "\(seconds / 60) phút", en: "\(seconds / 60) min")
        case ..<172_800: ScreenText(vi: "\(seconds / 3_600) giờ", en: "\(seconds / 3_600) h")
        default: ScreenText(vi: "\(seconds / 86_400) ngày", en: "\(seconds / 86_400) days")
        }
    }

    /// How far ahead something is.
    static func ahead(seconds: Int64) -> ScreenText {
        let span = span(seconds: Int(clamping: seconds))
        return ScreenText(vi: "sau \(span.vi)", en: "in \(span.en)")
    }

    static func againstUsual(_ today: Int, _ usual: Double?) -> ScreenText {
        guard let usual else {
            return ScreenText(
                vi: "\(today) mục (chưa rõ mức bình thường)", en: "\(today) items (the usual is not known yet)")
        }
        let number = Int(max(0, min(1e9, usual)).rounded())
        return ScreenText(
            vi: "\(today) mục; giờ này thường có khoảng \(number)",
            en: "\(today) items; usually about \(number) by this time")
    }

    static func name(of condition: SourceCondition) -> ScreenText {
        let english =
            switch condition {
            case .untried: "Never collected"
            case .paused: "Paused"
            case .alarming: "Needs attention"
            case .failing: "Trying again"
            case .good: "Well"
            }
        return ScreenText(vi: condition.vietnameseName, en: english)
    }

    static func name(of kind: SourceAlarm.Kind) -> ScreenText {
        let english =
            switch kind {
            case .refused: "Log-in refused"
            case .failing: "Cannot be collected"
            case .silent: "Unusually silent"
            case .flooding: "Unusually many items"
            case .expiring: "Access runs out soon"
            case .expiringSoon: "Access runs out within a day, or has run out"
            case .drifted: "The source's structure has changed"
            }
        return ScreenText(vi: kind.vietnameseName, en: english)
    }

    static func name(of failure: PassReport.Failure) -> ScreenText {
        let english =
            switch failure {
            case .unreachable: "Cannot be reached"
            case .refused: "Log-in refused"
            case .disorder: "The server answers wrongly"
            case .local: "Trouble on this machine"
            }
        return ScreenText(vi: failure.vietnameseName, en: english)
    }
}
