import CivilCalendar
import Crypto
public import Foundation

/// The office's secret with which it signs tracking codes in the mail that it sends, and blinds what stands for a sender.
///
/// Whoever answers such a mail shows the signature again, and by it the answer finds its case whatever its sender's address
/// is. A tracking code alone proves nothing: codes are said over the telephone and printed on paper.
///
/// > Source: RFC 2104 (HMAC), with SHA-256, cut to 80 bits as its §5 allows.
public struct ThreadKey: Sendable, Hashable {
    /// Bytes of a key.
    public static let size = 32

    private let bytes: Data

    /// Takes a key that was kept; nil when it has another size.
    public init?(_ bytes: Data) {
        guard bytes.count == Self.size else { return nil }
        self.bytes = bytes
    }

    /// Makes a key by chance.
    ///
    /// - Returns: The key and the bytes to keep.
    public static func make() -> (key: ThreadKey, bytes: Data) {
        let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        return (ThreadKey(unchecked: bytes), bytes)
    }

    private init(unchecked bytes: Data) { self.bytes = bytes }

    /// The signature of a code: 16 letters and digits.
    func signature(of code: TrackingCode) -> String {
        let sum = HMAC<SHA256>.authenticationCode(
            for: Data(("langnghe thread 1 " + code.digits).utf8), using: SymmetricKey(data: bytes))
        return Base32.text(sum.prefix(10))
    }

    /// The signature with which a citizen may say what they think of an outcome: 32 letters and digits.
    func satisfactionSignature(of code: TrackingCode, lastDay: CivilDate) -> String {
        let sum = HMAC<SHA256>.authenticationCode(
            for: Data("langnghe satisfaction 1 \(code.digits) \(lastDay.dayNumber)".utf8),
            using: SymmetricKey(data: bytes))
        return Base32.text(sum.prefix(20))
    }

    /// Whether a token was made with this key; takes the same time whatever is wrong.
    public func signed(_ token: SatisfactionToken) -> Bool {
        Self.areEqual(satisfactionSignature(of: token.code, lastDay: token.lastDay), token.signature)
    }

    private static func areEqual(_ expected: String, _ shown: String) -> Bool {
        guard expected.utf8.count == shown.utf8.count else { return false }
        return zip(expected.utf8, shown.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// A number that stands for a text to whoever has the key, and tells nobody else anything about it.
    public func blindNumber(of text: String) -> UInt64 {
        let sum = HMAC<SHA256>.authenticationCode(
            for: Data(("langnghe number 1 " + text).utf8), using: SymmetricKey(data: bytes))
        return sum.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A sum that stands for another sum to whoever has the key: nobody else can test a guess against it.
    ///
    /// - Parameter sum: A sum over what a sender wrote.
    /// - Returns: 32 bytes.
    public func blindSum(of sum: Data) -> Data {
        Data(
            HMAC<SHA256>.authenticationCode(
                for: Data("langnghe sum 1 ".utf8) + sum, using: SymmetricKey(data: bytes)))
    }

    /// Whether a token was made with this key; takes the same time whatever is wrong.
    public func signed(_ token: ThreadToken) -> Bool {
        Self.areEqual(signature(of: token.code), token.signature)
    }
}

extension ThreadKey: CustomStringConvertible, CustomReflectable {
    /// Says that it is a key, not which.
    public var description: String { "thread key (hidden)" }

    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Bytes as letters and digits that survive mail programs.
///
/// > Source: RFC 4648 §6, in lower case and without padding.
enum Base32 {
    private static let digits = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(digits[Int(buffer >> UInt32(bits)) & 31])
            }
        }
        if bits > 0 { text.append(digits[Int(buffer << UInt32(5 - bits)) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }

    static func isDigit(_ byte: UInt8) -> Bool { digits.contains(byte) }
}
