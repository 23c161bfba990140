/// A syllable that grows as keys are typed: letters, and keys that shape a letter or set the tone.
///
/// Telex, VNI and VIQR differ only in which characters are which keys.
struct TypedSyllable {
    private(set) var word = SpelledSyllable()
    /// Keys that shaped a letter.
    private(set) var shapeKeys = 0
    /// Keys that set the tone.
    private(set) var toneKeys = 0

    /// Starts with a tone that a mark in the token already sets.
    init(tone: Tone) { word.tone = tone }

    var hasVowel: Bool {
        for index in 0..<word.count where SpelledSyllable.isVowel(word[index]) { return true }
        return false
    }

    mutating func type(_ letter: UInt8) { word.append(letter) }

    /// Sets the tone; false when there is no vowel yet or another tone is set.
    mutating func setTone(_ tone: Tone) -> Bool {
        guard hasVowel, toneKeys == 0, word.tone == .level || word.tone == tone else { return false }
        word.tone = tone
        toneKeys += 1
        return true
    }

    /// Makes â, ê or ô of the last such vowel.
    mutating func addCircumflex() -> Bool {
        shapeLast { letter in
            switch letter {
            case UInt8(ascii: "a"): ShapedLetter.aCircumflex
            case UInt8(ascii: "e"): ShapedLetter.eCircumflex
            case UInt8(ascii: "o"): ShapedLetter.oCircumflex
            default: nil
            }
        }
    }

    /// Makes ă of the last a.
    mutating func addBreve() -> Bool {
        shapeLast { $0 == UInt8(ascii: "a") ? ShapedLetter.aBreve : nil }
    }

    /// Makes ươ of uo, else ơ or ư of the last o or u.
    mutating func addHorn() -> Bool {
        for index in stride(from: word.count - 2, through: 0, by: -1)
        where word[index] == UInt8(ascii: "u") && word[index + 1] == UInt8(ascii: "o") {
            word[index + 1] = ShapedLetter.oHorn
            // In quơ the u belongs to the onset.
            if index == 0 || word[index - 1] != UInt8(ascii: "q") { word[index] = ShapedLetter.uHorn }
            shapeKeys += 1
            return true
        }
        // mua, nhua: the horn goes to the u in front of the a, not to what stands after it.
        return shapeLast { letter in
            switch letter {
            case UInt8(ascii: "o"): ShapedLetter.oHorn
            case UInt8(ascii: "u"): ShapedLetter.uHorn
            default: nil
            }
        }
    }

    /// Makes đ of a d at the start.
    mutating func addStroke() -> Bool {
        guard word.count > 0, word[0] == UInt8(ascii: "d") else { return false }
        word[0] = ShapedLetter.dStroke
        shapeKeys += 1
        return true
    }

    /// Replaces the last letter by a shape of it.
    mutating func shapeLastLetter(_ shaped: UInt8) {
        guard word.count > 0 else { return }
        word[word.count - 1] = shaped
        shapeKeys += 1
    }

    private mutating func shapeLast(_ shape: (UInt8) -> UInt8?) -> Bool {
        for index in stride(from: word.count - 1, through: 0, by: -1) {
            guard let shaped = shape(word[index]) else { continue }
            word[index] = shaped
            shapeKeys += 1
            return true
        }
        return false
    }
}

extension SpelledSyllable {
    /// The same word with ươ where one of its two horns was left out (nguời, ngưoi) and uơ where ươ ends it (thuở).
    var withBothHorns: SpelledSyllable {
        var copy = self
        for index in 0..<max(0, count - 1) where Self.plain(self[index]) == UInt8(ascii: "u") {
            guard Self.plain(self[index + 1]) == UInt8(ascii: "o") else { continue }
            let isHorned = self[index] == ShapedLetter.uHorn || self[index + 1] == ShapedLetter.oHorn
            guard isHorned, self[index + 1] != ShapedLetter.oCircumflex else { continue }
            if index > 0, self[index - 1] == UInt8(ascii: "q") { continue }
            let isEnd = index + 2 == count
            copy[index] = isEnd ? UInt8(ascii: "u") : ShapedLetter.uHorn
            copy[index + 1] = ShapedLetter.oHorn
        }
        return copy
    }
}
