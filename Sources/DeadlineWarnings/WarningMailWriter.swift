import Casework
import CivilCalendar
import Deadlines
public import Intake
import MailWriting

/// Composes mail that tells the office's own people of deadlines.
///
/// It says code, queue, step, date, and the rule that made the date; of cases that the recipient may not read, the code alone.
/// Nothing that a citizen wrote travels by it.
public struct WarningMailWriter: Sendable {
    /// Most steps told in one mail in full; further ones are counted.
    static let stepsInFull = 200

    private let mail: StaffMail
    private let page: String?

    /// Creates a writer.
    ///
    /// - Parameters:
    ///   - mail: What all mail to the office's own people has in common.
    ///   - page: Address of the operator's page without a slash at its end; nil when mails cannot link to it.
    public init(mail: StaffMail, page: String?) {
        self.mail = mail
        self.page = page
    }

    /// What a mail is about.
    struct Digest {
        var day: CivilDate
        var lastDay: CivilDate
        var part: WarningDigest.Part
        var missingYears: [Int]
        var queueNames: [String: String]
    }

    /// The mail to one person.
    func mail(about digest: Digest, to recipient: OutgoingAddress, user: String, at time: Timestamp)
        -> [OutgoingMessage]
    {
        mail.messages(
            .warning, to: [recipient], subject: subject(digest), body: body(digest),
            // Two people may share an address: each has a list of their own.
            onceKey: "warning/\(digest.day.iso)/\(user)", at: time)
    }

    private func subject(_ digest: Digest) -> String {
        let all = digest.part.open + digest.part.closed
        let late = all.count { $0.kind == .late }
        let counts = [
            late > 0 ? "\(late) bước quá hạn" : nil,
            all.count > late ? "\(all.count - late) bước sắp đến hạn" : nil,
            all.isEmpty ? "thiếu lịch nghỉ năm \(Self.list(digest.missingYears))" : nil,
        ]
        return "Báo hạn \(digest.day.vietnamese): " + counts.compactMap(\.self).joined(separator: ", ")
    }

    private func body(_ digest: Digest) -> String {
        let late = digest.part.open.filter { $0.kind == .late }
        let ahead = digest.part.open.filter { $0.kind == .ahead }
        var parts = [section("ĐÃ QUÁ HẠN", late, limit: Self.stepsInFull, digest)]
        parts.append(
            section(
                "SẮP ĐẾN HẠN, đến hết ngày \(digest.lastDay.vietnamese)", ahead,
                limit: max(0, Self.stepsInFull - late.count), digest))
        parts.append(closed(digest.part.closed))
        if !digest.missingYears.isEmpty {
            parts.append(
                "THIẾU LỊCH NGHỈ năm \(Self.list(digest.missingYears)): chỉ thứ Bảy, Chủ nhật được tính là ngày nghỉ, nên hạn rơi "
                    + "vào năm đó có thể sai. Xin bổ sung tệp lịch của năm vào thư mục calendars của bộ quy tắc.")
        }
        if let page { parts.append("Xem: \(page)/han-xu-ly") }
        if !(digest.part.isEmpty) { parts.append("Mỗi bước được báo trước một lần và báo quá hạn một lần.") }
        return parts.compactMap(\.self).joined(separator: "\n\n")
    }

    private func section(_ title: String, _ steps: [DeadlineWarning], limit: Int, _ digest: Digest) -> String? {
        guard !steps.isEmpty else { return nil }
        let steps = steps.sorted { ($0.due, $0.code.digits) < ($1.due, $1.code.digits) }
        var lines = ["\(title) (\(steps.count) bước)"]
        lines += steps.prefix(limit).map { line($0, digest) }
        if steps.count > limit {
            lines.append("– Và \(steps.count - limit) bước khác, xin xem trang Hạn xử lý.")
        }
        return lines.joined(separator: "\n")
    }

    private func line(_ warning: DeadlineWarning, _ digest: Digest) -> String {
        let queue = digest.queueNames[warning.queue] ?? warning.queue
        let rule = warning.rule
        let prolonged = warning.prolongedTo.map { ", gia hạn đến \($0) \(rule.unit.vietnameseName)" } ?? ""
        let doubt = rule.isToBeConfirmed ? " [cần kiểm tra lại văn bản]" : ""
        return "– \(warning.code), hàng đợi «\(queue)», bước «\(rule.step.vietnameseName)»: \(Self.date(warning)); "
            + "\(rule.term) \(rule.unit.vietnameseName) từ \(rule.start.vietnameseName)\(prolonged), theo \(rule.basis)\(doubt)"
    }

    /// The date with its weekday; the end of a day is told as that day.
    private static func date(_ warning: DeadlineWarning) -> String {
        "hạn \(warning.due.vietnamese) (\(warning.due.date.vietnameseWeekday))"
    }

    private func closed(_ steps: [DeadlineWarning]) -> String? {
        guard !steps.isEmpty else { return nil }
        let late = Set(steps.filter { $0.kind == .late }.map(\.code))
        let codes = Set(steps.map(\.code)).sorted { $0.digits < $1.digits }
        var lines = ["TRONG HÀNG ĐỢI KÍN, chỉ báo mã hồ sơ (\(codes.count) hồ sơ)"]
        lines += codes.prefix(Self.stepsInFull).map { code in
            "– \(code): \(late.contains(code) ? "đã quá hạn" : "sắp đến hạn")"
        }
        if codes.count > Self.stepsInFull { lines.append("– Và \(codes.count - Self.stepsInFull) hồ sơ khác.") }
        return lines.joined(separator: "\n")
    }

    private static func list(_ years: [Int]) -> String { years.map(String.init).joined(separator: ", ") }
}
