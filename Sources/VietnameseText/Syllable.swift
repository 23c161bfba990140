/// What stands between a syllable and the one before it, in rising order of how much it parts them.
public enum Gap: UInt8, Sendable, Hashable, Comparable {
    /// Nothing or white space.
    case space = 0
    /// A hyphen, slash, quote, single line end or the like; words run on across it.
    case light = 1
    /// A comma, colon or bracket.
    case clause = 2
    /// A sentence end or an empty line; also the start of the text.
    case sentence = 3

    /// Whether one gap parts less than another.
    public static func < (left: Gap, right: Gap) -> Bool { left.rawValue < right.rawValue }
}

/// One syllable, foreign word or number of a text, folded, with its place in the original.
public struct Syllable: Sendable, Hashable {
    /// First byte in the original.
    public var start: Int
    /// First byte after it in the original.
    public var end: Int
    /// The plain lower-case letters: no marks, đ as d, a final y after a consonant as i.
    public var plain: SyllableKey
    /// The letters with their shape marks (ă â đ ê ô ơ ư), without tone.
    public var shaped: SyllableKey
    /// The tone, wherever its mark stood.
    public var tone: Tone
    /// What stands before it.
    public var gap: Gap
    /// Whether it is a run of digits.
    public var isNumber: Bool
    /// Whether its first letter is upper case.
    public var isCapitalized: Bool
    /// Whether all its letters are upper case.
    public var isUppercase: Bool

    /// Whether it carries no mark at all.
    public var isBare: Bool { tone == .level && plain == shaped }

    /// How this text syllable fits a pattern syllable.
    public func fit(_ pattern: Syllable) -> Fit {
        guard plain == pattern.plain else { return .no }
        if isBare { return pattern.isBare ? .exact : .bare }
        guard shaped == pattern.shaped else { return .no }
        if tone == pattern.tone { return .exact }
        return tone.isHookOrTilde && pattern.tone.isHookOrTilde ? .otherSpelling : .no
    }

    /// How a text syllable fits a pattern syllable.
    public enum Fit: Sendable, Hashable {
        /// Another syllable.
        case no
        /// Same letters, but the text leaves out the pattern's marks.
        case bare
        /// Hỏi for ngã or the other way round, as half the country writes; it may also be another word (xả, xã).
        case otherSpelling
        /// The same syllable.
        case exact
    }
}

extension Tone {
    /// Whether it is hỏi or ngã.
    var isHookOrTilde: Bool { self == .broken || self == .dipping }
}
