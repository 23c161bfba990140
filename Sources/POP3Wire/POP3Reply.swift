/// The server's answer to one command.
///
/// > Source: RFC 1939 §3.
public struct POP3Reply: Sendable, Hashable {
    /// What follows the first line of a good answer to some commands.
    public enum Content: Sendable, Hashable {
        /// The bytes, dots restored, each line with the line end it came with, without the closing dot.
        case bytes([UInt8])
        /// More than the limit: how many bytes came. They were read and thrown away.
        case overLimit(size: UInt64)
    }

    /// `+OK` or `-ERR`.
    public var isPositive: Bool
    /// The bracketed code of a refusal, upper case, as `IN-USE` or `SYS/TEMP` (RFC 2449 §8, RFC 3206).
    public var code: String?
    /// The rest of the first line, as the server wrote it.
    public var text: String
    /// What follows; nil after a refusal and for commands with one line of answer.
    public var content: Content?

    /// Makes a reply.
    public init(isPositive: Bool, code: String? = nil, text: String, content: Content? = nil) {
        self.isPositive = isPositive
        self.code = code
        self.text = text
        self.content = content
    }
}

/// Why the bytes of a server can no longer be cut into replies: close the session and connect again.
public enum POP3WireError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A first line ran past the limit.
    case lineTooLong(limit: Int)
    /// A first line began neither with `+OK` nor with `-ERR`.
    case notAReply(String)
    /// A text had no end within what is worth reading past.
    case textTooLong(limit: UInt64)
    /// Bytes came that no command had asked for.
    case unexpectedData

    /// One clause for an operator.
    public var description: String {
        switch self {
        case .lineTooLong(let limit):
            "the mail server sent a line longer than \(limit) bytes; this is not a POP3 server or it is damaged"
        case .notAReply(let text):
            "the mail server answered «\(text)», which is no POP3; check the server's name and port"
        case .textTooLong(let limit):
            "the mail server sent a text of more than \(limit) bytes; this is not a POP3 server or it is damaged"
        case .unexpectedData:
            "the mail server sent something that nobody had asked for; this is not a POP3 server or it is damaged"
        }
    }
}
