import VietnameseText

/// A word of a phrase as the matcher compares it; its plain letters have been compared before.
struct PatternWord: Sendable, Equatable {
    private var shaped: SyllableKey
    /// Number of its plain letters in the vocabulary.
    var number: UInt32
    private var tone: Tone
    /// Whether it may match without its marks although it stands alone.
    var mayStandBareAlone: Bool
    /// Whether it must carry its marks as written.
    var mustKeepMarks: Bool
    /// The word's lane in the ``MarkFilter``.
    let lane: UInt16

    init(_ pattern: PatternSyllable, number: UInt32) {
        self.number = number
        shaped = pattern.syllable.shaped
        tone = pattern.syllable.tone
        mayStandBareAlone = pattern.mayStandBareAlone
        mustKeepMarks = pattern.mustKeepMarks
        lane = MarkFilter.lane(pattern.syllable)
    }

    /// How a text syllable with the same plain letters fits; nil when its marks are others.
    ///
    /// The same comparison as `Syllable.fit`.
    @inline(__always) func fit(_ syllable: Syllable) -> Exactness? {
        if syllable.shaped == shaped, syllable.tone == tone { return .exact }
        if mustKeepMarks { return nil }
        if syllable.isBare { return .bare }
        guard syllable.shaped == shaped, Self.isHookOrTilde(syllable.tone), Self.isHookOrTilde(tone) else { return nil }
        return .otherSpelling
    }

    @inline(__always) private static func isHookOrTilde(_ tone: Tone) -> Bool { tone == .dipping || tone == .broken }
}

/// What has been read of a phrase on one way through it: enough to say whether the way is a match, and how close.
struct Reading: Hashable, Comparable {
    /// Words and tokens read: 0, 1, or 2 for more.
    private(set) var words: UInt8 = 0
    /// The weakest word.
    private(set) var exactness = Exactness.exact
    /// Whether a word that may stand bare alone did.
    private(set) var hasBareAlone = false

    /// Whether it may count: a single syllable may leave out its marks only where the author says so.
    var isMatch: Bool { words > 0 && (words > 1 || exactness == .exact || hasBareAlone) }

    /// Adds a word.
    @inline(__always) mutating func add(_ fit: Exactness, of word: PatternWord) {
        words = words == 0 ? 1 : 2
        exactness = min(exactness, fit)
        if fit != .exact, word.mayStandBareAlone { hasBareAlone = true }
    }

    /// Adds a token.
    mutating func addToken() { words = words == 0 ? 1 : 2 }

    /// Adds what was read of a list.
    mutating func add(_ other: Reading) {
        words = min(2, words + other.words)
        exactness = min(exactness, other.exactness)
        hasBareAlone = hasBareAlone || other.hasBareAlone
    }

    /// A number that tells readings apart.
    var code: UInt8 { words | exactness.rawValue << 2 | (hasBareAlone ? 1 << 4 : 0) }

    /// Any order will do.
    static func < (left: Reading, right: Reading) -> Bool { left.code < right.code }
}
