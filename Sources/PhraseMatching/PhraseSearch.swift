import VietnameseText

/// One search of a text for all phrases of an index.
///
/// A pass over the syllables finds what is in the trie; then the programs run where they may match, those of lists first.
struct PhraseSearch {
    private let tables: PhraseTables
    private let flat: UnsafePointer<PhraseTables.Flat>
    private let text: FoldedText
    private var hits: [PhraseHit] = []
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
        let syllables = text.syllables
        hits.reserveCapacity(syllables.count * 2)
        syllables.withUnsafeBufferPointer { syllables in
            // Of each syllable its slot, its word number and its row; the places at which something may begin.
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: syllables.count * 4) { room in
                guard let slots = room.baseAddress else { return }
                let numbers = slots + syllables.count
                let rows = numbers + syllables.count
                let open = rows + syllables.count
                let begins = mark(syllables, slots, numbers, open)
                for position in 0..<syllables.count { rows[position] = flat.pointee.rowStarts[Int(numbers[position])] }
                withUnsafeTemporaryAllocation(of: UInt64.self, capacity: tables.rowWidth * 2) { near in
                    guard let near = near.baseAddress else { return }
                    let tokens = tables.usesTokens ? TokenSpans(text) : TokenSpans.none
                    var finder = CandidateFinder(
                        tables, syllables: syllables, rowStarts: rows, tokens: tokens, near: near)
                    for index in 0..<begins { walk(from: Int(open[index]), syllables, slots, numbers, &finder) }
                    runPrograms(&finder, syllables, numbers, tokens)
                }
            }
        }
        return hits
    }

    // MARK: Programs

    private mutating func runPrograms(
        _ finder: inout CandidateFinder, _ syllables: UnsafeBufferPointer<Syllable>,
        _ numbers: UnsafePointer<UInt32>, _ tokens: TokenSpans
    ) {
        for span in tokens.spans {
            for (token, phrase) in tables.byToken where token == span.token {
                finder.consider(phrase, at: Int(span.first))
            }
        }
        guard !finder.candidates.isEmpty || !finder.listCandidates.isEmpty || !listHits.isEmpty else { return }
        var machine = PhraseMachine(flat, syllables: syllables, numbers: numbers, tokens: tokens)
        runLists(&finder, &machine)
        runPhrases(finder.candidates, &machine, syllables)
    }

    /// Completes list after list, each after those that it uses, and finds where phrases begin that begin with one.
    private mutating func runLists(_ finder: inout CandidateFinder, _ machine: inout PhraseMachine) {
        guard !finder.listCandidates.isEmpty || !listHits.isEmpty else { return }
        listHits.sortAdded()
        for list in 0..<Int32(tables.listCount) {
            var place = finder.lastOfList[Int(list)]
            while place >= 0 {
                let (candidate, before) = finder.listCandidates[Int(place)]
                place = before
                machine.run(
                    flat.pointee.phrases[Int(candidate.phrase)].start, at: candidate.position, lists: listHits,
                    collectsAll: true)
                for way in machine.ways {
                    listHits.add(list: list, first: candidate.position, end: way.end, reading: way.reading)
                }
            }
            listHits.seal(list)
            guard listHits.stands(list) else { continue }
            let begun = tables.byList[Int(list)]
            guard !begun.isEmpty else { continue }
            for first in listHits.starts(of: list) {
                for phrase in begun { finder.consider(phrase, at: Int(first)) }
            }
        }
    }

    private mutating func runPhrases(
        _ candidates: [CandidateFinder.Candidate], _ machine: inout PhraseMachine,
        _ syllables: UnsafeBufferPointer<Syllable>
    ) {
        var found: [PhraseHit] = []
        for candidate in candidates {
            machine.run(
                flat.pointee.phrases[Int(candidate.phrase)].start, at: candidate.position, lists: listHits,
                collectsAll: false)
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
        _ numbers: UnsafeMutablePointer<UInt32>, _ open: UnsafeMutablePointer<UInt32>
    ) -> Int {
        guard let slots = flat.pointee.slots.baseAddress, let bits = flat.pointee.pairBits.baseAddress,
            let first = syllables.baseAddress
        else { return 0 }
        let count = syllables.count
        let shift = tables.shift
        let (stride, mask) = (tables.pairs.stride, tables.pairs.mask)
        for position in 0..<count {
            let place = Vocabulary.place(first[position].plain, in: slots, shift: shift)
            places[position] = UInt32(truncatingIfNeeded: place)
            numbers[position] = slots[place].number
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
        from position: Int, _ syllables: UnsafeBufferPointer<Syllable>, _ slots: UnsafePointer<UInt32>,
        _ numbers: UnsafePointer<UInt32>, _ finder: inout CandidateFinder
    ) {
        let before = hits.count
        let slot = flat.pointee.slots[Int(slots[position])]
        if slot.endsPhrase != 0 {
            report(flat.pointee.singles[Int(slot.number)], at: position, syllables)
            finder.considerHeads(ofWord: Int(slot.number), at: position)
        }
        var end = position + 1
        if end < syllables.count, syllables[end].gap <= .light, let pair = pair(slot, slots[end]) {
            finder.considerHeads(ofPair: pair, at: position)
            var child: Int? = pair
            while let number = child {
                let node = flat.pointee.nodes[number]
                end += 1
                report(node, at: position, syllables)
                guard node.children > 0, end < syllables.count, syllables[end].gap <= .light else { break }
                child = PhraseTrie.child(of: node, numbers[end], in: flat.pointee.nodeWords)
            }
        }
        if hits.count - before > 1 { hits[before...].sort { $0.phrase < $1.phrase } }
    }

    /// The number of the pair that a word makes with the next one.
    @inline(__always)
    private func pair(_ first: Vocabulary.Slot, _ secondSlot: UInt32) -> Int? {
        let column = flat.pointee.slots[Int(secondSlot)].column
        let bit = PairTable.place(first.row, column, stride: tables.pairs.stride, mask: tables.pairs.mask)
        let isSet = flat.pointee.pairBits[Int(truncatingIfNeeded: bit &>> 6)] &>> (bit & 63) & 1 != 0
        return isSet ? tables.pairs.number(first.row, column, place: bit) : nil
    }

    @inline(__always)
    private mutating func report(
        _ node: PhraseTrie.Node, at position: Int, _ syllables: UnsafeBufferPointer<Syllable>
    ) {
        for index in Int(node.firstOutput)..<Int(node.firstOutput + node.outputs) {
            verify(flat.pointee.outputs[index], at: position, syllables)
        }
    }

    /// Compares marks; the plain letters are those of the phrase.
    private mutating func verify(
        _ output: PhraseTrie.Output, at position: Int, _ syllables: UnsafeBufferPointer<Syllable>
    ) {
        var reading = Reading()
        for index in 0..<Int(output.length) {
            let word = flat.pointee.words[Int(output.words) + index]
            guard let fit = word.fit(syllables[position + index]) else { return }
            reading.add(fit, of: word)
        }
        let phrase = flat.pointee.phrases[Int(output.phrase)]
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
