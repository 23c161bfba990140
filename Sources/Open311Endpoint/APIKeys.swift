import Crypto
import Foundation

/// Keys of those who may file requests; only their sums are kept.
///
/// A file has one line a key: a name, a colon, and the SHA-256 of the key in hexadecimal. Keys are made of chance, so that a
/// plain sum cannot be turned back into one.
public enum APIKeys {
    /// Most lines read.
    private static let lineLimit = 10_000

    /// Makes a key.
    ///
    /// - Parameter name: Who is to have it: letters of ASCII, digits, hyphens and dots.
    /// - Returns: The key, to be told once, and the line for the file; nil when the name cannot stand there.
    public static func make(for name: String) -> (key: String, line: String)? {
        guard !name.isEmpty, name.utf8.count <= 60,
            name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") })
        else { return nil }
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<24).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let key = hexadecimal(bytes)
        return (key, name + ":" + hexadecimal(Array(SHA256.hash(data: Data(key.utf8)))))
    }

    /// Whose key it is; the time taken does not depend on the keys.
    ///
    /// - Parameters:
    ///   - key: The key as it was sent.
    ///   - file: The file's text.
    /// - Returns: The name; nil when nobody has the key.
    public static func holder(of key: String, in file: String) -> String? {
        let sum = Array(hexadecimal(Array(SHA256.hash(data: Data(key.utf8)))).utf8)
        var holder: String?
        for line in file.split(whereSeparator: \.isNewline).prefix(lineLimit) {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
            guard parts.count == 2, !parts[0].hasPrefix("#") else { continue }
            let kept = Array(parts[1].lowercased().utf8)
            let differs = kept.count == sum.count ? zip(kept, sum).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } : 1
            if differs == 0 { holder = parts[0] }
        }
        return holder
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }
}
