import VietnameseText

/// One search of a text for all phrases of an index.
///
/// First a pass over the syllables finds what is in the trie and where programs are worth running; then the programs run,
/// those of lists first.
struct PhraseSearch {
    /// A syllable where a program may match.
    private struct Candidate {
        var phrase: Int32
        var position: Int32
    }

    private let tables: PhraseTables
    private let text: FoldedText
    private var hits: [PhraseHit] = []
    private var candidates: [Candidate] = []
    private var listHits: ListHits

    init(tables: PhraseTables, text: FoldedText) {
        self.tables = tables
        self.text = text
        listHits = ListHits(listCount: tables.listCount)
    }

    /// The hits of the phrases that are not a list's.
    mutating func run() -> [PhraseHit] {
        guard !text.syllables.isEmpty else { return [] }
        // One word number a syllable, and a zero behind the last one.
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: text.syllables.count + 1) { numbers in
            scan(numbers)
            if !candidates.isEmpty || !tables.byToken.isEmpty || !tables.byList.isEmpty { runPrograms(numbers) }
        }
        return hits
    }

    // MARK: Programs

    private mutating func runPrograms(_ numbers: UnsafeMutableBufferPointer<UInt32>) {
        let tokens = tables.usesTokens ? TokenSpans(text) : TokenSpans.none
        for span in tokens.spans {
            for (token, phrase) in tables.byToken where token == span.token {
                candidates.append(Candidate(phrase: phrase, position: span.first))
            }
        }
        let trieHits = hits.count
        let machine = PhraseMachine(
            tables: tables, syllables: text.syllables, numbers: UnsafeBufferPointer(numbers), tokens: tokens)
        for list in 0..<Int32(tables.listCount) {
            for candidate in candidates where tables.phrases[Int(candidate.phrase)].list == list {
                machine.run(candidate.phrase, at: Int(candidate.position), lists: listHits) { end, reading in
                    listHits.add(list: list, first: candidate.position, end: Int32(end), reading: reading)
                }
            }
            listHits.seal(list)
            for (beginning, phrase) in tables.byList where beginning == list {
                for first in listHits.starts(of: list) {
                    candidates.append(Candidate(phrase: phrase, position: first))
                }
            }
        }
        for candidate in candidates where tables.phrases[Int(candidate.phrase)].list < 0 {
            var best: (end: Int, exactness: Exactness)?
            machine.run(candidate.phrase, at: Int(candidate.position), lists: listHits) { end, reading in
                guard reading.isMatch else { return }
                if let best, (best.end, best.exactness) >= (end, reading.exactness) { return }
                best = (end, reading.exactness)
            }
            guard let best else { continue }
            let first = Int(candidate.position)
            hits.append(
                hit(Int(candidate.phrase), from: first, to: best.end, best.exactness, text.syllables))
        }
        if hits.count > trieHits { sortHits() }
    }

    /// Orders hits; a phrase that was a candidate twice at one syllable, by its first word and by its first two, counts once.
    private mutating func sortHits() {
        hits.sort { ($0.firstSyllable, $0.phrase) < ($1.firstSyllable, $1.phrase) }
        var kept = 0
        for index in hits.indices {
            if kept > 0, hits[kept - 1].phrase == hits[index].phrase,
                hits[kept - 1].firstSyllable == hits[index].firstSyllable
            {
                continue
            }
            hits[kept] = hits[index]
            kept += 1
        }
        hits.removeLast(hits.count - kept)
    }

    @inline(__always)
    private func hit(
        _ phrase: Int, from first: Int, to end: Int, _ exactness: Exactness, _ syllables: [Syllable]
    ) -> PhraseHit {
        PhraseHit(
            phrase: phrase, firstSyllable: first, endSyllable: end, start: syllables[first].start,
            end: syllables[end - 1].end, exactness: exactness)
    }

    // MARK: Scan

    private mutating func scan(_ numbers: UnsafeMutableBufferPointer<UInt32>) {
        let tables = self.tables
        guard let numbers = numbers.baseAddress else { return }
        text.syllables.withUnsafeBufferPointer { syllables in
            guard let base = syllables.baseAddress else { return }
            tables.withPointers { scan(base, count: syllables.count, numbers, $0) }
        }
    }

    /// Looks at every two neighbours: most pairs of words begin no phrase, and one bit tells.
    ///
    /// `numbers` has `count + 1` elements. Slots and bits are in bounds by construction: see ``Vocabulary/place(_:in:shift:)``
    /// and ``PairFilter/place(_:_:stride:mask:)``, of which rows and columns never exceed what the filter was made for.
    private mutating func scan(
        _ syllables: UnsafePointer<Syllable>, count: Int, _ numbers: UnsafeMutablePointer<UInt32>,
        _ tables: PhraseTables.Pointers
    ) {
        let slots = tables.slots
        let shift = tables.shift
        let pairs = tables.pairs
        let stride = tables.stride
        let mask = tables.mask
        var slot = Vocabulary.place(syllables[0].plain, in: slots, shift: shift)
        for position in 0..<count {
            numbers[position] = slots[slot].number
            let last = position &+ 1 == count
            let next = last ? slot : Vocabulary.place(syllables[position &+ 1].plain, in: slots, shift: shift)
            let bit = PairFilter.place(slots[slot].row, slots[next].column, stride: stride, mask: mask)
            if (pairs[Int(truncatingIfNeeded: bit &>> 6)] &>> (bit & 63)) & 1 != 0 || slots[slot].endsPhrase {
                walk(slots[slot].node, from: position, syllables, count: count, tables)
            }
            slot = next
        }
        numbers[count] = 0
    }

    /// Follows the trie from a node that stands for the syllable at a position.
    private mutating func walk(
        _ beginning: UInt32, from position: Int, _ syllables: UnsafePointer<Syllable>, count: Int,
        _ tables: PhraseTables.Pointers
    ) {
        let before = hits.count
        var node = beginning
        var end = position
        while node != 0 {
            end += 1
            let found = tables.nodes[Int(node)]
            for index in 0..<Int(found.outputs) {
                report(tables.outputs[Int(found.firstOutput) + index], at: position, syllables, tables)
            }
            guard found.hasChildren, end < count, syllables[end].gap <= .light else { break }
            let word = tables.slots[Vocabulary.place(syllables[end].plain, in: tables.slots, shift: tables.shift)]
                .number
            guard word != 0 else { break }
            node = tables.edges[PhraseTrie.place(node, word, in: tables.edges, mask: tables.edgeMask)].child
        }
        if hits.count - before > 1 { hits[before...].sort { $0.phrase < $1.phrase } }
    }

    private mutating func report(
        _ output: PhraseTrie.Output, at position: Int, _ syllables: UnsafePointer<Syllable>,
        _ tables: PhraseTables.Pointers
    ) {
        guard output.words != .max else {
            candidates.append(Candidate(phrase: Int32(output.phrase), position: Int32(position)))
            return
        }
        // The plain letters are those of the phrase; now the marks.
        var reading = Reading()
        for index in 0..<Int(output.length) {
            let word = tables.words[Int(output.words) + index]
            guard let fit = word.fit(syllables[position + index]) else { return }
            reading.add(fit, of: word)
        }
        let phrase = tables.phrases[Int(output.phrase)]
        let end = position + Int(output.length)
        if phrase.list >= 0 {
            listHits.add(list: phrase.list, first: Int32(position), end: Int32(end), reading: reading)
            return
        }
        guard reading.isMatch else { return }
        let found = PhraseHit(
            phrase: Int(output.phrase), firstSyllable: position, endSyllable: end, start: syllables[position].start,
            end: syllables[end - 1].end, exactness: reading.exactness)
        if phrase.hasSeveralSequences, let known = earlierHit(of: found) {
            if (hits[known].endSyllable, hits[known].exactness) < (end, found.exactness) { hits[known] = found }
        } else {
            hits.append(found)
        }
    }

    /// The hit of the same phrase at the same syllable.
    private func earlierHit(of hit: PhraseHit) -> Int? {
        var index = hits.count
        while index > 0, hits[index - 1].firstSyllable == hit.firstSyllable {
            index -= 1
            if hits[index].phrase == hit.phrase { return index }
        }
        return nil
    }
}
