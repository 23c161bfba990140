/// Searches in text by its bytes, where that finds what a search by characters finds.
///
/// A search by characters asks for each place where a character begins; on short lines that costs more than all else.
enum ByteSearch {
    /// The first of the patterns that a text has, and where it stands first.
    ///
    /// - Parameters:
    ///   - patterns: Texts of letters, marks and spaces, none empty.
    ///   - text: The text.
    /// - Returns: The place, as `firstRange(of:)` gives it.
    static func first(_ patterns: [String], in text: Substring) -> Range<String.Index>? {
        let isPlain = isPlain(text.utf8)
        for pattern in patterns {
            // A character of the text that begins as the pattern ends may go on: only the search by characters knows.
            guard isPlain else {
                if let range = text.firstRange(of: pattern) { return range }
                continue
            }
            if let offset = offset(of: pattern, in: text.utf8) {
                let start = text.utf8.index(text.startIndex, offsetBy: offset)
                return start..<text.utf8.index(start, offsetBy: pattern.utf8.count)
            }
        }
        return nil
    }

    /// Whether a text has a pattern in it.
    static func contains(_ text: String, _ pattern: String) -> Bool {
        guard isPlain(text[...].utf8), isPlain(pattern[...].utf8), !pattern.isEmpty else {
            return text.contains(pattern)
        }
        return offset(of: pattern, in: text[...].utf8) != nil
    }

    /// Whether each scalar is a character of its own: ASCII without line breaks, Latin letters with their marks in them, dashes
    /// and quotation marks.
    static func isPlain(_ text: Substring.UTF8View) -> Bool {
        var previous: UInt8 = 0
        var isDash = false
        for byte in text {
            switch byte {
            case 0x09, 0x20...0x7E, 0xC3...0xC6, 0xE1, 0xE2: break
            case 0x80...0xBF:
                // U+1E80 to U+1EFF, and U+2010 to U+2027.
                if previous == 0xE1, byte < 0xBA || byte > 0xBB { return false }
                if previous == 0xE2, byte != 0x80 { return false }
                if isDash, byte < 0x90 || byte > 0xA7 { return false }
            default: return false
            }
            isDash = previous == 0xE2 && byte == 0x80
            previous = byte
        }
        return true
    }

    private static func offset(of pattern: String, in text: Substring.UTF8View) -> Int? {
        var pattern = pattern
        return pattern.withUTF8 { wanted in
            let found = text.withContiguousStorageIfAvailable { offset(of: wanted, in: $0) }
            return found ?? Array(text).withUnsafeBufferPointer { offset(of: wanted, in: $0) }
        }
    }

    // No place beyond the end of either is read: `last` leaves room for all of the pattern.
    private static func offset(
        of wanted: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        let last = text.count - wanted.count
        guard last >= 0, let first = wanted.first else { return nil }
        for start in 0...last where text[start] == first {
            var length = 1
            while length < wanted.count, text[start + length] == wanted[length] { length += 1 }
            if length == wanted.count { return start }
        }
        return nil
    }
}
