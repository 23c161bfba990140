public import Casework
public import CurlTransfer
import Foundation
import POP3Wire

/// Collects the mails of a POP3 account; unless told otherwise they stay there.
public struct POP3Collector: Sendable {
    /// Which account, and how much of it at a time.
    public struct Settings: Sendable {
        /// Name of the source.
        public var source: String
        /// The mail server; its scheme must be POP3.
        public var endpoint: MailEndpoint
        /// Who signs in.
        public var credential: any MailCredentialProvider
        /// Days after which stored mails are deleted on the server; 0 deletes them at once, nil never.
        public var deleteAfterDays: Int?
        /// Mails above this size are quarantined with their header only.
        public var maximumMailBytes: Int
        /// How long the server may be silent while it owes an answer.
        public var answerTimeout: Duration
        /// Most mails committed together.
        public var mailsPerBatch: Int

        /// Makes settings.
        public init(
            source: String, endpoint: MailEndpoint, credential: any MailCredentialProvider,
            deleteAfterDays: Int? = nil, maximumMailBytes: Int = 50_000_000, answerTimeout: Duration = .seconds(60),
            mailsPerBatch: Int = 100
        ) {
            self.source = source
            self.endpoint = endpoint
            self.credential = credential
            self.deleteAfterDays = deleteAfterDays
            self.maximumMailBytes = max(1, maximumMailBytes)
            self.answerTimeout = answerTimeout
            self.mailsPerBatch = max(1, mailsPerBatch)
        }

        /// Name under which the store keeps which mails lie in the account.
        var ledgerScope: String {
            "\(source)@\(MailKey.account(host: endpoint.host, user: credential.user))"
        }
    }

    /// What a pass did.
    public typealias Outcome = IMAPCollector.Outcome

    /// Which account, and how.
    public let settings: Settings

    /// Creates a collector.
    public init(_ settings: Settings) {
        self.settings = settings
    }

    /// One pass: every mail whose UIDL is not known yet, in batches, then what is due is deleted.
    ///
    /// A batch and the names of its mails are committed together. Whoever names mails anew costs a transfer, not a double: the
    /// content decides.
    ///
    /// - Parameters:
    ///   - store: Where mails go.
    ///   - time: The time of receipt of mails that do not tell theirs.
    /// - Returns: What was collected.
    /// - Throws: ``CollectionError``; batches committed before stay.
    public func collect(into store: some SourceStore, at time: Timestamp) async throws(CollectionError) -> Outcome {
        let session = try await POP3Session.open(settings)
        do throws(CollectionError) {
            let outcome = try await collect(over: session, into: store, at: time)
            await session.close()
            return outcome
        } catch {
            await session.close()
            throw error
        }
    }

    /// Signs in, counts the mails and leaves again; for trying a configuration out.
    ///
    /// - Returns: Number of mails in the account, and what the server can do.
    /// - Throws: ``CollectionError``.
    public func probe() async throws(CollectionError) -> (mails: Int, capabilities: Set<String>) {
        let session = try await POP3Session.open(settings)
        let mails = try await listing(session)
        _ = try? await session.quit()
        return (mails.count, session.capabilities.lines)
    }

    private func collect(
        over session: POP3Session, into store: some SourceStore, at time: Timestamp
    ) async throws(CollectionError) -> Outcome {
        let mails = try await listing(session)
        let known: Set<String>
        let trouble: POP3Trouble
        do throws(StoreError) {
            known = try await store.ledgerIdentifiers(scope: settings.ledgerScope)
            let gone = known.subtracting(mails.lazy.map(\.identifier))
            try await store.forget(gone, scope: settings.ledgerScope)
            trouble = POP3Trouble(try await store.watermark(scope: settings.ledgerScope)?.value)
        } catch {
            throw .store(source: settings.source, error)
        }
        var seen = known
        let new = mails.filter { seen.insert($0.identifier).inserted }
        var retrieval = POP3Retrieval(session: session, settings: settings, mails: new, trouble: trouble, time: time)
        var outcome = Outcome()
        do throws(CollectionError) {
            while let batch = try await retrieval.nextBatch() {
                try await commit(batch, retrieval.trouble, into: store, at: time, &outcome)
            }
        } catch {
            // What has come whole is kept, and so is the name of the mail at which the session broke.
            retrieval.noteBreak(error)
            try await commit(retrieval.takeUncommitted(), retrieval.trouble, into: store, at: time, &outcome)
            throw error
        }
        if retrieval.trouble != trouble {
            try await commit(retrieval.takeUncommitted(), retrieval.trouble, into: store, at: time, &outcome)
        }
        outcome.notices = retrieval.notices
        if let notice = try await delete(mails, over: session, store, at: time) { outcome.notices.append(notice) }
        return outcome
    }

    private func listing(_ session: POP3Session) async throws(CollectionError) -> [POP3Retrieval.Mail] {
        let isPipelined = session.capabilities.has("PIPELINING")
        if isPipelined { try await session.send([.uniqueIdentifiers, .sizes]) }
        let names = isPipelined ? try await session.next() : try await session.ask(.uniqueIdentifiers)
        let sizes = isPipelined ? try await session.next() : try await session.ask(.sizes)
        guard case .bytes(let text) = names.content else {
            throw session.failure(
                "the mail server does not name its mails (UIDL: \(names.text)), so they cannot be told apart. Use IMAP."
            )
        }
        var sizeByNumber: [Int: UInt64] = [:]
        if case .bytes(let text) = sizes.content { sizeByNumber = POP3Listing.sizes(text) }
        return POP3Listing.identifiers(text).map {
            POP3Retrieval.Mail(number: $0.number, identifier: $0.identifier, size: sizeByNumber[$0.number] ?? 0)
        }
    }

    private func commit(
        _ batch: POP3Retrieval.Batch, _ trouble: POP3Trouble, into store: some SourceStore, at time: Timestamp,
        _ outcome: inout Outcome
    ) async throws(CollectionError) {
        let ledger = zip(batch.identifiers, batch.items).map { identifier, item in
            LedgerEntry(
                scope: settings.ledgerScope, identifier: identifier, source: settings.source, key: item.key,
                storedAt: time, isWhole: item.defect == nil)
        }
        do throws(StoreError) {
            let acceptance = try await store.accept(
                batch.items, ledger: ledger,
                watermark: Watermark(scope: settings.ledgerScope, value: trouble.text))
            outcome.acceptance.new += acceptance.new
            outcome.acceptance.known += acceptance.known
        } catch {
            throw .store(source: settings.source, error)
        }
        outcome.tooLarge += batch.tooLarge
        outcome.unreadable += batch.unreadable
    }

    /// Deletes what is due and ends the session, for only then does the server delete.
    private func delete(
        _ mails: [POP3Retrieval.Mail], over session: POP3Session, _ store: some SourceStore, at time: Timestamp
    ) async throws(CollectionError) -> String? {
        guard let days = settings.deleteAfterDays else {
            _ = try? await session.quit()
            return nil
        }
        let due: [LedgerEntry]
        do throws(StoreError) {
            due = try await store.storedMails(
                scope: settings.ledgerScope, upTo: time.adding(seconds: -Int64(days) * 86_400), limit: 10_000)
        } catch {
            throw .store(source: settings.source, error)
        }
        let names = Set(due.map(\.identifier))
        // A name that two mails have does not say which of them is stored.
        let counts = Dictionary(mails.map { ($0.identifier, 1) }, uniquingKeysWith: +)
        var refusal: String?
        for mail in mails where names.contains(mail.identifier) && counts[mail.identifier] == 1 {
            let reply = try await session.ask(.delete(mail.number))
            if !reply.isPositive { refusal = reply.text }
        }
        refusal = try await session.quit() ?? refusal
        return refusal.map { "Máy chủ thư không xóa được các thư đã lưu: \($0)" }
    }
}
