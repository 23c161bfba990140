/// Finds the mails in an mbox file.
///
/// A mail begins after a line `From ` that stands at the beginning or after an empty line and ends before the empty line in
/// front of the next one. Ranges are given one at a time, so a file of any size that is mapped into memory is never copied.
///
/// > Source: RFC 4155 appendix A; mboxrd and mboxo quoting as Dovecot and others describe it.
public struct MboxSplitter<Bytes: RandomAccessCollection<UInt8>>: Sequence, IteratorProtocol where Bytes.Index == Int {
    private let bytes: Bytes
    private var position: Int

    /// A splitter at the beginning of a file.
    ///
    /// - Parameter bytes: The mbox file; bytes in front of the first `From ` line are skipped.
    public init(_ bytes: Bytes) {
        self.bytes = bytes
        position = bytes.startIndex
        if !isSeparator(at: position) { position = nextSeparator(from: position) ?? bytes.endIndex }
    }

    /// The next mail.
    ///
    /// - Returns: Its bytes as a range of the file, without the `From ` line, still quoted; nil after the last one.
    public mutating func next() -> Range<Int>? {
        guard position < bytes.endIndex else { return nil }
        let start = lineEnd(from: position)
        let following = nextSeparator(from: start)
        var end = following ?? bytes.endIndex
        position = end
        // The empty line in front of a separator belongs to the file format.
        if following != nil || end > start {
            end = withoutEmptyLine(start: start, end: end)
        }
        return start..<end
    }

    /// The bytes of a mail with the quoting of `From ` lines taken off.
    ///
    /// - Parameters:
    ///   - range: A range that ``next()`` gave.
    ///   - quoting: How the file quotes.
    /// - Returns: The mail as it was before it was put into the file.
    public func mail(in range: Range<Int>, quoting: MboxQuoting = .mboxrd) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let end = Swift.min(lineEnd(from: index), range.upperBound)
            var line = bytes[index..<end]
            let marks = line.prefix { $0 == UInt8(ascii: ">") }.count
            if marks > 0, quoting == .mboxrd || marks == 1, line.dropFirst(marks).starts(with: Array("From ".utf8)) {
                line = line.dropFirst()
            }
            result.append(contentsOf: line)
            index = end
        }
        return result
    }

    private func isSeparator(at index: Int) -> Bool {
        bytes[index...].prefix(5).elementsEqual(Array("From ".utf8))
    }

    private func lineEnd(from start: Int) -> Int {
        var index = start
        while index < bytes.endIndex {
            if bytes[index] == 0x0A { return index + 1 }
            index += 1
        }
        return bytes.endIndex
    }

    private func nextSeparator(from start: Int) -> Int? {
        var index = start
        var isAfterEmpty = start == bytes.startIndex
        while index < bytes.endIndex {
            if isAfterEmpty, bytes[index] == UInt8(ascii: "F"), isSeparator(at: index) { return index }
            let end = lineEnd(from: index)
            isAfterEmpty = bytes[index..<end].allSatisfy { $0 == 0x0A || $0 == 0x0D }
            index = end
        }
        return nil
    }

    private func withoutEmptyLine(start: Int, end: Int) -> Int {
        var cut = end
        guard cut > start, bytes[cut - 1] == 0x0A else { return cut }
        // The file's own empty line is the one after a complete line: "\n\n" or "\n\r\n".
        var previous = cut - 1
        if previous > start, bytes[previous - 1] == 0x0D { previous -= 1 }
        guard previous > start, bytes[previous - 1] == 0x0A else { return cut }
        cut = previous
        return cut
    }
}

/// How an mbox file marks lines of a mail that begin with `From `.
public enum MboxQuoting: Sendable {
    /// One `>` more in front of any number of them (mboxrd): can be undone exactly.
    case mboxrd
    /// A `>` only in front of `From ` (mboxo): `>From ` of the mail itself cannot be told apart.
    case mboxo
}
