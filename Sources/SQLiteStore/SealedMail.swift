import Casework
import Foundation
import GRDB
import LetterRedaction
import PersonalData
import Sealing
import VietnameseText

/// A mail as the outbox keeps it: recipient, words and bytes in one sealed record, and beside it what officers see.
struct SealedMail: Sendable {
    /// The mail with its recipient masked, its words redacted, and without its bytes.
    var shown: OutgoingMessage
    var record: Data
    /// A keyed sum of the recipient's address; of mail to the office's own people the address.
    var recipientKey: String
    /// What an older version kept in its place, the one instead of the other.
    var olderRecipientKey: String
    /// By which an answer finds the mail.
    var sentKey: Data

    /// Seals a mail.
    ///
    /// - Parameters:
    ///   - mail: The mail.
    ///   - persons: People who are masked in what officers see.
    ///   - key: The office's index key; nil only for mail to the office's own people, which must go out without it too.
    ///   - sealing: The key to seal with.
    /// - Throws: ``StoreError/sealed(reason:)`` for mail to a citizen without the key.
    init(_ mail: OutgoingMessage, knowing persons: KnownPersons, key: ThreadKey?, sealing: DataKey) throws {
        let address = JoinKeys.normal(mail.recipient) ?? ""
        let keyed = key.map { Self.recipientKey(mail.recipient, $0) }
        if Self.isToCitizen(mail) {
            guard let key, let keyed else {
                throw StoreError.sealed(
                    reason: "A mail to a citizen needs the index key, which the identity key opens.")
            }
            (recipientKey, olderRecipientKey) = (keyed, address)
            sentKey = JoinKeys.sent(messageID: mail.messageID, to: mail.recipient, key: key).kept
        } else {
            (recipientKey, olderRecipientKey) = (address, keyed ?? address)
            sentKey = Data("office \(mail.messageID)".utf8)
        }
        record = try SealedRecord.seal(
            Self.plain(mail), as: SealedTable.name(ofMail: mail.id.rawValue), with: sealing)
        shown = Self.shown(mail, knowing: persons)
    }

    /// A mail as officers see it; mail to the office's own people hides nobody.
    static func shown(_ mail: OutgoingMessage, knowing persons: KnownPersons) -> OutgoingMessage {
        var shown = mail
        shown.content = []
        // Which steps are late in a closed queue is told to the recipient alone.
        if mail.kind == .warning { shown.text = "" }
        guard isToCitizen(mail) else { return shown }
        var persons = persons
        persons.add(mailAddress: mail.recipient)
        shown.recipient = PreparedContact.maskedMail(mail.recipient)
        shown.subject = Redaction(FoldedText(mail.subject), knowing: persons).text
        shown.text = Redaction(FoldedText(mail.text), knowing: persons).text
        shown.lastAnswer = mail.lastAnswer.map { Redaction($0).text }
        return shown
    }

    static func isToCitizen(_ mail: OutgoingMessage) -> Bool {
        mail.kind == .acknowledgement || mail.kind == .reply
    }

    static func recipientKey(_ address: String, _ key: ThreadKey) -> String {
        "#" + String(key.blindNumber(of: JoinKeys.normal(address) ?? ""), radix: 16)
    }

    private struct Head: Codable {
        var recipient: String
        var subject: String
        var text: String
    }

    /// The length of the head, the head as JSON, the mail's bytes.
    private static func plain(_ mail: OutgoingMessage) throws -> Data {
        let head = Data(
            try JSONColumn.text(Head(recipient: mail.recipient, subject: mail.subject, text: mail.text)).utf8)
        return withUnsafeBytes(of: UInt32(clamping: head.count).bigEndian) { Data($0) } + head + Data(mail.content)
    }

    /// The whole mail.
    static func opened(
        _ mail: OutgoingMessage, _ record: Data, _ keys: KeyRing, in originals: Database
    ) throws -> OutgoingMessage {
        let plain = try keys.open(record, as: SealedTable.name(ofMail: mail.id.rawValue), in: originals)
        let length = plain.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard plain.count >= 4 + length else { throw SealingError.broken(record: "mail \(mail.id.rawValue)") }
        let head: Head = try JSONColumn.value(String(decoding: plain.dropFirst(4).prefix(length), as: UTF8.self))
        var mail = mail
        mail.recipient = head.recipient
        mail.subject = head.subject
        mail.text = head.text
        mail.content = [UInt8](plain.dropFirst(4 + length))
        return mail
    }
}

extension SQLiteStore {
    /// Seals mails; the people whom these letters name are masked in what officers see of them.
    func seal(_ mails: [OutgoingMessage], knowing letters: [Message]) async throws(StoreError) -> [SealedMail] {
        guard !mails.isEmpty else { return [] }
        let key = mails.contains(where: SealedMail.isToCitizen) ? try await threadKey() : await knownThreadKey()
        let sealing = try await sealingKey()
        let persons = letters.reduce(into: KnownPersons()) { $0.add(LetterRedaction.persons(of: $1)) }
        do {
            return try mails.map { try SealedMail($0, knowing: persons, key: key, sealing: sealing) }
        } catch {
            throw FailureReason.storeError(error, operation: "seal mails of the outbox")
        }
    }
}
