import Casework
import HotSpots

// Alerts of the hot-spot detector.
extension ScreenText {
    static let alerts = ScreenText(vi: "Cảnh báo địa bàn", en: "Alerts by place")
    static let alertWord = ScreenText(vi: "Cảnh báo", en: "Alert")
    static let allAlerts = ScreenText(vi: "Xem mọi cảnh báo", en: "All alerts")
    static let hotCases = ScreenText(vi: "Hồ sơ điểm nóng", en: "Escalated cases")
    static let alertsLead = ScreenText(
        vi: "Nơi đang có nhiều vụ việc hơn bình thường, hoặc vụ việc nguy hiểm, kéo dài. Điểm tính bằng ban.",
        en: "Where more is written than usual, or matters are dangerous or drag on. Scores are in bans.")
    static let noAlerts = ScreenText(vi: "Hiện không có cảnh báo nào.", en: "There are no alerts.")
    static let closedAlertsToo = ScreenText(vi: "Xem cả cảnh báo đã kết thúc", en: "Show closed alerts too")
    static let why = ScreenText(vi: "Vì sao", en: "Why")
    static let score = ScreenText(vi: "Điểm", en: "Score")
    static let placesWord = ScreenText(vi: "Địa bàn", en: "Places")
    static let opened = ScreenText(vi: "Mở lúc", en: "Opened")
    static let evidenceSheet = ScreenText(vi: "Căn cứ", en: "Evidence")
    static let part = ScreenText(vi: "Phần", en: "Part")
    static let rateOfPlace = ScreenText(vi: "Nhiều hơn bình thường tại một địa bàn", en: "More than usual in one place")
    static let cluster = ScreenText(vi: "Chùm các địa bàn liền nhau", en: "Cluster of neighbouring places")
    static let slowRise = ScreenText(vi: "Tăng chậm qua nhiều tuần", en: "Slow rise over weeks")
    static let dangerSigns = ScreenText(vi: "Dấu hiệu nguy hiểm (tính ¾)", en: "Signs of danger (count ¾)")
    static let dragging = ScreenText(vi: "Kéo dài, gửi nhiều lần, quá hạn", en: "Dragging, repeated, overdue")
    static let falseAlarmOffset = ScreenText(vi: "Trừ vì từng báo nhầm", en: "Less, for false alarms before")
    static let largestCounts = ScreenText(
        vi: "chỉ tính phần lớn nhất của ba phần đầu", en: "only the largest of the first three counts")
    static let threshold = ScreenText(vi: "Ngưỡng mở cảnh báo hiện nay", en: "Threshold now")
    static let observed = ScreenText(vi: "Số vụ việc khác nhau", en: "Distinct matters")
    static let expected = ScreenText(vi: "Bình thường", en: "Expected")
    static let window = ScreenText(vi: "Khoảng thời gian", en: "Window")
    static let copies = ScreenText(vi: "Bản sao cùng nội dung", en: "Copies")
    static let senders = ScreenText(vi: "Số người gửi", en: "Senders")
    static let chance = ScreenText(vi: "Xác suất ngẫu nhiên (ước tính)", en: "Probability by chance (estimated)")
    static let recurrence = ScreenText(
        vi: "Ngẫu nhiên thì khoảng mấy ngày mới gặp (ước tính)", en: "Days between such findings by chance (estimated)")
    static let replaySeed = ScreenText(vi: "Số gieo để tính lại", en: "Seed for replay")
    static let messagesOfAlert = ScreenText(vi: "Hồ sơ làm nên cảnh báo", en: "Cases behind the alert")
    static let life = ScreenText(vi: "Diễn biến", en: "What happened")
    static let told = ScreenText(vi: "Đã báo", en: "Told")
    static let snoozeUntil = ScreenText(vi: "Tạm im đến ngày", en: "Silent until")
    static let escalateTo = ScreenText(vi: "Báo cáo lên cấp", en: "Escalate to")
    static let whyNone = ScreenText(vi: "Lý do báo nhầm", en: "Why it is none")
    static let snoozeNote = ScreenText(
        vi: "Cảnh báo vẫn báo lại trước ngày này nếu tình hình xấu đi rõ rệt.",
        en: "It is told again before that day if matters become materially worse.")
    static func hours(_ hours: Int) -> ScreenText {
        hours < 48
            ? ScreenText(vi: "\(hours) giờ", en: "\(hours) hours")
            : ScreenText(vi: "\(hours / 24) ngày", en: "\(hours / 24) days")
    }

    static func name(of state: HotSpotAlert.State) -> ScreenText {
        let english =
            switch state {
            case .open: "New"
            case .acknowledged: "Seen"
            case .snoozed: "Snoozed"
            case .easing: "Easing"
            case .closed: "Closed"
            }
        return ScreenText(vi: state.vietnameseName, en: english)
    }

    static func name(of kind: AlertChange.Kind) -> ScreenText {
        ScreenText(vi: kind.vietnameseName, en: kind.rawValue.replacing("_", with: " "))
    }

    static func name(of reason: HotSpotAlert.NoticeReason) -> ScreenText {
        ScreenText(vi: reason.vietnameseName, en: reason.rawValue)
    }

    static func name(of reason: DismissalReason) -> ScreenText {
        let english =
            switch reason {
            case .copiedText: "one text in many copies"
            case .wrongPlace: "wrong place"
            case .wrongTopic: "wrong topic"
            case .normalSeason: "usual for the season"
            case .other: "another reason"
            }
        return ScreenText(vi: reason.vietnameseName, en: english)
    }

    static func name(of kind: DangerCue.Kind) -> ScreenText {
        switch kind {
        case .gathering: ScreenText(vi: "Tập trung đông người", en: "Gathering")
        case .violence: ScreenText(vi: "Bạo lực, đe dọa", en: "Violence or threat")
        case .petition: ScreenText(vi: "Ký tên tập thể", en: "Collective petition")
        case .prolonged: ScreenText(vi: "Kéo dài", en: "Prolonged")
        case .overLevels: ScreenText(vi: "Vượt cấp", en: "Over levels")
        case .health: ScreenText(vi: "Ảnh hưởng sức khỏe", en: "Harm to health")
        }
    }

    /// Buttons of the alert page, by the value they send.
    static let alertActs: [(value: String, name: ScreenText)] = [
        ("da-xem", ScreenText(vi: "Đã xem", en: "Acknowledge")),
        ("kiem-tra", ScreenText(vi: "Đã kiểm tra, theo dõi tiếp", en: "Checked, keep watching")),
        ("dung", ScreenText(vi: "Đúng là điểm nóng", en: "True hot spot")),
        ("tam-im", ScreenText(vi: "Tạm im", en: "Snooze")),
        ("bao-cao", ScreenText(vi: "Báo cáo cấp trên", en: "Escalate")),
        ("nham", ScreenText(vi: "Báo động nhầm", en: "False alarm")),
        ("ket-thuc", ScreenText(vi: "Kết thúc theo dõi", en: "Close")),
        ("rut-lai", ScreenText(vi: "Rút lại kết luận", en: "Take the verdict back")),
    ]
}
