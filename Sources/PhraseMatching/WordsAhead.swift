import VietnameseText

/// Which sets of words stand in the next syllables of a text; goes along with the search.
///
/// One bit for each set and syllable: that of a syllable is its position modulo ``Requirements/reach``.
struct WordsAhead {
    private let tables: PhraseTables.Flat
    private let syllables: UnsafeBufferPointer<Syllable>
    private let places: UnsafePointer<UInt32>
    private let masks: UnsafeMutableBufferPointer<UInt64>
    /// The syllables whose bits are set.
    private var held = 0..<0
    /// The sentence of the place, or its rest.
    private var sentence = 0..<0
    /// The syllables from the place to the end of its sentence, moved so that the place comes first.
    private var sentenceWindow: UInt64 = 0
    /// The place modulo the reach.
    private var shift: UInt64 = 0

    /// Makes a window at the beginning of a text.
    ///
    /// - Parameters:
    ///   - tables: What the programs require.
    ///   - syllables: The text.
    ///   - places: Slot of each syllable in the vocabulary.
    ///   - masks: Room for one mask a set.
    init(
        _ tables: PhraseTables.Flat, syllables: UnsafeBufferPointer<Syllable>, places: UnsafePointer<UInt32>,
        masks: UnsafeMutableBufferPointer<UInt64>
    ) {
        self.tables = tables
        self.syllables = syllables
        self.places = places
        self.masks = masks
        masks.update(repeating: 0)
    }

    /// Whether what a program needs stands ahead of the place.
    @inline(__always)
    func allow(_ program: Int) -> Bool {
        let program = tables.programs[program]
        let limit = program.staysInSentence ? sentenceWindow : ~0
        var index = Int(program.first)
        let end = index &+ Int(program.count)
        while index < end {
            let check = tables.checks[index]
            let window = check.window & limit
            let turned = window &<< shift | window &>> ((0 &- shift) & 63)
            if masks[Int(check.set)] & turned == 0 { return false }
            index &+= 1
        }
        return true
    }

    /// Goes to a place; going back costs more than going on.
    mutating func move(to position: Int) {
        let count = syllables.count
        let last = count <= Requirements.reach ? count : min(position + Requirements.reach, count)
        if position < held.lowerBound {
            masks.update(repeating: 0)
            held = position..<position
        }
        // All of a short text stays.
        if count > Requirements.reach {
            for gone in held.lowerBound..<max(held.lowerBound, min(position, held.upperBound)) { clearBits(of: gone) }
            held = max(position, held.lowerBound)..<max(position, held.upperBound)
        }
        if held.upperBound < last {
            for come in held.upperBound..<last { setBits(of: come) }
            held = held.lowerBound..<last
        }
        if !sentence.contains(position) {
            var end = position + 1
            while end < count, syllables[end].gap < .sentence { end += 1 }
            sentence = position..<end
        }
        let rest = sentence.upperBound - position
        sentenceWindow = rest >= Requirements.reach ? ~0 : (1 &<< UInt64(rest)) &- 1
        shift = UInt64(position) & 63
    }

    private func setBits(of position: Int) {
        let word = Int(tables.slots[Int(places[position])].number)
        let bit = (1 as UInt64) &<< (UInt64(position) & 63)
        for index in Int(tables.setsOfWord[word])..<Int(tables.setsOfWord[word + 1]) {
            masks[Int(tables.sets[index])] |= bit
        }
    }

    private func clearBits(of position: Int) {
        let word = Int(tables.slots[Int(places[position])].number)
        let bit = (1 as UInt64) &<< (UInt64(position) & 63)
        for index in Int(tables.setsOfWord[word])..<Int(tables.setsOfWord[word + 1]) {
            masks[Int(tables.sets[index])] &= ~bit
        }
    }
}
