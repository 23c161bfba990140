/// Spellings that stand for other words: one entry of a lexicon.
public struct LexiconEntry: Sendable, Hashable {
    /// A word that decides about an entry by standing before the token.
    public enum Neighbor: Sendable, Hashable {
        /// A run of digits.
        case number
        /// A word of two or more letters, all upper case.
        case capitals
        /// A single letter.
        case letter
        /// This word, with its marks; a word without marks in the text counts as it.
        case word(String)
    }

    /// A character that decides about an entry by standing directly after the token.
    public enum Follower: UInt8, Sendable, Hashable {
        /// A full stop.
        case point = 0x2E
        /// A slash.
        case slash = 0x2F
    }

    /// The spellings: with a capital letter only as written, without in any case, a single letter in lower case only.
    ///
    /// A spelling that ends in a full stop counts only with it, and in any case.
    public var spellings: [String]
    /// One to eight syllables, parted by spaces.
    public var meaning: String
    /// What must not stand before the token.
    public var unlessAfter: [Neighbor]
    /// What must stand before the token; empty when anything may.
    public var onlyAfter: [Neighbor]
    /// What must not stand directly after the token.
    public var unlessBefore: [Follower]

    /// Creates an entry.
    public init(
        spellings: [String], meaning: String, unlessAfter: [Neighbor] = [], onlyAfter: [Neighbor] = [],
        unlessBefore: [Follower] = []
    ) {
        self.spellings = spellings
        self.meaning = meaning
        self.unlessAfter = unlessAfter
        self.onlyAfter = onlyAfter
        self.unlessBefore = unlessBefore
    }
}

/// Why a lexicon cannot be made.
public enum LexiconError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A spelling holds something besides letters, or more than eight letters.
    case badSpelling(String)
    /// A spelling stands in two entries.
    case doubleSpelling(String)
    /// A meaning has no syllable, more than eight, or one that is not Vietnamese.
    case badMeaning(String)

    /// One sentence that names the text at fault and what to do.
    public var description: String {
        switch self {
        case .badSpelling(let spelling):
            "«\(spelling)» must be one word of one to eight letters, with or without a point after it"
        case .doubleSpelling(let spelling): "«\(spelling)» already stands for something; remove one of the two"
        case .badMeaning(let meaning):
            "«\(meaning)» must be one to eight Vietnamese syllables in full, with their marks"
        }
    }

    /// The spelling or meaning at fault.
    public var subject: String {
        switch self {
        case .badSpelling(let text), .doubleSpelling(let text), .badMeaning(let text): text
        }
    }
}
