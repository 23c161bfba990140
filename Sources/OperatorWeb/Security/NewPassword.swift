import Dispatch

/// Passwords that are set anew.
enum NewPassword {
    private static let mostCharacters = 256

    /// Whether a text may become a password.
    static func isFit(_ text: String, for name: String, insteadOf current: String? = nil) -> Bool {
        (PasswordHash.minimumLength...mostCharacters).contains(text.count) && text != current
            && text.lowercased() != name.lowercased()
    }

    /// A password that is read aloud or copied once: no letters that look alike.
    static func temporary() -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        return RandomBytes.make(count: 64).compactMap { byte in
            // Bytes beyond a multiple of the alphabet would make some letters likelier.
            Int(byte) < 256 / letters.count * letters.count ? letters[Int(byte) % letters.count] : nil
        }.prefix(14).map(String.init).joined()
    }

    /// The hash of a new password, computed off the threads that serve pages; nil when it cannot be.
    static func hash(_ text: String) async -> String? {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async {
                continuation.resume(returning: try? PasswordHash.make(text))
            }
        }
    }
}
