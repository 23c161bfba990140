public import Casework
import CivilCalendar
public import MailWriting

/// Composes mail that tells the office's own people of alarms about sources.
///
/// It says which source and what is wrong, in words of ours only: neither what a server answered nor anything that a citizen
/// wrote travels by it.
public struct AlarmWriter: Sendable {
    /// Seconds between two mails: alarms that come meanwhile are told together in the next.
    public static let intervalSeconds: Int64 = 600

    private let mail: StaffMail
    private let recipients: [OutgoingAddress]

    /// Creates a writer.
    ///
    /// - Parameters:
    ///   - mail: What all mail to the office's own people has in common.
    ///   - recipients: Who is told.
    public init(mail: StaffMail, recipients: [OutgoingAddress]) {
        self.mail = mail
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
        let body = """
            \(lines)

            Xin xem trang Nguồn tin để biết chi tiết. Mỗi báo động chỉ được gửi một lần; \
            khi đã hết rồi xảy ra lại thì mới gửi lần nữa.
            """
        return mail.messages(.alarm, to: recipients, subject: subject, body: body, at: time)
    }

    private static func line(_ alarm: SourceAlarm) -> String {
        let place = alarm.part.isEmpty ? "" : ", thư mục «\(alarm.part)»"
        let since = alarm.since.map { " (từ \(LocalMoment(utcMilliseconds: $0.rawValue).vietnamese))" } ?? ""
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
}
