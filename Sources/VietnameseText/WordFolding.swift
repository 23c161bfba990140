/// Folds one word letter by letter: the words that do not fit into eight plain Latin letters, and those that are not
/// written as usual.
///
/// It keeps a fixed number of bytes, however long the word is.
struct WordFolding {
    /// The plain letters.
    private(set) var plain = SyllableKey(bits: 0)
    /// The letters with shape marks.
    private(set) var shaped = SyllableKey(bits: 0)
    /// The last tone mark in the word.
    private(set) var tone = Tone.level
    /// Whether the first letter is upper case.
    private(set) var isCapitalized = false
    /// Whether no letter is lower case; letters of other scripts count as lower case.
    private(set) var isUppercase = false

    /// Whether it is digits.
    private(set) var isNumber = false

    private struct Mixture {
        var hasLatin = false
        var hasForeign = false
    }

    /// Folds the word in a range of the source that holds letters, marks and invisible characters, or digits.
    init(_ source: UnsafeRawBufferPointer, from start: Int, to end: Int) {
        let mixture = Self.mixture(source, from: start, to: end)
        let takesLookAlikes = mixture.hasLatin && mixture.hasForeign
        var word = LetterRun()
        var position = start
        var isFirst = true
        var hasLowercase = false
        while position < end {
            let (scalar, length) = UTF8Scalar.decode(source, at: position)
            let next = min(position + length, end)
            defer { position = next }
            guard let scalar else { continue }
            var letter = LetterTable.classify(scalar)
            if takesLookAlikes, case .foreign = letter, let latin = LookAlikes.latin(scalar) { letter = latin }
            switch letter {
            case .letter(let plain, let shape, let tone, let upper):
                word.add(plain, code: shape?.rawValue ?? 0)
                if tone != .level { self.tone = tone }
                if isFirst { isCapitalized = upper }
                if !upper { hasLowercase = true }
                isFirst = false
            case .digit(let digit):
                word.add(digit, code: 0)
                isNumber = true
                hasLowercase = true
                isFirst = false
            case .foreign:
                for offset in position..<next { word.add(source[offset], code: 0) }
                hasLowercase = true
                isFirst = false
            case .combiningTone(let tone):
                if !isNumber { self.tone = tone }
            case .combiningShape(let shape): word.addMark(shape.rawValue)
            case .ignored, .separator: break
            }
        }
        (plain, shaped) = word.finished()
        isUppercase = isCapitalized && !hasLowercase
    }

    private static func mixture(_ source: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Mixture {
        var mixture = Mixture()
        var position = start
        while position < end, !(mixture.hasLatin && mixture.hasForeign) {
            let (scalar, length) = UTF8Scalar.decode(source, at: position)
            position += length
            guard let scalar else { continue }
            switch LetterTable.classify(scalar) {
            case .letter: mixture.hasLatin = true
            case .foreign: mixture.hasForeign = true
            default: break
            }
        }
        return mixture
    }
}

/// Letters of a word as they come; beside them the word without stretched letters, in case that is the syllable meant.
private struct LetterRun {
    private var plain = SyllableKey.Packer()
    private var shaped = SyllableKey.Packer()
    private var codes: UInt64 = 0
    /// The last letter; marks may still come to it.
    private var pending: (plain: UInt8, code: UInt8)?
    /// The run of equal letters that the last one belongs to.
    private var run: (plain: UInt8, code: UInt8, length: Int) = (0, 0, 0)
    private var short = PackedWord()
    private var hasStretch = false

    mutating func add(_ letter: UInt8, code: UInt8) {
        commit()
        pending = (letter, code)
    }

    mutating func addMark(_ code: UInt8) { pending?.code |= code }

    private mutating func commit() {
        guard var letter = pending else { return }
        if ShapeMark(rawValue: letter.code)?.fits(letter.plain) != true { letter.code = 0 }
        if plain.count < PackedWord.capacity { codes |= UInt64(letter.code) << UInt64(plain.count * 8) }
        plain.add(letter.plain)
        shaped.add(UInt8(truncatingIfNeeded: FoldedLetter.shaped(UInt64(letter.plain), marks: UInt64(letter.code))))
        if letter.plain == run.plain {
            run.code |= letter.code
            run.length += 1
        } else {
            endRun()
            run = (letter.plain, letter.code, 1)
        }
        pending = nil
    }

    /// Three and more equal letters are a stretched one; two are kept ("xoong", "co-op" without hyphen).
    private mutating func endRun() {
        if run.length >= 3 { hasStretch = true }
        for _ in 0..<(run.length >= 3 ? 1 : run.length) { short.add(run.plain, code: run.code) }
    }

    mutating func finished() -> (plain: SyllableKey, shaped: SyllableKey) {
        commit()
        endRun()
        if hasStretch, short.count <= PackedWord.capacity, PlainSyllables.contains(short) { return short.keys }
        guard plain.count <= PackedWord.capacity else { return (plain.key, shaped.key) }
        return PackedWord(plain: plain.key.bits, codes: codes, count: plain.count).keys
    }
}

/// Up to eight letters with the codes of their shape marks, the first one lowest.
struct PackedWord {
    static let capacity = SyllableKey.maximumLetters

    var plain: UInt64 = 0
    var codes: UInt64 = 0
    /// Letters, also those beyond the capacity.
    var count = 0

    mutating func add(_ letter: UInt8, code: UInt8) {
        if count < Self.capacity {
            plain |= UInt64(letter) << UInt64(count * 8)
            codes |= UInt64(code) << UInt64(count * 8)
        }
        count += 1
    }

    /// The keys of the word.
    @inline(__always) var keys: (plain: SyllableKey, shaped: SyllableKey) {
        let folded = Self.foldingFinalY(plain, count: count)
        return (SyllableKey(bits: folded), SyllableKey(bits: FoldedLetter.shaped(folded, marks: codes)))
    }

    /// lý and lí, kỹ and kĩ are one spelling: a final y that is the only vowel counts as i, and uy as ui only in "quy".
    @inline(__always) static func foldingFinalY(_ plain: UInt64, count: Int) -> UInt64 {
        let shift = UInt64(truncatingIfNeeded: (count &- 1) &* 8)
        guard (plain &>> shift) & 0xFF == UInt64(UInt8(ascii: "y")), count >= 2, count <= 4 else { return plain }
        let withI = plain ^ (UInt64(UInt8(ascii: "y") ^ UInt8(ascii: "i")) &<< shift)
        switch UInt8(truncatingIfNeeded: plain &>> (shift &- 8)) {
        case UInt8(ascii: "u"): return count == 3 && plain & 0xFF == UInt64(UInt8(ascii: "q")) ? withI : plain
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), 0x80...0xFF: return plain
        default: return withI
        }
    }
}
