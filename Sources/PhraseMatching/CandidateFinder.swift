import VietnameseText

/// Tells at which places of a text programs are worth running.
///
/// The text is cut into blocks of ``Requirements/reach`` syllables. What a match that begins in a block asks for stands in
/// that block or the next one; for these two it is noted where each word stands, one bit for each syllable. A set of words
/// stands where any of them does, which is worked out when it is first asked for.
struct CandidateFinder {
    /// A syllable where a program may match.
    struct Candidate {
        var phrase: Int32
        var position: Int32
    }

    /// Room to work in, by the caller.
    struct Scratch {
        /// For each word, and then each token class: its place in ``words``, or 0 when it does not stand here.
        var wordPlaces: UnsafeMutableBufferPointer<UInt8>
        /// For each set whether its places are known: 1 or 0.
        var isKnown: UnsafeMutableBufferPointer<UInt8>
        /// Where each set stands, once that is known.
        var sets: UnsafeMutableBufferPointer<UInt128>
        /// Where each word of the two blocks stands.
        var words: UnsafeMutableBufferPointer<UInt128>

        /// Words and token classes that two blocks can hold, and the one that stands for all others.
        static let wordCapacity = 2 * Requirements.reach + TokenClass.allCases.count + 1
    }

    private let flat: PhraseTables.Flat
    private let tokenBase: Int
    private let syllables: UnsafeBufferPointer<Syllable>
    private let numbers: UnsafePointer<UInt32>
    private let tokens: [TokenSpans.Span]
    private let scratch: Scratch
    /// Whether a token goes across the end of a sentence, as nothing else in a phrase does.
    private let mayCrossSentences: Bool
    /// The place that is looked from.
    private var position = -1
    /// Its block.
    private var block = -1
    /// The sentence of the place, or its rest.
    private var sentence = 0..<0
    /// The syllables from the place to the end of its sentence, the place first.
    private var sentenceWindow: UInt64 = 0
    /// The place in its block.
    private var shift: UInt128 = 0

    /// The candidates of the phrases of the index.
    private(set) var candidates: [Candidate] = []
    /// The candidates of lists, with the list.
    private(set) var listCandidates: [(list: Int32, candidate: Candidate)] = []

    /// Makes a finder for one text.
    ///
    /// - Parameters:
    ///   - tables: What the programs require.
    ///   - syllables: The text.
    ///   - numbers: Word number of each syllable.
    ///   - tokens: The text's tokens.
    ///   - scratch: Room to work in.
    init(
        _ tables: PhraseTables, syllables: UnsafeBufferPointer<Syllable>, numbers: UnsafePointer<UInt32>,
        tokens: TokenSpans, scratch: Scratch
    ) {
        flat = tables.flat
        tokenBase = tables.tokenBase
        self.syllables = syllables
        self.numbers = numbers
        self.tokens = tokens.spans
        self.scratch = scratch
        mayCrossSentences = tokens.spans.contains { span in
            syllables[Int(span.first)..<Int(span.end)].dropFirst().contains { $0.gap == .sentence }
        }
    }

    /// Makes a program a candidate at a place if what it needs stands behind.
    mutating func consider(_ phrase: Int32, at position: Int) {
        move(to: position)
        addIfAllowed(phrase)
    }

    /// Makes those programs candidates at a place that a word or pair begins and that have what they need behind.
    ///
    /// - Parameters:
    ///   - heads: The heads of all words or pairs.
    ///   - starts: Where those of each lie.
    ///   - begin: Number of the word or pair.
    ///   - position: The place.
    @inline(__always)
    mutating func consider(
        _ heads: UnsafeBufferPointer<HeadTable.Head>, _ starts: UnsafeBufferPointer<UInt32>, of begin: Int,
        at position: Int
    ) {
        let (first, end) = (Int(starts[begin]), Int(starts[begin + 1]))
        guard first < end else { return }
        move(to: position)
        for index in first..<end {
            let head = heads[index]
            if head.set >= 0, !holds(Int(head.set), in: head.window) { continue }
            addIfAllowed(head.phrase)
        }
    }

    private mutating func addIfAllowed(_ phrase: Int32) {
        let known = flat.phrases[Int(phrase)]
        let program = flat.programs[Int(known.program)]
        for index in Int(program.first)..<Int(program.first + program.count) {
            let check = flat.checks[index]
            if !holds(Int(check.set), in: check.window) { return }
        }
        let candidate = Candidate(phrase: phrase, position: Int32(position))
        if known.list >= 0 {
            listCandidates.append((known.list, candidate))
        } else {
            candidates.append(candidate)
        }
    }

    /// Whether one of a set's words stands in a window behind the place.
    @inline(__always)
    private func holds(_ set: Int, in window: UInt64) -> Bool {
        if scratch.isKnown[set] == 0 { findPlaces(of: set) }
        return UInt64(truncatingIfNeeded: scratch.sets[set] &>> shift) & window & sentenceWindow != 0
    }

    /// Goes to a place; cheap inside a block.
    @inline(__always)
    private mutating func move(to position: Int) {
        if position != self.position { lookFrom(position) }
    }

    private mutating func lookFrom(_ position: Int) {
        self.position = position
        let block = position / Requirements.reach
        if block != self.block { enter(block) }
        shift = UInt128(truncatingIfNeeded: position % Requirements.reach)
        guard !mayCrossSentences else {
            sentenceWindow = ~0
            return
        }
        if !sentence.contains(position) {
            var end = position + 1
            while end < syllables.count, syllables[end].gap < .sentence { end += 1 }
            sentence = position..<end
        }
        let rest = sentence.upperBound - position
        sentenceWindow = rest >= Requirements.reach ? ~0 : (1 &<< UInt64(rest)) &- 1
    }

    @inline(never)
    private func findPlaces(of set: Int) {
        var found: UInt128 = 0
        for index in Int(flat.sets[set])..<Int(flat.sets[set + 1]) {
            let known = Int(scratch.wordPlaces[Int(flat.wordsOfSets[index])])
            if known != 0 { found |= scratch.words[known] }
        }
        scratch.sets[set] = found
        scratch.isKnown[set] = 1
    }

    /// Notes where the words of a block and of the next one stand.
    @inline(never)
    private mutating func enter(_ block: Int) {
        self.block = block
        scratch.wordPlaces.update(repeating: 0)
        scratch.isKnown.update(repeating: 0)
        var count = 0
        let start = block * Requirements.reach
        let end = min(start + 2 * Requirements.reach, syllables.count)
        for position in start..<end { note(Int(numbers[position]), at: position - start, &count) }
        for token in tokens[tokensBefore(start)...] {
            guard Int(token.first) < end else { break }
            note(tokenBase + Requirements.number(of: token.token), at: Int(token.first) - start, &count)
        }
    }

    private func note(_ word: Int, at place: Int, _ count: inout Int) {
        if scratch.wordPlaces[word] == 0 {
            count += 1
            scratch.wordPlaces[word] = UInt8(count)
            scratch.words[count] = 0
        }
        scratch.words[Int(scratch.wordPlaces[word])] |= 1 &<< UInt128(truncatingIfNeeded: place)
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
