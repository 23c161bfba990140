public import Casework
import Foundation
public import MailWriting

/// Composes mail that tells the office's own people of alarms about sources.
///
/// It says which source and what is wrong, in words of ours only: neither what a server answered nor anything that a citizen
/// wrote travels by it. It carries the marks of RFC 3834, so that no machine answers it and no case is opened for it.
public struct AlarmWriter: Sendable {
    /// Seconds between two mails: alarms that come meanwhile are told together in the next.
    public static let intervalSeconds: Int64 = 600

    private let office: String
    private let from: OutgoingAddress
    private let recipients: [OutgoingAddress]

    /// Creates a writer.
    ///
    /// - Parameters:
    ///   - office: Name of the office.
    ///   - from: The office's address.
    ///   - recipients: Who is told.
    public init(office: String, from: OutgoingAddress, recipients: [OutgoingAddress]) {
        self.office = office
        self.from = from
        self.recipients = recipients
    }

    /// One mail to each recipient that tells of all these alarms.
    ///
    /// - Parameters:
    ///   - alarms: The alarms.
    ///   - time: The time.
    /// - Returns: The mails; none without an alarm.
    public func mails(about alarms: [SourceAlarm], at time: Timestamp) -> [OutgoingMessage] {
        guard let first = alarms.first else { return [] }
        let subject =
            Set(alarms.map(\.source)).count == 1
            ? "Nguồn tin «\(first.source)» cần xem" : "\(Set(alarms.map(\.source)).count) nguồn tin cần xem"
        let lines = alarms.map(Self.line).joined(separator: "\n\n")
        let text = """
            Kính gửi anh, chị,

            Hệ thống tiếp nhận của \(office) báo:

            \(lines)

            Xin xem trang Nguồn tin để biết chi tiết. Mỗi báo động chỉ được gửi một lần; \
            khi đã hết rồi xảy ra lại thì mới gửi lần nữa.

            Thư này do hệ thống tự gửi, xin không trả lời.
            """
        return recipients.map { recipient in
            let id = OutgoingID.make(at: time)
            let messageID = "ln.alarm.\(id.rawValue)@\(from.domain)"
            let mail = OutgoingMail(
                from: from, to: recipient, subject: subject, date: time.rawValue / 1000, messageID: messageID,
                isUnprompted: true, text: text)
            return OutgoingMessage(
                id: id, code: nil, kind: .alarm, author: AuditEntry.system, createdAt: time, sender: from.address,
                recipient: recipient.address, subject: subject, text: text, messageID: messageID,
                content: mail.bytes, onceKey: "alarm/\(id.rawValue)")
        }
    }

    private static func line(_ alarm: SourceAlarm) -> String {
        let place = alarm.part.isEmpty ? "" : ", thư mục «\(alarm.part)»"
        let since = alarm.since.map { " (từ \(moment($0)))" } ?? ""
        return "– Nguồn «\(alarm.source)»\(place): \(alarm.kind.vietnameseName)\(since). \(advice(alarm.kind))"
    }

    private static func advice(_ kind: SourceAlarm.Kind) -> String {
        switch kind {
        case .refused: "Xin kiểm tra mật khẩu hoặc mã truy cập của nguồn này."
        case .failing: "Hệ thống vẫn tự thử lại; xin kiểm tra mạng và máy chủ của nguồn."
        case .silent: "Xin xem nguồn có còn hoạt động, địa chỉ có thay đổi không."
        case .flooding: "Xin xem có phải thư rác hoặc một sự việc lớn đang diễn ra."
        case .expiring, .expiringSoon: "Xin cấp lại quyền truy cập cho nguồn này."
        case .drifted: "Xin kiểm tra cấu hình của nguồn; câu trả lời gốc được giữ ở nơi cách ly."
        }
    }

    /// Day and time in Việt Nam, which has been at UTC+7 without summer time since 1975.
    private static func moment(_ time: Timestamp) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.day, .month, .year, .hour, .minute], from: time.adding(seconds: 7 * 3_600).date)
        return String(
            format: "%02d:%02d ngày %02d/%02d/%04d", parts.hour ?? 0, parts.minute ?? 0, parts.day ?? 0,
            parts.month ?? 0, parts.year ?? 0)
    }
}
