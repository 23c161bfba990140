import VietnameseText

/// Finds the places of a text where programs may match.
///
/// The text is cut into blocks of ``Requirements/reach`` syllables. What a match that begins in a block asks for stands in
/// that block or the next one; for these two it is noted where each word stands, one bit for each syllable. A set of words
/// stands where any of them does, which is worked out when it is first asked for, and a few shifts then tell all places at
/// once where a program may begin.
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
        /// For each set, and then each program, whether it has been looked at: 1 or 0.
        var isKnown: UnsafeMutableBufferPointer<UInt8>
        /// Where each set stands, once that is known.
        var sets: UnsafeMutableBufferPointer<UInt128>
        /// Where each word of the two blocks stands.
        var words: UnsafeMutableBufferPointer<UInt128>
        /// Which words these are.
        var present: UnsafeMutableBufferPointer<UInt32>

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
    /// Number of words and token classes in the two blocks.
    private var presentCount = 0
    /// The sentence that was looked at last, or its rest.
    private var sentence = 0..<0

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

    /// Finds the candidates.
    mutating func run() {
        var start = 0
        while start < syllables.count {
            enterBlock(at: start)
            for place in 1..<(presentCount + 1) {
                let word = Int(scratch.present[place])
                for index in Int(flat.wordStarts[word])..<Int(flat.wordStarts[word + 1]) {
                    let program = Int(flat.wordPrograms[index])
                    let mark = flat.sets.count - 1 + program
                    if scratch.isKnown[mark] == 0 {
                        scratch.isKnown[mark] = 1
                        consider(flat.programs[program], blockStart: start)
                    }
                }
            }
            for program in flat.anywhere { consider(flat.programs[Int(program)], blockStart: start) }
            start += Requirements.reach
        }
    }

    /// Adds the places in a block where a program may begin.
    private mutating func consider(_ program: Requirements.Program, blockStart: Int) {
        let here = min(syllables.count - blockStart, Requirements.reach)
        var starts = ~UInt64(0) >> UInt64(Requirements.reach - here)
        let checks = Int(program.firstCheck)..<Int(program.firstCheck + program.checkCount)
        for index in checks {
            let check = flat.checks[index]
            starts &= Self.beginnings(places(of: Int(check.set)), check.first, check.last)
            if starts == 0 { return }
        }
        while starts != 0 {
            let place = starts.trailingZeroBitCount
            starts &= starts &- 1
            if isInOneSentence(place, blockStart: blockStart, checks) {
                add(program.phrase, at: blockStart + place)
            }
        }
    }

    private mutating func add(_ phrase: Int32, at position: Int) {
        let candidate = Candidate(phrase: phrase, position: Int32(position))
        let list = flat.phrases[Int(phrase)].list
        if list >= 0 {
            listCandidates.append((list, candidate))
        } else {
            candidates.append(candidate)
        }
    }

    /// The places of the block from which some place lies at a distance of `first` to `last`.
    @inline(__always)
    private static func beginnings(_ places: UInt128, _ first: UInt8, _ last: UInt8) -> UInt64 {
        var result = places &>> UInt128(truncatingIfNeeded: first)
        var width = 1
        let wanted = Int(last - first) + 1
        while width < wanted {
            let step = min(width, wanted - width)
            result |= result &>> UInt128(truncatingIfNeeded: step)
            width += step
        }
        return UInt64(truncatingIfNeeded: result)
    }

    /// Whether what a program asks for stands in the sentence that its match would begin in.
    private mutating func isInOneSentence(_ place: Int, blockStart: Int, _ checks: Range<Int>) -> Bool {
        if mayCrossSentences { return true }
        let position = blockStart + place
        if !sentence.contains(position) {
            var end = position + 1
            while end < syllables.count, syllables[end].gap < .sentence { end += 1 }
            sentence = position..<end
        }
        let rest = sentence.upperBound - position
        if rest >= Requirements.reach { return true }
        for index in checks {
            let check = flat.checks[index]
            guard rest > Int(check.first) else { return false }
            guard rest <= Int(check.last) else { continue }
            let ahead = UInt64(truncatingIfNeeded: scratch.sets[Int(check.set)] &>> UInt128(truncatingIfNeeded: place))
            let window = (1 &<< UInt64(rest)) &- (1 &<< UInt64(check.first))
            if ahead & window == 0 { return false }
        }
        return true
    }

    /// Where a set stands in the two blocks.
    @inline(__always)
    private func places(of set: Int) -> UInt128 {
        if scratch.isKnown[set] == 0 { findPlaces(of: set) }
        return scratch.sets[set]
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
    private mutating func enterBlock(at start: Int) {
        scratch.wordPlaces.update(repeating: 0)
        scratch.isKnown.update(repeating: 0)
        presentCount = 0
        let end = min(start + 2 * Requirements.reach, syllables.count)
        for position in start..<end { note(Int(numbers[position]), at: position - start) }
        for token in tokens[tokensBefore(start)...] {
            guard Int(token.first) < end else { break }
            note(tokenBase + Requirements.number(of: token.token), at: Int(token.first) - start)
        }
    }

    private mutating func note(_ word: Int, at place: Int) {
        if scratch.wordPlaces[word] == 0 {
            presentCount += 1
            scratch.wordPlaces[word] = UInt8(presentCount)
            scratch.present[presentCount] = UInt32(word)
            scratch.words[presentCount] = 0
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
