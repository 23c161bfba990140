import VietnameseText

/// A field of a message, and how the message is typed as far as names are told by it.
struct TypedText {
    /// The field.
    let folded: FoldedText
    /// Whether capital letters tell names: not in a text typed in small letters.
    let hasCapitals: Bool
    /// Whether the message has marks, so that a word without any has none: Ban is not bản.
    let isAccented: Bool

    /// The fields of a message; how they are typed is told from them together, for a subject line is too short to tell.
    static func fields(_ fields: [FoldedText]) -> [TypedText] {
        var words = 0
        var marked = 0
        var hasCapitals = false
        for field in fields {
            let counts = field.accentCounts
            words += counts.words
            marked += counts.marked
            if !hasCapitals { hasCapitals = field.syllables.contains { $0.isCapitalized && $0.gap < .sentence } }
        }
        let isAccented = FoldedText.isAccented(words: words, marked: marked)
        return fields.map { TypedText(folded: $0, hasCapitals: hasCapitals, isAccented: isAccented) }
    }

    var syllables: [Syllable] { folded.syllables }
    var bytes: [UInt8] { folded.bytes }

    func text(from start: Int, to end: Int) -> String { folded.text(from: start, to: end) }

    /// The words of a run of syllables.
    func words(_ run: Range<Int>) -> String {
        text(from: syllables[run.lowerBound].start, to: syllables[run.upperBound - 1].end)
    }

    /// Whether a word is written as a word of ours: with its marks, or without any in a text that has none.
    func reads(_ index: Int, as word: Syllable) -> Bool {
        switch syllables[index].fit(word) {
        case .exact, .otherSpelling: true
        case .bare: !isAccented
        case .no: false
        }
    }

    /// Whether a line begins with a syllable.
    func startsLine(_ index: Int) -> Bool {
        index > 0 && index < syllables.count
            && bytes[syllables[index - 1].end..<syllables[index].start].contains(0x0A)
    }

    /// Whether a syllable stands among others in capital letters only, so that these say nothing.
    func isShouted(_ index: Int) -> Bool {
        guard shouts(index) else { return false }
        // Three in a row: a heading. UBND TP is none.
        return (shouts(index - 1) && (shouts(index - 2) || shouts(index + 1)))
            || (shouts(index + 1) && shouts(index + 2))
    }

    /// Whether a syllable is a word in capital letters only.
    func shouts(_ index: Int) -> Bool {
        guard index >= 0, index < syllables.count else { return false }
        let syllable = syllables[index]
        return syllable.isUppercase && syllable.end - syllable.start > 1 && !syllable.isNumber
    }

    /// Whether nothing stands between a syllable and the one before.
    func isJoined(_ index: Int) -> Bool {
        guard index > 0 else { return false }
        let before = syllables[index - 1].end
        let start = syllables[index].start
        return start == before || (start == before + 1 && bytes[before] == UInt8(ascii: "'"))
    }
}
