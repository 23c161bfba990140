import Crypto
import Foundation

/// Bytes that nobody can guess.
enum RandomBytes {
    /// So many bytes from the system's generator, which is fit for secrets.
    static func make(count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}

/// A secret of 256 bits that a browser holds; the store knows only its hash.
enum SecretToken {
    /// Seconds that a session lasts.
    static let sessionSeconds: Int64 = 12 * 3600

    /// A new token of 64 hexadecimal digits.
    static func make() -> String { hexadecimal(RandomBytes.make(count: 32)) }

    /// SHA-256 of a token, hexadecimal.
    static func hash(_ token: String) -> String { hexadecimal(SHA256.hash(data: Data(token.utf8))) }

    /// Whether text has the form of a token; anything else from a cookie is not even looked up.
    static func isWellFormed(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) }
    }

    /// Bytes as lower-case hexadecimal digits.
    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
