import Dispatch

/// Checks passwords two at a time on threads of their own, so that log-ins cannot starve other pages of threads or memory.
actor PasswordVerifier {
    private static let atOnce = 2
    private static let waitingLimit = 32

    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []
    /// The hash of a password that nobody knows.
    private static let decoy = (try? PasswordHash.make(SecretToken.make())) ?? ""

    /// Whether the password belongs to the hash; nil when too many are waiting.
    ///
    /// Without a hash (no such user) a decoy is checked, so that both answers take the same time.
    func verify(_ password: String, against stored: String?) async -> Bool? {
        if running >= Self.atOnce {
            guard waiting.count < Self.waitingLimit else { return nil }
            await withCheckedContinuation { waiting.append($0) }
        } else {
            running += 1
        }
        let matches = await Self.offPool { PasswordHash.verify(password, against: stored ?? Self.decoy) }
        // The place passes to the next in line; only without one does it become free.
        if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() }
        return stored != nil && matches
    }

    /// Makes the decoy ahead of time, so that the first failed log-in takes no longer than the others.
    nonisolated static func prepare() async { _ = await offPool { decoy.isEmpty } }

    private static func offPool<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async { continuation.resume(returning: work()) }
        }
    }
}
