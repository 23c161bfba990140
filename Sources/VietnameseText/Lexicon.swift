/// Short spellings, abbreviations and dialect words with the standard words they stand for.
///
/// Made once from entries; asking allocates nothing for a token that is not in it.
public struct Lexicon: Sendable {
    /// A lexicon without entries.
    public static let empty = Lexicon()

    /// Plain keys of spellings that are valid syllables as written: the folder must show them though they are valid.
    public private(set) var watchedTokens: Set<SyllableKey> = []

    /// Most syllables that a token stands for.
    public static let maximumSyllables = 8

    private struct Spelling: Hashable {
        var letters: UInt64
        var tone: Tone
        /// Bit n says that letter n is upper case; 0 for a spelling that counts in any case.
        var capitals: UInt16
        var hasPoint: Bool
    }

    private struct Neighbors {
        var number = false
        var capitals = false
        var letter = false
        var words: [Syllable] = []
        var isEmpty: Bool { !number && !capitals && !letter && words.isEmpty }
    }

    private struct Reading {
        var syllables: [RepairedSyllable]
        var unlessAfter: Neighbors
        var onlyAfter: Neighbors
        var unlessBefore: [LexiconEntry.Follower]
    }

    private var readings: [Spelling: Reading] = [:]
    /// The letters of every spelling; most tokens end here.
    private var known = PackedSyllableSet(words: "")

    private init() {}

    /// Makes a lexicon.
    ///
    /// - Parameter entries: The entries, of all files together.
    /// - Throws: ``LexiconError`` for the first spelling or meaning that cannot be used.
    public init(_ entries: [LexiconEntry]) throws(LexiconError) {
        for entry in entries {
            let reading = Reading(
                syllables: try Self.syllables(of: entry.meaning), unlessAfter: Self.neighbors(entry.unlessAfter),
                onlyAfter: Self.neighbors(entry.onlyAfter), unlessBefore: entry.unlessBefore)
            for text in entry.spellings {
                let spelling = try Self.spelling(text)
                guard readings.updateValue(reading, forKey: spelling) == nil else { throw .doubleSpelling(text) }
                if let syllable = FoldedText(text).syllables.first,
                    SyllableTable.standard.validity(syllable) != .invalid
                {
                    watchedTokens.insert(syllable.plain)
                }
            }
        }
        known = PackedSyllableSet(readings.keys.map { (word: $0.letters, byte: 1) })
    }

    /// The syllables a word stands for wherever it stands, nil when it is no spelling of the lexicon.
    ///
    /// - Parameter token: One word as written; with its point where the point belongs to the spelling ("p.").
    /// - Returns: One to eight syllables in lower case.
    public func canonical(_ token: String) -> [String]? {
        let hasPoint = token.hasSuffix(".")
        guard let word = TokenLetters(text: hasPoint ? String(token.dropLast()) : token) else { return nil }
        return reading(of: word, hasPoint: hasPoint)?.syllables.map(\.text)
    }

    /// The syllables a token stands for where it stands.
    func meaning(of token: TokenLetters, in context: TokenContext) -> [RepairedSyllable]? {
        guard let packed = token.word.packed, known[packed] != 0 else { return nil }
        let hasPoint = context.next == LexiconEntry.Follower.point.rawValue
        guard let reading = reading(of: token, hasPoint: hasPoint) else { return nil }
        if let next = context.next, reading.unlessBefore.contains(where: { $0.rawValue == next }) { return nil }
        if Self.holds(reading.unlessAfter, context.previous) { return nil }
        if !reading.onlyAfter.isEmpty, !Self.holds(reading.onlyAfter, context.previous) { return nil }
        return reading.syllables
    }

    private func reading(of token: TokenLetters, hasPoint: Bool) -> Reading? {
        guard let packed = token.word.packed, !token.hasDigit else { return nil }
        var spelling = Spelling(letters: packed, tone: token.word.tone, capitals: 0, hasPoint: hasPoint)
        if hasPoint {
            if let reading = readings[spelling] { return reading }
            spelling.hasPoint = false
        }
        if token.capitals != 0 {
            spelling.capitals = token.capitals
            if let reading = readings[spelling] { return reading }
            spelling.capitals = 0
            // A capital letter alone is the initial of a name.
            if token.word.count == 1 { return nil }
        }
        return readings[spelling]
    }

    private static func spelling(_ text: String) throws(LexiconError) -> Spelling {
        let hasPoint = text.hasSuffix(".")
        guard let token = TokenLetters(text: hasPoint ? String(text.dropLast()) : text), !token.hasDigit,
            let packed = token.word.packed
        else { throw .badSpelling(text) }
        return Spelling(
            letters: packed, tone: token.word.tone, capitals: hasPoint ? 0 : token.capitals, hasPoint: hasPoint)
    }

    private static func syllables(of meaning: String) throws(LexiconError) -> [RepairedSyllable] {
        let words = meaning.split(separator: " ").map { $0.lowercased() }
        guard (1...maximumSyllables).contains(words.count),
            words.allSatisfy({ SyllableTable.standard.validity($0) != .invalid })
        else { throw .badMeaning(meaning) }
        return words.map { RepairedSyllable(text: $0) }
    }

    private static func neighbors(_ neighbors: [LexiconEntry.Neighbor]) -> Neighbors {
        var result = Neighbors()
        for neighbor in neighbors {
            switch neighbor {
            case .number: result.number = true
            case .capitals: result.capitals = true
            case .letter: result.letter = true
            case .word(let word): result.words += FoldedText(word).syllables.prefix(1)
            }
        }
        return result
    }

    private static func holds(_ neighbors: Neighbors, _ previous: Syllable?) -> Bool {
        guard let previous else { return false }
        if neighbors.number, previous.isNumber { return true }
        let isLetter = previous.plain.isSingleLetter && !previous.isNumber
        if neighbors.letter, isLetter { return true }
        if neighbors.capitals, previous.isUppercase, !isLetter, !previous.isNumber { return true }
        return neighbors.words.contains { previous.fit($0) != .no }
    }
}
