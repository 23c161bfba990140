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
    /// Room for how the wordings of one node read; nil for one that does not fit.
    private var readings: [Reading?]

    init(tables: PhraseTables, text: FoldedText) {
        self.tables = tables
        self.text = text
        flat = tables.flat
        listHits = ListHits(listCount: tables.listCount)
        readings = [Reading?](repeating: nil, count: tables.mostWordings)
    }

    /// The hits of the phrases that are not a list's.
    mutating func run() -> [PhraseHit] {
        guard !text.syllables.isEmpty else { return [] }
        let syllables = text.syllables
        hits.reserveCapacity(min(syllables.count * 8, 4096 + syllables.count * 2))
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
        for list in 0..<Int32(tables.listCount) {
            var place = finder.lastOfList[Int(list)]
            guard place >= 0 || listHits.has(list) else { continue }
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
            let begun = tables.byList[Int(list)]
            guard !begun.isEmpty else { continue }
            var last: Int32 = -1
            for place in listHits.places(of: list) {
                let first = listHits.entry(place).first
                if first == last { continue }
                last = first
                for phrase in begun { finder.consider(phrase, at: Int(first)) }
            }
        }
    }

    /// Runs the programs where they may match, from the left to the right.
    ///
    /// A phrase that is a candidate twice at one syllable, by its first word and by its first two, runs once.
    private mutating func runPhrases(
        _ candidates: [CandidateFinder.Candidate], _ machine: inout PhraseMachine,
        _ syllables: UnsafeBufferPointer<Syllable>
    ) {
        // The place in the upper half, the phrase in the lower one: so that the sort compares numbers.
        var order = candidates.map { UInt64(UInt32($0.position)) << 32 | UInt64(UInt32($0.phrase)) }
        order.sort()
        var found: [PhraseHit] = []
        var last = UInt64.max
        for candidate in order where candidate != last {
            last = candidate
            let phrase = Int(candidate & 0xFFFF_FFFF)
            let first = Int(candidate >> 32)
            machine.run(
                flat.pointee.phrases[phrase].start, at: Int32(first), lists: listHits, collectsAll: false)
            guard machine.best.end > 0 else { continue }
            let end = Int(machine.best.end)
            found.append(
                PhraseHit(
                    phrase: phrase, firstSyllable: first, endSyllable: end,
                    start: syllables[first].start, end: syllables[end - 1].end, exactness: machine.best.exactness))
        }
        if !found.isEmpty { merge(found) }
    }

    /// Puts hits of programs, which are in order, among those of the trie.
    private mutating func merge(_ found: [PhraseHit]) {
        var merged: [PhraseHit] = []
        merged.reserveCapacity(hits.count + found.count)
        var next = 0
        for hit in found {
            while next < hits.count, Self.comesBefore(hits[next], hit) {
                merged.append(hits[next])
                next += 1
            }
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
            report(flat.pointee.singles[Int(slot.number)], at: position, length: 1, syllables)
            finder.considerHeads(ofWord: Int(slot.number), at: position)
        }
        var end = position + 1
        if end < syllables.count, syllables[end].gap <= .light, let pair = pair(slot, slots[end]) {
            finder.considerHeads(ofPair: pair, at: position)
            var child: Int? = pair
            while let number = child {
                let node = flat.pointee.nodes[number]
                end += 1
                report(node, at: position, length: end - position, syllables)
                guard node.children > 0, end < syllables.count, syllables[end].gap <= .light else { break }
                child = PhraseTrie.child(of: node, numbers[end], in: flat.pointee.nodeWords)
            }
        }
        if hits.count - before > 1 { hits.sortShort(from: before) { $0.phrase < $1.phrase } }
    }

    /// The number of the pair that a word makes with the next one.
    @inline(__always)
    private func pair(_ first: Vocabulary.Slot, _ secondSlot: UInt32) -> Int? {
        let column = flat.pointee.slots[Int(secondSlot)].column
        let bit = PairTable.place(first.row, column, stride: tables.pairs.stride, mask: tables.pairs.mask)
        let isSet = flat.pointee.pairBits[Int(truncatingIfNeeded: bit &>> 6)] &>> (bit & 63) & 1 != 0
        return isSet ? tables.pairs.number(first.row, column, place: bit) : nil
    }

    /// Reports what ends with a node whose words stand at a position.
    @inline(__always)
    private mutating func report(
        _ node: PhraseTrie.Node, at position: Int, length: Int, _ syllables: UnsafeBufferPointer<Syllable>
    ) {
        guard node.outputs > 0 else { return }
        for wording in 0..<Int(node.wordings) {
            let words = Int(flat.pointee.wordings[Int(node.firstWording) &+ wording])
            readings[wording] = read(words, at: position, length: length, syllables)
        }
        let first = Int(node.firstOutput)
        for index in first..<(first &+ Int(node.outputs)) {
            let output = flat.pointee.outputs[index]
            if let reading = readings[Int(output.wording)] {
                take(output, reading, at: position, end: position &+ length, syllables)
            }
        }
    }

    /// Compares marks; the plain letters are those of the phrase.
    @inline(__always)
    private func read(
        _ words: Int, at position: Int, length: Int, _ syllables: UnsafeBufferPointer<Syllable>
    ) -> Reading? {
        var reading = Reading()
        for index in 0..<length {
            guard let fit = flat.pointee.words[words &+ index].fit(syllables[position &+ index]) else { return nil }
            reading.add(fit, of: flat.pointee.words[words &+ index])
        }
        return reading
    }

    @inline(__always)
    private mutating func take(
        _ output: PhraseTrie.Output, _ reading: Reading, at position: Int, end: Int,
        _ syllables: UnsafeBufferPointer<Syllable>
    ) {
        if output.list >= 0 {
            listHits.add(list: output.list, first: Int32(position), end: Int32(end), reading: reading)
            return
        }
        guard reading.isMatch else { return }
        let found = PhraseHit(
            phrase: Int(output.phrase), firstSyllable: position, endSyllable: end, start: syllables[position].start,
            end: syllables[end - 1].end, exactness: reading.exactness)
        if output.hasSeveralSequences, let known = earlierHit(of: found) {
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
