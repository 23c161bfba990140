/// Keeps requests to one server apart, whichever sources make them.
actor HostPace {
    private static let hostLimit = 10_000

    private var next: [String: ContinuousClock.Instant] = [:]

    /// Waits until the server may be asked again, and takes the turn.
    ///
    /// - Parameters:
    ///   - host: The server.
    ///   - delay: Time between the beginnings of two requests.
    /// - Throws: `CancellationError` when the task is cancelled while it waits.
    func turn(at host: String, delay: Duration) async throws {
        let now = ContinuousClock.now
        let turn = max(now, next[host] ?? now)
        if next.count >= Self.hostLimit { next = next.filter { $0.value > now } }
        next[host] = turn + delay
        if turn > now { try await Task.sleep(until: turn, clock: .continuous) }
    }
}
