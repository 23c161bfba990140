/// The letters of one word, one byte a letter, with the word's tone apart.
///
/// Shaped letters (ă â đ ê ô ơ ư) have the codes of `ShapedLetter`, other letters are lower-case ASCII. At most 16
/// letters are kept, in registers: no syllable has more than seven, and nothing is allocated.
package struct SpelledSyllable: Hashable {
    private(set) var letters = SIMD16<UInt8>()
    package private(set) var count = 0
    package var tone = Tone.level

    static let maximumLetters = 16

    /// Creates a word without letters.
    package init() {}

    package var isEmpty: Bool { count == 0 }
    package var isFull: Bool { count == Self.maximumLetters }

    /// The letter at an index below `count`.
    subscript(index: Int) -> UInt8 {
        get { letters[index] }
        set { letters[index] = newValue }
    }

    /// Appends a letter; a seventeenth is dropped, `isFull` tells it beforehand.
    package mutating func append(_ letter: UInt8) {
        guard count < Self.maximumLetters else { return }
        letters[count] = letter
        count += 1
    }

    mutating func removeLast() {
        guard count > 0 else { return }
        count -= 1
        letters[count] = 0
    }

    mutating func remove(at index: Int) {
        for place in index..<(count - 1) { letters[place] = letters[place + 1] }
        removeLast()
    }

    /// The letters packed first letter lowest, nil when there are more than eight or none.
    var packed: UInt64? {
        guard count > 0, count <= 8 else { return nil }
        return unsafeBitCast(letters.lowHalf, to: UInt64.self).littleEndian
    }

    /// The letters without their shapes, packed in the same way.
    var packedPlain: UInt64? {
        guard count > 0, count <= 8 else { return nil }
        var plain: UInt64 = 0
        for index in 0..<count { plain |= UInt64(Self.plain(letters[index])) << UInt64(index * 8) }
        return plain
    }

    /// Whether no letter has a shape and the word has no tone.
    package var isBare: Bool {
        guard tone == .level else { return false }
        for index in 0..<count where letters[index] >= 0x80 { return false }
        return true
    }

    /// The ASCII letter under a shaped one.
    static func plain(_ letter: UInt8) -> UInt8 {
        switch letter {
        case ShapedLetter.aBreve, ShapedLetter.aCircumflex: UInt8(ascii: "a")
        case ShapedLetter.dStroke: UInt8(ascii: "d")
        case ShapedLetter.eCircumflex: UInt8(ascii: "e")
        case ShapedLetter.oCircumflex, ShapedLetter.oHorn: UInt8(ascii: "o")
        case ShapedLetter.uHorn: UInt8(ascii: "u")
        default: letter
        }
    }

    static func isVowel(_ letter: UInt8) -> Bool {
        switch plain(letter) {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"),
            UInt8(ascii: "y"):
            true
        default: false
        }
    }
}

extension SpelledSyllable {
    /// The syllable as text: composed, lower case, the tone on the vowel where it is usually set (hòa, quý, người).
    var text: String {
        var scalars = String.UnicodeScalarView()
        let place = tone == .level ? nil : tonePlace
        for index in 0..<count {
            scalars.append(VietnameseLetter.scalar(shaped: letters[index], tone: index == place ? tone : .level))
        }
        return String(scalars)
    }

    /// Index of the vowel that carries the tone, nil when there is no vowel.
    private var tonePlace: Int? {
        var first: Int?
        var last = 0
        var shaped: Int?
        for index in 0..<count where Self.isVowel(letters[index]) {
            // The u of qu and the i of gi before a vowel belong to the onset.
            if first == nil, index == 1, index + 1 < count, Self.isVowel(letters[2]),
                letters[0] == UInt8(ascii: "q") && letters[1] == UInt8(ascii: "u")
                    || letters[0] == UInt8(ascii: "g") && letters[1] == UInt8(ascii: "i")
            {
                continue
            }
            if first == nil { first = index }
            last = index
            if letters[index] >= 0x80 { shaped = index }
        }
        guard let first else { return nil }
        if let shaped { return shaped }
        let vowels = last - first + 1
        if last + 1 < count { return last }
        return vowels >= 3 ? first + 1 : first
    }

    /// Whether a tone mark on a letter is where people set it: on the main vowel, or on either of oa, oe and uy.
    package func takesTone(at index: Int) -> Bool {
        guard let place = tonePlace else { return false }
        if index == place { return true }
        guard index == place + 1, index == count - 1 else { return false }
        switch (letters[place], letters[index]) {
        case (UInt8(ascii: "o"), UInt8(ascii: "a")), (UInt8(ascii: "o"), UInt8(ascii: "e")),
            (UInt8(ascii: "u"), UInt8(ascii: "y")):
            return true
        default: return false
        }
    }
}
