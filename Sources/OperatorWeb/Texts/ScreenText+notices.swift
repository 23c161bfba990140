import Casework

// Notices of alerts by mail and webhook.
extension ScreenText {
    static let noticesInTrouble = ScreenText(
        vi: "Tin báo chưa gửi được hoặc đang chờ", en: "Notices that wait or could not be told")
    static let noticesOfAlert = ScreenText(vi: "Đã báo cho ai", en: "Who was told")
    static let noticeDone = ScreenText(
        vi: "Tin báo sẽ được gửi lại ngay.", en: "The notice will be told again at once.")

    static func tries(_ count: Int) -> ScreenText {
        ScreenText(vi: "Đã thử \(count) lần", en: "Tried \(count) times")
    }

    static func name(of way: NoticeWay) -> ScreenText {
        switch way {
        case .mail: ScreenText(vi: way.vietnameseName, en: "Mail")
        case .webhook(let name): ScreenText(vi: way.vietnameseName, en: "Webhook \(name)")
        }
    }

    static func name(of state: NoticeState) -> ScreenText {
        let english =
            switch state {
            case .waiting: "Waits"
            case .told: "Told"
            case .dead: "Dead letter"
            case .withdrawn: "No longer needed"
            }
        return ScreenText(vi: state.vietnameseName, en: english)
    }
}
