public import Classification

extension LetterClass {
    /// Whether what is known of a case must not leave in a mail: a denunciation, or a letter that may hold one.
    ///
    /// > Source: Luật Tố cáo 2018, Điều 8 and Chương VI (protection of who denounces).
    public var isConfidential: Bool { self == .denunciation || self == .mixed }
}

extension CaseFile {
    /// Addresses at which the people who wrote by mail in the case are answered, in lower case, the newest first, each once.
    ///
    /// Of whole letters only: redacted ones name nobody.
    public var answerableSenders: [String] {
        var addresses: [String] = []
        for message in messages.reversed().map(\.message) where message.channel == .email && message.kind == .letter {
            guard let address = message.answerAddress?.lowercased(), address.contains("@"), !address.hasPrefix("["),
                !addresses.contains(address)
            else { continue }
            addresses.append(address)
        }
        return addresses
    }
}
