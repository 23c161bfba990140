/// What was entered by hand, by whom, and what became of it.
///
/// Every method is one transaction, beside the bytes of originals, which are on disk first.
public protocol EntryStore: Sendable {
    /// Takes entries into the inbox; what is there already is not taken twice.
    ///
    /// - Parameters:
    ///   - entries: The entries, with the moment at which each was received.
    ///   - time: Now.
    /// - Returns: How many were new.
    /// - Throws: ``StoreError/notAllowed(reason:)`` when the register number of one was given to another letter of the same
    ///   year, with the case that has it as far as the reader may know; or a failure of the store.
    func enter(_ entries: [ReceivedEntry], at time: Timestamp) async throws(StoreError) -> Int
    /// What the reader entered, the newest first.
    func ownEntries(limit: Int, offset: Int) async throws(StoreError) -> [EntryStanding]
    /// One of the reader's entries; nil when the reader made none of this name.
    func ownEntry(_ id: String) async throws(StoreError) -> EntryStanding?
}

/// An entry with the moment at which the office received what it tells.
public struct ReceivedEntry: Sendable, Hashable {
    /// The entry.
    public var entry: ManualEntry
    /// When it was received; terms count from here.
    public var receivedAt: Timestamp

    /// Creates a received entry.
    public init(_ entry: ManualEntry, receivedAt: Timestamp) {
        self.entry = entry
        self.receivedAt = receivedAt
    }
}

/// What became of an entry.
public struct EntryStanding: Sendable, Hashable {
    /// How far an entry has come.
    public enum Progress: Sendable, Hashable {
        /// It is on disk and waits to be read.
        case waiting
        /// It could not be read; its bytes are kept.
        case quarantined
        /// It stands in a case of the reader's.
        case filed(Case)
        /// It joined a case that is not the reader's to see.
        case joined
    }

    /// The form's identifier.
    public var id: String
    /// What was entered.
    public var kind: EntryFacts.Kind
    /// Number in the register of incoming documents.
    public var registerNumber: String?
    /// When it was entered.
    public var enteredAt: Timestamp
    /// When it was received.
    public var receivedAt: Timestamp
    /// How far it has come.
    public var progress: Progress

    /// Creates a standing.
    public init(
        id: String, kind: EntryFacts.Kind, registerNumber: String?, enteredAt: Timestamp, receivedAt: Timestamp,
        progress: Progress
    ) {
        self.id = id
        self.kind = kind
        self.registerNumber = registerNumber
        self.enteredAt = enteredAt
        self.receivedAt = receivedAt
        self.progress = progress
    }
}
