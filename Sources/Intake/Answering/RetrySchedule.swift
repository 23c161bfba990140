public import Casework
public import CurlTransfer

/// When a mail is tried again, and when it is given up.
///
/// > Source: RFC 5321 §4.5.4.1 (intervals and days) and §4.2.1 (what a code's first digit means).
public struct RetrySchedule: Sendable, Hashable {
    /// Seconds until the second try; each further wait is twice as long.
    public var firstWaitSeconds: Int64
    /// Longest wait in seconds.
    public var longestWaitSeconds: Int64
    /// Seconds after which a mail is given up.
    public var lifetimeSeconds: Int64

    /// Creates a schedule.
    public init(
        firstWaitSeconds: Int64 = 60, longestWaitSeconds: Int64 = 4 * 3600, lifetimeSeconds: Int64 = 4 * 86_400
    ) {
        self.firstWaitSeconds = firstWaitSeconds
        self.longestWaitSeconds = longestWaitSeconds
        self.lifetimeSeconds = lifetimeSeconds
    }

    /// What an outcome means for a mail.
    public func result(of outcome: SMTPOutcome, mail: OutgoingMessage, at time: Timestamp) -> DeliveryResult {
        switch outcome {
        case .accepted(let reply): .sent(answer: reply.line)
        case .refused(let reply) where reply.isPermanent: .failed(reason: reply.line)
        case .refused(let reply): again(mail, reason: reply.line, at: time)
        case .unsent(.invalidRequest(_, let reason)): .failed(reason: reason)
        case .unsent(let error): again(mail, reason: error.description, at: time)
        case .unknown(let error): .unknown(reason: error.description)
        }
    }

    /// Another try later, shaken by a quarter so that mails do not fall into step, or the end after too long a time.
    public func again(_ mail: OutgoingMessage, reason: String, at time: Timestamp) -> DeliveryResult {
        next(afterAttempt: mail.attempts, since: mail.createdAt, at: time)
            .map { .again(at: $0, reason: reason) } ?? .failed(reason: reason)
    }

    /// When to try again; nil when it has been tried for long enough.
    ///
    /// - Parameters:
    ///   - attempts: How often it was tried.
    ///   - start: Since when.
    ///   - time: Now.
    ///   - seconds: Wait that the other side asked for; never longer than the longest wait.
    /// - Returns: The time of the next try.
    public func next(
        afterAttempt attempts: Int, since start: Timestamp, at time: Timestamp, notBefore seconds: Int64 = 0
    ) -> Timestamp? {
        let doublings = Int64(max(0, min(attempts - 1, 20)))
        let wait = min(max(firstWaitSeconds << doublings, seconds), longestWaitSeconds)
        let shaken = max(1, wait + Int64.random(in: (-wait / 4)...(wait / 4)))
        let next = time.adding(seconds: max(shaken, min(seconds, longestWaitSeconds)))
        return next < start.adding(seconds: lifetimeSeconds) ? next : nil
    }
}
