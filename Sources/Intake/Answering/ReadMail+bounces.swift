import Casework
import MailReading

extension ReadMail {
    /// What a delivery report says about mails of the office's own; none for any other mail.
    ///
    /// The identifier that a report gives back is one of the office's, which nobody can make up; the store looks for it in the
    /// outbox, and the signature in it leads to the case. A report on a mail that arrived, or only was passed on, is no
    /// trouble and gives no notice.
    ///
    /// > Source: RFC 3464 §2.3.3 (Action) and §2.3.4 (Status).
    var bounceNotices: [BounceNotice] {
        guard kind == .bounce, let report, report.kind == .delivery, let identifier = report.originalMessageID,
            ThreadToken(messageID: identifier) != nil
        else { return [] }
        let troubled = report.recipients.filter { $0.isFailure || $0.isDelayed }
        // A report that tells of recipients, and of trouble with none of them, tells that all is well.
        let isAllWell = report.recipients.contains { $0.action != nil || $0.status != nil } && troubled.isEmpty
        guard !isAllWell else { return [] }
        let worst = troubled.first(where: \.isFailure) ?? troubled.first
        // Without a word on what happened the report says what reports nearly always say, unless its subject is a warning.
        let isFinal = worst.map(\.isFailure) ?? !Self.isWarning(subject ?? "")
        let words = worst?.diagnostic ?? worst?.status ?? ""
        return [BounceNotice(messageID: identifier, isFinal: isFinal, diagnostic: String(words.prefix(500)))]
    }

    /// Whether a report in prose says that a mail only waits: "Warning: message delayed 24 hours" (Exim, Sendmail).
    private static func isWarning(_ subject: String) -> Bool {
        let subject = subject.prefix(200).lowercased()
        return subject.hasPrefix("warning") || subject.contains("delayed") || subject.contains("(delay)")
    }
}

extension DeliveryReport.Recipient {
    /// Whether the mail has not reached this recipient yet and is still being tried.
    fileprivate var isDelayed: Bool {
        if let action { return action == "delayed" }
        return status?.hasPrefix("4") ?? false
    }
}
