import VietnameseText

/// Tells at which places of a text programs are worth running.
///
/// A set of words that stands nowhere near rules a program out at once. Otherwise the words behind the place are looked at
/// one by one.
struct CandidateFinder {
    /// A syllable where a program may match.
    struct Candidate {
        var phrase: Int32
        var position: Int32
    }

    /// Near are the block of so many syllables in which a place lies, and what can be asked about behind its last one.
    private static let blockLength = 4 * Requirements.reach

    private let flat: UnsafePointer<PhraseTables.Flat>
    private let rowWidth: Int
    private let tokenBase: Int
    private let syllables: UnsafeBufferPointer<Syllable>
    private let tokens: [TokenSpans.Span]
    /// Where the row of each syllable's word begins.
    private let rowStarts: UnsafePointer<UInt32>
    /// The sets of which some word stands near.
    private let near: UnsafeMutablePointer<UInt64>
    /// The same for tokens alone.
    private let nearTokens: UnsafeMutablePointer<UInt64>
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

    /// The candidates of the phrases of the index.
    private(set) var candidates: [Candidate] = []
    /// The candidates of lists; those of one list are chained, each with the place of the one found before it.
    private(set) var listCandidates: [(candidate: Candidate, before: Int32)] = []
    /// For each list the place of its last candidate in ``listCandidates``, -1 for none.
    private(set) var lastOfList: [Int32]

    /// Makes a finder for one text.
    ///
    /// - Parameters:
    ///   - tables: What the programs require.
    ///   - syllables: The text.
    ///   - rowStarts: Where the row of each syllable's word begins.
    ///   - tokens: The text's tokens.
    ///   - near: Room for two rows.
    init(
        _ tables: PhraseTables, syllables: UnsafeBufferPointer<Syllable>, rowStarts: UnsafePointer<UInt32>,
        tokens: TokenSpans, near: UnsafeMutablePointer<UInt64>
    ) {
        flat = tables.flat
        rowWidth = tables.rowWidth
        tokenBase = tables.tokenBase
        self.syllables = syllables
        self.rowStarts = rowStarts
        self.tokens = tokens.spans
        lastOfList = [Int32](repeating: -1, count: tables.listCount)
        self.near = near
        nearTokens = near + rowWidth
        mayCrossSentences = tokens.spans.contains { span in
            syllables[Int(span.first)..<Int(span.end)].dropFirst().contains { $0.gap == .sentence }
        }
    }

    /// Makes a program a candidate at a place if what it needs stands behind.
    mutating func consider(_ phrase: Int32, at position: Int) {
        move(to: position)
        let program = flat.pointee.programs[Int(flat.pointee.phrases[Int(phrase)].program)]
        if holdAll(program.first, program.count) { add(phrase) }
    }

    /// Makes those programs candidates at a place that a word begins and that have what they need behind.
    @inline(__always)
    mutating func considerHeads(ofWord word: Int, at position: Int) {
        let range = Int(flat.pointee.wordHeadStarts[word])..<Int(flat.pointee.wordHeadStarts[word + 1])
        if !range.isEmpty { consider(flat.pointee.wordHeads, flat.pointee.wordHeadSets, range, at: position) }
    }

    /// The same for those that a pair of words begins.
    @inline(__always)
    mutating func considerHeads(ofPair pair: Int, at position: Int) {
        let range = Int(flat.pointee.pairHeadStarts[pair])..<Int(flat.pointee.pairHeadStarts[pair + 1])
        if !range.isEmpty { consider(flat.pointee.pairHeads, flat.pointee.pairHeadSets, range, at: position) }
    }

    private mutating func consider(
        _ heads: UnsafeBufferPointer<HeadTable.Head>, _ sets: UnsafeBufferPointer<HeadTable.Sets>, _ range: Range<Int>,
        at position: Int
    ) {
        move(to: position)
        var first = range.lowerBound
        while first < range.upperBound {
            let count = min(64, range.upperBound - first)
            // Most are ruled out here, by no pattern that a processor could learn: so without a branch.
            var left: UInt64 = 0
            for index in 0..<count {
                let asked = sets[first &+ index]
                left |= (nearBit(asked.first) & nearBit(asked.second) & 1) &<< UInt64(index)
            }
            while left != 0 {
                let index = first &+ left.trailingZeroBitCount
                left &= left &- 1
                let head = heads[index]
                if head.window != 0, !stands(Int(sets[index].first), in: head.window & sentenceWindow) { continue }
                if head.checkCount > 0, !holdAll(head.firstCheck, head.checkCount) { continue }
                add(head.phrase)
            }
            first += count
        }
    }

    private mutating func add(_ phrase: Int32) {
        let list = flat.pointee.phrases[Int(phrase)].list
        let candidate = Candidate(phrase: phrase, position: Int32(position))
        if list >= 0 {
            listCandidates.append((candidate, lastOfList[Int(list)]))
            lastOfList[Int(list)] = Int32(listCandidates.count - 1)
        } else {
            candidates.append(candidate)
        }
    }

    /// Whether some checks hold.
    ///
    /// This and what it calls change nothing; marked so, they need no copy of the finder.
    private mutating func holdAll(_ first: UInt32, _ count: UInt32) -> Bool {
        for index in Int(first)..<Int(first + count) {
            let check = flat.pointee.checks[index]
            if !holds(Int(check.set), in: check.window) { return false }
        }
        return true
    }

    /// A number whose lowest bit tells whether some word of a set stands near.
    @inline(__always)
    private func nearBit(_ set: Int32) -> UInt64 { near[Int(set &>> 6)] &>> UInt64(set & 63) }

    /// Whether one of a set's words stands in a window behind the place.
    @inline(__always)
    private mutating func holds(_ set: Int, in window: UInt64) -> Bool {
        nearBit(Int32(truncatingIfNeeded: set)) & 1 != 0 && stands(set, in: window & sentenceWindow)
    }

    private mutating func stands(_ set: Int, in window: UInt64) -> Bool {
        guard let rows = flat.pointee.rows.baseAddress else { return false }
        let (element, bit) = (set &>> 6, UInt64(set & 63))
        var rest = window
        while rest != 0 {
            let place = position &+ rest.trailingZeroBitCount
            if rows[Int(rowStarts[place]) &+ element] &>> bit & 1 != 0 { return true }
            rest &= rest &- 1
        }
        return nearTokens[element] &>> bit & 1 != 0 && isToken(of: element, bit, in: window)
    }

    /// Whether a token of a set begins in a window behind the place.
    private mutating func isToken(of element: Int, _ bit: UInt64, in window: UInt64) -> Bool {
        var index = tokensBefore(position)
        while index < tokens.count, Int(tokens[index].first) - position < Requirements.reach {
            let isInWindow = window &>> UInt64(Int(tokens[index].first) - position) & 1 != 0
            if isInWindow, flat.pointee.rows[tokenRow(tokens[index].token) + element] &>> bit & 1 != 0 { return true }
            index += 1
        }
        return false
    }

    private func tokenRow(_ token: TokenClass) -> Int {
        Int(flat.pointee.rowStarts[tokenBase + Requirements.number(of: token)])
    }

    /// Goes to a place; cheap inside a block.
    @inline(__always)
    private mutating func move(to position: Int) {
        if position != self.position { lookFrom(position) }
    }

    private mutating func lookFrom(_ position: Int) {
        self.position = position
        let block = position / Self.blockLength
        if block != self.block { enter(block) }
        guard !mayCrossSentences else {
            let rest = syllables.count - position
            sentenceWindow = rest >= Requirements.reach ? ~0 : (1 &<< UInt64(rest)) &- 1
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

    /// Notes which sets have words near a block.
    @inline(never)
    private mutating func enter(_ block: Int) {
        self.block = block
        near.update(repeating: 0, count: rowWidth * 2)
        near[Int(SetMembership.any)] = 1
        let start = block * Self.blockLength
        let end = min(start + Self.blockLength + Requirements.reach, syllables.count)
        for position in start..<end where rowStarts[position] != 0 { add(Int(rowStarts[position]), to: near) }
        for token in tokens[tokensBefore(start)...] {
            guard Int(token.first) < end else { break }
            add(tokenRow(token.token), to: near)
            add(tokenRow(token.token), to: nearTokens)
        }
    }

    @inline(__always)
    private func add(_ start: Int, to sum: UnsafeMutablePointer<UInt64>) {
        guard let rows = flat.pointee.rows.baseAddress else { return }
        let row = rows + start
        for element in 0..<rowWidth { sum[element] |= row[element] }
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
