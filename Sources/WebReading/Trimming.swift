/// White space at the ends of a text, and inside it.
enum Trimming {
    /// The text without white space at its ends.
    static func trim(_ text: String) -> String {
        // Most texts begin and end with a letter of ASCII, or with one that is certainly no space.
        if let first = text.utf8.first, let last = text.utf8.last, isInk(first), isInk(last) { return text }
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars = scalars.dropFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars = scalars.dropLast() }
        return String(scalars)
    }

    private static func isInk(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }

    /// The text on one line: each run of white space of ASCII is one blank, none stands at the ends.
    static func oneLine(_ text: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        var isSpaceDue = false
        var isChanged = false
        for byte in text.utf8 {
            if byte <= 0x20 {
                if isSpaceDue || byte != 0x20 || result.isEmpty { isChanged = true }
                isSpaceDue = !result.isEmpty
            } else {
                if isSpaceDue { result.append(0x20) }
                isSpaceDue = false
                result.append(byte)
            }
        }
        return isChanged || isSpaceDue ? String(decoding: result, as: UTF8.self) : text
    }
}
