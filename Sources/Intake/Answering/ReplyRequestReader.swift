import Casework
import MailReading
import MailWriting

/// Reads where a letter asks for its answer, and whether the office may follow.
///
/// Reply-To is anybody's word: what an officer writes to a citizen must not come to a list, a machine, the office itself or
/// another public body by it, and never to several people.
///
/// > Source: RFC 5322 §3.6.2; RFC 3834 §4 (dangers of Reply-To); Luật Tố cáo 2018, Điều 8 (what a denunciation says is kept
/// > from others).
struct ReplyRequestReader: Sendable {
    /// Addresses of the office, in lower case.
    let ownAddresses: Set<String>

    /// Characters of a name or address that is no plain address which are kept, for whoever opens the identity.
    private static let limit = 254

    /// What a mail asks for; nil when it is no letter or asks for nothing but its sender.
    func request(of mail: ReadMail) -> ReplyRequest? {
        guard mail.kind == .letter, let field = mail.replyTo else { return nil }
        let senders = mail.from.map { $0.address.lowercased() }
        let named = field.addresses.map { $0.address.lowercased() }
        if let only = named.first, Set(named).count == 1, !field.isMoreThanOneMailbox, senders.first == only {
            return nil
        }
        // An empty field asks for nothing.
        guard let first = field.addresses.first else {
            return field.isMoreThanOneMailbox ? ReplyRequest(person: Self.kept(nil, ""), refusal: .several) : nil
        }
        return ReplyRequest(person: Self.kept(first.name, first.address), refusal: refusal(field, first.address, mail))
    }

    private func refusal(_ field: ReplyToField, _ written: String, _ mail: ReadMail) -> ReplyRefusal? {
        guard field.addresses.count == 1, !field.isMoreThanOneMailbox else { return .several }
        // An encoded word is text, never part of an address (RFC 2047 §5).
        guard let address = OutgoingAddress(written), !written.contains("=?"), address.domain.contains(".") else {
            return .malformed
        }
        let folded = written.lowercased()
        if ownAddresses.contains(folded) { return .own }
        if AutomaticAnswerRule.isMachine(folded) { return .machine }
        if (mail.to + mail.cc).contains(where: { $0.address.lowercased() == folded }) { return .recipient }
        // One public body that writes from one of its addresses may ask for an answer to another of them.
        let domain = address.domain.lowercased()
        let sender = mail.from.first.flatMap { OutgoingAddress($0.address) }?.domain.lowercased()
        return Self.isOfficial(domain) && domain != sender ? .officialBody : nil
    }

    private static func isOfficial(_ domain: String) -> Bool {
        ["gov.vn", "dcs.vn"].contains { domain == $0 || domain.hasSuffix("." + $0) }
    }

    private static func kept(_ name: String?, _ address: String) -> Correspondent {
        Correspondent(name: name.map { String($0.prefix(limit)) }, address: String(address.prefix(limit)))
    }
}
