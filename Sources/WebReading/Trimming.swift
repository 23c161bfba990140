/// White space at the ends of a text, and inside it.
enum Trimming {
    /// The text without white space at its ends.
    static func trim(_ text: String) -> String {
        // Most texts begin and end with a letter of ASCII, or with one that is certainly no space.
        if let first = text.utf8.first, let last = text.utf8.last, isInk(first), isInk(last) { return text }
        var scalars = text.unicodeScalars[...]
        if let first = scalars.first, let last = scalars.last, !first.properties.isWhitespace,
            !last.properties.isWhitespace
        {
            return text
        }
        while let first = scalars.first, first.properties.isWhitespace { scalars = scalars.dropFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars = scalars.dropLast() }
        return String(scalars)
    }

    private static func isInk(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }

    /// The text on one line: each run of white space of ASCII is one blank, none stands at the ends.
    static func oneLine(_ text: String) -> String {
        if text.utf8.withContiguousStorageIfAvailable(isOneLine) == true { return text }
        return Array(text.utf8).withUnsafeBufferPointer(oneLine)
    }

    /// Whether a text is on one line as ``oneLine(_:)`` writes it.
    private static func isOneLine(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var before: UInt8 = 0x20
        for byte in text {
            if byte <= 0x20, byte != 0x20 || before == 0x20 { return false }
            before = byte
        }
        return before != 0x20 || text.isEmpty
    }

    /// The text of UTF-8 bytes on one line.
    static func oneLine(_ text: UnsafeBufferPointer<UInt8>) -> String {
        guard !isOneLine(text) else { return String(decoding: text, as: UTF8.self) }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var isSpaceDue = false
        for byte in text {
            if byte <= 0x20 {
                isSpaceDue = !result.isEmpty
            } else {
                if isSpaceDue { result.append(0x20) }
                isSpaceDue = false
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
