public import Casework
public import MailWriting

/// Composes officers' answers and puts them into the outbox.
public struct OfficeAnswering: AnswerSending {
    private let store: any OutboxStore & SealedLetterStore
    private let settings: AnsweringSettings

    /// Creates it.
    ///
    /// - Parameters:
    ///   - store: The outbox, and the whole letters: the store as the office itself sees it.
    ///   - settings: How the office answers.
    public init(store: any OutboxStore & SealedLetterStore, settings: AnsweringSettings) {
        self.store = store
        self.settings = settings
    }

    /// Puts an answer into the outbox, one mail for each recipient.
    public func answer(
        _ text: String, to writers: [Int], in code: TrackingCode, onceKey: String, actor: String,
        at time: Timestamp
    ) async throws(StoreError) -> Int {
        try await answer(text, attachments: [], to: writers, in: code, onceKey: onceKey, actor: actor, at: time)
    }

    /// Puts an answer with files into the outbox, one mail for each recipient.
    ///
    /// - Parameters:
    ///   - text: What the officer wrote.
    ///   - attachments: Files that go with it.
    ///   - writers: People who wrote in the case, by `CaseSeal.Writer.number`; those whom no mail reaches are left out.
    ///   - code: The case.
    ///   - onceKey: What makes it the same answer as another.
    ///   - actor: User name of the officer.
    ///   - time: The time.
    /// - Returns: How many mails were put into the outbox.
    /// - Throws: ``StoreError``.
    public func answer(
        _ text: String, attachments: [OutgoingAttachment], to writers: [Int], in code: TrackingCode,
        onceKey: String, actor: String, at time: Timestamp
    ) async throws(StoreError) -> Int {
        let file = try await store.wholeCaseFile(code)
        let recipients = try await store.addresses(of: writers, in: code)
        let writer = AnswerWriter(settings: settings, key: try await store.threadKey())
        let mails = writer.reply(
            text, attachments: attachments, in: file, to: recipients, author: actor, onceKey: onceKey, at: time)
        return try await store.post(mails, actor: actor, at: time)
    }
}
