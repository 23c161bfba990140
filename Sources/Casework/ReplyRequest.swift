/// Where a letter asks for its answer, when that is not where it came from.
///
/// > Source: RFC 5322 §3.6.2 (Reply-To).
public struct ReplyRequest: Sendable, Hashable, Codable {
    /// Whom the letter names; as written when it is no plain address, cut to a bounded length.
    public var person: Correspondent
    /// Why the office answers the sender all the same; nil when it answers there.
    public var refusal: ReplyRefusal?

    /// Creates a request.
    ///
    /// - Parameters:
    ///   - person: Whom the letter names.
    ///   - refusal: Why the office answers the sender all the same.
    public init(person: Correspondent, refusal: ReplyRefusal?) {
        self.person = person
        self.refusal = refusal
    }
}

/// Why an answer does not go where a letter asks for it.
public enum ReplyRefusal: String, Sendable, Hashable, Codable, CaseIterable {
    /// It names several addresses, or a group: an answer is for one person.
    case several
    /// It names no plain address.
    case malformed
    /// It names somebody to whom the letter went too: a list, or other people.
    case recipient
    /// Nobody reads what is sent there.
    case machine
    /// It is the office's own address.
    case own
    /// It is another public body's address: what one writes to a citizen is not for it to read.
    case officialBody = "official_body"

    /// The reason on screens, after a colon.
    public var vietnameseReason: String {
        switch self {
        case .several: "thư ghi nhiều địa chỉ hoặc một nhóm"
        case .malformed: "địa chỉ không đúng dạng"
        case .recipient: "đó là một nơi nhận của chính thư này, có thể là nhóm thư"
        case .machine: "đó là địa chỉ của máy, không có người đọc"
        case .own: "đó là địa chỉ của chính cơ quan"
        case .officialBody: "đó là địa chỉ của một cơ quan nhà nước khác"
        }
    }
}

extension Message {
    /// The address to which a person's answer goes: where the letter asks for it, else where it came from.
    public var answerAddress: String? {
        if let reply, reply.refusal == nil { return reply.person.address }
        return sender?.address
    }
}
