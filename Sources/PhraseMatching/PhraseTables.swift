import VietnameseText

/// Everything that an index knows, ready to search; immutable.
final class PhraseTables: Sendable {
    /// What a search needs to know of a phrase.
    struct Phrase: Sendable {
        /// First step of its program; -1 when all of it is in the trie.
        var start: Int32
        /// Number of its program; -1 when all of it is in the trie.
        var program: Int32
        /// The list that it belongs to; -1 for a phrase of the index.
        var list: Int32
        /// Whether the trie holds several sequences for it, so that two of them may match at one syllable.
        var hasSeveralSequences: Bool
    }

    let vocabulary: Vocabulary
    let pairs: PairTable
    let trie: PhraseTrie
    /// Words of the phrases in the trie.
    let words: [PatternWord]
    let programs: PhrasePrograms
    /// What a text must hold, by program.
    let requirements: Requirements
    /// The phrases of the index, then those of the lists.
    let phrases: [Phrase]
    /// Number of the phrases that are not a list's.
    let phraseCount: Int
    /// Number of lists; each comes after those that it uses.
    let listCount: Int
    /// Phrases that begin with a token class or list, and the phrase.
    let byToken: [(token: TokenClass, phrase: Int32)]
    let byList: [(list: Int32, phrase: Int32)]
    /// Whether any phrase looks for a token class.
    let usesTokens: Bool

    init(_ phrases: [PhrasePattern], lists: PhraseLists) {
        var builder = PhraseTableBuilder(lists: lists.numbers)
        for phrase in phrases { builder.add(phrase, list: -1) }
        for (number, list) in lists.ordered.enumerated() {
            for phrase in list.phrases { builder.add(phrase, list: Int32(number)) }
        }
        builder.seal()
        vocabulary = builder.vocabulary
        pairs = builder.pairs
        trie = builder.trie
        words = builder.words
        programs = builder.programs
        requirements = builder.requirements
        self.phrases = builder.phrases
        phraseCount = phrases.count
        listCount = lists.ordered.count
        byToken = builder.byToken
        byList = builder.byList
        usesTokens = builder.usesTokens
    }
}

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
    private(set) var byList: [(list: Int32, phrase: Int32)] = []
    private(set) var usesTokens = false
    private let lists: [String: Int]
    private var entries: [PhraseTrie.Entry] = []
    /// The word numbers of the entries, side by side.
    private var numbers: [UInt32] = []

    init(lists: [String: Int]) { self.lists = lists }

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
        var vocabulary = vocabulary
        let start = programs.add(phrase.nodes, lists: lists) { vocabulary.number($0) }
        requirements.add(phrase.nodes) { vocabulary.number($0.syllable.plain) }
        self.vocabulary = vocabulary
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
            case .list(let list): byList.append((list, Int32(number)))
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
        entries = []
        numbers = []
    }
}
