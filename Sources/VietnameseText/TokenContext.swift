/// One syllable that stands for a token, or for a part of it.
public struct RepairedSyllable: Sendable, Hashable {
    /// The syllable as text, lower case and composed ("đất").
    public var text: String

    /// Creates a syllable.
    public init(text: String) { self.text = text }
}

/// What stands around a token, as far as a repair may depend on it.
public struct TokenContext: Sendable {
    /// The syllable before the token, as written; nil at the start of the text.
    public var previous: Syllable?
    /// The byte directly after the token, nil at the end of the text.
    public var next: UInt8?

    /// Creates a context; by default a token that stands alone.
    public init(previous: Syllable? = nil, next: UInt8? = nil) {
        self.previous = previous
        self.next = next
    }
}
