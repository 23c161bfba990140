/// Cuts the byte stream of a server into replies, however the bytes arrive.
///
/// POP3 replies do not say what they answer, and only the command tells whether lines follow: say each command to
/// ``expect(_:)`` in the order of sending. Call ``next()`` until it returns nil after each ``feed(_:)``.
///
/// Lines of a text end with CR LF only. A mail may well hold a lone LF before a dot, and taking that for the end would
/// let its author answer our next command.
///
/// > Source: RFC 1939 §3.
public struct POP3ReplyReader: Sendable {
    /// Bounds against a hostile or damaged server.
    public struct Limits: Sendable, Hashable {
        /// Bytes of a first line.
        public var maximumLineBytes: Int
        /// Bytes of a text that are kept.
        public var maximumTextBytes: UInt64
        /// Bytes of a text above the limit that are read past before the session is given up.
        public var maximumSkippedBytes: UInt64

        /// Makes the bounds; the defaults are 4 KB of line, 50 MB of text, and 4 GB read past.
        public init(
            maximumLineBytes: Int = 4_096, maximumTextBytes: UInt64 = 50_000_000,
            maximumSkippedBytes: UInt64 = 4_294_967_296
        ) {
            self.maximumLineBytes = maximumLineBytes
            self.maximumTextBytes = maximumTextBytes
            self.maximumSkippedBytes = maximumSkippedBytes
        }
    }

    /// A text that is being received.
    private struct OpenText {
        var reply: POP3Reply
        var bytes: [UInt8] = []
        var count: UInt64 = 0
        /// The start of the current line has been taken over already.
        var isInsideLine = false
    }

    /// A line without an end is taken over from this size on, so that it need not fit into the buffer.
    private static let pieceBytes = 65_536

    private let limits: Limits
    private var expected: [Bool] = []
    private var nextExpected = 0
    private var buffer: [UInt8] = []
    private var position = 0
    private var scanned = 0
    private var text: OpenText?
    private var failure: POP3WireError?

    /// Starts before the first reply.
    public init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// How many replies are still to come.
    public var outstanding: Int { expected.count - nextExpected }

    /// Says which command is sent next.
    public mutating func expect(_ command: POP3Command) {
        if nextExpected > 1_024 {
            expected.removeSubrange(..<nextExpected)
            nextExpected = 0
        }
        expected.append(command.hasMultiLineAnswer)
    }

    /// Takes bytes as they came from the server, cut anywhere.
    public mutating func feed(_ bytes: some Collection<UInt8>) {
        guard failure == nil else { return }
        buffer.append(contentsOf: bytes)
    }

    /// The next complete reply, or nil when more bytes are needed.
    ///
    /// - Throws: ``POP3WireError`` when the stream can no longer be cut; it then throws the same again.
    public mutating func next() throws(POP3WireError) -> POP3Reply? {
        if let failure { throw failure }
        do throws(POP3WireError) {
            let reply = try advance()
            if reply == nil { compact() }
            return reply
        } catch {
            failure = error
            buffer = []
            position = 0
            throw error
        }
    }

    private mutating func advance() throws(POP3WireError) -> POP3Reply? {
        if text != nil { return try takeText() }
        guard let end = buffer[scanned...].firstIndex(of: 0x0A) else {
            scanned = buffer.count
            guard buffer.count - position <= limits.maximumLineBytes else {
                throw .lineTooLong(limit: limits.maximumLineBytes)
            }
            return nil
        }
        guard end - position <= limits.maximumLineBytes else { throw .lineTooLong(limit: limits.maximumLineBytes) }
        guard nextExpected < expected.count else { throw .unexpectedData }
        let lineEnd = end > position && buffer[end - 1] == 0x0D ? end - 1 : end
        let reply = try Self.firstLine(buffer[position..<lineEnd])
        position = end + 1
        scanned = position
        let hasText = expected[nextExpected] && reply.isPositive
        nextExpected += 1
        guard hasText else { return reply }
        text = OpenText(reply: reply)
        return try takeText()
    }

    private static func firstLine(_ line: ArraySlice<UInt8>) throws(POP3WireError) -> POP3Reply {
        let status = line.prefix { $0 != 0x20 }
        var rest = String(decoding: line.dropFirst(status.count).drop { $0 == 0x20 }, as: UTF8.self)
        switch String(decoding: status, as: UTF8.self).uppercased() {
        case "+OK": return POP3Reply(isPositive: true, text: rest)
        case "-ERR":
            var code: String?
            if rest.hasPrefix("["), let close = rest.firstIndex(of: "]") {
                code = rest[rest.index(after: rest.startIndex)..<close].uppercased()
                rest = String(rest[rest.index(after: close)...].drop { $0 == " " })
            }
            return POP3Reply(isPositive: false, code: code, text: rest)
        default: throw .notAReply(String(decoding: line.prefix(80), as: UTF8.self))
        }
    }

    private mutating func takeText() throws(POP3WireError) -> POP3Reply? {
        guard var open = text else { return nil }
        text = nil
        while let feed = buffer[scanned...].firstIndex(of: 0x0A) {
            scanned = feed + 1
            guard feed > position, buffer[feed - 1] == 0x0D else { continue }
            if !open.isInsideLine, buffer[position] == UInt8(ascii: "."), feed - position == 2 {
                position = scanned
                return Self.closed(open, limits)
            }
            try take(upTo: scanned, into: &open)
            open.isInsideLine = false
        }
        scanned = buffer.count
        // The last byte stays: it may be the CR of a line end that is cut in two.
        if buffer.count - position > Self.pieceBytes {
            try take(upTo: buffer.count - 1, into: &open)
            open.isInsideLine = true
        }
        text = open
        return nil
    }

    private mutating func take(upTo end: Int, into open: inout OpenText) throws(POP3WireError) {
        let isStuffed = !open.isInsideLine && buffer[position] == UInt8(ascii: ".")
        let piece = buffer[(position + (isStuffed ? 1 : 0))..<end]
        position = end
        open.count += UInt64(piece.count)
        if open.count <= limits.maximumTextBytes {
            open.bytes.append(contentsOf: piece)
        } else {
            open.bytes = []
            guard open.count <= max(limits.maximumSkippedBytes, limits.maximumTextBytes) else {
                throw .textTooLong(limit: limits.maximumSkippedBytes)
            }
        }
    }

    private static func closed(_ open: OpenText, _ limits: Limits) -> POP3Reply {
        var reply = open.reply
        reply.content = open.count <= limits.maximumTextBytes ? .bytes(open.bytes) : .overLimit(size: open.count)
        return reply
    }

    private mutating func compact() {
        guard position > 0 else { return }
        if position == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.capacity <= 1_048_576)
        } else {
            buffer.removeSubrange(..<position)
        }
        scanned -= position
        position = 0
    }
}
