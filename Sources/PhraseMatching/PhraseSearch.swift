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
    private let flat: PhraseTables.Flat
    private let text: FoldedText
    private var hits: [PhraseHit] = []
    private var candidates: [Candidate] = []
    /// Those of lists, with the list.
    private var listCandidates: [(list: Int32, candidate: Candidate)] = []
    private var listHits: ListHits

    init(tables: PhraseTables, text: FoldedText) {
        self.tables = tables
        self.text = text
        flat = tables.flat
        listHits = ListHits(listCount: tables.listCount)
    }

    /// The hits of the phrases that are not a list's.
    mutating func run() -> [PhraseHit] {
        guard !text.syllables.isEmpty else { return [] }
        let tokens = tables.usesTokens ? TokenSpans(text) : TokenSpans.none
        let syllables = text.syllables
        syllables.withUnsafeBufferPointer { syllables in
            tokens.spans.withUnsafeBufferPointer { spans in
                // Slots of the syllables, and the places at which something may begin.
                withUnsafeTemporaryAllocation(of: UInt32.self, capacity: syllables.count * 2) { room in
                    guard let places = room.baseAddress else { return }
                    let begins = mark(syllables, places, places + syllables.count)
                    withScratch { scratch in
                        var ahead = WordsAhead(
                            tables, syllables: syllables, places: places, tokens: spans, scratch: scratch)
                        for place in room[syllables.count...].prefix(begins) {
                            walk(from: Int(place), syllables, places, &ahead)
                        }
                        runPrograms(syllables, places, tokens, &ahead)
                    }
                }
            }
        }
        return hits
    }

    private func withScratch(_ body: (WordsAhead.Scratch) -> Void) {
        let words = tables.tokenBase + TokenClass.allCases.count
        let capacity = WordsAhead.Scratch.wordCapacity
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: words + tables.setCount) { bytes in
            withUnsafeTemporaryAllocation(of: WordsAhead.Places.self, capacity: capacity + tables.setCount) { places in
                body(
                    WordsAhead.Scratch(
                        wordPlaces: UnsafeMutableBufferPointer(rebasing: bytes[..<words]),
                        isKnown: UnsafeMutableBufferPointer(rebasing: bytes[words...]),
                        sets: UnsafeMutableBufferPointer(rebasing: places[capacity...]),
                        words: UnsafeMutableBufferPointer(rebasing: places[..<capacity])))
            }
        }
    }

    // MARK: Programs

    private mutating func runPrograms(
        _ syllables: UnsafeBufferPointer<Syllable>, _ places: UnsafePointer<UInt32>, _ tokens: TokenSpans,
        _ ahead: inout WordsAhead
    ) {
        for span in tokens.spans {
            for (token, phrase) in tables.byToken where token == span.token {
                consider(phrase, at: Int(span.first), &ahead)
            }
        }
        guard !candidates.isEmpty || !listCandidates.isEmpty || !listHits.isEmpty else { return }
        var machine = PhraseMachine(flat, syllables: syllables, places: places, tokens: tokens)
        runLists(&machine, &ahead)
        runPhrases(&machine, syllables)
    }

    /// Makes a program a candidate at a place, unless words that it needs do not stand behind it.
    private mutating func consider(_ phrase: Int32, at position: Int, _ ahead: inout WordsAhead) {
        let known = flat.phrases[Int(phrase)]
        ahead.move(to: position)
        guard ahead.allow(Int(known.program)) else { return }
        let candidate = Candidate(phrase: phrase, position: Int32(position))
        if known.list >= 0 {
            listCandidates.append((known.list, candidate))
        } else {
            candidates.append(candidate)
        }
    }

    /// Completes list after list, each after those that it uses, and finds where phrases begin that begin with one.
    private mutating func runLists(_ machine: inout PhraseMachine, _ ahead: inout WordsAhead) {
        guard !listCandidates.isEmpty || !listHits.isEmpty else { return }
        listHits.sortAdded()
        for list in 0..<Int32(tables.listCount) {
            for (of, candidate) in listCandidates where of == list {
                machine.run(
                    flat.phrases[Int(candidate.phrase)].start, at: candidate.position, lists: listHits,
                    collectsAll: true)
                for way in machine.ways {
                    listHits.add(list: list, first: candidate.position, end: way.end, reading: way.reading)
                }
            }
            listHits.seal(list)
            let begun = tables.byList[Int(list)]
            guard !begun.isEmpty else { continue }
            for first in listHits.starts(of: list) {
                for phrase in begun { consider(phrase, at: Int(first), &ahead) }
            }
        }
    }

    private mutating func runPhrases(_ machine: inout PhraseMachine, _ syllables: UnsafeBufferPointer<Syllable>) {
        var found: [PhraseHit] = []
        for candidate in candidates {
            machine.run(
                flat.phrases[Int(candidate.phrase)].start, at: candidate.position, lists: listHits, collectsAll: false)
            guard machine.best.end > 0 else { continue }
            let first = Int(candidate.position)
            let end = Int(machine.best.end)
            found.append(
                PhraseHit(
                    phrase: Int(candidate.phrase), firstSyllable: first, endSyllable: end,
                    start: syllables[first].start, end: syllables[end - 1].end, exactness: machine.best.exactness))
        }
        if !found.isEmpty { merge(found) }
    }

    /// Puts hits of programs among those of the trie.
    ///
    /// A phrase that was a candidate twice at one syllable, by its first word and by its first two, counts once.
    private mutating func merge(_ found: [PhraseHit]) {
        let found = found.sorted(by: Self.comesBefore)
        var merged: [PhraseHit] = []
        merged.reserveCapacity(hits.count + found.count)
        var next = 0
        for hit in found {
            while next < hits.count, Self.comesBefore(hits[next], hit) {
                merged.append(hits[next])
                next += 1
            }
            if let last = merged.last, last.phrase == hit.phrase, last.firstSyllable == hit.firstSyllable { continue }
            merged.append(hit)
        }
        merged += hits[next...]
        hits = merged
    }

    private static func comesBefore(_ left: PhraseHit, _ right: PhraseHit) -> Bool {
        left.firstSyllable != right.firstSyllable
            ? left.firstSyllable < right.firstSyllable : left.phrase < right.phrase
    }

    // MARK: Scan

    /// Writes the slot of every syllable, and the positions at which something may begin; at most one for each syllable.
    ///
    /// Two loops without branches that depend on the text. Slots and bits are in bounds by construction: see
    /// `Vocabulary.place` and `PairTable.place`, of which rows and columns never exceed what the table was made for.
    private func mark(
        _ syllables: UnsafeBufferPointer<Syllable>, _ places: UnsafeMutablePointer<UInt32>,
        _ open: UnsafeMutablePointer<UInt32>
    ) -> Int {
        guard let slots = flat.slots.baseAddress, let bits = flat.pairBits.baseAddress,
            let first = syllables.baseAddress
        else { return 0 }
        let count = syllables.count
        let shift = tables.shift
        let (stride, mask) = (tables.pairs.stride, tables.pairs.mask)
        for position in 0..<count {
            let place = Vocabulary.place(first[position].plain, in: slots, shift: shift)
            places[position] = UInt32(truncatingIfNeeded: place)
        }
        var found = 0
        var slot = slots + Int(places[0])
        for position in 0..<(count &- 1) {
            let next = slots + Int(places[position &+ 1])
            let bit = PairTable.place(slot.pointee.row, next.pointee.column, stride: stride, mask: mask)
            let begins = UInt32(truncatingIfNeeded: bits[Int(truncatingIfNeeded: bit &>> 6)] &>> (bit & 63)) & 1
            open[found] = UInt32(truncatingIfNeeded: position)
            found &+= Int(truncatingIfNeeded: begins | slot.pointee.endsPhrase)
            slot = next
        }
        open[found] = UInt32(truncatingIfNeeded: count &- 1)
        return found &+ Int(truncatingIfNeeded: slot.pointee.endsPhrase)
    }

    /// Reports what begins at a position.
    private mutating func walk(
        from position: Int, _ syllables: UnsafeBufferPointer<Syllable>, _ places: UnsafePointer<UInt32>,
        _ ahead: inout WordsAhead
    ) {
        let before = hits.count
        let slot = flat.slots[Int(places[position])]
        if slot.endsPhrase != 0 { report(flat.singles[Int(slot.number)], at: position, syllables, &ahead) }
        var end = position + 1
        if end < syllables.count, syllables[end].gap <= .light {
            let column = flat.slots[Int(places[end])].column
            let bit = PairTable.place(slot.row, column, stride: tables.pairs.stride, mask: tables.pairs.mask)
            let isSet = flat.pairBits[Int(truncatingIfNeeded: bit &>> 6)] &>> (bit & 63) & 1 != 0
            var child = isSet ? tables.pairs.number(slot.row, column, place: bit) : nil
            while let number = child {
                let node = flat.nodes[number]
                end += 1
                if node.outputs > 0 { report(node, at: position, syllables, &ahead) }
                guard node.children > 0, end < syllables.count, syllables[end].gap <= .light else { break }
                child = PhraseTrie.child(of: node, flat.slots[Int(places[end])].number, in: flat.nodeWords)
            }
        }
        if hits.count - before > 1 { hits[before...].sort { $0.phrase < $1.phrase } }
    }

    private mutating func report(
        _ node: PhraseTrie.Node, at position: Int, _ syllables: UnsafeBufferPointer<Syllable>,
        _ ahead: inout WordsAhead
    ) {
        for index in Int(node.firstOutput)..<Int(node.firstOutput + node.outputs) {
            let output = flat.outputs[index]
            if output.words == .max {
                consider(Int32(output.phrase), at: position, &ahead)
            } else {
                verify(output, at: position, syllables)
            }
        }
    }

    /// Compares marks; the plain letters are those of the phrase.
    private mutating func verify(
        _ output: PhraseTrie.Output, at position: Int, _ syllables: UnsafeBufferPointer<Syllable>
    ) {
        var reading = Reading()
        for index in 0..<Int(output.length) {
            let word = flat.words[Int(output.words) + index]
            guard let fit = word.fit(syllables[position + index]) else { return }
            reading.add(fit, of: word)
        }
        let phrase = flat.phrases[Int(output.phrase)]
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
