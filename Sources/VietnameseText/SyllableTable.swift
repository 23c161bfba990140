/// Every syllable that Vietnamese spelling allows, for asking in constant time and without allocation.
///
/// Spelling rules, not a dictionary: a syllable that could be a word counts though none has it. i and y count alike
/// where both are met (lí, lý), and the place of the tone mark makes no difference, because a tone belongs to the
/// syllable. The rules stand in `scripts/make-syllable-table.py`.
public struct SyllableTable: Sendable {
    /// The one table.
    public static let standard = SyllableTable()

    /// What the table says of a word.
    public enum Validity: Sendable, Hashable {
        /// No syllable of Vietnamese.
        case invalid
        /// A syllable of a loan word or of a name from another language of the country (xoong, buýt, Đắk).
        case loan
        /// A Vietnamese syllable.
        case native
    }

    private let shapes: PackedSyllableSet
    private let plains: PackedSyllableSet

    private init() {
        // Native rows first: a plain key that both have is native.
        let rows = Self.members(of: SyllableTableData.rhymes, flags: 0)
        let members = rows + Self.members(of: SyllableTableData.loanRhymes, flags: Self.loanFlag)
        shapes = PackedSyllableSet(members.map { (word: $0.shape, byte: $0.byte) })
        plains = PackedSyllableSet(members.map { (word: $0.plain, byte: $0.byte) })
        counts = (shapes.count, Self.syllableCount(members.map(\.byte)))
    }

    /// Every syllable without its tone, and a bit for each tone that it can carry.
    var words: [(letters: SpelledSyllable, tones: UInt8)] {
        shapes.members.sorted().map { packed in
            var word = SpelledSyllable()
            var rest = packed
            while rest != 0 {
                word.append(UInt8(truncatingIfNeeded: rest))
                rest >>= 8
            }
            return (word, shapes[packed] & Self.allTones)
        }
    }

    /// The plain letters of every syllable.
    var plainWords: [SyllableKey] { plains.members.map { SyllableKey(bits: $0) } }

    /// Whether a word with all its marks is a syllable.
    ///
    /// - Parameters:
    ///   - shape: The letters with their shapes, packed.
    ///   - tone: The tone.
    /// - Returns: Whether it is native, of a loan, or none.
    func validity(shape: UInt64, tone: Tone) -> Validity {
        let entry = shapes[shape]
        guard entry & 1 << tone.rawValue != 0 else { return .invalid }
        return entry & Self.loanFlag != 0 ? .loan : .native
    }

    /// Whether a word typed without marks can be read as a syllable.
    func validity(plain: UInt64) -> Validity {
        let entry = plains[plain]
        guard entry != 0 else { return .invalid }
        return entry & Self.loanFlag != 0 ? .loan : .native
    }

    /// Whether a spelled word is a syllable: with marks as written, without any in some reading.
    package func validity(_ word: SpelledSyllable) -> Validity {
        guard let packed = word.packed else { return .invalid }
        return word.isBare ? validity(plain: packed) : validity(shape: packed, tone: word.tone)
    }

    /// Whether a syllable of a folded text is one of Vietnamese.
    ///
    /// A syllable without any mark counts when some marks make it one ("dat").
    public func validity(_ syllable: Syllable) -> Validity {
        guard let shape = syllable.shaped.packed else { return .invalid }
        if syllable.isBare { return validity(plain: shape) }
        return validity(shape: ShapedLetter.codes(ofFolded: shape), tone: syllable.tone)
    }

    /// Whether a plain key, as the folder makes it, can be read as a syllable.
    public func validity(plain key: SyllableKey) -> Validity {
        key.packed.map { validity(plain: $0) } ?? .invalid
    }

    /// Whether one word, as text, is a syllable.
    ///
    /// - Parameter word: One word without spaces, composed or decomposed, in any case.
    /// - Returns: Whether it is native, of a loan, or none.
    public func validity(_ word: String) -> Validity {
        guard let spelled = SpelledSyllable(word) else { return .invalid }
        return validity(spelled)
    }

    /// Number of spelled forms without tone, and of those times their tones.
    let counts: (shapes: Int, syllables: Int)

    private static let loanFlag: UInt8 = 0x80
    private static let allTones: UInt8 = 0x3F
    /// Sắc and nặng: what a syllable that ends in c, ch, k, p or t can carry.
    private static let stopTones: UInt8 = 1 << Tone.rising.rawValue | 1 << Tone.heavy.rawValue

    private typealias Member = (shape: UInt64, plain: UInt64, byte: UInt8)

    private static func members(of rows: String, flags: UInt8) -> [Member] {
        let onsets = SyllableTableData.onsets.split(separator: " ").map { $0 == "-" ? "" : String($0) }
        var members: [Member] = []
        for row in rows.split(separator: " ") {
            let parts = row.split(separator: ":")
            guard parts.count == 2, let mask = UInt32(parts[1], radix: 16) else { continue }
            for (index, onset) in onsets.enumerated() where mask & 1 << UInt32(index) != 0 {
                if let member = member(onset + parts[0], flags: flags) { members.append(member) }
            }
        }
        return members
    }

    private static func member(_ shape: String, flags: UInt8) -> Member? {
        guard let word = SpelledSyllable(shape), let packed = word.packed, let plain = word.packedPlain else {
            return nil
        }
        let isStopped: Bool
        switch word[word.count - 1] {
        case UInt8(ascii: "c"), UInt8(ascii: "k"), UInt8(ascii: "p"), UInt8(ascii: "t"): isStopped = true
        case UInt8(ascii: "h"): isStopped = word.count > 1 && word[word.count - 2] == UInt8(ascii: "c")
        default: isStopped = false
        }
        return (packed, plain, (isStopped ? stopTones : allTones) | flags)
    }

    private static func syllableCount(_ bytes: [UInt8]) -> Int {
        bytes.reduce(0) { $0 + ($1 & allTones).nonzeroBitCount }
    }
}

extension SpelledSyllable {
    /// Spells a word, nil when it holds anything but letters of the alphabet and tone marks, or more than 16 letters.
    package init?(_ word: String) {
        self.init()
        for scalar in word.unicodeScalars {
            if let letter = VietnameseLetter(scalar) {
                guard !isFull else { return nil }
                append(letter.shaped)
                if letter.tone != .level { tone = letter.tone }
            } else if let mark = VietnameseLetter.tone(ofMark: scalar), !isEmpty {
                tone = mark
            } else if let last = Self.shaped(isEmpty ? 0 : self[count - 1], by: scalar) {
                self[count - 1] = last
            } else {
                return nil
            }
        }
        if isEmpty { return nil }
    }

    /// The letter that a combining breve, circumflex or horn makes of a plain one, nil when it is none of these.
    static func shaped(_ letter: UInt8, by mark: Unicode.Scalar) -> UInt8? {
        switch (mark.value, letter) {
        case (0x0306, UInt8(ascii: "a")): ShapedLetter.aBreve
        case (0x0302, UInt8(ascii: "a")): ShapedLetter.aCircumflex
        case (0x0302, UInt8(ascii: "e")): ShapedLetter.eCircumflex
        case (0x0302, UInt8(ascii: "o")): ShapedLetter.oCircumflex
        case (0x031B, UInt8(ascii: "o")): ShapedLetter.oHorn
        case (0x031B, UInt8(ascii: "u")): ShapedLetter.uHorn
        default: nil
        }
    }
}
