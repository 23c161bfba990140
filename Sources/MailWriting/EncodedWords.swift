import Foundation

/// Text of any script as encoded words: UTF-8 in base64, no word over 75 characters, no character cut in two.
///
/// > Source: RFC 2047 §2 and §5.
enum EncodedWords {
    /// Bytes of text in one word: 60 characters of base64 beside the 12 of the frame.
    private static let wordBytes = 45

    /// The words of a text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - column: Where on its line the first word begins; the others begin lines of their own.
    /// - Returns: The words in order.
    static func of(_ text: String, from column: Int) -> [String] {
        var words: [String] = []
        var bytes: [UInt8] = []
        // Four characters for every three bytes beside the frame, on a line of at most 76 (RFC 2047 §2).
        var room = max(12, min(wordBytes, (76 - 12 - column) / 4 * 3))
        for scalar in text.unicodeScalars {
            let encoded = Array(String(scalar).utf8)
            if bytes.count + encoded.count > room {
                words.append(word(bytes))
                bytes = []
                room = wordBytes
            }
            bytes += encoded
        }
        if !bytes.isEmpty { words.append(word(bytes)) }
        return words
    }

    private static func word(_ bytes: [UInt8]) -> String { "=?utf-8?B?\(Data(bytes).base64EncodedString())?=" }
}
