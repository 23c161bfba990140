/// Lets the parts of one source sign in one after another, and none at all while the server refuses.
///
/// Eight folders that find a changed password at the same moment would be eight wrong log-ins.
actor SignInGate {
    private var isTaken = false
    private var refusedUntil: ContinuousClock.Instant?
    private var fingerprint = ""

    /// Waits for the turn; false when the task was cancelled.
    func enter(_ current: @Sendable () -> String) async -> Bool {
        while !Task.isCancelled {
            if !isTaken, mayTry(current()) {
                isTaken = true
                return true
            }
            try? await Task.sleep(for: isTaken ? .milliseconds(50) : .seconds(1))
        }
        return false
    }

    /// Gives the turn to the next.
    func leave() { isTaken = false }

    /// Keeps everybody out until a time, or until somebody has put something else to sign in with.
    func refuse(for wait: Duration, fingerprint: String) {
        refusedUntil = .now + wait
        self.fingerprint = fingerprint
    }

    private func mayTry(_ current: String) -> Bool {
        guard let refusedUntil else { return true }
        guard refusedUntil <= .now || current != fingerprint else { return false }
        self.refusedUntil = nil
        return true
    }
}
