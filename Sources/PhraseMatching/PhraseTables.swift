import VietnameseText

/// Everything that an index knows, ready to search; immutable.
final class PhraseTables: Sendable {
    /// What a search needs to know of a phrase.
    struct Phrase: Sendable {
        /// First step of its program; -1 when all of it is in the trie.
        var start: Int32
        /// The list that it belongs to; -1 for a phrase of the index.
        var list: Int32
        /// Whether the trie holds several sequences for it, so that two of them may match at one syllable.
        var hasSeveralSequences: Bool
    }

    let vocabulary: Vocabulary
    let pairs: PairFilter
    let trie: PhraseTrie
    /// Words of the phrases in the trie.
    let words: [PatternWord]
    let programs: PhrasePrograms
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
        self.phrases = builder.phrases
        phraseCount = phrases.count
        listCount = lists.ordered.count
        byToken = builder.byToken
        byList = builder.byList
        usesTokens = builder.usesTokens
    }
}

extension PhraseTables {
    /// Where the tables of the trie lie, for one search; so that its loop counts no references and checks no bounds twice.
    struct Pointers {
        var slots: UnsafePointer<Vocabulary.Slot>
        var shift: UInt64
        var pairs: UnsafePointer<UInt64>
        var stride: UInt64
        var mask: UInt64
        var edges: UnsafePointer<PhraseTrie.Edge>
        var edgeMask: Int
        var nodes: UnsafePointer<PhraseTrie.Node>
        var outputs: UnsafeBufferPointer<PhraseTrie.Output>
        var words: UnsafeBufferPointer<PatternWord>
        var phrases: UnsafeBufferPointer<Phrase>
    }

    /// Calls a body with the tables' places, which are good as long as it runs.
    func withPointers(_ body: (Pointers) -> Void) {
        vocabulary.slots.withUnsafeBufferPointer { slots in
            pairs.words.withUnsafeBufferPointer { bits in
                trie.edges.withUnsafeBufferPointer { edges in
                    trie.nodes.withUnsafeBufferPointer { nodes in
                        trie.outputs.withUnsafeBufferPointer { outputs in
                            words.withUnsafeBufferPointer { words in
                                phrases.withUnsafeBufferPointer { phrases in
                                    guard let slots = slots.baseAddress, let bits = bits.baseAddress,
                                        let edgeBase = edges.baseAddress, let nodes = nodes.baseAddress
                                    else { return }
                                    body(
                                        Pointers(
                                            slots: slots, shift: vocabulary.shift, pairs: bits, stride: pairs.stride,
                                            mask: pairs.mask, edges: edgeBase, edgeMask: edges.count - 1,
                                            nodes: nodes, outputs: outputs, words: words, phrases: phrases))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Builds the tables of an index.
struct PhraseTableBuilder {
    private(set) var vocabulary = Vocabulary()
    private(set) var pairs = PairFilter(rows: 1, columns: 1)
    private(set) var trie = PhraseTrie()
    private(set) var words: [PatternWord] = []
    private(set) var programs = PhrasePrograms()
    private(set) var phrases: [PhraseTables.Phrase] = []
    private(set) var byToken: [(token: TokenClass, phrase: Int32)] = []
    private(set) var byList: [(list: Int32, phrase: Int32)] = []
    private(set) var usesTokens = false
    private let lists: [String: Int]
    /// The first words with their nodes, and the pairs that sequences begin with.
    private var beginnings: [(first: UInt32, second: UInt32)] = []

    init(lists: [String: Int]) { self.lists = lists }

    /// Adds a phrase; it gets the next number.
    mutating func add(_ phrase: PhrasePattern, list: Int32) {
        let number = UInt32(phrases.count)
        guard let sequences = LiteralExpansion.sequences(of: phrase.nodes) else {
            addProgram(phrase, number: number, list: list)
            return
        }
        phrases.append(PhraseTables.Phrase(start: -1, list: list, hasSeveralSequences: sequences.count > 1))
        for sequence in sequences where !sequence.isEmpty {
            let first = words.count
            for syllable in sequence {
                words.append(PatternWord(syllable, number: vocabulary.number(syllable.syllable.plain)))
            }
            let numbers = words[first...].lazy.map(\.number)
            insert(
                Array(numbers),
                PhraseTrie.Output(phrase: number, words: UInt32(first), length: UInt32(sequence.count)))
        }
    }

    private mutating func insert(_ numbers: [UInt32], _ output: PhraseTrie.Output) {
        trie.add(output, at: trie.node(after: numbers))
        beginnings.append((numbers[0], numbers.count > 1 ? numbers[1] : 0))
    }

    private mutating func addProgram(_ phrase: PhrasePattern, number: UInt32, list: Int32) {
        var vocabulary = vocabulary
        let start = programs.add(phrase.nodes, lists: lists) { vocabulary.number($0) }
        self.vocabulary = vocabulary
        phrases.append(PhraseTables.Phrase(start: start, list: list, hasSeveralSequences: false))
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
        for head in heads.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            insert(head, PhraseTrie.Output(phrase: number, words: .max, length: UInt32(head.count)))
        }
    }

    /// Completes the tables after the last phrase.
    mutating func seal() {
        trie.seal()
        var rows = [UInt32](repeating: 0, count: vocabulary.count + 1)
        var columns = rows
        var nodes = rows
        var rowCount: UInt32 = 1
        var columnCount: UInt32 = 1
        for (first, second) in beginnings {
            if nodes[Int(first)] == 0 { nodes[Int(first)] = trie.node(after: CollectionOfOne(first)) }
            guard second != 0 else { continue }
            if rows[Int(first)] == 0 {
                rows[Int(first)] = rowCount
                rowCount += 1
            }
            if columns[Int(second)] == 0 {
                columns[Int(second)] = columnCount
                columnCount += 1
            }
        }
        pairs = PairFilter(rows: Int(rowCount), columns: Int(columnCount))
        for (first, second) in beginnings where second != 0 { pairs.insert(rows[Int(first)], columns[Int(second)]) }
        vocabulary.complete(rows: rows, columns: columns, nodes: nodes, trie: trie)
        usesTokens = programs.steps.contains { step in
            if case .token = step { return true }
            return false
        }
        beginnings = []
    }
}
