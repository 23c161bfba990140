extension OfficeConfiguration {
    /// Addresses of the office, in lower case: what it answers from, its further ones, and the boxes that it collects.
    ///
    /// A mailbox whose user name is no address adds nothing; name its address under `answering: own_addresses`.
    public var ownAddresses: Set<String> {
        var addresses = answering.map { [$0.from] + $0.ownAddresses } ?? []
        for source in sources {
            switch source.kind {
            case .imap(let mailbox): addresses.append(mailbox.account.user)
            case .pop3(let mailbox): addresses.append(mailbox.account.user)
            default: break  // only mailboxes have an address of the office
            }
        }
        return Set(addresses.filter { $0.contains("@") }.map { $0.lowercased() })
    }
}
