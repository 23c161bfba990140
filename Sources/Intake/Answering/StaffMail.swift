public import Casework
public import MailWriting

/// What every mail to the office's own people has in common: sender, greeting and closing, and the way into the outbox.
///
/// It carries the marks of RFC 3834, so that no machine answers it and no case is opened for it.
public struct StaffMail: Sendable {
    /// Name of the office.
    public let office: String
    /// The office's address.
    public let from: OutgoingAddress

    /// Creates the common part.
    ///
    /// - Parameters:
    ///   - office: Name of the office.
    ///   - from: The office's address.
    public init(office: String, from: OutgoingAddress) {
        self.office = office
        self.from = from
    }

    /// The same words as one mail to each recipient.
    ///
    /// - Parameters:
    ///   - kind: Why it is sent.
    ///   - recipients: Who is told.
    ///   - subject: Subject line.
    ///   - body: What is told, between greeting and closing.
    ///   - onceKey: What makes it the same as another, for each recipient; nil for a mail like no other.
    ///   - time: The time.
    /// - Returns: The mails, in the order of the recipients.
    public func messages(
        _ kind: OutgoingMessage.Kind, to recipients: [OutgoingAddress], subject: String, body: String,
        onceKey: String? = nil, at time: Timestamp
    ) -> [OutgoingMessage] {
        let text = """
            Kính gửi anh, chị,

            Hệ thống tiếp nhận của \(office) báo:

            \(body)

            Thư này do hệ thống tự gửi, xin không trả lời.
            """
        return recipients.map { recipient in
            let id = OutgoingID.make(at: time)
            let messageID = "ln.\(kind.rawValue).\(id.rawValue)@\(from.domain)"
            let mail = OutgoingMail(
                from: from, to: recipient, subject: subject, date: time.rawValue / 1000, messageID: messageID,
                isUnprompted: true, text: text)
            return OutgoingMessage(
                id: id, code: nil, kind: kind, author: AuditEntry.system, createdAt: time, sender: from.address,
                recipient: recipient.address, subject: subject, text: text, messageID: messageID,
                content: mail.bytes, onceKey: onceKey ?? "\(kind.rawValue)/\(id.rawValue)")
        }
    }
}
