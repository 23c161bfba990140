/// What became of one mail for its one recipient.
public enum SMTPOutcome: Sendable, Hashable {
    /// The server has taken it and answers for it from now on.
    case accepted(SMTPReply)
    /// The server refused it, for now (4yz) or for good (5yz).
    case refused(SMTPReply)
    /// It did not reach the point where the server could have taken it.
    case unsent(TransferError)
    /// All of it was sent, but no answer came: the server may have taken it or not.
    ///
    /// > Source: RFC 5321 §4.5.4.1 and RFC 1047: sending again may deliver it twice.
    case unknown(TransferError)
}

/// A server's answer to a command.
public struct SMTPReply: Sendable, Hashable, Codable {
    /// The three digits.
    public var code: Int
    /// The text of all its lines, control characters as spaces, at most 500 characters; servers put the enhanced status code
    /// (RFC 2034) at its beginning.
    public var text: String

    /// Creates a reply.
    public init(code: Int, text: String) {
        self.code = code
        self.text = text
    }

    /// Whether the same attempt will fail again (RFC 5321 §4.2.1).
    public var isPermanent: Bool { (500...599).contains(code) }

    /// Code and text as one line.
    public var line: String { text.isEmpty ? String(code) : "\(code) \(text)" }
}
