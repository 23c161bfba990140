/// Letters that a version without checklists filed.
///
/// Every method is one transaction.
public protocol OlderLetterStore: Sendable {
    /// The next letters to look at, oldest first; nil when none is left.
    func uncheckedLetters(limit: Int) async throws(StoreError) -> UncheckedLetters?

    /// Keeps what was found in letters, and that they were looked at.
    ///
    /// A check that is there already stays, so that doing it again changes nothing.
    ///
    /// - Parameters:
    ///   - checks: What was found.
    ///   - letters: The letters that were looked at.
    /// - Throws: ``StoreError``.
    func keep(_ checks: [OlderLetterCheck], of letters: UncheckedLetters) async throws(StoreError)
}

/// Letters to look at, a stretch of all messages.
public struct UncheckedLetters: Sendable, Hashable {
    /// Those among them that have no checklist and are to get one.
    public var items: [ItemID]
    /// Number of the last message of the stretch.
    public var last: Int64

    /// Creates a stretch.
    public init(items: [ItemID], last: Int64) {
        self.items = items
        self.last = last
    }
}

/// What was found in a letter of an older version.
public struct OlderLetterCheck: Sendable, Hashable {
    /// The letter, whole: the store masks its people in what was found.
    public var message: Message
    /// Its own check.
    public var letter: LetterCheck
    /// The check of what its attachments say; nil when none has been read.
    public var attachments: LetterCheck?

    /// Creates a check.
    public init(message: Message, letter: LetterCheck, attachments: LetterCheck?) {
        self.message = message
        self.letter = letter
        self.attachments = attachments
    }
}
