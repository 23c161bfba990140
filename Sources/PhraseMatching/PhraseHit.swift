/// How closely the words of a text are those of a phrase, the weakest word deciding; in rising order.
@frozen public enum Exactness: UInt8, Sendable, Hashable, Comparable {
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
///
/// Small, because a message has hundreds: places in a text and numbers of phrases fit into 32 bits.
@frozen
public struct PhraseHit: Sendable, Hashable {
    @usableFromInline let phraseNumber: UInt32
    @usableFromInline let firstPlace: UInt32
    @usableFromInline let endPlace: UInt32
    @usableFromInline let startByte: UInt32
    @usableFromInline let endByte: UInt32
    /// How closely the words are those of the phrase; of equally long ways to match, the closest one.
    public let exactness: Exactness

    init(phrase: Int, firstSyllable: Int, endSyllable: Int, start: Int, end: Int, exactness: Exactness) {
        phraseNumber = UInt32(truncatingIfNeeded: phrase)
        firstPlace = UInt32(truncatingIfNeeded: firstSyllable)
        endPlace = UInt32(truncatingIfNeeded: endSyllable)
        startByte = UInt32(truncatingIfNeeded: start)
        endByte = UInt32(truncatingIfNeeded: end)
        self.exactness = exactness
    }

    /// Number of the phrase in the index.
    @inlinable public var phrase: Int { Int(phraseNumber) }
    /// First syllable.
    @inlinable public var firstSyllable: Int { Int(firstPlace) }
    /// First syllable after the hit.
    @inlinable public var endSyllable: Int { Int(endPlace) }
    /// First byte in the original.
    @inlinable public var start: Int { Int(startByte) }
    /// First byte after the hit in the original.
    @inlinable public var end: Int { Int(endByte) }

    /// Whether some syllable of the text left out marks that the phrase has, or has hỏi for ngã or the other way round.
    @inlinable public var leavesOutMarks: Bool { exactness != .exact }
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
