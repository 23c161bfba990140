import Casework
import Crypto
import Foundation

/// What two messages must have in common to belong to one case, as sums over length-prefixed texts.
///
/// Sums instead of the texts keep the indexes small whatever a sender writes into his headers. They are kept under the
/// office's key: who has the file alone cannot test whether somebody wrote, or what.
struct JoinKeys: Sendable, Equatable {
    /// Sender and Message-ID; source and Message-ID where there is no sender, and where the source itself names its items.
    var thread: KeyedSum?
    /// The same of each Message-ID answered or referred to, nearest first; at most 100.
    var references: [KeyedSum]
    /// The sender's address as it is compared.
    var sender: String?
    /// Sender, folded subject and text, and attachments; nil without a sender or without any word or attachment.
    var content: KeyedSum?
    /// Whether the source itself names its items, so that the same name again means a changed version.
    var isNamedBySource: Bool

    init(_ message: Message, foldedSubject: String, foldedBody: String, key office: ThreadKey) {
        let sender = message.sender.map(\.address).flatMap(Self.normal)
        self.sender = sender
        // Anybody can write any Message-ID into a mail, so only the same sender's belong together. The identifiers of a web
        // source are given by its platform: whoever answers there does answer.
        let isNamedBySource = message.channel != .email
        self.isNamedBySource = isNamedBySource
        let scope = isNamedBySource ? ["", message.source] : [sender ?? "", sender == nil ? message.source : ""]
        func key(_ id: String) -> KeyedSum { Self.sum(["thread"] + scope + [id], office) }
        thread = message.messageID.flatMap(Self.trimmed).map(key)
        references =
            isNamedBySource || sender != nil
            ? message.references.prefix(100).compactMap(Self.trimmed).map(key) : []
        // Scanned letters often have no text at all: then the attachments must be the same ones.
        let attachments = message.attachments.flatMap { [$0.path, $0.type, $0.filename ?? "", String($0.size)] }
        // Two people who answer a questionnaire alike have answered it twice.
        let isEmpty = message.kind == .survey || (foldedSubject.isEmpty && foldedBody.isEmpty && attachments.isEmpty)
        content =
            isEmpty ? nil : sender.map { Self.sum(["content", $0, foldedSubject, foldedBody] + attachments, office) }
    }

    /// The key of a mail that the office sent, by which an answer of its recipient finds it.
    static func sent(messageID: String, to recipient: String, key: ThreadKey) -> KeyedSum {
        sum(["thread", normal(recipient) ?? "", "", messageID], key)
    }

    private static func sum(_ texts: [String], _ key: ThreadKey) -> KeyedSum {
        var sum = SHA256()
        for text in texts { sum.update(text: text) }
        return KeyedSum(Data(sum.finalize()), key)
    }

    /// An address without spaces around it, in lower case; nil when nothing is left.
    static func normal(_ address: String) -> String? { trimmed(address).map { $0.lowercased() } }

    private static func trimmed(_ text: String) -> String? {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed.isEmpty ? nil : trimmed
    }
}
