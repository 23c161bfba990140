/// A syllable as people type it, and what folding makes of it.
struct SyllableForm {
    /// The first eight bytes, those behind the last one 0.
    var first: UInt64 = 0
    /// The bytes behind them.
    var rest: UInt32 = 0
    /// The tone's number, and from bit 8 how it is capitalized as in ``Syllable``.
    var traits: UInt32 = 0
    var plain: UInt64 = 0
    var shaped: UInt64 = 0

    /// Most bytes that a form has.
    static let maximumLength = 12

    /// The tone's number.
    var tone: UInt8 { UInt8(truncatingIfNeeded: traits) }
    /// How it is capitalized.
    var kinds: UInt8 { UInt8(truncatingIfNeeded: traits &>> 8) }
}

/// The forms of every syllable of ``SyllableTable``: composed and without marks, in lower case, capitalized and in capitals,
/// the tone mark wherever people set it.
///
/// Nine words of ten in a text are one of them. Then one look replaces folding letter by letter, and the looks for one word
/// and the next do not wait for each other. Made by the fold itself, so both always say the same.
struct SyllableForms: @unchecked Sendable {
    // Safe to share between threads: the memory is written in `init`, before anyone else can know the value, and the only
    // value is never freed.

    /// Pairs of slots: a form lies in the pair that its bytes choose or, when that is full, in one behind it.
    private let slots: UnsafePointer<SyllableForm>
    private let mask: Int
    private let shift: UInt64

    /// The forms, made when they are first asked for.
    static let shared = SyllableForms()

    /// The form that some bytes are, nil for none.
    ///
    /// - Parameters:
    ///   - first: Eight bytes, those behind the word 0.
    ///   - rest: The bytes behind them.
    /// - Returns: Where the form lies.
    @inline(__always) func find(_ first: UInt64, _ rest: UInt32) -> UnsafePointer<SyllableForm>? {
        var place = Self.home(first, rest, shift)
        // Half of the slots are free at least, so the walk ends.
        while true {
            let slot = slots + place
            // Both slots lie in one line of the cache. Which of them it is nothing foretells, so it is told by the sign of
            // what is left of a difference when 1 is taken away, without a branch.
            let one = Self.low(slot[0].first ^ first | UInt64(slot[0].rest ^ rest)) &- 1
            let other = Self.low(slot[1].first ^ first | UInt64(slot[1].rest ^ rest)) &- 1
            if Int64(bitPattern: one | other) < 0 {
                return slot + Int(truncatingIfNeeded: other &>> 63)
            }
            // Only words of a pair that is full need another look.
            if slot[1].first == 0 { return nil }
            place = (place &+ 2) & mask
        }
    }

    /// A number below 2³² that is 0 only for 0.
    @inline(__always) private static func low(_ bits: UInt64) -> UInt64 { (bits | bits &>> 32) & 0xFFFF_FFFF }

    @inline(__always) private static func home(_ first: UInt64, _ rest: UInt32, _ shift: UInt64) -> Int {
        let mixed = (first ^ UInt64(rest) &* 0x9E37_79B9_7F4A_7C15) &* 0xFF51_AFD7_ED55_8CCD
        return Int(truncatingIfNeeded: mixed &>> shift) & ~1
    }

    private init() {
        let writer = SyllableFormWriter()
        // Folded as one text: letters only, so that every word gives one syllable.
        let syllables = writer.bytes.withUnsafeBytes { source in
            var assembly = SyllableAssembly(capacity: writer.bytes.count / 5)
            var folding = LetterFolding()
            folding.fold(source, from: 0, to: source.count, into: &assembly)
            return assembly.finish()
        }
        var capacity = 1024
        while capacity < syllables.count * 2 { capacity *= 2 }
        let slots = UnsafeMutableRawPointer.allocate(
            byteCount: capacity * MemoryLayout<SyllableForm>.stride, alignment: 2 * MemoryLayout<SyllableForm>.stride
        ).initializeMemory(as: SyllableForm.self, repeating: SyllableForm(), count: capacity)
        mask = capacity - 1
        shift = UInt64(64 - capacity.trailingZeroBitCount)
        for syllable in syllables {
            var form = SyllableForm(syllable)
            for (index, byte) in writer.bytes[syllable.start..<syllable.end].enumerated() {
                if index < 8 { form.first |= UInt64(byte) << UInt64(index * 8) }
                if index >= 8 { form.rest |= UInt32(byte) << UInt32((index - 8) * 8) }
            }
            var place = Self.home(form.first, form.rest, shift)
            // The slots of a pair are filled in turn, then those of the next pair.
            while slots[place].first != 0, (slots[place].first, slots[place].rest) != (form.first, form.rest) {
                place = (place + 1) & mask
            }
            // Frequent forms come first and so find their own slots free.
            if slots[place].first == 0 { slots[place] = form }
        }
        self.slots = UnsafePointer(slots)
    }
}

/// Writes the forms of all syllables as one text, words parted by a space.
private struct SyllableFormWriter {
    /// The text.
    private(set) var bytes: [UInt8] = []

    private enum Capitals: CaseIterable {
        case none
        case first
        case all
    }

    /// By letter code, tone and case: the UTF-8 bytes, first one lowest, and their number from bit 32; 0 before it is asked for.
    private var characters = [UInt64](repeating: 0, count: 256 * 6 * 2)

    init() {
        let words = SyllableTable.standard.words
        bytes.reserveCapacity(words.count * 130)
        for capitals in Capitals.allCases {
            for word in words {
                write(word.letters, .level, at: nil, capitals, isPlain: true)
                for number in UInt8(0)..<6 where word.tones & 1 << number != 0 {
                    guard let tone = Tone(rawValue: number) else { continue }
                    guard tone != .level else {
                        write(word.letters, tone, at: nil, capitals, isPlain: false)
                        continue
                    }
                    for place in 0..<word.letters.count where word.letters.takesTone(at: place) {
                        write(word.letters, tone, at: place, capitals, isPlain: false)
                    }
                }
            }
        }
    }

    private mutating func write(
        _ word: SpelledSyllable, _ tone: Tone, at place: Int?, _ capitals: Capitals, isPlain: Bool
    ) {
        let start = bytes.count
        for index in 0..<word.count {
            let letter = SpelledSyllable.plain(word[index])
            let isUpper = capitals == .all || (capitals == .first && index == 0)
            var character = character(
                isPlain ? letter : word[index], index == place ? tone : .level, isUppercase: isUpper)
            for _ in 0..<(character >> 32) {
                bytes.append(UInt8(truncatingIfNeeded: character))
                character >>= 8
            }
        }
        guard bytes.count - start <= SyllableForm.maximumLength else {
            bytes.removeLast(bytes.count - start)
            return
        }
        bytes.append(0x20)
    }

    private mutating func character(_ letter: UInt8, _ tone: Tone, isUppercase: Bool) -> UInt64 {
        let place = (Int(letter) * 6 + Int(tone.rawValue)) * 2 + (isUppercase ? 1 : 0)
        if characters[place] != 0 { return characters[place] }
        let lower = Character(VietnameseLetter.scalar(shaped: letter, tone: tone))
        let made = Array((isUppercase ? lower.uppercased() : String(lower)).utf8)
        for (index, byte) in made.enumerated() { characters[place] |= UInt64(byte) << UInt64(index * 8) }
        characters[place] |= UInt64(made.count) << 32
        return characters[place]
    }
}
