import VietnameseText

/// How much a text looks like Vietnamese: which of its marked words are syllables.
///
/// The charset of undeclared bytes is the one in which the most words come out as Vietnamese. Words of plain ASCII say
/// nothing (they read alike in every charset) and are left out. A syllable with capitals in its middle does not count: a
/// wrong charset mixes cases.
struct SyllableEvidence {
    /// Words with at least one letter beyond ASCII.
    private(set) var marked = 0
    /// Those of them that are syllables.
    private(set) var syllables = 0
    /// Those of them that are among the commonest.
    private(set) var common = 0
    /// Marked words that hold letters only, in an order of cases that a word can have.
    private(set) var words = 0

    /// From 0 to 1; 0 for a text without marked words.
    var share: Double { marked == 0 ? 0 : Double(syllables) / Double(marked) }

    /// Marked words after which nothing new is learned.
    private static let enough = 2000

    /// Whether a letter alone (ở, à) is a word that counts.
    private let countsLoneLetters: Bool

    /// Weighs the first 2,000 marked words of a text.
    ///
    /// - Parameters:
    ///   - text: The scalars of the text.
    ///   - countsLoneLetters: False where a letter alone is as often the bullet or trade mark sign of another charset.
    init(_ text: some Sequence<Unicode.Scalar>, countsLoneLetters: Bool = true) {
        self.countsLoneLetters = countsLoneLetters
        var word = Word()
        for scalar in text {
            if word.take(scalar) { continue }
            weigh(word)
            word = Word()
            if marked >= Self.enough { return }
        }
        weigh(word)
    }

    private mutating func weigh(_ word: Word) {
        guard word.isMarked, word.letters > 1 || countsLoneLetters else { return }
        marked += 1
        guard word.holdsLettersOnly, word.hasOneCase else { return }
        words += 1
        guard word.isSpelled, word.hasToneInPlace, SyllableTable.standard.validity(word.spelling) != .invalid else {
            return
        }
        let isCommon = CommonSyllables.contains(word.spelling)
        guard isCommon || word.letters > 1 else { return }
        syllables += 1
        if isCommon { common += 1 }
    }

    private struct Word {
        var spelling = SpelledSyllable()
        var isSpelled = true
        var isMarked = false
        var holdsLettersOnly = true
        private(set) var letters = 0
        private var capitals = 0
        private var beginsWithCapital = false
        /// Whether the last scalar was a sign that may end a word and does not belong into one.
        private var endsInSign = false

        private var tonePlace: Int?

        /// Whether the tone stands on the vowel it belongs on; a wrong charset sets it anywhere ("daò").
        var hasToneInPlace: Bool { tonePlace.map { spelling.takesTone(at: $0) } ?? true }

        /// All lower case, all upper case, or one capital in front.
        var hasOneCase: Bool { capitals == 0 || capitals == letters || capitals == 1 && beginsWithCapital }

        /// Takes a scalar; false when it ends the word.
        mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            if let letter = VietnameseLetter(scalar) {
                spoilByInnerSign()
                if scalar.value >= 0x80 { isMarked = true }
                if letter.isUppercase {
                    if letters == 0 { beginsWithCapital = true }
                    capitals += 1
                }
                letters += 1
                if spelling.isFull { isSpelled = false }
                spelling.append(letter.shaped)
                if letter.tone != .level {
                    tonePlace = spelling.count - 1
                    if spelling.tone != .level { isSpelled = false }
                    spelling.tone = letter.tone
                }
                return true
            }
            switch scalar.value {
            // Signs that a wrong charset has for capitals of VISCII: an end of the word, but not between letters (C“NG, g·i).
            case 0xAB, 0xB0, 0xB2, 0xB3, 0xB7, 0xBB, 0x2018, 0x201A, 0x201C...0x2022, 0x2026, 0x2030:
                if letters == 0 { return false }
                if endsInSign { return false }
                endsInSign = true
                return true
            // Quotation marks, dashes and spaces end a word. Signs that only a wrong charset has inside words (©, ¬, ¶)
            // stay in it and spoil it.
            case 0xA0, 0x2010...0x2025, 0x20AB, 0..<0x80: return false
            default:
                spoilByInnerSign()
                isMarked = true
                isSpelled = false
                let properties = scalar.properties
                if !properties.isAlphabetic { holdsLettersOnly = false }
                if properties.isUppercase {
                    if letters == 0 { beginsWithCapital = true }
                    capitals += 1
                }
                letters += 1
                return true
            }
        }

        private mutating func spoilByInnerSign() {
            guard endsInSign else { return }
            endsInSign = false
            isMarked = true
            isSpelled = false
            holdsLettersOnly = false
        }
    }
}
