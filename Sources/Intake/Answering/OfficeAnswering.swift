public import Casework

/// Composes officers' answers and puts them into the outbox.
public struct OfficeAnswering: AnswerSending {
    private let store: any CaseStore & OutboxStore
    private let settings: AnsweringSettings

    /// Creates it.
    ///
    /// - Parameters:
    ///   - store: Cases and outbox.
    ///   - settings: How the office answers.
    public init(store: any CaseStore & OutboxStore, settings: AnsweringSettings) {
        self.store = store
        self.settings = settings
    }

    /// Puts an answer into the outbox, one mail for each recipient.
    public func answer(
        _ text: String, to recipients: [String], in code: TrackingCode, onceKey: String, actor: String,
        at time: Timestamp
    ) async throws(StoreError) -> Int {
        let file = try await store.caseFile(code)
        let writer = AnswerWriter(settings: settings, key: try await store.threadKey())
        let mails = writer.reply(
            text, in: file, to: recipients, author: actor, onceKey: onceKey, at: time)
        return try await store.post(mails, actor: actor, at: time)
    }
}
