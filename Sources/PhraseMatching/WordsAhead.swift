import VietnameseText

/// Which sets of words stand in the next syllables of a text; goes along with the search.
///
/// The text is cut into blocks of ``Requirements/reach`` syllables. From any place in a block what is ahead lies in that
/// block and the next one; for these two it is known where each word stands, and for a set that is worked out when it is
/// first asked for.
struct WordsAhead {
    /// One bit for each syllable of a block and of the next one.
    struct Places {
        var here: UInt64 = 0
        var next: UInt64 = 0
    }

    /// Room to work in, by the caller.
    struct Scratch {
        /// For each word, and then each token class: its place in ``words``, or 0 when it does not stand here.
        var wordPlaces: UnsafeMutableBufferPointer<UInt8>
        /// For each set whether its places are known: 1 or 0.
        var isKnown: UnsafeMutableBufferPointer<UInt8>
        /// Where each set stands, once that is known.
        var sets: UnsafeMutableBufferPointer<Places>
        /// Where each word of the two blocks stands.
        var words: UnsafeMutableBufferPointer<Places>

        /// Words and token classes that two blocks can hold, and the one that stands for all others.
        static let wordCapacity = 2 * Requirements.reach + TokenClass.allCases.count + 1
    }

    private let tables: PhraseTables.Flat
    private let syllables: UnsafeBufferPointer<Syllable>
    private let places: UnsafePointer<UInt32>
    private let tokens: UnsafeBufferPointer<TokenSpans.Span>
    private let tokenBase: Int
    private let scratch: Scratch
    /// Whether the text holds a token so long that windows say nothing.
    private let isBlind: Bool
    /// The place that is looked from.
    private var position = -1
    /// Its block.
    private var block = -1
    /// The sentence of the place, or its rest.
    private var sentence = 0..<0
    /// The syllables from the place to the end of its sentence, moved so that the place comes first.
    private var sentenceWindow: UInt64 = 0
    /// The place in its block.
    private var shift: UInt64 = 0

    /// Makes a window, to be moved to a place before it is asked.
    ///
    /// - Parameters:
    ///   - tables: What the programs require.
    ///   - syllables: The text.
    ///   - places: Slot of each syllable in the vocabulary.
    ///   - tokens: The text's tokens.
    ///   - scratch: Room to work in.
    init(
        _ tables: PhraseTables, syllables: UnsafeBufferPointer<Syllable>, places: UnsafePointer<UInt32>,
        tokens: UnsafeBufferPointer<TokenSpans.Span>, scratch: Scratch
    ) {
        self.tables = tables.flat
        self.syllables = syllables
        self.places = places
        self.tokens = tokens
        self.scratch = scratch
        tokenBase = tables.tokenBase
        isBlind = tokens.contains { span in
            span.end - span.first > Requirements.longest(span.token)
                || syllables[Int(span.first)..<Int(span.end)].dropFirst().contains { $0.gap == .sentence }
        }
    }

    /// Whether what a program needs stands ahead of the place.
    @inline(__always)
    mutating func allow(_ program: Int) -> Bool {
        let program = tables.programs[program]
        var index = Int(program.first)
        let end = isBlind ? index : index &+ Int(program.count)
        while index < end {
            let check = tables.checks[index]
            let window = check.window & sentenceWindow
            let set = Int(check.set)
            if scratch.isKnown[set] == 0 { findPlaces(of: set) }
            // Of a shift by 64 nothing is left, as it must be.
            let found = scratch.sets[set].here & (window &<< shift) | scratch.sets[set].next & (window >> (64 - shift))
            if found == 0 { return false }
            index &+= 1
        }
        return true
    }

    /// Goes to a place; cheap inside a block.
    mutating func move(to position: Int) {
        guard position != self.position else { return }
        self.position = position
        let block = position / Requirements.reach
        if block != self.block { enter(block) }
        if !sentence.contains(position) {
            var end = position + 1
            while end < syllables.count, syllables[end].gap < .sentence { end += 1 }
            sentence = position..<end
        }
        let rest = sentence.upperBound - position
        sentenceWindow = rest >= Requirements.reach ? ~0 : (1 &<< UInt64(rest)) &- 1
        shift = UInt64(position % Requirements.reach)
    }

    /// Notes where the words of a block and of the next one stand.
    private mutating func enter(_ block: Int) {
        self.block = block
        scratch.wordPlaces.update(repeating: 0)
        scratch.isKnown.update(repeating: 0)
        var count = 0
        let start = block * Requirements.reach
        let end = min(start + 2 * Requirements.reach, syllables.count)
        for position in start..<end {
            note(Int(tables.slots[Int(places[position])].number), at: position - start, &count)
        }
        var token = tokensBefore(start)
        while token < tokens.count, Int(tokens[token].first) < end {
            let row = tokenBase + Requirements.number(of: tokens[token].token)
            note(row, at: Int(tokens[token].first) - start, &count)
            token += 1
        }
    }

    private func note(_ word: Int, at place: Int, _ count: inout Int) {
        if scratch.wordPlaces[word] == 0 {
            count += 1
            scratch.wordPlaces[word] = UInt8(count)
            scratch.words[count] = Places()
        }
        let known = Int(scratch.wordPlaces[word])
        let bit = (1 as UInt64) &<< UInt64(place % Requirements.reach)
        if place < Requirements.reach { scratch.words[known].here |= bit } else { scratch.words[known].next |= bit }
    }

    private func findPlaces(of set: Int) {
        var found = Places()
        for index in Int(tables.sets[set])..<Int(tables.sets[set + 1]) {
            let known = Int(scratch.wordPlaces[Int(tables.wordsOfSets[index])])
            if known != 0 {
                found.here |= scratch.words[known].here
                found.next |= scratch.words[known].next
            }
        }
        scratch.sets[set] = found
        scratch.isKnown[set] = 1
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
