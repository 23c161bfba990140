public import Casework
public import CurlTransfer

/// Collects the mails of one IMAP folder; the folder is only read, never changed.
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
        /// Mails above this size are quarantined with their header only.
        public var maximumMailBytes: Int
        /// How long the server may be silent while it owes an answer.
        public var answerTimeout: Duration
        /// Most mails committed together.
        public var mailsPerBatch: Int

        /// Makes settings.
        public init(
            source: String, endpoint: MailEndpoint, credential: any MailCredentialProvider, folder: String = "INBOX",
            maximumMailBytes: Int = 50_000_000, answerTimeout: Duration = .seconds(60), mailsPerBatch: Int = 100
        ) {
            self.source = source
            self.endpoint = endpoint
            self.credential = credential
            self.folder = folder
            self.maximumMailBytes = max(1, maximumMailBytes)
            self.answerTimeout = answerTimeout
            self.mailsPerBatch = max(1, mailsPerBatch)
        }
    }

    /// What a pass did.
    public struct Outcome: Sendable, Hashable {
        /// Mails that were new and known.
        public var acceptance = Acceptance(new: 0, known: 0)
        /// Mails of which only the header was taken because of their size.
        public var tooLarge = 0
        /// Mails that the server would not give.
        public var unreadable = 0
        /// What the server wants people to know (RFC 9051 §7.1, ALERT).
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
    /// anywhere goes on there the next time, and what comes twice is recognised by its key. When the server has given the
    /// folder a new UIDVALIDITY, collecting starts over.
    ///
    /// - Parameters:
    ///   - store: Where mails go.
    ///   - time: The time of receipt of mails to which the server gives none.
    /// - Returns: What was collected.
    /// - Throws: ``CollectionError``; batches committed before stay.
    public func collect(into store: some InboxStore, at time: Timestamp) async throws(CollectionError) -> Outcome {
        let known: Watermark?
        do throws(StoreError) {
            known = try await store.watermark(scope: scope)
        } catch {
            throw .store(source: settings.source, error)
        }
        let mailbox = try await IMAPMailbox.open(settings)
        var position = known.flatMap { IMAPPosition($0.value) } ?? IMAPPosition(uidValidity: mailbox.uidValidity)
        if position.uidValidity != mailbox.uidValidity {
            position = IMAPPosition(uidValidity: mailbox.uidValidity)
        }
        let entries = try await mailbox.messages(after: position.lastUID)
        let fetch = IMAPBatchFetch(mailbox: mailbox, settings: settings, entries: entries, time: time)
        var outcome = Outcome()
        while let batch = try await fetch.nextBatch(position) {
            do throws(StoreError) {
                let watermark = Watermark(scope: scope, value: batch.position.text)
                let acceptance = try await store.accept(batch.items, watermark: watermark)
                outcome.acceptance.new += acceptance.new
                outcome.acceptance.known += acceptance.known
            } catch {
                throw .store(source: settings.source, error)
            }
            position = batch.position
            outcome.tooLarge += batch.tooLarge
            outcome.unreadable += batch.unreadable
            if let refusal = batch.refusal { throw mailbox.failure(refusal) }
        }
        await mailbox.logOut()
        outcome.notices = mailbox.notices
        return outcome
    }

    /// Signs in, opens the folder and leaves again; for trying a configuration out.
    ///
    /// - Returns: Number of mails in the folder.
    /// - Throws: ``CollectionError``.
    public func probe() async throws(CollectionError) -> Int {
        let mailbox = try await IMAPMailbox.open(settings)
        await mailbox.logOut()
        return Int(mailbox.messageCount)
    }
}

/// How far a folder has been collected, as its watermark says it: `UIDVALIDITY:UID`, and `:n` after n passes in which the
/// server would not give the next mail.
struct IMAPPosition: Hashable {
    var uidValidity: UInt32
    var lastUID: UInt32 = 0
    var refusals: UInt32 = 0

    init(uidValidity: UInt32) {
        self.uidValidity = uidValidity
    }

    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { UInt32($0) }
        guard (2...3).contains(parts.count), let validity = parts[0], let last = parts[1] else { return nil }
        uidValidity = validity
        lastUID = last
        refusals = parts.count == 3 ? parts[2] ?? 0 : 0
    }

    var text: String { refusals > 0 ? "\(uidValidity):\(lastUID):\(refusals)" : "\(uidValidity):\(lastUID)" }
}
