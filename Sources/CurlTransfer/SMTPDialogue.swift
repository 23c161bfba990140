/// Follows one mail's dialogue with the server: how far it came and what the server said last.
///
/// libcurl's own result does not tell a refused recipient from a broken connection, nor whether the server could already have
/// taken the mail; the commands and replies that it reports do.
final class SMTPDialogue {
    /// How far the dialogue has come.
    enum Stage: Int, Comparable {
        /// Up to the sign-in; nothing that concerns this mail.
        case connecting
        /// MAIL FROM was sent.
        case sender
        /// RCPT TO was sent.
        case recipient
        /// DATA was sent.
        case data
        /// Text is being sent.
        case text
        /// All of the text was handed to libcurl; its end may have reached the server.
        case ended

        static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
    }

    private let content: [UInt8]
    private var position = 0
    /// Bytes of text that went to the network, stuffed dots included.
    private var written = 0
    private var isOver = false
    private(set) var stage = Stage.connecting
    /// The last complete reply; nil while the answer to the last command is outstanding.
    private(set) var reply: SMTPReply?
    private var lines: [String] = []

    private static let textLimit = 500
    private static let heldBack = 5

    init(content: [UInt8]) {
        self.content = content
    }

    /// Takes a line that libcurl sent.
    func sent(_ line: some Collection<UInt8>) {
        // What is said on parting is not about the mail.
        guard !isOver else { return }
        if line.starts(with: "QUIT".utf8) {
            isOver = true
            return
        }
        reply = nil
        lines = []
        let verb = String(decoding: line.prefix(10), as: UTF8.self).uppercased()
        if verb.hasPrefix("MAIL FROM:") {
            stage = .sender
        } else if verb.hasPrefix("RCPT TO:") {
            stage = .recipient
        } else if verb.hasPrefix("DATA") {
            stage = .data
        }
    }

    /// Takes a line that the server sent.
    func received(_ line: some Collection<UInt8>) {
        guard !isOver else { return }
        let bytes = Array(line.prefix(2_000))
        guard bytes.count >= 3, let code = Int(String(decoding: bytes[..<3], as: UTF8.self)), code >= 200 else {
            return
        }
        if lines.count < 50 { lines.append(Self.clean(bytes.dropFirst(4))) }
        guard bytes.count == 3 || bytes[3] != UInt8(ascii: "-") else { return }
        let text = lines.filter { !$0.isEmpty }.joined(separator: " ")
        reply = SMTPReply(code: code, text: String(text.prefix(Self.textLimit)))
        lines = []
    }

    /// Notes that libcurl has written so much of the text to the network.
    func wrote(_ count: Int) { written += count }

    /// Hands over the next piece of the text.
    ///
    /// - Parameter buffer: Where it goes.
    /// - Returns: Number of bytes; 0 at the end, after which libcurl sends the closing dot.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        reply = nil
        lines = []
        let count = min(buffer.count, content.count - position)
        guard count > 0 else {
            stage = .ended
            return 0
        }
        content[position..<(position + count)].withUnsafeBytes { buffer.copyMemory(from: $0) }
        position += count
        // libcurl knows the size and does not ask again after the last piece.
        stage = position < content.count ? .text : .ended
        return count
    }

    /// What became of the mail.
    ///
    /// - Parameter failure: What libcurl says; nil when all went well.
    /// - Returns: The outcome.
    func outcome(_ failure: TransferError?) -> SMTPOutcome {
        if let reply {
            if stage == .ended, (200...299).contains(reply.code) { return .accepted(reply) }
            if stage >= .sender, reply.code >= 400 {
                // The server wants a sign-in: that is about this office's account, not about this mail.
                if stage == .sender, [530, 534, 535, 538].contains(reply.code) {
                    return .unsent(.loginDenied(failure?.context ?? TransferContext(operation: .send, host: "")))
                }
                return .refused(reply)
            }
        }
        let reason =
            failure
            ?? .protocolViolation(TransferContext(operation: .send, host: ""), reason: "it said nothing to the end")
        // libcurl may hold a line end back until it knows whether a dot follows; stuffing only adds bytes.
        let isWritten = written + Self.heldBack >= content.count
        return stage == .ended && isWritten ? .unknown(reason) : .unsent(reason)
    }

    private static func clean(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar -> Character in
            scalar.properties.generalCategory == .control ? " " : Character(scalar)
        }
        return String(text).split(separator: " ").joined(separator: " ")
    }
}
