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

/// Reads the tokens that are no syllables as written: typing residue, short spellings, abbreviations.
///
/// The folder asks for every token that is no valid syllable, and for those of `watchedTokens`. What a token stands for
/// replaces it in matching; offsets keep pointing at the token as written.
public protocol TokenRepairing: Sendable {
    /// The syllables that a token stands for.
    ///
    /// - Parameters:
    ///   - token: The UTF-8 bytes of one word, letters and digits with their combining marks, as written.
    ///   - context: What stands around it.
    /// - Returns: One to eight syllables, or nil when the token stands for itself.
    func repair(_ token: UnsafeBufferPointer<UInt8>, in context: TokenContext) -> [RepairedSyllable]?

    /// Plain keys of valid syllables that the repair wants to see all the same (hum, rứa).
    var watchedTokens: Set<SyllableKey> { get }
}

extension TokenRepairing {
    /// The syllables that a token stands for, for callers that have it as text.
    ///
    /// - Parameters:
    ///   - token: One word as written.
    ///   - context: What stands around it; a token alone by default.
    /// - Returns: One to eight syllables, or nil when the token stands for itself.
    public func repair(_ token: String, in context: TokenContext = TokenContext()) -> [RepairedSyllable]? {
        var token = token
        return token.withUTF8 { repair($0, in: context) }
    }
}
