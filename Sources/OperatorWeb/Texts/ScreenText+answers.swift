import Casework

// Mail to citizens.
extension ScreenText {
    static let outbox = ScreenText(vi: "Thư đi", en: "Outgoing mail")
    static let outboxLead = ScreenText(
        vi: "Thư chưa gửi được cần cán bộ xem, và thư đang chờ gửi.",
        en: "Mails that could not be sent and need an officer, and mails that wait.")
    static let outboxEmpty = ScreenText(vi: "Mọi thư đều đã gửi.", en: "Everything has been sent.")
    static let outgoingMails = ScreenText(vi: "Thư gửi người dân", en: "Mails to citizens")
    static let writeAnswer = ScreenText(vi: "Trả lời người gửi", en: "Answer the sender")
    static let answerTo = ScreenText(vi: "Gửi tới", en: "To")
    static let answerText = ScreenText(vi: "Nội dung trả lời", en: "Text")
    static let sendAnswer = ScreenText(vi: "Gửi trả lời", en: "Send")
    static let confidentialAnswerNote = ScreenText(
        vi: "Có thể là tố cáo: thư đi không mang tiêu đề thư của người gửi. Xin không nhắc lại nội dung.",
        en: "This may be a denunciation: the mail does not carry the sender's subject. Do not repeat what it says.")
    static let answerMissing = ScreenText(
        vi: "Xin ghi nội dung trả lời. Chưa gửi thư nào.", en: "Write a text. Nothing was sent.")
    static let answerTooLong = ScreenText(
        vi: "Nội dung dài quá 20.000 ký tự. Xin rút gọn; chưa gửi thư nào.",
        en: "The text is longer than 20,000 characters. Shorten it; nothing was sent.")
    static let recipientMissing = ScreenText(
        vi: "Xin chọn người nhận. Chưa gửi thư nào.", en: "Choose whom it goes to. Nothing was sent.")
    static let cameBack = ScreenText(vi: "Bị trả lại", en: "Came back")
    static let lastAnswer = ScreenText(vi: "Máy chủ thư trả lời:", en: "The mail server said:")
    static let unknownNote = ScreenText(
        vi:
            "Đã gửi hết nội dung nhưng không nhận được trả lời. Hệ thống không tự gửi lại, vì người nhận có thể đã có thư.",
        en: "All of it was sent, but no answer came. It is not sent again by itself: the recipient may have it already."
    )
    static let sendAgain = ScreenText(vi: "Gửi lại", en: "Send again")
    static let takeAsSent = ScreenText(vi: "Coi như đã gửi", en: "Take as sent")
    static let giveUpMail = ScreenText(vi: "Không gửi nữa", en: "Leave it")

    static func nextTry(_ time: String) -> ScreenText {
        ScreenText(vi: "Sẽ gửi lại lúc \(time).", en: "Next try at \(time).")
    }

    static func name(of kind: OutgoingMessage.Kind) -> ScreenText {
        let english =
            switch kind {
            case .acknowledgement: "Acknowledgement"
            case .reply: "Answer"
            case .alarm: "Source alarm"
            case .notice: "Hot-spot notice"
            case .warning: "Deadline warnings"
            }
        return ScreenText(vi: kind.vietnameseName, en: english)
    }

    static func name(of state: OutgoingState) -> ScreenText {
        let english =
            switch state {
            case .waiting: "Waiting"
            case .sending: "Being sent"
            case .sent: "Sent"
            case .failed: "Not sent"
            case .unknown: "Nobody knows whether it arrived"
            }
        return ScreenText(vi: state.vietnameseName, en: english)
    }
}
