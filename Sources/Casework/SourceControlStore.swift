/// What people have decided about sources.
///
/// Every method is one transaction; every change writes its audit entry in the same transaction.
public protocol SourceControlStore: Sendable {
    /// Stops a source until somebody lets it go on; a source that is paused stays as it is.
    ///
    /// - Parameters:
    ///   - source: Its name.
    ///   - reason: Why; must not be empty.
    ///   - actor: Who.
    ///   - time: The time.
    /// - Throws: ``StoreError/notAllowed(reason:)`` without a reason, or a failure of the store.
    func pause(_ source: String, reason: String, actor: String, at time: Timestamp) async throws(StoreError)

    /// Lets a paused source go on; one that is not paused stays as it is.
    func resume(_ source: String, actor: String, at time: Timestamp) async throws(StoreError)

    /// Asks that a source be collected at once.
    ///
    /// - Throws: ``StoreError/notAllowed(reason:)`` while it is paused, or a failure of the store.
    func tryNow(_ source: String, actor: String, at time: Timestamp) async throws(StoreError)

    /// What has been decided, by name of the source; sources about which nobody has decided anything are missing.
    func sourceControls() async throws(StoreError) -> [String: SourceControl]
}

/// What people have decided about one source.
public struct SourceControl: Sendable, Hashable, Codable {
    /// The pause that is in force.
    public var pause: SourcePause?
    /// When the last pause ended.
    public var resumedAt: Timestamp?
    /// When somebody asked last that it be collected at once.
    public var triedAt: Timestamp?

    /// Makes a decision.
    public init(pause: SourcePause? = nil, resumedAt: Timestamp? = nil, triedAt: Timestamp? = nil) {
        self.pause = pause
        self.resumedAt = resumedAt
        self.triedAt = triedAt
    }
}

/// That a source is not collected for a while.
public struct SourcePause: Sendable, Hashable, Codable {
    /// Since when.
    public var since: Timestamp
    /// Who decided it.
    public var actor: String
    /// Why.
    public var reason: String

    /// Most characters of a reason.
    public static let reasonLimit = 500

    /// Makes a pause.
    public init(since: Timestamp, actor: String, reason: String) {
        self.since = since
        self.actor = actor
        self.reason = reason
    }
}
