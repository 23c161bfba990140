/// A stretch of a text with one kind of words in it.
public struct TextRegion: Sendable, Equatable {
    /// Whose words a region holds.
    public enum Kind: String, Sendable, Equatable, CaseIterable {
        /// What the sender writes himself.
        case body
        /// Words of an earlier mail that this one answers.
        case quoted
        /// A letter that the sender passes on, with its header lines.
        case forwarded
        /// The sender's signature: name, post, telephone.
        case signature
        /// What a program or an office puts under every mail: disclaimers, list footers, "Sent from my iPhone".
        case boilerplate

        /// Whether the region belongs to what the sender wants read: his own words, and those that he passes on.
        public var isLetter: Bool { self == .body || self == .forwarded }
    }

    /// Whose words they are.
    public var kind: Kind
    /// First UTF-8 byte in the text.
    public var start: Int
    /// UTF-8 byte after the last.
    public var end: Int

    /// A region from `start` up to, not including, `end`.
    public init(kind: Kind, start: Int, end: Int) {
        self.kind = kind
        self.start = start
        self.end = end
    }
}
