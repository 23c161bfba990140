import Casework

/// The tracking codes that a message shows, with and without proof.
struct ShownCodes {
    /// Cases whose token is signed by this office, each once, nearest first.
    private(set) var signed: [TrackingCode] = []
    /// Codes without proof, each once; none of them is among the signed ones.
    private(set) var quoted: [TrackingCode] = []
    /// Whether the message bears a Message-ID that this office made: it is a mail of its own that came back.
    private(set) var isOwn = false

    private static let limit = 20

    init(_ message: Message, reported: [String], key: ThreadKey) {
        guard message.kind != .feedEntry else { return }
        isOwn = message.messageID.flatMap(ThreadToken.init(messageID:)).map(key.signed) ?? false
        var unproven: [TrackingCode] = []
        let shown =
            (reported + message.references).prefix(100).compactMap(ThreadToken.init(messageID:))
            + ThreadToken.inSubject(message.subject ?? "")
        for token in shown {
            if !key.signed(token) {
                unproven.append(token.code)
            } else if !signed.contains(token.code) {
                signed.append(token.code)
            }
        }
        // What machines and mass mailings quote was not written with a case in mind.
        guard message.kind == .letter else { return }
        unproven += TrackingCode.quoted(in: message.subject ?? "", limit: Self.limit)
        unproven += TrackingCode.quoted(in: message.body, limit: Self.limit)
        for code in unproven where !signed.contains(code) && !quoted.contains(code) && quoted.count < Self.limit {
            quoted.append(code)
        }
    }
}
