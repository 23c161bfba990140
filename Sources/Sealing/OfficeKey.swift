import Crypto
public import Foundation

/// The office's private key: whoever has it can open what the office sealed.
///
/// Its text is one line, `langnghe-identity-key-1:` and 32 bytes in base64, so that it can be printed and kept in a safe.
///
/// > Source: RFC 7748 §5 (X25519).
public struct OfficeKey: Sendable {
    static let prefix = "langnghe-identity-key-1:"

    let privateKey: Curve25519.KeyAgreement.PrivateKey

    /// Makes a key by chance.
    public init() { privateKey = Curve25519.KeyAgreement.PrivateKey() }

    /// Reads a key's line; white space around it is nothing.
    ///
    /// - Parameter line: The text of a key file.
    /// - Throws: ``SealingError/notAKey(reason:)``.
    public init(line: String) throws(SealingError) {
        let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.hasPrefix(Self.prefix) else {
            throw .notAKey(reason: "it does not begin with «\(Self.prefix)»")
        }
        guard let bytes = Data(base64Encoded: String(text.dropFirst(Self.prefix.count))), bytes.count == 32,
            let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes)
        else {
            throw .notAKey(reason: "what follows «\(Self.prefix)» is not 32 bytes in base64; the line may be cut off")
        }
        privateKey = key
    }

    /// The line to keep; whoever reads it can open everything.
    public var line: String { Self.prefix + privateKey.rawRepresentation.base64EncodedString() + "\n" }

    /// The half that seals and opens nothing.
    public var publicKey: OfficePublicKey { OfficePublicKey(privateKey.publicKey) }
}

extension OfficeKey: CustomStringConvertible, CustomReflectable {
    /// Tells which key it is, never the key.
    public var description: String { "office key \(publicKey.fingerprint)" }

    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The public half of the office's key: with it alone letters can be taken in and sealed.
public struct OfficePublicKey: Sendable, Hashable {
    /// Its 32 bytes (RFC 7748 §6.1).
    public let bytes: Data

    init(_ key: Curve25519.KeyAgreement.PublicKey) { bytes = key.rawRepresentation }

    /// Takes the bytes of a key that was kept.
    ///
    /// - Parameter bytes: 32 bytes.
    /// - Throws: ``SealingError/notAKey(reason:)``.
    public init(_ bytes: Data) throws(SealingError) {
        guard bytes.count == 32 else {
            throw .notAKey(reason: "the office's public key has \(bytes.count) bytes instead of 32")
        }
        self.bytes = bytes
    }

    func agreementKey() throws(SealingError) -> Curve25519.KeyAgreement.PublicKey {
        do {
            return try Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes)
        } catch {
            throw .notAKey(reason: "the office's public key is no key")
        }
    }

    /// What people compare: the first 80 bits of its SHA-256 sum, in groups of four.
    public var fingerprint: String {
        let digits = Array("0123456789abcdef")
        let text = SHA256.hash(data: bytes).prefix(10).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return stride(from: 0, to: text.count, by: 4).map { String(text[$0..<min($0 + 4, text.count)]) }
            .joined(separator: "-")
    }
}
