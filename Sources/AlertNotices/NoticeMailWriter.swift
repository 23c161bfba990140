public import Casework
import HotSpots
public import Intake
public import MailWriting

/// Composes mail that tells the office's own people of hot spots.
///
/// It says where and about what, the alert's sentence and numbers, and the words that rules matched as signs of danger;
/// nothing else that a citizen wrote, and no citizen's name.
public struct NoticeMailWriter: Sendable {
    /// Most alerts told in one mail in full; further ones are counted.
    static let alertsInFull = 30

    private let words: NoticeWords
    private let mail: StaffMail
    private let recipients: [OutgoingAddress]

    /// Creates a writer.
    ///
    /// - Parameters:
    ///   - words: How alerts are worded.
    ///   - mail: What all mail to the office's own people has in common.
    ///   - recipients: Who is told.
    public init(words: NoticeWords, mail: StaffMail, recipients: [OutgoingAddress]) {
        self.words = words
        self.mail = mail
        self.recipients = recipients
    }

    /// One mail to each recipient that tells of all these notices.
    ///
    /// - Parameters:
    ///   - notices: The notices, oldest first; of several about one alert the last is told.
    ///   - time: The time.
    /// - Returns: The mails; none without a notice.
    public func mails(about notices: [AlertNotice], at time: Timestamp) -> [OutgoingMessage] {
        let latest = Self.latest(notices)
        guard let first = latest.first else { return [] }
        let subject = latest.count == 1 ? single(first) : digest(latest)
        let onceKey = "notice/" + OutgoingID.make(at: time).rawValue
        return mail.messages(
            .notice, to: recipients, subject: subject, body: body(latest), onceKey: onceKey, at: time)
    }

    /// The last notice of each alert; urgent ones first, then the highest score.
    private static func latest(_ notices: [AlertNotice]) -> [AlertNotice] {
        var last: [[Int64]: AlertNotice] = [:]
        for notice in notices {
            let alert = notice.alert.alert
            last[[Int64(alert.id), alert.openedAt.rawValue]] = notice
        }
        return last.values.sorted { left, right in
            if left.isUrgent != right.isUrgent { return left.isUrgent }
            let scores = (left.alert.alert.sheet.score, right.alert.alert.sheet.score)
            return scores.0 == scores.1 ? left.id < right.id : scores.0 > scores.1
        }
    }

    private func single(_ notice: AlertNotice) -> String {
        "\(notice.isUrgent ? "[Khẩn] " : "")Cảnh báo \(notice.alert.alert.id): \(words.places(notice.alert)), "
            + words.topicName(notice.alert.alert.topic)
    }

    private func digest(_ notices: [AlertNotice]) -> String {
        let urgent = notices.count(where: \.isUrgent)
        return "\(urgent > 0 ? "[Khẩn] " : "")\(notices.count) cảnh báo điểm nóng"
            + (urgent > 0 ? ", \(urgent) khẩn" : "")
    }

    private func body(_ notices: [AlertNotice]) -> String {
        let rest = notices.count - Self.alertsInFull
        var parts = notices.prefix(Self.alertsInFull).map(part)
        if rest > 0 { parts.append("Và \(rest) cảnh báo khác, xin xem trang Cảnh báo địa bàn.") }
        return """
            \(parts.joined(separator: "\n\n"))

            Cảnh báo chỉ được báo lại khi tình hình xấu đi rõ rệt. Đã xem thì xin bấm «Đã xem» trên trang của cảnh báo.
            """
    }

    private func part(_ notice: AlertNotice) -> String {
        let alert = notice.alert.alert
        let sheet = alert.sheet
        var lines = [
            "\(notice.isUrgent ? "KHẨN – " : "")Cảnh báo \(alert.id) – \(words.places(notice.alert)) – "
                + words.topicName(alert.topic),
            "Lý do báo: \(notice.reason.vietnameseName).", sheet.why,
            "Điểm \(words.number(sheet.score)), ngưỡng \(words.number(sheet.threshold)); "
                + "\(sheet.observed) vụ việc trong \(sheet.windowHours) giờ, bình thường \(words.number(sheet.expected)); "
                + "\(sheet.copies) bản sao; \(sheet.senders) người gửi.",
        ]
        let signs = sheet.severity.parts.map { part in
            NoticeWords.name(of: part.kind) + (part.quote.map { " («\(words.quote($0))»)" } ?? "")
        }
        if !signs.isEmpty { lines.append("Dấu hiệu: \(signs.joined(separator: "; ")).") }
        lines.append("Mở lúc \(words.moment(Timestamp(rawValue: alert.openedAt.rawValue))).")
        if let link = words.link(alert) { lines.append("Xem: \(link)") }
        return lines.joined(separator: "\n")
    }
}
