/// Reads what an input method left behind, and what the lexicon spells out.
///
/// A token that is a syllable as written stays, but for the spellings of the lexicon. Otherwise it is tried as Telex, VNI
/// or VIQR residue and as a slip, and is replaced only when a Vietnamese syllable comes out; English words and tokens
/// that begin with a digit (plates, dates, amounts) stay.
public struct TokenRepair: TokenRepairing {
    private let lexicon: Lexicon
    private let table: SyllableTable

    /// Syllables that mean themselves: all but the spellings of the lexicon.
    public let ordinaryWords: WordSet

    /// Creates a repair.
    ///
    /// - Parameter lexicon: Short spellings and abbreviations; none by default.
    public init(lexicon: Lexicon = .empty) {
        self.lexicon = lexicon
        table = .standard
        ordinaryWords = WordSet(table.plainWords.filter { !lexicon.watchedTokens.contains($0) })
    }

    /// What a token means, as folded syllables.
    public func replacement(for token: ArraySlice<UInt8>, in context: TokenContext) -> [Syllable]? {
        guard let repaired = token.withUnsafeBufferPointer({ repair($0, in: context) }) else { return nil }
        return repaired.flatMap { FoldedText($0.text).syllables }
    }

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

    /// Longest token that is looked at; sixteen letters of three bytes.
    static let maximumBytes = 48

    /// The syllables that a token stands for.
    ///
    /// - Parameters:
    ///   - token: The UTF-8 bytes of one word as written.
    ///   - context: What stands around it.
    /// - Returns: One to eight syllables, or nil when the token stands for itself.
    public func repair(_ token: UnsafeBufferPointer<UInt8>, in context: TokenContext) -> [RepairedSyllable]? {
        guard let first = token.first, token.count <= Self.maximumBytes else { return nil }
        if first >= UInt8(ascii: "0"), first <= UInt8(ascii: "9") { return nil }
        guard let letters = TokenLetters(token) else {
            return VIQRResidue.read(token, table: table).map { [RepairedSyllable(text: $0.text)] }
        }
        if let meaning = lexicon.meaning(of: letters, in: context) { return meaning }
        guard let syllable = syllable(of: letters) else { return nil }
        return [RepairedSyllable(text: syllable.text)]
    }

    private func syllable(of token: TokenLetters) -> SpelledSyllable? {
        if token.hasDigit { return VNIResidue.read(token, table: table) }
        guard table.validity(token.word) == .invalid else { return nil }
        if !token.isMarked, EnglishWords.looksLikeResidue(token.word) { return nil }
        return TelexResidue.read(token, table: table) ?? TypingSlip.read(token, table: table)
    }
}
