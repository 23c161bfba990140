import VietnameseText

/// Builds the tables of an index.
struct PhraseTableBuilder {
    private(set) var vocabulary = Vocabulary()
    private(set) var pairs = PairTable([], rows: 1, columns: 1)
    private(set) var trie = PhraseTrie([], numbers: [], pairCount: 0, wordCount: 0)
    private(set) var words: [PatternWord] = []
    private(set) var programs = PhrasePrograms()
    private(set) var requirements = Requirements()
    private(set) var phrases: [PhraseTables.Phrase] = []
    private(set) var usesTokens = false
    private let lists: [String: Int]
    private var entries: [PhraseTrie.Entry] = []
    /// The word numbers of the entries, side by side.
    private var numbers: [UInt32] = []

    /// Makes a builder for phrases that may use lists.
    init(lists: PhraseLists) {
        self.lists = lists.numbers
        for list in lists.ordered {
            requirements.add(list: list.name, list.phrases, vocabulary: &vocabulary)
        }
    }

    /// Adds a phrase; it gets the next number.
    mutating func add(_ phrase: PhrasePattern, list: Int32) {
        let number = UInt32(phrases.count)
        guard let sequences = LiteralExpansion.sequences(of: phrase.nodes) else {
            addProgram(phrase, number: number, list: list)
            return
        }
        phrases.append(
            PhraseTables.Phrase(start: -1, list: list, hasSeveralSequences: sequences.count > 1))
        for sequence in sequences where !sequence.isEmpty {
            let output = PhraseTrie.Output(
                phrase: number, words: UInt32(words.count), length: UInt32(sequence.count))
            entries.append(PhraseTrie.Entry(pair: -1, first: UInt32(numbers.count), output: output))
            for syllable in sequence {
                let word = PatternWord(syllable, number: vocabulary.number(syllable.syllable.plain))
                words.append(word)
                numbers.append(word.number)
            }
        }
    }

    private mutating func addProgram(_ phrase: PhrasePattern, number: UInt32, list: Int32) {
        let start = programs.add(phrase.nodes, lists: lists, vocabulary: &vocabulary)
        requirements.add(phrase.nodes, phrase: number, vocabulary: &vocabulary)
        phrases.append(
            PhraseTables.Phrase(start: start, list: list, hasSeveralSequences: false))
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
        keys.reserveCapacity(entries.count)
        for entry in entries where entry.output.length > 1 {
            keys.append(key(numbers[Int(entry.first)], numbers[Int(entry.first) + 1]))
        }
        pairs = PairTable(keys, rows: Int(rowCount), columns: Int(columnCount))
        var next = 0
        for index in entries.indices where entries[index].output.length > 1 {
            entries[index].pair = Int32(pairs.index(of: keys[next]) ?? -1)
            next += 1
        }
        trie = PhraseTrie(entries, numbers: numbers, pairCount: pairs.pairs.count, wordCount: vocabulary.count)
        vocabulary.complete(rows: rows, columns: columns) {
            trie.singles[$0].outputs > 0
        }
        usesTokens = programs.steps.contains { step in
            if case .token = step { return true }
            return false
        }
        var uses = [UInt32](repeating: 0, count: vocabulary.count + 1)
        for number in numbers { uses[Int(number)] += 1 }
        requirements.seal(uses: uses)
        entries = []
        numbers = []
    }
}
