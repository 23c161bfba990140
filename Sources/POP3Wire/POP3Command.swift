/// The commands a collector sends; none takes text of others, so none can be broken out of.
///
/// > Source: RFC 1939 §5 and §7, RFC 2449 §5 (CAPA).
public enum POP3Command: Sendable, Hashable {
    /// Asks what the server can do.
    case capabilities
    /// Asks for the number of messages and their size.
    case status
    /// Asks for the lasting name of each message.
    case uniqueIdentifiers
    /// Asks for the size of each message.
    case sizes
    /// Asks for a whole message.
    case retrieve(Int)
    /// Asks for a message's header and so many lines of its text.
    case top(Int, lines: Int)
    /// Marks a message to be removed when the session is ended by ``POP3Command/quit``.
    case delete(Int)
    /// Does nothing.
    case noop
    /// Ends the session; only now marked messages are removed.
    case quit

    /// The command's bytes with its line end.
    public var encoded: [UInt8] { Array((text + "\r\n").utf8) }

    /// Whether a good answer is followed by lines up to a lone dot.
    public var hasMultiLineAnswer: Bool {
        switch self {
        case .capabilities, .uniqueIdentifiers, .sizes, .retrieve, .top: true
        case .status, .delete, .noop, .quit: false
        }
    }

    private var text: String {
        switch self {
        case .capabilities: "CAPA"
        case .status: "STAT"
        case .uniqueIdentifiers: "UIDL"
        case .sizes: "LIST"
        case .retrieve(let number): "RETR \(number)"
        case .top(let number, let lines): "TOP \(number) \(lines)"
        case .delete(let number): "DELE \(number)"
        case .noop: "NOOP"
        case .quit: "QUIT"
        }
    }
}
