import Casework
import Classification

extension InboxProcessor.Rules {
    /// The verdict on a message and where it leads.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - regions: What the parts of its body are.
    ///   - attachments: Texts of attachments, which count as the letter; each is judged as if it stood behind the body.
    ///   - time: Now: the lines of the routing table that are valid on this day count.
    /// - Returns: The message with its verdict, and where each attachment's text begins: UTF-8 offsets from the start of the
    ///   body, nil for what is not judged.
    func triage(
        _ message: Message, regions: [BodyRegion], attachments: [String] = [], at time: Timestamp
    ) -> (routed: RoutedMessage, places: [Int?]) {
        var subject: String?
        var text = ""
        var places = [Int?](repeating: nil, count: attachments.count)
        if Self.isWrittenToTheOffice(message.kind) {
            subject = message.subject
            text = message.body
            for (index, attachment) in attachments.enumerated() {
                let size = text.utf8.count
                guard size - message.body.utf8.count + attachment.utf8.count <= Self.attachedBytes else { continue }
                // An empty line between them, so that no phrase reaches from one into the other; offsets into the body
                // are never taken for offsets into an attachment, even when the body is empty.
                text += "\n\n" + attachment
                places[index] = size + 2
            }
        }
        var verdict = classifier.verdict(subject: subject, body: text, regions: regions)
        // What an officer split off has the class that the officer gave it.
        if let part = message.entry?.part { verdict.letterClass = part.letterClass }
        let decision = routing.route(RoutedLetter(message, verdict), at: time)
        return (RoutedMessage(message: TriagedMessage(message: message, verdict: verdict), decision: decision), places)
    }

    /// Bytes of attachments that are judged with one message.
    private static let attachedBytes = 1_000_000

    /// Whether a person addressed the office; what machines and mass mailings say has no topic and never alarms.
    private static func isWrittenToTheOffice(_ kind: MessageKind) -> Bool {
        switch kind {
        case .letter, .list, .feedEntry, .survey: true
        case .autoReply, .bounce, .bulk, .ownLoop: false
        }
    }
}
