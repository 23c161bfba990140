public import Casework

/// Fills the checklists of letters that a version without them filed, in short steps.
///
/// A kill at any instant leaves letters that the next step takes.
public struct OlderLetters: Sendable {
    /// The store as the steps need it.
    public typealias Store = OlderLetterStore & AttachmentStore

    private let store: any Store

    /// Creates the steps.
    public init(store: any Store) { self.store = store }

    /// Takes one step.
    ///
    /// - Parameter limit: Most messages to look at.
    /// - Returns: How many checklists were filled; nil when no letter is left.
    /// - Throws: ``StoreError``; while the identity key is missing, the letters wait for it.
    public func step(limit: Int) async throws(StoreError) -> Int? {
        guard let letters = try await store.uncheckedLetters(limit: limit) else { return nil }
        var checks: [OlderLetterCheck] = []
        for item in letters.items {
            guard let attached = try await store.attachedMessage(item) else { continue }
            checks.append(
                OlderLetterCheck(
                    message: attached.triaged.message, letter: LetterChecker.check(attached.triaged.message),
                    attachments: LetterChecker.check(attachments: attached.attachments.compactMap(\.judgedText))))
        }
        try await store.keep(checks, of: letters)
        return checks.count
    }
}
