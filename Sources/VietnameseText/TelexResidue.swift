/// Telex keys that no input method took away: "ddaats" is đất, "nguwowif" is người.
///
/// Doubled d, a, e, o and the letter w shape; s f r x j set the tone. No Vietnamese syllable ends in one of these five,
/// so a token that holds them is residue, a foreign word or a name: f, j and shaping keys say residue by themselves, s, r
/// and x only at the end of a word that is not English.
enum TelexResidue {
    /// The syllable a token was meant as, nil when it was none.
    static func read(_ token: TokenLetters, table: SyllableTable) -> SpelledSyllable? {
        let letters = token.word
        var typed = TypedSyllable(tone: letters.tone)
        var strong = token.isMarked
        var loneW = false
        var lastToneKey = -1
        for index in 0..<letters.count {
            let letter = letters[index]
            if let tone = tone(of: letter), typed.hasVowel {
                guard typed.setTone(tone) else { return nil }
                lastToneKey = index
                if letter == UInt8(ascii: "f") || letter == UInt8(ascii: "j") { strong = true }
            } else if letter == UInt8(ascii: "w") {
                switch addW(&typed, at: index) {
                case .refused: return nil
                case .shaped: break
                case .lone: loneW = true
                }
            } else if letter == UInt8(ascii: "z") || letter == UInt8(ascii: "j") || letter == UInt8(ascii: "f") {
                return nil
            } else if let shaped = doubled(letter, after: typed.word) {
                typed.shapeLastLetter(shaped)
            } else {
                typed.type(letter)
            }
        }
        guard typed.shapeKeys + typed.toneKeys > 0 else { return nil }
        if typed.shapeKeys > (loneW ? 1 : 0) { strong = true }
        if loneW, !strong, typed.toneKeys == 0, letters.count < 3 { return nil }
        if !strong, !loneW {
            guard lastToneKey == letters.count - 1, letters.count > 2, token.hasLowercase else { return nil }
        }
        return table.accepted(typed.word, allowsLoans: typed.shapeKeys > 0)
    }

    private static func tone(of letter: UInt8) -> Tone? {
        switch letter {
        case UInt8(ascii: "s"): .rising
        case UInt8(ascii: "f"): .falling
        case UInt8(ascii: "r"): .dipping
        case UInt8(ascii: "x"): .broken
        case UInt8(ascii: "j"): .heavy
        default: nil
        }
    }

    private enum Shaping {
        case refused
        case shaped
        /// The w stands for ư itself.
        case lone
    }

    private static func addW(_ typed: inout TypedSyllable, at index: Int) -> Shaping {
        guard typed.hasVowel else {
            // A w in front is qu or v in chat, and begins English words.
            guard index > 0 else { return .refused }
            typed.type(UInt8(ascii: "u"))
            return typed.addHorn() ? .lone : .refused
        }
        let word = typed.word
        let last = word[word.count - 1]
        let endsInUA =
            last == UInt8(ascii: "a") && word.count > 1 && word[word.count - 2] == UInt8(ascii: "u")
            && (word.count < 3 || word[word.count - 3] != UInt8(ascii: "q"))
        if endsInUA { return typed.addHorn() ? .shaped : .refused }
        var nearest = word.count - 1
        while nearest >= 0, !isShapeable(word[nearest]) { nearest -= 1 }
        guard nearest >= 0 else { return .refused }
        if word[nearest] == UInt8(ascii: "a") { return typed.addBreve() ? .shaped : .refused }
        return typed.addHorn() ? .shaped : .refused
    }

    private static func isShapeable(_ letter: UInt8) -> Bool {
        letter == UInt8(ascii: "a") || letter == UInt8(ascii: "o") || letter == UInt8(ascii: "u")
    }

    /// What a letter makes of the same letter before it, nil when it makes nothing.
    private static func doubled(_ letter: UInt8, after word: SpelledSyllable) -> UInt8? {
        guard word.count > 0 else { return nil }
        switch (word[word.count - 1], letter) {
        case (UInt8(ascii: "d"), UInt8(ascii: "d")), (UInt8(ascii: "d"), ShapedLetter.dStroke):
            return word.count == 1 ? ShapedLetter.dStroke : nil
        case (UInt8(ascii: "a"), UInt8(ascii: "a")), (UInt8(ascii: "a"), ShapedLetter.aCircumflex):
            return ShapedLetter.aCircumflex
        case (UInt8(ascii: "e"), UInt8(ascii: "e")), (UInt8(ascii: "e"), ShapedLetter.eCircumflex):
            return ShapedLetter.eCircumflex
        case (UInt8(ascii: "o"), UInt8(ascii: "o")), (UInt8(ascii: "o"), ShapedLetter.oCircumflex):
            return ShapedLetter.oCircumflex
        default: return nil
        }
    }
}

extension SyllableTable {
    /// A repaired word when it is a syllable, with a forgotten horn put right.
    func accepted(_ word: SpelledSyllable, allowsLoans: Bool) -> SpelledSyllable? {
        let word = word.withBothHorns
        guard let packed = word.packed else { return nil }
        switch validity(shape: packed, tone: word.tone) {
        case .native: return word
        case .loan: return allowsLoans ? word : nil
        case .invalid: return nil
        }
    }
}
