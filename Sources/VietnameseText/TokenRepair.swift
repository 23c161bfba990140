/// Reads what an input method left behind, and what the lexicon spells out.
///
/// A token that is a syllable as written stays, but for the spellings of the lexicon. Otherwise it is tried as Telex, VNI
/// or VIQR residue and as a slip, and is replaced only when a Vietnamese syllable comes out; English words and tokens
/// that begin with a digit (plates, dates, amounts) stay.
public struct TokenRepair: TokenRepairing {
    private let lexicon: Lexicon
    private let table: SyllableTable

    /// Creates a repair.
    ///
    /// - Parameter lexicon: Short spellings and abbreviations; none by default.
    public init(lexicon: Lexicon = .empty) {
        self.lexicon = lexicon
        table = .standard
    }

    /// Plain keys of valid syllables that are spellings of the lexicon all the same.
    public var watchedTokens: Set<SyllableKey> { lexicon.watchedTokens }

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
