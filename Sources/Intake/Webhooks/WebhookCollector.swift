public import Casework

/// A webhook among the sources: it is sent to, so a pass has nothing to do but look at its secret.
public struct WebhookCollector: WebCollector {
    private let receiver: WebhookReceiver
    private let hook: String

    /// Name of the source.
    public var source: String { receiver.source }

    /// A collector.
    ///
    /// - Parameters:
    ///   - receiver: What takes deliveries in.
    ///   - hook: Last part of its address.
    public init(receiver: WebhookReceiver, hook: String) {
        self.receiver = receiver
        self.hook = hook
    }

    /// Checks that deliveries could be taken in.
    ///
    /// - Parameters:
    ///   - store: Not used.
    ///   - time: Not used.
    /// - Returns: Nothing new: deliveries are stored when they come.
    /// - Throws: ``CollectionError/credentialUnusable(source:reason:)`` when there is no secret.
    public func collect(into store: any SourceStore, at time: Timestamp) async throws(CollectionError) -> WebPass {
        _ = try secretCount()
        return WebPass()
    }

    private func secretCount() throws(CollectionError) -> Int {
        do {
            return try receiver.settings.secrets().count
        } catch {
            throw .credentialUnusable(source: source, reason: "\(error)")
        }
    }

    /// Tells where to send and how to sign.
    ///
    /// - Parameter show: Told each step.
    /// - Returns: Whether deliveries could be taken in.
    /// - Throws: ``CollectionError`` when there is no secret.
    public func trial(_ show: (SourceTrial.Step) -> Void) async throws(CollectionError) -> Bool {
        let count = try secretCount()
        show(.init(result: .works, name: "secret", detail: "\(count) in the file"))
        let signature = receiver.settings.signature
        show(.init(result: .works, name: "address", detail: "POST /hooks/\(hook) on the operator's page"))
        show(
            .init(
                result: .works, name: "signature",
                detail: "header \(signature.header), \(signature.form.rawValue), clocks may differ by "
                    + "\(signature.windowSeconds) s"))
        return true
    }
}
