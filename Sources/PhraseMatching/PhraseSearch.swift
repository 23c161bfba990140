import VietnameseText

/// One search of a text for all phrases of an index.
///
/// Passes over the syllables find what is in the trie, each over fewer of them than the one before; then the programs run
/// where they may match, those of lists first.
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

    /// What the passes write down; each buffer has room for two syllables more than the text has.
    private struct Notes {
        /// Of each syllable its slot in the vocabulary.
        let slots: UnsafeMutablePointer<UInt32>
        /// Of each syllable its word number, and behind the last one 0.
        let numbers: UnsafeMutablePointer<UInt32>
        /// Of each syllable where the row of its word begins.
        let rows: UnsafeMutablePointer<UInt32>
        /// The places at which something may begin.
        let open: UnsafeMutablePointer<UInt32>
        /// Of each of these places the number of the pair that stands there; ``noPair`` for none.
        let pairs: UnsafeMutablePointer<UInt32>
        /// Of each syllable its lane in the ``MarkFilter``; two more than the other buffers have.
        let lanes: UnsafeMutablePointer<UInt16>
        /// How the wordings of one node read; nil for one that does not fit.
        let readings: UnsafeMutablePointer<Reading?>

        static let noPair = UInt32.max
    }

    /// The hits of the phrases that are not a list's.
    mutating func run() -> [PhraseHit] {
        guard !text.syllables.isEmpty else { return [] }
        let syllables = text.syllables
        hits.reserveCapacity(min(syllables.count * 8, 4096 + syllables.count * 2))
        let width = syllables.count + 2
        syllables.withUnsafeBufferPointer { syllables in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: width * 5) { room in
                withUnsafeTemporaryAllocation(of: UInt16.self, capacity: width + 2) { lanes in
                    withUnsafeTemporaryAllocation(of: Reading?.self, capacity: max(tables.mostWordings, 1)) {
                        guard let first = room.baseAddress, let lanes = lanes.baseAddress,
                            let readings = $0.baseAddress
                        else { return }
                        let notes = Notes(
                            slots: first, numbers: first + width, rows: first + width * 2, open: first + width * 3,
                            pairs: first + width * 4, lanes: lanes, readings: readings)
                        search(syllables, notes)
                    }
                }
            }
        }
        return hits
    }

    private mutating func search(_ syllables: UnsafeBufferPointer<Syllable>, _ notes: Notes) {
        let begins = narrow(mark(syllables, notes), syllables, notes)
        guard tables.hasPrograms else {
            for index in 0..<begins {
                let before = hits.count
                walk(from: Int(notes.open[index]), pair: notes.pairs[index], syllables, notes)
                sortHits(from: before)
            }
            return
        }
        for position in 0..<syllables.count {
            notes.rows[position] = flat.pointee.rowStarts[Int(notes.numbers[position])]
        }
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: tables.rowWidth * 2) { near in
            guard let near = near.baseAddress else { return }
            let tokens = tables.usesTokens ? TokenSpans(text) : TokenSpans.none
            var finder = CandidateFinder(
                tables, syllables: syllables, rowStarts: notes.rows, tokens: tokens, near: near)
            for index in 0..<begins {
                let before = hits.count
                let (position, pair) = (Int(notes.open[index]), notes.pairs[index])
                considerHeads(at: position, pair: pair, notes, &finder)
                walk(from: position, pair: pair, syllables, notes)
                sortHits(from: before)
            }
            runPrograms(&finder, syllables, notes.numbers, tokens)
        }
    }

    /// Makes the programs candidates that begin with a word or pair at a place.
    @inline(__always)
    private func considerHeads(at position: Int, pair: UInt32, _ notes: Notes, _ finder: inout CandidateFinder) {
        let word = Int(notes.numbers[position])
        if flat.pointee.singles[word].traits & PhraseTrie.Node.beginsPrograms != 0 {
            finder.considerHeads(ofWord: word, at: position)
        }
        if pair != Notes.noPair, flat.pointee.nodes[Int(pair)].traits & PhraseTrie.Node.beginsPrograms != 0 {
            finder.considerHeads(ofPair: Int(pair), at: position)
        }
    }

    /// Puts the hits at one syllable in the order of phrases.
    @inline(__always)
    private mutating func sortHits(from first: Int) {
        if hits.count - first > 1 { hits.sortShort(from: first) { $0.phrase < $1.phrase } }
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

    /// Writes what is known of every syllable by itself, and the places at which the tables know something to begin.
    ///
    /// Two loops without branches that depend on the text. Slots and bits are in bounds by construction: see
    /// `Vocabulary.place` and `PairTable.place`, of which rows and columns never exceed what the table was made for.
    private func mark(_ syllables: UnsafeBufferPointer<Syllable>, _ notes: Notes) -> Int {
        guard let slots = flat.pointee.slots.baseAddress, let bits = flat.pointee.pairBits.baseAddress,
            let first = syllables.baseAddress
        else { return 0 }
        let count = syllables.count
        let shift = tables.shift
        let (stride, mask) = (tables.pairs.stride, tables.pairs.mask)
        for position in 0..<count {
            let place = Vocabulary.place(first[position].plain, in: slots, shift: shift)
            notes.slots[position] = UInt32(truncatingIfNeeded: place)
            notes.numbers[position] = slots[place].number
            notes.lanes[position] = MarkFilter.lane(first[position])
        }
        for past in count..<(count &+ 2) { notes.numbers[past] = 0 }
        for past in count..<(count &+ MarkFilter.width) { notes.lanes[past] = 0 }
        var found = 0
        var slot = slots + Int(notes.slots[0])
        for position in 0..<(count &- 1) {
            let next = slots + Int(notes.slots[position &+ 1])
            let bit = PairTable.place(slot.pointee.row, next.pointee.column, stride: stride, mask: mask)
            let isPair = UInt32(truncatingIfNeeded: bits[Int(truncatingIfNeeded: bit &>> 6)] &>> (bit & 63)) & 1
            notes.open[found] = UInt32(truncatingIfNeeded: position)
            found &+= Int(truncatingIfNeeded: isPair | slot.pointee.endsPhrase)
            slot = next
        }
        notes.open[found] = UInt32(truncatingIfNeeded: count &- 1)
        return found &+ Int(truncatingIfNeeded: slot.pointee.endsPhrase)
    }

    /// Keeps of the places those where marks and following words leave something possible, and writes down their pairs.
    ///
    /// What a place needs lies in tables that the caches do not hold as a whole. Nothing here waits for what was found at the
    /// place before, so that the processor fetches for many places at once.
    private func narrow(_ begins: Int, _ syllables: UnsafeBufferPointer<Syllable>, _ notes: Notes) -> Int {
        guard let slots = flat.pointee.slots.baseAddress, let bits = flat.pointee.pairBits.baseAddress,
            let nodes = flat.pointee.nodes.baseAddress, let singles = flat.pointee.singles.baseAddress,
            let first = syllables.baseAddress
        else { return 0 }
        // Nil when the bits do not decide; then only a search does.
        let before = flat.pointee.pairsBefore.baseAddress
        let isExact = tables.pairs.isExact
        let (stride, mask) = (tables.pairs.stride, tables.pairs.mask)
        let last = syllables.count &- 1
        var kept = 0
        for index in 0..<begins {
            let position = Int(notes.open[index])
            let lanes = UnsafeRawPointer(notes.lanes + position).loadUnaligned(as: UInt64.self)
            let counting = MarkFilter.mask(lanes)
            let word = Int(notes.numbers[position])
            var isKept = singles[word].isWorthALook(
                lanes: lanes, mask: counting & MarkFilter.mask(length: 1), next: 0)
            var pair = Notes.noPair
            if position < last, first[position &+ 1].gap <= .light {
                let (row, column) = (
                    slots[Int(notes.slots[position])].row, slots[Int(notes.slots[position &+ 1])].column
                )
                let bit = PairTable.place(row, column, stride: stride, mask: mask)
                if bits[Int(truncatingIfNeeded: bit &>> 6)] &>> (bit & 63) & 1 != 0 {
                    if isExact, let before {
                        pair = PairTable.number(bit, bits: bits, before: before)
                    } else if let number = tables.pairs.number(row, column, place: bit) {
                        pair = UInt32(truncatingIfNeeded: number)
                    }
                }
                // Behind the last pair stands the node that ends the others.
                if pair != Notes.noPair {
                    let isPairKept = nodes[Int(pair)].isWorthALook(
                        lanes: lanes, mask: counting & MarkFilter.mask(length: 2), next: notes.numbers[position &+ 2])
                    isKept |= isPairKept
                    if isPairKept == 0 { pair = Notes.noPair }
                }
            }
            notes.open[kept] = UInt32(truncatingIfNeeded: position)
            notes.pairs[kept] = pair
            kept &+= Int(truncatingIfNeeded: isKept)
        }
        return kept
    }

    /// Reports what begins at a position.
    @inline(__always)
    private mutating func walk(
        from position: Int, pair: UInt32, _ syllables: UnsafeBufferPointer<Syllable>, _ notes: Notes
    ) {
        report(flat.pointee.singles, Int(notes.numbers[position]), at: position, length: 1, syllables, notes)
        guard pair != Notes.noPair else { return }
        let nodes = flat.pointee.nodes
        var number = Int(pair)
        var end = position &+ 1
        while true {
            end &+= 1
            report(nodes, number, at: position, length: end &- position, syllables, notes)
            let word = notes.numbers[end]
            guard nodes[number].childWords &>> UInt64(word & 63) & 1 != 0, end < syllables.count,
                syllables[end].gap <= .light,
                let child = PhraseTrie.child(
                    among: nodes[number].firstChild..<nodes[number &+ 1].firstChild, word, in: flat.pointee.nodeWords)
            else { return }
            number = child
        }
    }

    /// Reports what ends with a node whose words stand at a position.
    @inline(__always)
    private mutating func report(
        _ nodes: UnsafeBufferPointer<PhraseTrie.Node>, _ number: Int, at position: Int, length: Int,
        _ syllables: UnsafeBufferPointer<Syllable>, _ notes: Notes
    ) {
        guard nodes[number].traits & PhraseTrie.Node.hasOutputs != 0 else { return }
        let lanes = UnsafeRawPointer(notes.lanes + position).loadUnaligned(as: UInt64.self)
        let mask = MarkFilter.mask(lanes) & MarkFilter.mask(length: length)
        let wordings = Int(nodes[number].firstWording)..<Int(nodes[number &+ 1].firstWording)
        var fits = 0
        for place in wordings {
            let wording = flat.pointee.wordings[place]
            var reading: Reading?
            if (lanes ^ wording.marks) & mask == 0 {
                reading = read(Int(wording.first), at: position, length: length, syllables)
                if reading != nil { fits &+= 1 }
            }
            notes.readings[place &- wordings.lowerBound] = reading
        }
        guard fits > 0 else { return }
        for index in Int(nodes[number].firstOutput)..<Int(nodes[number &+ 1].firstOutput) {
            let output = flat.pointee.outputs[index]
            if let reading = notes.readings[Int(output.wording)] {
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
