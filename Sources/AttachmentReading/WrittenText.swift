import CharsetDecoding
import HTMLReading

/// Text and web pages, in whatever charset.
enum WrittenText {
    static func read(_ bytes: [UInt8], isHTML: Bool, limit: Int) -> String {
        let decoded = CharsetDecoder.decode(Array(bytes.prefix(isHTML ? 20 * limit : 4 * limit))).text
        return isHTML ? HTMLText.extract(decoded).text : decoded
    }
}
