import Crypto
import Foundation

/// Names for content.
enum ContentHash {
    /// SHA-256, hexadecimal.
    static func full(of bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let hexadecimal = SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] }
        return String(decoding: hexadecimal, as: UTF8.self)
    }

    /// The first 128 bits of SHA-256, hexadecimal: enough to tell items of one source apart.
    static func short(of bytes: [UInt8]) -> String { String(full(of: bytes).prefix(32)) }
}
