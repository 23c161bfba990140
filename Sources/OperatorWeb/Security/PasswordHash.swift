import Crypto
import CryptoExtras
import Foundation

/// Passwords as the store keeps them: "scrypt$N$r$p$salt$hash", salt and hash in Base64.
///
/// Both functions take about a tenth of a second and 32 MB on purpose; call them off the cooperative thread pool.
///
/// > Source: RFC 7914; N = 2^15, r = 8, p = 1.
public enum PasswordHash {
    /// Fewest characters of a new password.
    public static let minimumLength = 10
    /// Most UTF-8 bytes of a password.
    public static let maximumBytes = 1024

    /// Hashes a new password with a salt of its own.
    ///
    /// - Throws: ``PasswordError`` when the password is too short or too long, or the hash cannot be computed.
    public static func make(_ password: String) throws(PasswordError) -> String {
        guard password.count >= minimumLength else { throw .tooShort(minimum: minimumLength) }
        guard password.utf8.count <= maximumBytes else { throw .tooLong(maximumBytes: maximumBytes) }
        let salt = RandomBytes.make(count: 16)
        let cost = Cost(rounds: 1 << 15, blockSize: 8, parallelism: 1)
        guard let key = derive(password, salt: salt, cost: cost, count: 32) else { throw .notComputed }
        let encoded = [Data(salt), Data(key)].map { $0.base64EncodedString() }
        return "scrypt$\(cost.rounds)$\(cost.blockSize)$\(cost.parallelism)$\(encoded[0])$\(encoded[1])"
    }

    /// Whether a password belongs to a stored hash; false for a hash that cannot be read or costs beyond reason.
    public static func verify(_ password: String, against stored: String) -> Bool {
        let parts = stored.split(separator: "$", omittingEmptySubsequences: false)
        guard password.utf8.count <= maximumBytes, parts.count == 6, parts[0] == "scrypt",
            let rounds = Int(parts[1]), let blockSize = Int(parts[2]), let parallelism = Int(parts[3]),
            (2...1 << 20).contains(rounds), rounds.nonzeroBitCount == 1, (1...16).contains(blockSize),
            (1...4).contains(parallelism), let salt = Data(base64Encoded: String(parts[4])),
            let expected = Data(base64Encoded: String(parts[5])), (16...64).contains(expected.count)
        else { return false }
        let cost = Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
        guard let key = derive(password, salt: Array(salt), cost: cost, count: expected.count) else { return false }
        return ConstantTime.equal(key, Array(expected))
    }

    private struct Cost {
        var rounds: Int
        var blockSize: Int
        var parallelism: Int
    }

    private static func derive(_ password: String, salt: [UInt8], cost: Cost, count: Int) -> [UInt8]? {
        // One keyboard sends "ế" as one scalar, another as three: both are the same password.
        let typed = Array(password.precomposedStringWithCanonicalMapping.utf8)
        let key = try? KDF.Scrypt.deriveKey(
            from: typed, salt: salt, outputByteCount: count, rounds: cost.rounds, blockSize: cost.blockSize,
            parallelism: cost.parallelism)
        return key?.withUnsafeBytes { Array($0) }
    }
}

/// Why a password cannot be hashed.
public enum PasswordError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Fewer characters than allowed.
    case tooShort(minimum: Int)
    /// More bytes than allowed.
    case tooLong(maximumBytes: Int)
    /// The machine could not compute the hash.
    case notComputed

    /// One sentence: what was wrong and what to do.
    public var description: String {
        switch self {
        case .tooShort(let minimum): "The password is too short: use at least \(minimum) characters."
        case .tooLong(let maximumBytes): "The password is too long: use at most \(maximumBytes) bytes."
        case .notComputed: "The password could not be hashed: the machine may lack 32 MB of free memory; try again."
        }
    }
}
