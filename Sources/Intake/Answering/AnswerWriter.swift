public import Casework
import CivilCalendar
import Classification
public import MailWriting

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
    ///
    /// A machine answers where the mail came from, never where it asks a person to answer.
    ///
    /// > Source: RFC 3834 §4 (Reply-To is not used for automatic responses).
    public func acknowledgement(of due: AcknowledgementDue, at time: Timestamp) -> OutgoingMessage? {
        guard settings.acknowledgement != nil,
            let recipient = due.message.sender.flatMap({ OutgoingAddress($0.address) })
        else { return nil }
        let isNeutral = due.summary.letterClass.isConfidential
        let token = ThreadToken(code: due.summary.trackingCode, key: key)
        let texts = settings.texts()
        let words = isNeutral ? texts.neutralAcknowledgement : texts.acknowledgement
        var values = [ReplyTexts.Placeholder.office: officeName]
        if !isNeutral { values[.code] = token.code.description }
        let subject = ReplyTexts.fill(words.subject, values)
        return message(
            .acknowledgement, token: token, to: recipient,
            subject: isNeutral ? subject : "\(subject) \(token.subjectTag)",
            text: ReplyTexts.fill(words.text, values), answering: [due.message],
            author: AuditEntry.system, onceKey: "ack/\(due.item.rawValue)", at: time)
    }

    private var officeName: String { settings.from.name ?? settings.from.address }

    /// An officer's answer to people who wrote in a case, one mail for each.
    ///
    /// - Parameters:
    ///   - text: What the officer wrote.
    ///   - attachments: Files that go with it.
    ///   - file: The case.
    ///   - recipients: Addresses; only those of the case's own senders are written to.
    ///   - author: User name of the officer.
    ///   - onceKey: What makes it the same answer as another, such as a form sent twice.
    ///   - time: The time.
    /// - Returns: The mails.
    public func reply(
        _ text: String, attachments: [OutgoingAttachment] = [], in file: CaseFile, to recipients: [String],
        author: String, onceKey: String, at time: Timestamp
    ) -> [OutgoingMessage] {
        let token = ThreadToken(code: file.summary.trackingCode, key: key)
        let framed =
            ReplyTexts.fill(
                settings.texts().reply.text, [.office: officeName, .code: token.code.description, .answer: text])
            + invitation(to: file.summary, at: time)
        return file.answerableSenders.filter(recipients.contains).compactMap { address in
            guard let recipient = OutgoingAddress(address) else { return nil }
            let theirs = file.messages.map(\.message).filter { $0.answerAddress?.lowercased() == address }
            return message(
                .reply, token: token, to: recipient, subject: subject(of: file, theirs.last, token), text: framed,
                attachments: attachments, answering: theirs, author: author, onceKey: "reply/\(onceKey)", at: time)
        }
    }

    /// The lines that invite a citizen to say what they think of an outcome; empty while there is none.
    ///
    /// What may be a denunciation is never invited: a link in a mail may fall into anybody's hands.
    private func invitation(to summary: Case, at time: Timestamp) -> String {
        guard let links = settings.satisfaction, summary.state == .closed, !summary.letterClass.isConfidential else {
            return ""
        }
        let (address, lastDay) = links.link(for: summary.trackingCode, at: time, key: key)
        return """


            Xin ông/bà cho biết có hài lòng với kết quả giải quyết hay không, đến hết ngày \(lastDay.vietnamese):
            \(address)
            """
    }

    private func subject(of file: CaseFile, _ message: Message?, _ token: ThreadToken) -> String {
        let words = settings.texts().reply
        var values: [ReplyTexts.Placeholder: String] = [.office: officeName, .code: token.code.description]
        // A denunciation's subject line shown on a lock screen may betray its writer.
        guard !file.summary.letterClass.isConfidential else {
            return ReplyTexts.fill(words.confidentialSubject, values) + " \(token.subjectTag)"
        }
        let subject = (message?.subject ?? "").prefix(200)
        values[.letterSubject] = String(subject)
        // What is an answer already does not become the answer to an answer.
        let base =
            subject.lowercased().hasPrefix("re:")
            ? String(subject) : ReplyTexts.fill(subject.isEmpty ? words.subjectWithoutAny : words.subject, values)
        return ThreadToken.inSubject(base).contains(token) ? base : "\(base) \(token.subjectTag)"
    }

    private func message(
        _ kind: OutgoingMessage.Kind, token: ThreadToken, to recipient: OutgoingAddress, subject: String, text: String,
        attachments: [OutgoingAttachment] = [], answering letters: [Message], author: String, onceKey: String,
        at time: Timestamp
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
            inReplyTo: last?.messageID, references: references, isAutomatic: kind == .acknowledgement, text: text,
            attachments: attachments)
        return OutgoingMessage(
            id: .make(at: time), code: token.code, kind: kind, author: author, createdAt: time,
            sender: settings.from.address, recipient: recipient.address, subject: subject, text: text,
            messageID: messageID, content: mail.bytes, onceKey: onceKey)
    }
}
