public import Casework
public import CurlTransfer

/// Collects the mails of one IMAP folder; unless told otherwise the folder is only read, never changed.
public struct IMAPCollector: Sendable {
    /// Which folder of which account, and how much of it at a time.
    public struct Settings: Sendable {
        /// Name of the source.
        public var source: String
        /// The mail server.
        public var endpoint: MailEndpoint
        /// Who signs in.
        public var credential: any MailCredentialProvider
        /// Folder to read.
        public var folder: String
        /// What is done to mails that are stored.
        public var afterStoring: AfterStoring
        /// Mails above this size are quarantined with their header only.
        public var maximumMailBytes: Int
        /// How long the server may be silent while it owes an answer.
        public var answerTimeout: Duration
        /// Most mails committed together.
        public var mailsPerBatch: Int
        /// Whether to wait by IDLE where the server has it.
        public var usesIDLE: Bool
        /// How long one IDLE lasts, below 29 minutes.
        public var idleRenewal: Duration
        /// Time between two looks without IDLE.
        public var pollInterval: Duration

        /// Makes settings.
        public init(
            source: String, endpoint: MailEndpoint, credential: any MailCredentialProvider, folder: String = "INBOX",
            afterStoring: AfterStoring = .nothing, maximumMailBytes: Int = 50_000_000,
            answerTimeout: Duration = .seconds(60), mailsPerBatch: Int = 100, usesIDLE: Bool = true,
            idleRenewal: Duration = .seconds(600), pollInterval: Duration = .seconds(60)
        ) {
            self.source = source
            self.endpoint = endpoint
            self.credential = credential
            self.folder = folder
            self.afterStoring = afterStoring
            self.maximumMailBytes = max(1, maximumMailBytes)
            self.answerTimeout = answerTimeout
            self.mailsPerBatch = max(1, mailsPerBatch)
            self.usesIDLE = usesIDLE
            self.idleRenewal = min(idleRenewal, .seconds(29 * 60))
            self.pollInterval = pollInterval
        }

        /// Tells the account from others, so that a source that was set up again for another mailbox begins anew.
        var account: String { MailKey.account(host: endpoint.host, user: credential.user) }

        /// Name under which the store keeps which mails lie in the folder.
        var ledgerScope: String { "\(source)/\(folder)@\(account)" }
    }

    /// What a pass did.
    public struct Outcome: Sendable, Hashable {
        /// Mails that were new and known.
        public var acceptance = Acceptance(new: 0, known: 0)
        /// Mails of which only the header was taken because of their size.
        public var tooLarge = 0
        /// Mails that the server would not give.
        public var unreadable = 0
        /// What the server wants people to know (RFC 9051 §7.1, ALERT), and what could not be done after storing.
        public var notices: [String] = []

        /// An outcome of nothing.
        public init() {}
    }

    /// Which folder, and how.
    public let settings: Settings

    /// Creates a collector.
    public init(_ settings: Settings) {
        self.settings = settings
    }

    /// Name under which the store keeps how far the folder is collected.
    public var scope: String { "\(settings.source)/\(settings.folder)" }

    /// One pass: everything above the last collected UID, in batches.
    ///
    /// Each batch and its watermark are committed together before the watermark moves on, so a pass that is cut off
    /// anywhere goes on there the next time, and what comes twice is recognised by its content. When the server has given the
    /// folder a new UIDVALIDITY, or the account is another one, collecting starts over.
    ///
    /// - Parameters:
    ///   - store: Where mails go.
    ///   - time: The time of receipt of mails to which the server gives none.
    /// - Returns: What was collected.
    /// - Throws: ``CollectionError``; batches committed before stay.
    public func collect(into store: some SourceStore, at time: Timestamp) async throws(CollectionError) -> Outcome {
        let mailbox = try await IMAPMailbox.open(settings, resuming: try await position(in: store))
        let outcome = try await pass(over: mailbox, into: store, at: time)
        await mailbox.logOut()
        return outcome
    }

    /// Collects, then waits on the same session for more and collects that, until the session ends.
    ///
    /// Mails are announced by the server (IDLE), or looked for at intervals. Every session, and every IDLE that ends without
    /// news, begins with a look at all UIDs above the last one.
    ///
    /// - Parameters:
    ///   - store: Where mails go.
    ///   - clock: Tells the time.
    ///   - signedIn: Told once the folder is open.
    ///   - report: Told after each pass.
    /// - Throws: ``CollectionError`` when the session ends; a task that is cancelled ends it.
    public func watch(
        into store: some SourceStore, clock: @Sendable () -> Timestamp, signedIn: () async -> Void = {},
        report: (Outcome) async -> Void
    ) async throws(CollectionError) {
        let mailbox = try await IMAPMailbox.open(settings, resuming: try await position(in: store))
        await signedIn()
        do throws(CollectionError) {
            while true {
                await report(try await pass(over: mailbox, into: store, at: clock()))
                guard !mailbox.hasNews else { continue }
                try await mailbox.waitForNews(renewal: settings.idleRenewal, interval: settings.pollInterval)
            }
        } catch {
            await mailbox.logOut()
            throw error
        }
    }

    /// Signs in, opens the folder and leaves again; for trying a configuration out.
    ///
    /// - Returns: Number of mails in the folder.
    /// - Throws: ``CollectionError``.
    public func probe() async throws(CollectionError) -> Int {
        let mailbox = try await IMAPMailbox.open(settings, resuming: nil)
        await mailbox.logOut()
        return Int(mailbox.messageCount)
    }

    /// The UID in a mail's name in the ledger, when the name is of this numbering.
    static func uid(of identifier: String, in validity: UInt32) -> UInt32? {
        let parts = identifier.split(separator: ":")
        return parts.count == 2 && UInt32(parts[0]) == validity ? UInt32(parts[1]) : nil
    }

    private func position(in store: some SourceStore) async throws(CollectionError) -> IMAPPosition? {
        do throws(StoreError) {
            return try await store.watermark(scope: scope).flatMap { IMAPPosition($0.value) }
        } catch {
            throw .store(source: settings.source, error)
        }
    }

    // MARK: A pass

    private func pass(
        over mailbox: IMAPMailbox, into store: some SourceStore, at time: Timestamp
    ) async throws(CollectionError) -> Outcome {
        let begun = try await position(in: store)
        var position = IMAPPosition(uidValidity: mailbox.uidValidity, account: settings.account)
        if let begun, begun.fits(uidValidity: mailbox.uidValidity, account: settings.account) {
            position = begun
            position.account = settings.account
        }
        var outcome = Outcome()
        let entries = try await mailbox.messages(after: position)
        let fetch = IMAPBatchFetch(
            mailbox: mailbox, settings: settings, entries: entries, breaks: position.breaks, time: time)
        try await take(fetch, from: &position, into: store, at: time, &outcome)
        position = position.advanced(to: 0)
        position.modificationSequence = mailbox.modificationSequence
        if position != begun { _ = try await accept([], [], position, store) }
        try await IMAPAftercare(mailbox: mailbox, settings: settings).run(store, at: time)
        outcome.notices = mailbox.takeNotices()
        return outcome
    }

    private func take(
        _ fetch: IMAPBatchFetch, from position: inout IMAPPosition, into store: some SourceStore, at time: Timestamp,
        _ outcome: inout Outcome
    ) async throws(CollectionError) {
        // What is above the sequence kept so far is not all collected until the pass has ended.
        position.modificationSequence = nil
        while let batch = try await next(of: fetch, position, store) {
            let ledger = settings.afterStoring == .nothing ? [] : entries(of: batch, at: time)
            let acceptance = try await accept(batch.items, ledger, batch.position, store)
            outcome.acceptance.new += acceptance.new
            outcome.acceptance.known += acceptance.known
            position = batch.position
            outcome.tooLarge += batch.tooLarge
            outcome.unreadable += batch.unreadable
            if let refusal = batch.refusal { throw .protocolFailure(source: settings.source, reason: refusal) }
        }
    }

    /// The next batch.
    ///
    /// When the session breaks instead, that is noted, so that a mail on which it breaks again and again is found and does
    /// not hold up all that come after it.
    private func next(
        of fetch: IMAPBatchFetch, _ position: IMAPPosition, _ store: some SourceStore
    ) async throws(CollectionError) -> IMAPBatchFetch.Batch? {
        do throws(CollectionError) {
            return try await fetch.nextBatch(position)
        } catch {
            if error.isBreak, !Task.isCancelled {
                var broken = position
                broken.breaks += 1
                _ = try? await accept([], [], broken, store)
            }
            throw error
        }
    }

    private func entries(of batch: IMAPBatchFetch.Batch, at time: Timestamp) -> [LedgerEntry] {
        zip(batch.uids, batch.items).map { uid, item in
            LedgerEntry(
                scope: settings.ledgerScope, identifier: "\(batch.position.uidValidity):\(uid)",
                source: settings.source, key: item.key, storedAt: time, isWhole: item.defect == nil)
        }
    }

    private func accept(
        _ items: [CollectedItem], _ ledger: [LedgerEntry], _ position: IMAPPosition, _ store: some SourceStore
    ) async throws(CollectionError) -> Acceptance {
        do throws(StoreError) {
            return try await store.accept(
                items, ledger: ledger, watermark: Watermark(scope: scope, value: position.text))
        } catch {
            throw .store(source: settings.source, error)
        }
    }
}
