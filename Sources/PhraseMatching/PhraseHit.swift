/// How closely the words of a text are those of a phrase, the weakest word deciding; in rising order.
public enum Exactness: UInt8, Sendable, Hashable, Comparable {
    /// Some word leaves out the marks that the phrase has.
    case bare = 0
    /// Some word has hỏi for the phrase's ngã or the other way round, and none leaves out marks.
    case otherSpelling = 1
    /// Every word is the phrase's.
    case exact = 2

    /// Whether one is weaker than another.
    public static func < (left: Exactness, right: Exactness) -> Bool { left.rawValue < right.rawValue }
}

/// Where a phrase stands in a text.
public struct PhraseHit: Sendable, Hashable {
    /// Number of the phrase in the index.
    public var phrase: Int
    /// First syllable.
    public var firstSyllable: Int
    /// First syllable after the hit.
    public var endSyllable: Int
    /// First byte in the original.
    public var start: Int
    /// First byte after the hit in the original.
    public var end: Int
    /// How closely the words are those of the phrase; of equally long ways to match, the closest one.
    public var exactness: Exactness

    /// Whether some syllable of the text left out marks that the phrase has, or has hỏi for ngã or the other way round.
    public var leavesOutMarks: Bool { exactness != .exact }
}

/// Which of the places where phrases stand are reported.
public enum MatchKind: Sendable, Hashable, CaseIterable {
    /// Every phrase at every syllable where it begins, with its longest match there; hits may overlap. Ordered by first
    /// syllable, then by phrase.
    case longestAtEachStart
    /// Hits of which no two share a syllable: from the left, at the first syllable where any phrase begins the longest match
    /// of all phrases (of equally long ones that of the phrase with the lowest number), then on behind it.
    case leftmostLongest
}
