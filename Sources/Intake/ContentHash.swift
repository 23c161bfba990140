import Crypto
import Foundation

/// Names for content.
enum ContentHash {
    /// SHA-256, hexadecimal.
    static func full(of bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
    }

    /// The first 128 bits of SHA-256, hexadecimal: enough to tell items of one source apart.
    static func short(of bytes: [UInt8]) -> String { String(full(of: bytes).prefix(32)) }
}
