/// Why the bytes of a server can no longer be cut into responses.
///
/// After any of these the place where the next response starts is unknown: close the session and connect again.
public enum IMAPWireError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A line ran past the limit before its end came.
    case lineTooLong(limit: Int)
    /// A literal announced a size that does not fit into 63 bits.
    case literalSizeOverflow
    /// A literal announced more bytes than are worth reading past.
    case literalTooLong(limit: UInt64)
    /// One response held more literals than the limit.
    case tooManyLiterals(limit: Int)

    /// One sentence for an operator.
    public var description: String {
        switch self {
        case .lineTooLong(let limit):
            "the mail server sent a line longer than \(limit) bytes; this is not an IMAP server or it is damaged"
        case .literalSizeOverflow:
            "the mail server announced a mail of an impossible size; this is not an IMAP server or it is damaged"
        case .literalTooLong(let limit):
            "the mail server announced a text of more than \(limit) bytes; this is not an IMAP server or it is damaged"
        case .tooManyLiterals(let limit):
            "the mail server sent more than \(limit) texts in one answer; this is not an IMAP server or it is damaged"
        }
    }
}
