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
    /// The plain lower-case letters: no marks, đ as d, a final y after a consonant as i.
    public var plain: SyllableKey
    /// The letters with their shape marks (ă â đ ê ô ơ ư), without tone.
    public var shaped: SyllableKey
    @usableFromInline var startOffset: UInt32
    @usableFromInline var endOffset: UInt32
    /// The tone, wherever its mark stood.
    public var tone: Tone
    /// What stands before it.
    public var gap: Gap
    private var kinds: Kinds

    private struct Kinds: OptionSet, Hashable {
        var rawValue: UInt8
        static let number = Kinds(rawValue: 1)
        static let capitalized = Kinds(rawValue: 2)
        static let uppercase = Kinds(rawValue: 4)
        static let repaired = Kinds(rawValue: 8)
    }

    /// Makes a syllable.
    @inline(__always) init(
        plain: SyllableKey, shaped: SyllableKey, start: UInt32, end: UInt32, tone: Tone, gap: Gap,
        isNumber: Bool, isCapitalized: Bool, isUppercase: Bool
    ) {
        self.plain = plain
        self.shaped = shaped
        startOffset = start
        endOffset = end
        self.tone = tone
        self.gap = gap
        kinds = Kinds(rawValue: (isNumber ? 1 : 0) | (isCapitalized ? 2 : 0) | (isUppercase ? 4 : 0))
    }

    /// Makes a syllable of one of its forms, behind a space.
    @inline(__always) init(_ form: SyllableForm, start: UInt32, end: UInt32) {
        plain = SyllableKey(bits: form.plain)
        shaped = SyllableKey(bits: form.shaped)
        startOffset = start
        endOffset = end
        // A form's tone comes from a syllable.
        tone = unsafeBitCast(form.tone, to: Tone.self)
        gap = .space
        kinds = Kinds(rawValue: form.kinds)
    }

    /// First byte in the original.
    @inlinable public var start: Int {
        get { Int(startOffset) }
        set { startOffset = UInt32(clamping: newValue) }
    }

    /// First byte after it in the original.
    @inlinable public var end: Int {
        get { Int(endOffset) }
        set { endOffset = UInt32(clamping: newValue) }
    }

    /// What kind of word it is, for ``SyllableForm``.
    fileprivate var kindBits: UInt8 { kinds.rawValue }

    /// Whether it is a run of digits.
    public var isNumber: Bool { kinds.contains(.number) }

    /// Whether its first letter is upper case.
    public var isCapitalized: Bool {
        get { kinds.contains(.capitalized) }
        set { kinds = newValue ? kinds.union(.capitalized) : kinds.subtracting(.capitalized) }
    }

    /// Whether all its letters are upper case.
    public var isUppercase: Bool {
        get { kinds.contains(.uppercase) }
        set { kinds = newValue ? kinds.union(.uppercase) : kinds.subtracting(.uppercase) }
    }

    /// Whether a ``TokenRepairing`` put it in the place of what was written.
    public var isRepaired: Bool {
        get { kinds.contains(.repaired) }
        set { kinds = newValue ? kinds.union(.repaired) : kinds.subtracting(.repaired) }
    }

    /// Whether it carries no mark at all.
    @inlinable public var isBare: Bool { tone == .level && plain == shaped }

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

extension SyllableForm {
    /// The form of a folded syllable, without its bytes.
    init(_ syllable: Syllable) {
        plain = syllable.plain.bits
        shaped = syllable.shaped.bits
        traits = UInt32(syllable.tone.rawValue) | UInt32(syllable.kindBits) << 8
    }
}

extension Tone {
    /// Whether it is hỏi or ngã.
    var isHookOrTilde: Bool { self == .broken || self == .dipping }
}
