/// How long to wait for a server that owes an answer.
///
/// A large mail over a poor line may take long, but a server that trickles a byte a second, or says "still here" for ever,
/// must not hold a source up: what comes must come at a kilobyte a second, and the awaited thing within ten times the
/// patience beyond that.
struct AnswerPace {
    private static let slowestBytesPerSecond = 1_024.0

    private let patience: Duration
    private var beganAt = ContinuousClock.now
    private var lastAt = ContinuousClock.now
    private var bytes = 0
    private var responsesAt = ContinuousClock.now
    private var bytesSinceResponse = 0
    private var pausedAt: ContinuousClock.Instant?

    init(patience: Duration) { self.patience = patience }

    /// A command has been sent.
    mutating func asked() {
        pausedAt = nil
        beganAt = .now
        lastAt = .now
        bytes = 0
        responsesAt = .now
        bytesSinceResponse = 0
    }

    /// Waiting begins again: the time in which nobody listened does not count.
    mutating func resume() {
        guard let pausedAt else { return }
        let gap = pausedAt.duration(to: .now)
        beganAt += gap
        lastAt += gap
        responsesAt += gap
        self.pausedAt = nil
    }

    /// Nobody listens for a while.
    mutating func pause() { pausedAt = .now }

    /// Bytes have come.
    mutating func received(_ count: Int) {
        lastAt = .now
        bytes += count
        bytesSinceResponse += count
    }

    /// A whole response has come that brings the conversation on.
    mutating func progressed() {
        responsesAt = .now
        bytesSinceResponse = 0
    }

    /// When to give up: silence, a trickle, or chatter without an answer.
    var deadline: ContinuousClock.Instant {
        let trickle = responsesAt + patience + .seconds(Double(bytesSinceResponse) / Self.slowestBytesPerSecond)
        let chatter = beganAt + patience * 10 + .seconds(Double(bytes) / Self.slowestBytesPerSecond)
        return min(lastAt + patience, trickle, chatter)
    }
}
