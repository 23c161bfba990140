/// What one charset made of the bytes: a line of the evidence for a decision.
public struct CharsetScore: Sendable, Equatable {
    /// The charset, as its lower-case label.
    public var charset: String
    /// Words with letters beyond ASCII, among the first 2,000 of the first 32 kB that matter.
    public var markedWords: Int
    /// Those of them that are Vietnamese syllables.
    public var syllables: Int

    /// Share of the marked words that are syllables, from 0 to 1; 0 without marked words.
    public var share: Double { markedWords == 0 ? 0 : Double(syllables) / Double(markedWords) }

    /// A score.
    public init(charset: String, markedWords: Int, syllables: Int) {
        self.charset = charset
        self.markedWords = markedWords
        self.syllables = syllables
    }
}
