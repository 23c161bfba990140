/// Takes officers' answers to citizens.
public protocol AnswerSending: Sendable {
    /// Puts an answer into the outbox, one mail for each recipient.
    ///
    /// - Parameters:
    ///   - text: What the officer wrote.
    ///   - writers: People who wrote in the case, by ``CaseSeal/Writer/number``; those whom no mail reaches are left out.
    ///   - code: The case.
    ///   - onceKey: What makes it the same answer as another, such as a form sent twice.
    ///   - actor: User name of the officer.
    ///   - time: The time.
    /// - Returns: How many mails were put into the outbox.
    /// - Throws: ``StoreError``.
    func answer(
        _ text: String, to writers: [Int], in code: TrackingCode, onceKey: String, actor: String,
        at time: Timestamp
    ) async throws(StoreError) -> Int
}
