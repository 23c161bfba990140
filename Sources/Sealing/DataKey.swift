import Crypto
public import Foundation

/// A key that seals records; it is kept only wrapped to the office's public key.
///
/// A process that has no private key makes a data key of its own, wraps it and seals with it: then only the office key
/// opens what it took in. One key may seal 2³² records (NIST SP 800-38D §8.3, random nonces); a process makes a new one long
/// before.
///
/// > Source: RFC 9180 (HPKE), base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
public struct DataKey: Sendable {
    /// Its number, which stands in every record that it sealed.
    public let id: Int64
    let key: SymmetricKey

    private static var suite: HPKE.Ciphersuite {
        HPKE.Ciphersuite(kem: .Curve25519_HKDF_SHA256, kdf: .HKDF_SHA256, aead: .AES_GCM_256)
    }

    private static let encapsulatedBytes = 32

    /// Makes a key by chance.
    public init() {
        id = Int64.random(in: 1...Int64.max)
        key = SymmetricKey(size: .bits256)
    }

    /// Opens a wrapped key.
    ///
    /// - Parameters:
    ///   - id: Its number.
    ///   - wrapped: What ``wrapped(for:)`` gave.
    ///   - office: The office's key.
    /// - Throws: ``SealingError/cannotUnwrap(dataKey:)``.
    public init(id: Int64, unwrapping wrapped: Data, with office: OfficeKey) throws(SealingError) {
        self.id = id
        do {
            var recipient = try HPKE.Recipient(
                privateKey: office.privateKey, ciphersuite: Self.suite, info: Self.info,
                encapsulatedKey: Data(wrapped.prefix(Self.encapsulatedBytes)))
            key = SymmetricKey(
                data: try recipient.open(
                    Data(wrapped.dropFirst(Self.encapsulatedBytes)), authenticating: Self.name(id)))
        } catch {
            throw .cannotUnwrap(dataKey: id)
        }
        guard key.bitCount == 256 else { throw .cannotUnwrap(dataKey: id) }
    }

    /// The key as it is kept: the encapsulated key, then the ciphertext.
    ///
    /// - Parameter office: Who is to open it.
    /// - Returns: 80 bytes.
    /// - Throws: ``SealingError/notAKey(reason:)``.
    public func wrapped(for office: OfficePublicKey) throws(SealingError) -> Data {
        let recipient = try office.agreementKey()
        do {
            var sender = try HPKE.Sender(recipientKey: recipient, ciphersuite: Self.suite, info: Self.info)
            let sealed = try key.withUnsafeBytes { try sender.seal(Data($0), authenticating: Self.name(id)) }
            return sender.encapsulatedKey + sealed
        } catch {
            throw .notAKey(reason: "nothing can be wrapped to the office's public key")
        }
    }

    private static let info = Data("langnghe data key 1".utf8)

    private static func name(_ id: Int64) -> Data { withUnsafeBytes(of: id.bigEndian) { Data($0) } }
}

extension DataKey: CustomStringConvertible, CustomReflectable {
    /// Tells which key it is, never the key.
    public var description: String { "data key \(id)" }

    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
