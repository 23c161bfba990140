import CharsetDecoding

/// Header values as text: encoded words decoded, raw bytes read by evidence.
///
/// Adjacent encoded words of one charset are joined as bytes before they are decoded, because programs split characters
/// between them. A malformed word stays as it is written.
///
/// > Source: RFC 2047 §2 and §6.2; RFC 2231 §5 (language suffix).
enum HeaderText {
    private struct Word {
        var charset: String
        var bytes: [UInt8]
    }

    static func decode(_ bytes: [UInt8]) -> String {
        var text = ""
        var plain: [UInt8] = []
        var words: Word?
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "="), let (word, end) = word(bytes, at: index) else {
                plain.append(bytes[index])
                index += 1
                continue
            }
            // White space between two encoded words belongs to neither.
            let isGap = words != nil && plain.allSatisfy { $0 == 0x20 || $0 == 0x09 }
            if isGap, var joined = words, joined.charset == word.charset {
                joined.bytes.append(contentsOf: word.bytes)
                words = joined
            } else {
                text += flush(&words)
                if !isGap { text += unencoded(plain) }
                words = word
            }
            plain = []
            index = end
        }
        text += flush(&words)
        text += unencoded(plain)
        return withoutControls(text)
    }

    /// Bytes outside encoded words.
    ///
    /// UTF-8 that was cut inside its last character is UTF-8 all the same.
    private static func unencoded(_ bytes: [UInt8]) -> String {
        guard let last = bytes.last, last >= 0x80 else { return MailCharset.decode(bytes).text }
        let start = bytes.suffix(3).lastIndex { $0 >= 0xC0 } ?? bytes.endIndex
        let whole = bytes[..<start]
        guard whole.contains(where: { $0 >= 0x80 }), String(validating: bytes, as: UTF8.self) == nil,
            let text = String(validating: whole, as: UTF8.self)
        else { return MailCharset.decode(bytes).text }
        return text + "\u{FFFD}"
    }

    /// An encoded word may hold line ends, by which a sender could slip fields into whatever is written from the text.
    private static func withoutControls(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            result.append(scalar.value < 0x20 && scalar != "\t" || scalar.value == 0x7F ? " " : scalar)
        }
        return String(result)
    }

    private static func flush(_ words: inout Word?) -> String {
        guard let word = words else { return "" }
        words = nil
        return MailCharset.decode(word.bytes, declared: word.charset.isEmpty ? nil : word.charset).text
    }

    /// The encoded word at `start` (`=?charset?B|Q?…?=`), and where it ends.
    private static func word(_ bytes: [UInt8], at start: Int) -> (Word, Int)? {
        guard start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "?") else { return nil }
        guard let charsetEnd = mark(bytes, from: start + 2, within: 80),
            charsetEnd + 2 < bytes.count, bytes[charsetEnd + 2] == UInt8(ascii: "?")
        else { return nil }
        let encoding = bytes[charsetEnd + 1] | 0x20
        let contentStart = charsetEnd + 3
        var end = contentStart
        // Programs write words far longer than the 75 characters that are allowed, and leave blanks inside them.
        while end + 1 < bytes.count, end - contentStart < 8192 {
            if bytes[end] == UInt8(ascii: "?"), bytes[end + 1] == UInt8(ascii: "=") { break }
            end += 1
        }
        guard end + 1 < bytes.count, bytes[end] == UInt8(ascii: "?"), bytes[end + 1] == UInt8(ascii: "=") else {
            return nil
        }
        let label = String(decoding: bytes[(start + 2)..<charsetEnd], as: UTF8.self).lowercased()
        let charset = String(label.prefix { $0 != "*" })
        let content = bytes[contentStart..<end]
        switch encoding {
        case UInt8(ascii: "b"):
            guard content.allSatisfy({ $0 < 0x80 && $0 >= 0x20 }) else { return nil }
            return (Word(charset: charset, bytes: TransferEncoding.base64(content).bytes), end + 2)
        case UInt8(ascii: "q"): return (Word(charset: charset, bytes: qDecoded(content)), end + 2)
        default: return nil
        }
    }

    private static func mark(_ bytes: [UInt8], from start: Int, within limit: Int) -> Int? {
        var index = start
        while index < bytes.count, index - start < limit {
            if bytes[index] == UInt8(ascii: "?") { return index }
            if bytes[index] <= 0x20 || bytes[index] >= 0x7F { return nil }
            index += 1
        }
        return nil
    }

    private static func qDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "="), index + 2 < bytes.endIndex,
                let high = TransferEncoding.hex(bytes[index + 1]), let low = TransferEncoding.hex(bytes[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
                continue
            }
            result.append(bytes[index] == UInt8(ascii: "_") ? 0x20 : bytes[index])
            index += 1
        }
        return result
    }
}
