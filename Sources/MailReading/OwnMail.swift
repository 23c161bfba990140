/// How to know mail that this program sent itself, so that it never answers itself.
public struct OwnMail: Sendable, Equatable {
    /// Addresses that the office sends from, any case.
    public var addresses: Set<String>
    /// What stands behind the `@` in the Message-IDs that this program makes, any case.
    public var identifierDomains: Set<String>

    /// What is known of the office's own mail; nothing at all by default.
    public init(addresses: Set<String> = [], identifierDomains: Set<String> = []) {
        self.addresses = Set(addresses.map { $0.lowercased() })
        self.identifierDomains = Set(identifierDomains.map { $0.lowercased() })
    }

    /// Whether a mail is one that this program sent and that came back to it.
    ///
    /// Its Message-ID was made here, or it bears a mark of the office against loops, or a machine wrote it under the office's
    /// address. A letter that an officer writes to his own office is none of these.
    func sent(_ fields: [HeaderField], messageID: String?, from: [MailAddress], isAutomatic: Bool) -> Bool {
        guard !addresses.isEmpty || !identifierDomains.isEmpty else { return false }
        if let domain = messageID?.split(separator: "@").last, identifierDomains.contains(domain.lowercased()) {
            return true
        }
        let marks = fields.all(named: "X-Loop").prefix(50).flatMap { AddressList($0.value).addresses }
        if marks.contains(where: { addresses.contains($0.address.lowercased()) }) { return true }
        return isAutomatic && from.contains { addresses.contains($0.address.lowercased()) }
    }
}
