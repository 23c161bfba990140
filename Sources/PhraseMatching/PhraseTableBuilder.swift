import VietnameseText

/// Builds the tables of an index.
struct PhraseTableBuilder {
    private(set) var vocabulary = Vocabulary()
    private(set) var pairs = PairTable([], rows: 1, columns: 1)
    private(set) var trie = PhraseTrie([], patterns: [], pairCount: 0, wordCount: 0)
    private(set) var words: [PatternWord] = []
    private(set) var programs = PhrasePrograms()
    private(set) var requirements = Requirements()
    private(set) var phrases: [PhraseTables.Phrase] = []
    private var programCount: Int32 = 0
    /// The words that programs begin with, as in ``PhrasePrograms/beginnings(of:)``, and the phrase.
    private var heads: [(words: UInt64, phrase: UInt32)] = []
    private(set) var wordHeads = HeadTable()
    private(set) var pairHeads = HeadTable()
    private(set) var byToken: [(token: TokenClass, phrase: Int32)] = []
    private(set) var byList: [[Int32]]
    private(set) var usesTokens = false
    private let lists: [String: Int]
    private var entries: [PhraseTrie.Entry] = []

    /// Makes a builder for phrases that may use lists.
    init(lists: PhraseLists) {
        self.lists = lists.numbers
        byList = [[Int32]](repeating: [], count: lists.ordered.count)
        for list in lists.ordered {
            requirements.add(list: list.name, list.phrases, vocabulary: &vocabulary)
        }
    }

    /// Adds a phrase; it gets the next number.
    mutating func add(_ phrase: PhrasePattern, list: Int32) {
        let number = UInt32(phrases.count)
        if addWords(phrase.nodes, of: number, list) {
            phrases.append(PhraseTables.Phrase(start: -1, program: -1, list: list))
            return
        }
        guard let sequences = LiteralExpansion.sequences(of: phrase.nodes) else {
            addProgram(phrase, number: number, list: list)
            return
        }
        phrases.append(PhraseTables.Phrase(start: -1, program: -1, list: list))
        for sequence in sequences where !sequence.isEmpty {
            beginEntry(of: number, list, length: sequence.count, hasSeveralSequences: sequences.count > 1)
            for syllable in sequence { add(syllable) }
        }
    }

    /// Adds a phrase of nothing but words, as most are; false when it holds anything else.
    private mutating func addWords(_ nodes: [PhraseNode], of phrase: UInt32, _ list: Int32) -> Bool {
        for node in nodes {
            guard case .syllable = node else { return false }
        }
        beginEntry(of: phrase, list, length: nodes.count, hasSeveralSequences: false)
        for node in nodes {
            if case .syllable(let syllable) = node { add(syllable) }
        }
        return true
    }

    private mutating func beginEntry(of phrase: UInt32, _ list: Int32, length: Int, hasSeveralSequences: Bool) {
        entries.append(
            PhraseTrie.Entry(
                pair: -1, first: UInt32(words.count), length: UInt32(length), phrase: phrase,
                hasSeveralSequences: hasSeveralSequences, list: list))
    }

    private mutating func add(_ syllable: PatternSyllable) {
        words.append(PatternWord(syllable, number: vocabulary.number(syllable.syllable.plain)))
    }

    private mutating func addProgram(_ phrase: PhrasePattern, number: UInt32, list: Int32) {
        let start = programs.add(phrase.nodes, lists: lists, vocabulary: &vocabulary)
        requirements.add(phrase.nodes, vocabulary: &vocabulary)
        phrases.append(PhraseTables.Phrase(start: start, program: programCount, list: list))
        programCount += 1
        let beginnings = programs.beginnings(of: start)
        for head in beginnings.heads { heads.append((head, number)) }
        for step in beginnings.others {
            switch programs.steps[Int(step)] {
            case .token(let named): byToken.append((named, Int32(number)))
            case .list(let list): byList[Int(list)].append(Int32(number))
            case .word, .gap, .split, .jump, .accept, .never: break
            }
        }
    }

    /// Completes the tables after the last phrase.
    mutating func seal() {
        var rows = [UInt32](repeating: 0, count: vocabulary.count + 1)
        var columns = rows
        var rowCount: UInt32 = 1
        var columnCount: UInt32 = 1
        func key(_ firstWord: UInt32, _ secondWord: UInt32) -> UInt64 {
            let (first, second) = (Int(firstWord), Int(secondWord))
            if rows[first] == 0 {
                rows[first] = rowCount
                rowCount += 1
            }
            if columns[second] == 0 {
                columns[second] = columnCount
                columnCount += 1
            }
            return UInt64(rows[first]) << 32 | UInt64(columns[second])
        }
        var keys: [UInt64] = []
        keys.reserveCapacity(entries.count + heads.count)
        for entry in entries where entry.length > 1 {
            keys.append(key(words[Int(entry.first)].number, words[Int(entry.first) + 1].number))
        }
        for (words, _) in heads where UInt32(truncatingIfNeeded: words) != 0 {
            keys.append(key(UInt32(words >> 32), UInt32(truncatingIfNeeded: words)))
        }
        pairs = PairTable(keys, rows: Int(rowCount), columns: Int(columnCount))
        var next = 0
        for index in entries.indices where entries[index].length > 1 {
            entries[index].pair = Int32(pairs.index(of: keys[next]) ?? -1)
            next += 1
        }
        trie = PhraseTrie(entries, patterns: words, pairCount: pairs.pairs.count, wordCount: vocabulary.count)
        sealPrograms(pairKeys: keys[next...])
        trie.note(wordHeads, pairHeads)
        vocabulary.complete(rows: rows, columns: columns) { trie.singles[$0].traits != 0 }
        entries = []
        heads = []
    }

    private mutating func sealPrograms(pairKeys: ArraySlice<UInt64>) {
        usesTokens = programs.steps.contains { step in
            if case .token = step { return true }
            return false
        }
        var uses = [UInt32](repeating: 0, count: vocabulary.count + 1)
        for word in words { uses[Int(word.number)] += 1 }
        requirements.seal(uses: uses)
        var ofWords: [(place: Int, sets: HeadTable.Sets, head: HeadTable.Head)] = []
        var ofPairs: [(place: Int, sets: HeadTable.Sets, head: HeadTable.Head)] = []
        var pairKeys = pairKeys
        for head in heads {
            let made = self.head(of: head.phrase)
            if UInt32(truncatingIfNeeded: head.words) == 0 {
                ofWords.append((Int(head.words >> 32), made.sets, made.head))
            } else if let key = pairKeys.popFirst(), let pair = pairs.index(of: key) {
                ofPairs.append((pair, made.sets, made.head))
            }
        }
        wordHeads = HeadTable(ofWords, places: vocabulary.count + 1)
        pairHeads = HeadTable(ofPairs, places: pairs.pairs.count)
    }

    private func head(of phrase: UInt32) -> (sets: HeadTable.Sets, head: HeadTable.Head) {
        let program = requirements.programs[Int(phrases[Int(phrase)].program)]
        var sets = HeadTable.Sets()
        guard program.count > 0 else { return (sets, HeadTable.Head(phrase: Int32(phrase))) }
        let check = requirements.checks[Int(program.first)]
        sets.first = check.set
        if program.count > 1 { sets.second = requirements.checks[Int(program.first) + 1].set }
        let head = HeadTable.Head(
            phrase: Int32(phrase), checkCount: program.count - 1, firstCheck: program.first + 1, window: check.window)
        return (sets, head)
    }
}
