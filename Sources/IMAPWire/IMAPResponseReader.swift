/// Cuts the byte stream of a server into responses, however the bytes arrive.
///
/// Call ``next()`` until it returns nil after each ``feed(_:)``; memory then stays below one line, one stored literal
/// and what was fed last. A literal above the limit is read past without being kept.
public struct IMAPResponseReader: Sendable {
    /// Bounds against a hostile or damaged server.
    public struct Limits: Sendable, Hashable {
        /// Bytes of one response outside its literals.
        public var maximumLineBytes: Int
        /// Bytes of a response that lists numbers (SEARCH, ESEARCH, VANISHED), which grows with the mailbox.
        public var maximumListBytes: Int
        /// Bytes of literals kept for one response.
        public var maximumLiteralBytes: UInt64
        /// Literals in one response.
        public var maximumLiterals: Int
        /// Size up to which a literal that is not kept is read past; a larger one ends the session.
        public var maximumSkippedBytes: UInt64

        /// Makes the bounds; the defaults are 64 KB of line, 8 MB of numbers, 50 MB of literals, 64 literals, and 4 GB read
        /// past.
        public init(
            maximumLineBytes: Int = 65_536, maximumListBytes: Int = 8_388_608,
            maximumLiteralBytes: UInt64 = 50_000_000, maximumLiterals: Int = 64,
            maximumSkippedBytes: UInt64 = 4_294_967_296
        ) {
            self.maximumLineBytes = maximumLineBytes
            self.maximumListBytes = max(maximumLineBytes, maximumListBytes)
            self.maximumLiteralBytes = maximumLiteralBytes
            self.maximumLiterals = maximumLiterals
            self.maximumSkippedBytes = maximumSkippedBytes
        }
    }

    private struct OpenLiteral {
        var size: UInt64
        var remaining: UInt64
        var isKept: Bool
        var bytes: [UInt8] = []
    }

    private let limits: Limits
    private var buffer: [UInt8] = []
    private var position = 0
    /// Where the search for a line end goes on; what lies before it has been looked at.
    private var scanned = 0
    private var frame = ResponseFrame()
    private var keptLiteralBytes: UInt64 = 0
    private var literal: OpenLiteral?
    private var failure: IMAPWireError?

    /// Starts at the beginning of a response.
    public init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Takes bytes as they came from the server, cut anywhere.
    public mutating func feed(_ bytes: some Collection<UInt8>) {
        guard failure == nil else { return }
        buffer.append(contentsOf: bytes)
    }

    /// The next complete response, or nil when more bytes are needed.
    ///
    /// - Throws: ``IMAPWireError`` when the stream can no longer be cut; it then throws the same again.
    public mutating func next() throws(IMAPWireError) -> IMAPResponse? {
        if let failure { throw failure }
        do throws(IMAPWireError) {
            return try advance()
        } catch {
            failure = error
            buffer = []
            position = 0
            throw error
        }
    }

    private mutating func advance() throws(IMAPWireError) -> IMAPResponse? {
        while true {
            if literal != nil {
                guard consumeLiteral() else {
                    compact()
                    return nil
                }
            }
            guard let end = buffer[scanned...].firstIndex(of: 0x0A) else {
                scanned = buffer.count
                try checkLine(upTo: buffer.count)
                compact()
                return nil
            }
            try checkLine(upTo: end)
            let lineEnd = end > position && buffer[end - 1] == 0x0D ? end - 1 : end
            frame.append(line: buffer[position..<lineEnd])
            position = end + 1
            scanned = position
            if let size = try frame.takeLiteralSize() {
                try open(size)
                continue
            }
            let complete = frame
            frame = ResponseFrame()
            keptLiteralBytes = 0
            return ResponseGrammar.parse(complete)
        }
    }

    private func checkLine(upTo end: Int) throws(IMAPWireError) {
        let count = frame.text.count + (end - position)
        guard count > limits.maximumLineBytes else { return }
        let start = frame.text.isEmpty ? buffer[position...] : frame.text[...]
        let limit = Self.listsNumbers(start) ? limits.maximumListBytes : limits.maximumLineBytes
        guard count <= limit else { throw .lineTooLong(limit: limit) }
    }

    private static func listsNumbers(_ start: ArraySlice<UInt8>) -> Bool {
        let word = start.dropFirst(2).prefix(9).prefix { $0 != 0x20 }.map { $0 & 0xDF }
        return start.starts(with: "* ".utf8)
            && ["SEARCH", "ESEARCH", "VANISHED"].contains(String(decoding: word, as: UTF8.self))
    }

    private mutating func open(_ size: UInt64) throws(IMAPWireError) {
        guard frame.literals.count < limits.maximumLiterals else {
            throw .tooManyLiterals(limit: limits.maximumLiterals)
        }
        let (total, overflow) = keptLiteralBytes.addingReportingOverflow(size)
        let isKept = !overflow && total <= limits.maximumLiteralBytes
        guard isKept || size <= limits.maximumSkippedBytes else {
            throw .literalTooLong(limit: limits.maximumSkippedBytes)
        }
        if isKept { keptLiteralBytes = total }
        var opened = OpenLiteral(size: size, remaining: size, isKept: isKept)
        // An announced size is only a claim, but one within the limit, and memory is not taken before bytes really come.
        // Without the room at hand a large mail would be copied as it grows, and stand in memory twice.
        if isKept { opened.bytes.reserveCapacity(Int(size)) }
        literal = opened
    }

    /// Moves what is there into the open literal; true when it is complete.
    private mutating func consumeLiteral() -> Bool {
        guard var open = literal else { return true }
        literal = nil
        let taken = Int(min(open.remaining, UInt64(buffer.count - position)))
        if open.isKept { open.bytes.append(contentsOf: buffer[position..<position + taken]) }
        position += taken
        scanned = position
        open.remaining -= UInt64(taken)
        guard open.remaining == 0 else {
            literal = open
            return false
        }
        frame.append(literal: open.isKept ? .bytes(open.bytes) : .overLimit(size: open.size))
        return true
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

/// One response put together: its text with a NUL in each place where a literal stood, and the literals in order.
///
/// NUL cannot occur in IMAP text (RFC 9051 §9, `CHAR`), so it is free to mark the places.
struct ResponseFrame: Sendable {
    static let literalMark: UInt8 = 0

    private(set) var text: [UInt8] = []
    private(set) var literals: [IMAPString] = []
    /// Whether the server itself sent a NUL, which makes the marks ambiguous.
    private(set) var isDamaged = false
    private var lineStart = 0

    mutating func append(line: ArraySlice<UInt8>) {
        lineStart = text.count
        if line.contains(Self.literalMark) { isDamaged = true }
        text.append(contentsOf: line)
    }

    mutating func append(literal: IMAPString) {
        text.append(Self.literalMark)
        literals.append(literal)
    }

    /// Removes `{n}`, `{n+}` or `~{n}` from the end of the last line and returns n, when a literal follows.
    mutating func takeLiteralSize() throws(IMAPWireError) -> UInt64? {
        guard text.last == UInt8(ascii: "}"), mayHoldLiterals else { return nil }
        var index = text.count - 2
        if index >= lineStart, text[index] == UInt8(ascii: "+") { index -= 1 }
        let digitsEnd = index
        while index >= lineStart, (0x30...0x39).contains(text[index]) { index -= 1 }
        guard index >= lineStart, index < digitsEnd, text[index] == UInt8(ascii: "{") else { return nil }
        var size: UInt64 = 0
        for byte in text[(index + 1)...digitsEnd] {
            let (scaled, overflow) = size.multipliedReportingOverflow(by: 10)
            let (sum, carry) = scaled.addingReportingOverflow(UInt64(byte - 0x30))
            guard !overflow, !carry, sum <= UInt64(Int64.max) else { throw .literalSizeOverflow }
            size = sum
        }
        if index > lineStart, text[index - 1] == UInt8(ascii: "~") { index -= 1 }
        text.removeSubrange(index...)
        return size
    }

    /// Status responses end in free human text, which may well end in `{5}`; only data responses carry literals.
    private var mayHoldLiterals: Bool {
        guard text.starts(with: "* ".utf8) else { return false }
        let word = text.dropFirst(2).prefix { $0 != 0x20 }.map { $0 & 0xDF }
        return IMAPCondition(rawValue: String(decoding: word, as: UTF8.self)) == nil
    }
}
