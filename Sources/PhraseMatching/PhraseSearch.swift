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
        // One place in the vocabulary a syllable, and one behind the last for the candidates' end.
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: text.syllables.count * 2) { scratch in
            let places = UnsafeMutableBufferPointer(rebasing: scratch[..<text.syllables.count])
            let open = UnsafeMutableBufferPointer(rebasing: scratch[text.syllables.count...])
            scan(places, open)
            if !candidates.isEmpty || !tables.byToken.isEmpty || !listHits.isEmpty {
                runPrograms(places)
            }
        }
        return hits
    }

    // MARK: Programs

    private mutating func runPrograms(_ places: UnsafeMutableBufferPointer<UInt32>) {
        let tables = self.tables
        let tokens = tables.usesTokens ? TokenSpans(text) : TokenSpans.none
        for span in tokens.spans {
            for (token, phrase) in tables.byToken where token == span.token {
                candidates.append(Candidate(phrase: phrase, position: span.first))
            }
        }
        dropImpossible(places)
        guard !candidates.isEmpty || !listHits.isEmpty else { return }
        let syllables = text.syllables
        syllables.withUnsafeBufferPointer { syllables in
            tables.programs.steps.withUnsafeBufferPointer { steps in
                tables.programs.words.withUnsafeBufferPointer { words in
                    tables.programs.targets.withUnsafeBufferPointer { targets in
                        tables.vocabulary.slots.withUnsafeBufferPointer { slots in
                            let input = PhraseMachine.Input(
                                steps: steps, words: words, targets: targets, syllables: syllables,
                                places: UnsafeBufferPointer(places), slots: slots)
                            var machine = PhraseMachine(input, tokens: tokens)
                            runLists(&machine)
                            runPhrases(&machine, syllables)
                        }
                    }
                }
            }
        }
    }

    /// Drops candidates of programs that need words which the text does not hold.
    private mutating func dropImpossible(_ places: UnsafeMutableBufferPointer<UInt32>) {
        let tables = self.tables
        let words = tables.vocabulary.count + 1
        // Whether the text holds a word, by word number; then whether it can match, by program: 0 while that is not known.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: words + tables.requirements.count) { scratch in
            scratch.initialize(repeating: 0)
            let held = UnsafeMutableBufferPointer(rebasing: scratch[..<words])
            let possible = UnsafeMutableBufferPointer(rebasing: scratch[words...])
            tables.vocabulary.slots.withUnsafeBufferPointer { slots in
                for place in places { held[Int(slots[Int(place)].number)] = 1 }
            }
            candidates.removeAll { candidate in
                let program = Int(tables.phrases[Int(candidate.phrase)].program)
                if possible[program] == 0 {
                    let isPossible = tables.requirements.allow(program, held: UnsafeBufferPointer(held))
                    possible[program] = isPossible ? 1 : 2
                }
                return possible[program] == 2
            }
        }
    }

    /// Completes list after list, each after those that it uses, and finds where phrases begin that begin with one.
    private mutating func runLists(_ machine: inout PhraseMachine) {
        for list in 0..<Int32(tables.listCount) {
            for candidate in candidates where tables.phrases[Int(candidate.phrase)].list == list {
                machine.run(
                    tables.phrases[Int(candidate.phrase)].start, at: candidate.position, lists: listHits,
                    collectsAll: true)
                for way in machine.ways {
                    listHits.add(list: list, first: candidate.position, end: way.end, reading: way.reading)
                }
            }
            listHits.seal(list)
            let begun = tables.byList.filter { $0.list == list }
            guard !begun.isEmpty else { continue }
            for first in listHits.starts(of: list) {
                for (_, phrase) in begun { candidates.append(Candidate(phrase: phrase, position: first)) }
            }
        }
    }

    private mutating func runPhrases(_ machine: inout PhraseMachine, _ syllables: UnsafeBufferPointer<Syllable>) {
        let trieHits = hits.count
        for candidate in candidates {
            let phrase = tables.phrases[Int(candidate.phrase)]
            guard phrase.list < 0 else { continue }
            machine.run(phrase.start, at: candidate.position, lists: listHits, collectsAll: false)
            guard machine.best.end > 0 else { continue }
            let first = Int(candidate.position)
            let end = Int(machine.best.end)
            hits.append(
                PhraseHit(
                    phrase: Int(candidate.phrase), firstSyllable: first, endSyllable: end,
                    start: syllables[first].start, end: syllables[end - 1].end, exactness: machine.best.exactness))
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

    // MARK: Scan

    /// Finds what is in the trie.
    ///
    /// It looks up every syllable, then marks the places where a pair of words begins something, then follows the trie
    /// there: three loops, so that the first two run without branches that depend on the text.
    private mutating func scan(
        _ places: UnsafeMutableBufferPointer<UInt32>, _ open: UnsafeMutableBufferPointer<UInt32>
    ) {
        let tables = self.tables
        let syllables = text.syllables
        guard let placeBase = places.baseAddress, let openBase = open.baseAddress else { return }
        tables.vocabulary.slots.withUnsafeBufferPointer { slots in
            syllables.withUnsafeBufferPointer { syllables in
                tables.pairs.bits.withUnsafeBufferPointer { bits in
                    guard let slots = slots.baseAddress, let first = syllables.baseAddress, let bits = bits.baseAddress
                    else { return }
                    let count = Self.mark(
                        first, count: syllables.count, placeBase, openBase, slots, bits, tables.vocabulary.shift,
                        tables.pairs.stride, tables.pairs.mask)
                    for index in 0..<count { walk(from: Int(openBase[index]), syllables, placeBase, slots) }
                }
            }
        }
    }

    /// Writes the slot of every syllable, and the positions at which something may begin; at most `count` of each.
    ///
    /// Slots and bits are in bounds by construction: see `Vocabulary.place` and `PairTable.place`, of which rows and columns
    /// never exceed what the table was made for.
    private static func mark(
        _ syllables: UnsafePointer<Syllable>, count: Int, _ places: UnsafeMutablePointer<UInt32>,
        _ open: UnsafeMutablePointer<UInt32>, _ slots: UnsafePointer<Vocabulary.Slot>, _ bits: UnsafePointer<UInt64>,
        _ shift: UInt64, _ stride: UInt64, _ mask: UInt64
    ) -> Int {
        for position in 0..<count {
            let place = Vocabulary.place(syllables[position].plain, in: slots, shift: shift)
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
        _ slots: UnsafePointer<Vocabulary.Slot>
    ) {
        let before = hits.count
        let slot = slots[Int(places[position])]
        if slot.endsPhrase != 0 { report(tables.trie.singles[Int(slot.number)], at: position, syllables) }
        var end = position + 1
        if end < syllables.count, syllables[end].gap <= .light {
            let column = slots[Int(places[end])].column
            let bit = PairTable.place(slot.row, column, stride: tables.pairs.stride, mask: tables.pairs.mask)
            let isSet = tables.pairs.bits[Int(truncatingIfNeeded: bit &>> 6)] &>> (bit & 63) & 1 != 0
            var child = isSet ? tables.pairs.number(slot.row, column, place: bit) : nil
            while let number = child {
                let node = tables.trie.nodes[number]
                end += 1
                if node.outputs > 0 { report(node, at: position, syllables) }
                guard node.children > 0, end < syllables.count, syllables[end].gap <= .light else { break }
                child = tables.trie.child(of: node, slots[Int(places[end])].number)
            }
        }
        if hits.count - before > 1 { hits[before...].sort { $0.phrase < $1.phrase } }
    }

    private mutating func report(
        _ node: PhraseTrie.Node, at position: Int, _ syllables: UnsafeBufferPointer<Syllable>
    ) {
        for index in Int(node.firstOutput)..<Int(node.firstOutput + node.outputs) {
            let output = tables.trie.outputs[index]
            if output.words == .max {
                candidates.append(Candidate(phrase: Int32(output.phrase), position: Int32(position)))
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
