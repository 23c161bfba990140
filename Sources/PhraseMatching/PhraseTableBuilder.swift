import VietnameseText

/// Builds the tables of an index.
struct PhraseTableBuilder {
    private(set) var vocabulary = Vocabulary()
    private(set) var pairs = PairTable([], rows: 1, columns: 1)
    private(set) var trie = PhraseTrie([], numbers: [], pairCount: 0, wordCount: 0)
    private(set) var words: [PatternWord] = []
    private(set) var programs = PhrasePrograms()
    private(set) var requirements = Requirements()
    private var programCount: Int32 = 0
    private(set) var phrases: [PhraseTables.Phrase] = []
    private(set) var byToken: [(token: TokenClass, phrase: Int32)] = []
    private(set) var byList: [[Int32]]
    private(set) var usesTokens = false
    private let lists: [String: Int]
    private var entries: [PhraseTrie.Entry] = []
    /// The word numbers of the entries, side by side.
    private var numbers: [UInt32] = []

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
        guard let sequences = LiteralExpansion.sequences(of: phrase.nodes) else {
            addProgram(phrase, number: number, list: list)
            return
        }
        phrases.append(
            PhraseTables.Phrase(start: -1, program: -1, list: list, hasSeveralSequences: sequences.count > 1))
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
        requirements.add(phrase.nodes, vocabulary: &vocabulary)
        phrases.append(
            PhraseTables.Phrase(start: start, program: programCount, list: list, hasSeveralSequences: false))
        programCount += 1
        var heads: Set<[UInt32]> = []
        for step in programs.reachable(from: start) {
            switch programs.steps[Int(step)] {
            case .word(let word):
                let first = programs.words[Int(word)].number
                if let seconds = programs.words(after: step) {
                    for second in seconds { heads.insert([first, second]) }
                } else {
                    heads.insert([first])
                }
            case .token(let named): byToken.append((named, Int32(number)))
            case .list(let list): byList[Int(list)].append(Int32(number))
            case .gap, .split, .jump, .accept, .never: break
            }
        }
        for head in heads {
            let output = PhraseTrie.Output(phrase: number, words: .max, length: UInt32(head.count))
            entries.append(PhraseTrie.Entry(pair: -1, first: UInt32(numbers.count), output: output))
            numbers += head
        }
    }

    /// Completes the tables after the last phrase.
    mutating func seal() {
        var rows = [UInt32](repeating: 0, count: vocabulary.count + 1)
        var columns = rows
        var rowCount: UInt32 = 1
        var columnCount: UInt32 = 1
        var keys: [UInt64] = []
        keys.reserveCapacity(entries.count)
        for entry in entries where entry.output.length > 1 {
            let first = Int(numbers[Int(entry.first)])
            let second = Int(numbers[Int(entry.first) + 1])
            if rows[first] == 0 {
                rows[first] = rowCount
                rowCount += 1
            }
            if columns[second] == 0 {
                columns[second] = columnCount
                columnCount += 1
            }
            keys.append(UInt64(rows[first]) << 32 | UInt64(columns[second]))
        }
        pairs = PairTable(keys, rows: Int(rowCount), columns: Int(columnCount))
        var next = 0
        for index in entries.indices where entries[index].output.length > 1 {
            entries[index].pair = Int32(pairs.index(of: keys[next]) ?? -1)
            next += 1
        }
        trie = PhraseTrie(entries, numbers: numbers, pairCount: pairs.pairs.count, wordCount: vocabulary.count)
        vocabulary.complete(rows: rows, columns: columns) { trie.singles[$0].outputs > 0 }
        usesTokens = programs.steps.contains { step in
            if case .token = step { return true }
            return false
        }
        requirements.seal(wordCount: vocabulary.count)
        entries = []
        numbers = []
    }
}
