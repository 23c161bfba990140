import CivilCalendar
public import HotSpots

extension OperatorAct {
    /// The act as it stands in the audit log.
    public var vietnameseSentence: String {
        switch self {
        case .acknowledge: "đã xem."
        case .snooze(let until): "tạm im đến \(LocalMoment(utcMilliseconds: until.rawValue).vietnamese)."
        case .escalate(let level): "báo cáo lên \(level)."
        case .recheck: "kiểm tra lại, vẫn theo dõi."
        case .confirm: "xác nhận là điểm nóng."
        case .dismiss(let reason): "báo động nhầm: \(reason.vietnameseName)."
        case .close: "kết thúc theo dõi."
        case .undoVerdict: "rút lại kết luận trước."
        }
    }
}

extension DismissalReason {
    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .copiedText: "cùng một nội dung gửi nhiều lần"
        case .wrongPlace: "sai địa bàn"
        case .wrongTopic: "sai lĩnh vực"
        case .normalSeason: "bình thường vào mùa này"
        case .other: "lý do khác"
        }
    }
}

extension HotSpotAlert.State {
    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .open: "Mới"
        case .acknowledged: "Đã xem"
        case .snoozed: "Tạm im"
        case .easing: "Đang dịu"
        case .closed: "Đã kết thúc"
        }
    }
}

extension HotSpotAlert.NoticeReason {
    /// Why operators are told, on screens and in notices.
    public var vietnameseName: String {
        switch self {
        case .opened: "cảnh báo mới"
        case .immediate: "có tin phải báo ngay"
        case .stronger: "khả năng ngẫu nhiên thấp hơn 10 lần so với lần báo trước"
        case .more: "thêm nhiều vụ việc mới"
        case .newCue: "xuất hiện dấu hiệu nguy hiểm mới"
        case .newPlace: "lan sang địa bàn khác"
        case .deadline: "có vụ việc vừa quá hạn"
        }
    }
}

extension AlertChange.Kind {
    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .opened: "Mở cảnh báo"
        case .joined: "Thêm vụ việc"
        case .eased: "Đang dịu"
        case .flaredAgain: "Nóng trở lại"
        case .closed: "Kết thúc"
        case .acknowledged: "Đã xem"
        case .snoozed: "Tạm im"
        case .woke: "Hết tạm im"
        case .escalated: "Báo cáo cấp trên"
        case .rechecked: "Kiểm tra lại"
        case .judged: "Kết luận"
        case .verdictUndone: "Rút lại kết luận"
        }
    }
}
