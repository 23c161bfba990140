public import Casework
import MailWriting

/// Composes mail to citizens: acknowledgements and officers' answers.
///
/// An acknowledgement never repeats what a letter said, neither its text nor its subject line: the address in a From field may
/// be anybody's.
public struct AnswerWriter: Sendable {
    private let settings: AnsweringSettings
    private let key: ThreadKey

    /// Creates a writer.
    ///
    /// - Parameters:
    ///   - settings: How the office answers.
    ///   - key: The key for signing tracking codes.
    public init(settings: AnsweringSettings, key: ThreadKey) {
        self.settings = settings
        self.key = key
    }

    /// The acknowledgement of a message; nil when the office sends none or the message has no address to send it to.
    public func acknowledgement(of due: AcknowledgementDue, at time: Timestamp) -> OutgoingMessage? {
        guard let words = settings.acknowledgement,
            let recipient = due.message.sender.flatMap({ OutgoingAddress($0.address) })
        else { return nil }
        let isNeutral = due.summary.letterClass.isConfidential
        let token = ThreadToken(code: due.summary.trackingCode, key: key)
        func fill(_ text: String) -> String {
            let filled = text.replacing("{co_quan}", with: settings.from.name ?? settings.from.address)
            return isNeutral ? filled : filled.replacing("{ma}", with: due.summary.trackingCode.description)
        }
        let subject = isNeutral ? fill(words.neutralSubject) : "\(fill(words.subject)) \(token.subjectTag)"
        return message(
            .acknowledgement, token: token, to: recipient, subject: subject,
            text: fill(isNeutral ? words.neutralText : words.text), answering: [due.message],
            author: AuditEntry.system, onceKey: "ack/\(due.item.rawValue)", at: time)
    }

    /// An officer's answer to people who wrote in a case, one mail for each.
    ///
    /// - Parameters:
    ///   - text: What the officer wrote.
    ///   - file: The case.
    ///   - recipients: Addresses; only those of the case's own senders are written to.
    ///   - author: User name of the officer.
    ///   - onceKey: What makes it the same answer as another, such as a form sent twice.
    ///   - time: The time.
    /// - Returns: The mails.
    public func reply(
        _ text: String, in file: CaseFile, to recipients: [String], author: String, onceKey: String, at time: Timestamp
    ) -> [OutgoingMessage] {
        let token = ThreadToken(code: file.summary.trackingCode, key: key)
        return file.answerableSenders.filter(recipients.contains).compactMap { address in
            guard let recipient = OutgoingAddress(address) else { return nil }
            let theirs = file.messages.map(\.message).filter { $0.sender?.address.lowercased() == address }
            return message(
                .reply, token: token, to: recipient, subject: subject(of: file, theirs.last, token), text: text,
                answering: theirs, author: author, onceKey: "reply/\(onceKey)", at: time)
        }
    }

    private func subject(of file: CaseFile, _ message: Message?, _ token: ThreadToken) -> String {
        // A denunciation's subject line shown on a lock screen may betray its writer.
        guard !file.summary.letterClass.isConfidential else { return "Trả lời thư của ông/bà \(token.subjectTag)" }
        let subject = (message?.subject ?? "").prefix(200)
        let isAnswer = subject.lowercased().hasPrefix("re:")
        let base = subject.isEmpty ? "Re: hồ sơ \(file.summary.trackingCode)" : (isAnswer ? "" : "Re: ") + subject
        return ThreadToken.inSubject(base).contains(token) ? base : "\(base) \(token.subjectTag)"
    }

    private func message(
        _ kind: OutgoingMessage.Kind, token: ThreadToken, to recipient: OutgoingAddress, subject: String, text: String,
        answering letters: [Message], author: String, onceKey: String, at time: Timestamp
    ) -> OutgoingMessage {
        let messageID = token.messageID(domain: settings.from.domain)
        let last = letters.last
        // The letter's own references stand nearest first, and what it answers stands among them twice.
        var references: [String] = []
        for id in (last?.references.reversed() ?? []) + [last?.messageID].compactMap(\.self)
        where !references.contains(id) {
            references.append(id)
        }
        let mail = OutgoingMail(
            from: settings.from, to: recipient, subject: subject, date: time.rawValue / 1000, messageID: messageID,
            inReplyTo: last?.messageID, references: references, isAutomatic: kind == .acknowledgement, text: text)
        return OutgoingMessage(
            id: .make(at: time), code: token.code, kind: kind, author: author, createdAt: time,
            sender: settings.from.address, recipient: recipient.address, subject: subject, text: text,
            messageID: messageID, content: mail.bytes, onceKey: onceKey)
    }
}
