/// Slips that leave a word one step away from a syllable: drawn-out ends, left-out letters, look-alikes of a scan.
enum TypingSlip {
    /// The syllable a token was meant as, nil when it was none.
    ///
    /// But for drawn-out ends only words with marks are looked at: a mark says that the word is Vietnamese.
    static func read(_ token: TokenLetters, table: SyllableTable) -> SpelledSyllable? {
        let word = token.word
        if let short = withoutDrawnOutEnd(word, least: token.isMarked ? 2 : 3), table.validity(short) == .native {
            return short
        }
        guard token.isMarked else { return nil }
        // nguời, truớc
        if let horned = table.accepted(word, allowsLoans: false), horned != word { return horned }
        for candidate in [withN(word), withOnset(token), withL(word), withFinalI(token)] {
            if let candidate, let syllable = table.accepted(candidate, allowsLoans: false) { return syllable }
        }
        return nil
    }

    /// The word without its drawn-out end (chàoo, gọiii, nướccc).
    private static func withoutDrawnOutEnd(_ word: SpelledSyllable, least: Int) -> SpelledSyllable? {
        var copy = word
        let last = word[word.count - 1]
        while copy.count > 1, copy[copy.count - 2] == last { copy.removeLast() }
        return word.count - copy.count + 1 >= least && copy.count > 1 ? copy : nil
    }

    /// The word with the n that chat leaves out (cũg, sôg, hìh).
    private static func withN(_ word: SpelledSyllable) -> SpelledSyllable? {
        let last = word[word.count - 1]
        guard word.count > 1, last == UInt8(ascii: "g") || last == UInt8(ascii: "h"),
            SpelledSyllable.isVowel(word[word.count - 2])
        else { return nil }
        var copy = word
        copy.removeLast()
        copy.append(UInt8(ascii: "n"))
        copy.append(last)
        return copy
    }

    /// The word with ph for f and qu for w (fải, wá).
    ///
    /// A name keeps its w (buôn Ya Wầm).
    private static func withOnset(_ token: TokenLetters) -> SpelledSyllable? {
        let word = token.word
        guard token.capitals == 0 else { return nil }
        let onset: (UInt8, UInt8)
        switch word[0] {
        case UInt8(ascii: "f"): onset = (UInt8(ascii: "p"), UInt8(ascii: "h"))
        case UInt8(ascii: "w"): onset = (UInt8(ascii: "q"), UInt8(ascii: "u"))
        default: return nil
        }
        var copy = SpelledSyllable()
        copy.tone = word.tone
        copy.append(onset.0)
        copy.append(onset.1)
        for index in 1..<word.count { copy.append(word[index]) }
        return copy
    }

    /// The word with l for the I that a scan made of it (Iại).
    private static func withL(_ word: SpelledSyllable) -> SpelledSyllable? {
        guard word[0] == UInt8(ascii: "i") else { return nil }
        var copy = word
        copy[0] = UInt8(ascii: "l")
        return copy
    }

    /// The word with I for the l that a scan made of it (HỘl).
    ///
    /// Only among capitals, because names end in l (Chôl Chnăm Thmây).
    private static func withFinalI(_ token: TokenLetters) -> SpelledSyllable? {
        let word = token.word
        guard word.count > 1, word[word.count - 1] == UInt8(ascii: "l"),
            token.capitals == 1 << UInt16(word.count - 1) - 1
        else { return nil }
        var copy = word
        copy[word.count - 1] = UInt8(ascii: "i")
        return copy
    }
}
