import CurlTransfer
import IMAPWire

extension IMAPMailbox {
    /// Waits until the server announces mails, or so long that it is time to look by oneself.
    ///
    /// - Parameters:
    ///   - renewal: How long one IDLE lasts; servers may end a session after 30 minutes of it (RFC 2177 §3).
    ///   - interval: Time between two NOOPs for servers without IDLE.
    /// - Throws: ``CollectionError`` when the session has ended.
    func waitForNews(renewal: Duration, interval: Duration) async throws(CollectionError) {
        if capabilities.contains("IDLE"), settings.usesIDLE, try await idle(until: .now + renewal) { return }
        do {
            try await Task.sleep(for: interval)
        } catch {
            let context = TransferContext(operation: .receive, host: settings.endpoint.host)
            throw .transfer(source: settings.source, .cancelled(context))
        }
        let answer = try await ask(.noop)
        guard answer.condition == .ok else {
            throw failure("the mail server refuses even NOOP (\(answer.text.text)).")
        }
    }

    /// One IDLE; false when the server does not enter it.
    private func idle(until end: ContinuousClock.Instant) async throws(CollectionError) -> Bool {
        let sent = try await send([.idle])
        let tag = sent.first ?? ""
        waitingForConsent: while true {
            switch try await next() {
            case .continuationRequest: break waitingForConsent
            case .tagged(tag, _, _): return false
            default: break
            }
        }
        while !hasNews, let response = try await next(deadline: end) {
            if case .tagged(tag, let condition, _) = response { return condition == .ok }
        }
        try await send(bytes: IMAPCommand.done)
        let answer = try await answer(to: tag)
        guard answer.condition == .ok else {
            throw failure("the mail server ends IDLE with an error (\(answer.text.text)).")
        }
        return true
    }
}
