import Foundation

/// Text of any script as encoded words: UTF-8 in base64, no word over 75 characters, no character cut in two.
///
/// > Source: RFC 2047 §2 and §5.
enum EncodedWords {
    /// Bytes of text in one word: 60 characters of base64 beside the 12 of the frame.
    private static let wordBytes = 45

    static func of(_ text: String) -> [String] {
        var words: [String] = []
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            let encoded = Array(String(scalar).utf8)
            if bytes.count + encoded.count > wordBytes {
                words.append(word(bytes))
                bytes = []
            }
            bytes += encoded
        }
        if !bytes.isEmpty { words.append(word(bytes)) }
        return words
    }

    private static func word(_ bytes: [UInt8]) -> String { "=?utf-8?B?\(Data(bytes).base64EncodedString())?=" }
}
