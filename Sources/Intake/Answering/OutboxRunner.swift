public import Casework
import CurlTransfer

/// Sends what waits in the outbox, and composes the acknowledgements that are due.
///
/// One run is cut off at any instant without harm: a mail whose transaction was under way is found afterwards and shown to an
/// officer, every other one waits on.
public struct OutboxRunner: Sendable {
    /// What a run did.
    public struct Summary: Sendable, Hashable {
        /// Acknowledgements put into the outbox.
        public var acknowledged = 0
        /// Mails that the server took.
        public var sent = 0
        /// Mails that will be tried again.
        public var postponed = 0
        /// Mails that will never go.
        public var failed = 0
        /// Mails of which nobody knows.
        public var unknown = 0
        /// Why mails were postponed, the last time.
        public var trouble: String?

        /// Whether anything happened.
        public var isEmpty: Bool { acknowledged + sent + postponed + failed + unknown == 0 }
    }

    /// Mails claimed at once: one, so that a kill leaves one of unknown fate.
    static let batch = 1
    /// How long a mail may take until it counts as abandoned: longer than its transfer may last.
    private static let leaseSeconds: Int64 = 20 * 60

    private let store: any OutboxStore
    private let settings: AnsweringSettings
    private let credential: (any MailCredentialProvider)?
    private let schedule: RetrySchedule
    private let patience: Duration

    /// Creates a runner.
    ///
    /// - Parameters:
    ///   - store: The outbox.
    ///   - settings: How the office answers.
    ///   - schedule: When mails are tried again.
    ///   - patience: How long a store that cannot be written is tried with what a server said; forgotten, the fate of the mail
    ///     would be unknown.
    ///   - credential: Who signs in at the server, asked anew in each run; nil when the server takes mail from this machine without.
    public init(
        store: any OutboxStore, settings: AnsweringSettings, schedule: RetrySchedule = RetrySchedule(),
        patience: Duration = .seconds(60),
        credential: (any MailCredentialProvider)?
    ) {
        self.store = store
        self.settings = settings
        self.schedule = schedule
        self.patience = patience
        self.credential = credential
    }

    /// Composes what is due, then sends until nothing is due any more.
    ///
    /// - Parameter clock: Tells the time.
    /// - Returns: What was done.
    /// - Throws: ``StoreError`` when the store fails.
    public func run(clock: @Sendable () -> Timestamp) async throws(StoreError) -> Summary {
        var summary = Summary()
        try await acknowledge(clock: clock, summary: &summary)
        guard let server = settings.server else { return summary }
        var session = OutboxSession(server, provider: credential)
        while !Task.isCancelled {
            let now = clock()
            let mails = try await store.claim(
                limit: Self.batch, at: now, until: now.adding(seconds: Self.leaseSeconds))
            guard !mails.isEmpty else { break }
            for mail in mails {
                let outcome: SMTPOutcome
                do throws(CollectionError) {
                    outcome = try await session.send(mail)
                } catch {
                    try await postpone(mail, reason: error.description, at: clock(), summary: &summary)
                    continue
                }
                try await settle(mail, outcome, at: clock(), summary: &summary)
            }
            // A server in trouble is left alone until the next run.
            if summary.trouble != nil { break }
        }
        await session.close()
        return summary
    }

    private func acknowledge(
        clock: @Sendable () -> Timestamp, summary: inout Summary
    ) async throws(StoreError) {
        guard let cap = settings.acknowledgement else { return }
        let writer = AnswerWriter(settings: settings, key: try await store.threadKey())
        while !Task.isCancelled {
            let due = try await store.acknowledgementsDue(limit: 100)
            guard !due.isEmpty else { return }
            for entry in due {
                let now = clock()
                let mail = writer.acknowledgement(of: entry, at: now)
                if try await store.acknowledge(entry, with: mail, cap: cap, at: now) { summary.acknowledged += 1 }
            }
        }
    }

    private func settle(
        _ mail: OutgoingMessage, _ outcome: SMTPOutcome, at time: Timestamp, summary: inout Summary
    ) async throws(StoreError) {
        let result = schedule.result(of: outcome, mail: mail, at: time)
        try await note(result, of: mail.id, at: time)
        switch result {
        case .sent: summary.sent += 1
        case .failed: summary.failed += 1
        case .unknown(let reason):
            summary.unknown += 1
            summary.trouble = reason
        case .again(_, let reason):
            summary.postponed += 1
            if case .unsent = outcome { summary.trouble = reason }
        }
    }

    /// Writes down what became of a mail, again and again while the disk is full or the database locked.
    private func note(_ result: DeliveryResult, of id: OutgoingID, at time: Timestamp) async throws(StoreError) {
        let end = ContinuousClock.now + patience
        while true {
            do throws(StoreError) {
                return try await store.settle(id, result, at: time)
            } catch {
                switch error {
                case .diskFull, .failed: break
                default: throw error
                }
                guard ContinuousClock.now < end, !Task.isCancelled else { throw error }
            }
            try? await Task.sleep(for: .milliseconds(500))
        }
    }

    private func postpone(
        _ mail: OutgoingMessage, reason: String, at time: Timestamp, summary: inout Summary
    ) async throws(StoreError) {
        try await note(schedule.again(mail, reason: reason, at: time), of: mail.id, at: time)
        summary.postponed += 1
        summary.trouble = reason
    }
}
