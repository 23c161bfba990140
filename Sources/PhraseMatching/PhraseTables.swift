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
    }

    /// The tables as a search reads them, without counting references; good as long as the ``PhraseTables`` live.
    struct Flat: @unchecked Sendable {
        // Safe to share between threads: the memory belongs to ``Frozen`` tables, which never change.

        var slots: UnsafeBufferPointer<Vocabulary.Slot>
        var pairBits: UnsafeBufferPointer<UInt64>
        /// Number of the pairs before each word of ``pairBits``, as ``PairTable`` counts them.
        var pairsBefore: UnsafeBufferPointer<UInt32>
        var nodes: UnsafeBufferPointer<PhraseTrie.Node>
        var nodeWords: UnsafeBufferPointer<UInt32>
        var outputs: UnsafeBufferPointer<PhraseTrie.Output>
        var singles: UnsafeBufferPointer<PhraseTrie.Node>
        var wordings: UnsafeBufferPointer<PhraseTrie.Wording>
        /// Words of the phrases in the trie.
        var words: UnsafeBufferPointer<PatternWord>
        /// The phrases of the index, then those of the lists.
        var phrases: UnsafeBufferPointer<Phrase>
        var steps: UnsafeBufferPointer<PhrasePrograms.Step>
        var stepWords: UnsafeBufferPointer<PatternWord>
        var targets: UnsafeBufferPointer<Int32>
        var targetWords: UnsafeBufferPointer<UInt32>
        var programs: UnsafeBufferPointer<Requirements.Program>
        var checks: UnsafeBufferPointer<Requirements.Check>
        var rowStarts: UnsafeBufferPointer<UInt32>
        var rows: UnsafeBufferPointer<UInt64>
        var wordHeadStarts: UnsafeBufferPointer<UInt32>
        var wordHeads: UnsafeBufferPointer<HeadTable.Head>
        var wordHeadSets: UnsafeBufferPointer<HeadTable.Sets>
        var pairHeadStarts: UnsafeBufferPointer<UInt32>
        var pairHeads: UnsafeBufferPointer<HeadTable.Head>
        var pairHeadSets: UnsafeBufferPointer<HeadTable.Sets>
    }

    /// Bits of the vocabulary's hash that do not count.
    let shift: UInt64
    let pairs: PairTable
    /// Elements of a row of ``SetMembership``.
    let rowWidth: Int
    /// Number of the first token class among the sets' words.
    let tokenBase: Int
    /// Number of the phrases that are not a list's.
    let phraseCount: Int
    /// Number of lists; each comes after those that it uses.
    let listCount: Int
    /// Phrases that begin with a token class.
    let byToken: [(token: TokenClass, phrase: Int32)]
    /// For each list, the phrases that begin with it.
    let byList: [[Int32]]
    /// Most ways in which what ends with one sequence of words is written.
    let mostWordings: Int
    /// Whether any phrase looks for a token class.
    let usesTokens: Bool
    /// Whether any phrase is more than words.
    let hasPrograms: Bool

    /// Where the tables lie together.
    var flat: UnsafePointer<Flat> { flatTables.pointer }

    private let flatTables: Frozen<Flat>
    private let slots: Frozen<Vocabulary.Slot>
    private let pairBits: Frozen<UInt64>
    private let pairsBefore: Frozen<UInt32>
    private let nodes: Frozen<PhraseTrie.Node>
    private let nodeWords: Frozen<UInt32>
    private let outputs: Frozen<PhraseTrie.Output>
    private let singles: Frozen<PhraseTrie.Node>
    private let wordings: Frozen<PhraseTrie.Wording>
    private let words: Frozen<PatternWord>
    private let phrases: Frozen<Phrase>
    private let steps: Frozen<PhrasePrograms.Step>
    private let stepWords: Frozen<PatternWord>
    private let targets: Frozen<Int32>
    private let targetWords: Frozen<UInt32>
    private let programs: Frozen<Requirements.Program>
    private let checks: Frozen<Requirements.Check>
    private let rowStarts: Frozen<UInt32>
    private let rows: Frozen<UInt64>
    private let wordHeadStarts: Frozen<UInt32>
    private let wordHeads: Frozen<HeadTable.Head>
    private let wordHeadSets: Frozen<HeadTable.Sets>
    private let pairHeadStarts: Frozen<UInt32>
    private let pairHeads: Frozen<HeadTable.Head>
    private let pairHeadSets: Frozen<HeadTable.Sets>

    init(_ phrases: [PhrasePattern], lists: PhraseLists) {
        var builder = PhraseTableBuilder(lists: lists)
        for phrase in phrases { builder.add(phrase, list: -1) }
        for (number, list) in lists.ordered.enumerated() {
            for phrase in list.phrases { builder.add(phrase, list: Int32(number)) }
        }
        builder.seal()
        shift = builder.vocabulary.shift
        pairs = builder.pairs
        rowWidth = builder.requirements.membership.width
        tokenBase = builder.requirements.tokenBase
        phraseCount = phrases.count
        listCount = lists.ordered.count
        byToken = builder.byToken
        byList = builder.byList
        usesTokens = builder.usesTokens
        hasPrograms = !builder.programs.steps.isEmpty
        slots = Frozen(builder.vocabulary.slots)
        pairBits = Frozen(builder.pairs.bits)
        pairsBefore = Frozen(builder.pairs.before)
        nodes = Frozen(builder.trie.nodes)
        nodeWords = Frozen(builder.trie.words)
        outputs = Frozen(builder.trie.outputs)
        singles = Frozen(builder.trie.singles)
        wordings = Frozen(builder.trie.wordings)
        mostWordings = builder.trie.mostWordings
        words = Frozen(builder.words)
        self.phrases = Frozen(builder.phrases)
        steps = Frozen(builder.programs.steps)
        stepWords = Frozen(builder.programs.words)
        targets = Frozen(builder.programs.targets)
        targetWords = Frozen(builder.programs.targetWords)
        programs = Frozen(builder.requirements.programs)
        checks = Frozen(builder.requirements.checks)
        rowStarts = Frozen(builder.requirements.membership.rowStarts)
        rows = Frozen(builder.requirements.membership.rows)
        wordHeadStarts = Frozen(builder.wordHeads.starts)
        wordHeads = Frozen(builder.wordHeads.heads)
        wordHeadSets = Frozen(builder.wordHeads.sets)
        pairHeadStarts = Frozen(builder.pairHeads.starts)
        pairHeads = Frozen(builder.pairHeads.heads)
        pairHeadSets = Frozen(builder.pairHeads.sets)
        flatTables = Frozen([
            Flat(
                slots: slots.buffer, pairBits: pairBits.buffer, pairsBefore: pairsBefore.buffer, nodes: nodes.buffer,
                nodeWords: nodeWords.buffer,
                outputs: outputs.buffer, singles: singles.buffer, wordings: wordings.buffer, words: words.buffer,
                phrases: self.phrases.buffer,
                steps: steps.buffer, stepWords: stepWords.buffer, targets: targets.buffer,
                targetWords: targetWords.buffer, programs: programs.buffer,
                checks: checks.buffer, rowStarts: rowStarts.buffer, rows: rows.buffer,
                wordHeadStarts: wordHeadStarts.buffer, wordHeads: wordHeads.buffer, wordHeadSets: wordHeadSets.buffer,
                pairHeadStarts: pairHeadStarts.buffer,
                pairHeads: pairHeads.buffer, pairHeadSets: pairHeadSets.buffer)
        ])
    }
}
