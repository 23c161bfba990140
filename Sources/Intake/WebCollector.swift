public import Casework

/// Collects one web source, table or folder.
public protocol WebCollector: Sendable {
    /// Name of the source.
    var source: String { get }

    /// Changes when somebody has put something else to sign in with; tells nothing about its content.
    var fingerprint: String { get }

    /// One pass: what is new or changed is accepted together with the source's new position.
    ///
    /// Doing it again changes nothing; cut off at any instant, the next pass finishes it.
    ///
    /// - Parameters:
    ///   - store: Where items go.
    ///   - time: The time of receipt.
    /// - Returns: What the pass brought, and what is known of the next one.
    /// - Throws: ``CollectionError``; what was accepted before stays accepted.
    func collect(into store: any SourceStore, at time: Timestamp) async throws(CollectionError) -> WebPass

    /// Tries the source out without storing or changing anything, and shows what a pass would take.
    ///
    /// - Parameter show: Told each step as it ends.
    /// - Returns: Whether everything works.
    /// - Throws: ``CollectionError`` at the step that fails.
    func trial(_ show: (SourceTrial.Step) -> Void) async throws(CollectionError) -> Bool
}

extension WebCollector {
    /// Always the same: most web sources sign in nowhere.
    public var fingerprint: String { "" }
}
