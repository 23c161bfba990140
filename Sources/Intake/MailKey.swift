import Crypto

/// What identifies a mail inside its source.
///
/// The content decides, not the place: a mail that lies in two folders, that was moved, or that comes again because the
/// server has numbered its mails anew or the source was removed and set up again, is the same mail.
enum MailKey {
    /// The key of a mail that came whole.
    static func content(_ bytes: [UInt8]) -> String { "sha256:" + hex(SHA256.hash(data: bytes)) }

    /// The key of a mail of which only the header came.
    static func header(_ bytes: [UInt8], size: UInt64) -> String { "header:\(hex(SHA256.hash(data: bytes)))-\(size)" }

    /// The key of a mail of which nothing came but its place.
    static func place(_ scope: String, _ identifier: String) -> String { "place:\(scope)/\(identifier)" }

    /// A short name of an account that tells it from others.
    static func account(host: String, user: String) -> String {
        String(hex(SHA256.hash(data: Array("\(host.lowercased())\n\(user)".utf8))).prefix(12))
    }

    private static func hex(_ digest: SHA256Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: 64) { buffer in
            var index = 0
            for byte in digest {
                buffer[index] = digits[Int(byte >> 4)]
                buffer[index + 1] = digits[Int(byte & 15)]
                index += 2
            }
            return index
        }
    }
}
