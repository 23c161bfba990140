import VietnameseText

/// Which sets of words stand in the next syllables of a text; goes along with the search.
///
/// One bit for each set and syllable: that of a syllable is its position modulo ``Requirements/reach``.
struct WordsAhead {
    private let tables: PhraseTables.Flat
    private let syllables: UnsafeBufferPointer<Syllable>
    private let places: UnsafePointer<UInt32>
    private let masks: UnsafeMutableBufferPointer<UInt64>
    private let tokens: [TokenSpans.Span]
    private let tokenBase: Int
    /// Whether the text holds a token so long that windows say nothing.
    private let isBlind: Bool
    /// The place that the window begins with.
    private var position = -1
    /// The syllables whose bits are set.
    private var held = 0..<0
    /// The sentence of the place, or its rest.
    private var sentence = 0..<0
    /// The syllables from the place to the end of its sentence, moved so that the place comes first.
    private var sentenceWindow: UInt64 = 0
    /// The place modulo the reach.
    private var shift: UInt64 = 0

    /// Makes a window, to be moved to a place before it is asked.
    ///
    /// - Parameters:
    ///   - tables: What the programs require.
    ///   - syllables: The text.
    ///   - places: Slot of each syllable in the vocabulary.
    ///   - tokens: The text's tokens.
    ///   - masks: Room for one mask a set.
    init(
        _ tables: PhraseTables, syllables: UnsafeBufferPointer<Syllable>, places: UnsafePointer<UInt32>,
        tokens: TokenSpans, masks: UnsafeMutableBufferPointer<UInt64>
    ) {
        self.tables = tables.flat
        self.syllables = syllables
        self.places = places
        self.masks = masks
        self.tokens = tokens.spans
        tokenBase = tables.tokenBase
        isBlind = tokens.spans.contains { span in
            span.end - span.first > Requirements.longest(span.token)
                || syllables[Int(span.first)..<Int(span.end)].dropFirst().contains { $0.gap == .sentence }
        }
        masks.update(repeating: 0)
    }

    /// Whether what a program needs stands ahead of the place.
    @inline(__always)
    func allow(_ program: Int) -> Bool {
        let program = tables.programs[program]
        var index = Int(program.first)
        let end = isBlind ? index : index &+ Int(program.count)
        while index < end {
            let check = tables.checks[index]
            let window = check.window & sentenceWindow
            let turned = window &<< shift | window &>> ((0 &- shift) & 63)
            if masks[Int(check.set)] & turned == 0 { return false }
            index &+= 1
        }
        return true
    }

    /// Goes to a place; going back costs more than going on.
    mutating func move(to position: Int) {
        guard position != self.position else { return }
        self.position = position
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
        let bit = (1 as UInt64) &<< (UInt64(position) & 63)
        forEachSet(at: position) { masks[$0] |= bit }
    }

    private func clearBits(of position: Int) {
        let bit = (1 as UInt64) &<< (UInt64(position) & 63)
        forEachSet(at: position) { masks[$0] &= ~bit }
    }

    @inline(__always)
    private func forEachSet(at position: Int, _ body: (Int) -> Void) {
        let word = Int(tables.slots[Int(places[position])].number)
        for index in Int(tables.setsOfWord[word])..<Int(tables.setsOfWord[word + 1]) { body(Int(tables.sets[index])) }
        guard !tokens.isEmpty else { return }
        for token in tokens[tokensBefore(position)...] {
            guard Int(token.first) == position else { break }
            let row = tokenBase + Requirements.number(of: token.token)
            for index in Int(tables.setsOfWord[row])..<Int(tables.setsOfWord[row + 1]) {
                body(Int(tables.sets[index]))
            }
        }
    }

    /// Number of the tokens that begin before a syllable.
    private func tokensBefore(_ position: Int) -> Int {
        var low = 0
        var high = tokens.count
        while low < high {
            let middle = (low + high) / 2
            if Int(tokens[middle].first) < position { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
