/// What begins with a pair of words: a tree whose roots are the pairs in the order of their numbers.
///
/// Nodes are numbered level by level, and the children of a node follow each other in the order of their words, so that a
/// node needs only the number of its first child.
struct PhraseTrie: Sendable {
    /// What is found at the end of a sequence of words.
    struct Output: Sendable {
        /// A phrase, or beyond those of the index a phrase of a list.
        var phrase: UInt32
        /// Which of its node's ways to write the words is its own.
        var wording: UInt32
        /// Whether the trie holds several sequences for the phrase.
        var hasSeveralSequences: Bool
        /// The list that the phrase belongs to; -1 for a phrase of the index.
        var list: Int32
    }

    /// A node: what rules out most places side by side, and where everything else begins.
    ///
    /// Outputs, children and wordings of a node end where those of the next one begin.
    struct Node: Sendable {
        /// The marks of its wording, when it has one only; see ``MarkFilter``.
        var marks: UInt64 = 0
        /// A bit for each word that leads to a child, chosen by the lowest six bits of its number.
        var childWords: UInt64 = 0
        var firstOutput: UInt32 = 0
        var firstChild: UInt32 = 0
        /// The ways in which what is found here is written, in ``PhraseTrie/wordings``: a word that five topics have learned
        /// is compared once.
        var firstWording: UInt32 = 0
        var traits: UInt32 = 0

        /// Programs begin with its words.
        static let beginsPrograms: UInt32 = 1
        /// Something is found here.
        static let hasOutputs: UInt32 = 2
        /// What is found here is written in more than one way.
        static let hasSeveralWordings: UInt32 = 4

        /// Whether anything can come of a place at which its words stand.
        ///
        /// - Parameters:
        ///   - lanes: The marks of the text from the first word on.
        ///   - mask: Which of their bits count.
        ///   - next: Number of the word that stands behind; 0 for none.
        /// - Returns: 1 when something can, else 0; a look at the node itself decides.
        @inline(__always) func isWorthALook(lanes: UInt64, mask: UInt64, next: UInt32) -> UInt32 {
            let differs = (lanes ^ marks) & mask
            let fits: UInt32 = differs == 0 ? Self.hasOutputs : 0
            let severalWordings = traits &>> 1 & Self.hasOutputs
            let hits = traits & (fits | severalWordings | Self.beginsPrograms)
            let goesOn = UInt32(truncatingIfNeeded: childWords &>> UInt64(next & 63)) & 1
            return (hits | hits &>> 1 | goesOn) & 1
        }
    }

    /// A way to write the words of a node.
    struct Wording: Sendable {
        /// The marks of its first words; see ``MarkFilter``.
        var marks: UInt64
        /// The place of its first word in the pattern words.
        var first: UInt32
    }

    /// The nodes, and one more that says where those before it end.
    private(set) var nodes: [Node] = []
    /// The word that leads to each node; for a pair 0.
    private(set) var words: [UInt32] = []
    /// The outputs of the nodes, then those of single words, side by side in the order of phrases.
    private(set) var outputs: [Output] = []
    /// Outputs of single words: where they lie, by word number, with one more node at the end.
    private(set) var singles: [Node] = []
    /// The ways to write the words of each node, side by side.
    private(set) var wordings: [Wording] = []
    /// Most wordings of one node.
    private(set) var mostWordings = 0

    /// A sequence of words with what is found at its end.
    struct Entry {
        /// Number of the pair that it begins with; -1 for a single word.
        var pair: Int32
        /// Place of its words in the pattern words that the trie is made of.
        var first: UInt32
        /// Number of words.
        var length: UInt32
        /// A phrase, or beyond those of the index a phrase of a list.
        var phrase: UInt32
        /// Whether the phrase has further sequences.
        var hasSeveralSequences: Bool
        /// The list that the phrase belongs to; -1 for a phrase of the index.
        var list: Int32
    }

    /// Makes the trie.
    ///
    /// - Parameters:
    ///   - entries: The sequences in the order of phrases.
    ///   - patterns: The words of all sequences.
    ///   - pairCount: Number of pairs.
    ///   - wordCount: Number of words in the vocabulary.
    init(_ entries: [Entry], patterns: [PatternWord], pairCount: Int, wordCount: Int) {
        var groups: [(node: Int, entries: ArraySlice<Entry>)] = []
        // Sorted by words; entries of one sequence stay in the order of phrases.
        let sorted = entries.lazy.filter { $0.pair >= 0 }.sorted { left, right in
            if left.pair != right.pair { return left.pair < right.pair }
            let shorter = min(left.length, right.length)
            var index: UInt32 = 2
            while index < shorter {
                let one = patterns[Int(left.first + index)].number
                let other = patterns[Int(right.first + index)].number
                if one != other { return one < other }
                index += 1
            }
            if left.length != right.length { return left.length < right.length }
            return left.phrase < right.phrase
        }
        nodes = [Node](repeating: Self.unfilled, count: pairCount)
        words = [UInt32](repeating: 0, count: pairCount)
        outputs.reserveCapacity(entries.count)
        var rest = sorted[...]
        while let first = rest.first {
            let group = rest.prefix { $0.pair == first.pair }
            groups.append((Int(first.pair), group))
            rest = rest.dropFirst(group.count)
        }
        // Level by level: the entries of a group share their first `length` words.
        var length: UInt32 = 2
        while !groups.isEmpty {
            var next: [(node: Int, entries: ArraySlice<Entry>)] = []
            for (node, members) in groups {
                let ended = members.prefix { $0.length == length }
                nodes[node] = self.node(of: ended, patterns)
                var longer = members.dropFirst(ended.count)
                while let first = longer.first {
                    let word = patterns[Int(first.first + length)].number
                    let group = longer.prefix { patterns[Int($0.first + length)].number == word }
                    next.append((nodes.count, group))
                    nodes.append(Self.unfilled)
                    words.append(word)
                    nodes[node].childWords |= 1 << UInt64(word & 63)
                    longer = longer.dropFirst(group.count)
                }
            }
            groups = next
            length += 1
        }
        Self.close(&nodes, end: end)
        singles = [Node](repeating: Self.unfilled, count: wordCount + 1)
        var alone = entries.filter { $0.pair < 0 }.sorted {
            (patterns[Int($0.first)].number, $0.phrase) < (patterns[Int($1.first)].number, $1.phrase)
        }[...]
        while let first = alone.first {
            let word = patterns[Int(first.first)].number
            let group = alone.prefix { patterns[Int($0.first)].number == word }
            singles[Int(word)] = node(of: group, patterns)
            alone = alone.dropFirst(group.count)
        }
        Self.close(&singles, end: end)
    }

    /// A node with which nothing ends or begins so far.
    private static let unfilled = Node(firstOutput: .max)

    /// Where the next node's outputs, children and wordings begin.
    private var end: Node {
        Node(
            firstOutput: UInt32(outputs.count), firstChild: UInt32(nodes.count), firstWording: UInt32(wordings.count))
    }

    /// Adds the last node, and lets those that hold nothing begin and end with the next one.
    private static func close(_ nodes: inout [Node], end: Node) {
        var next = end
        for index in nodes.indices.reversed() {
            if nodes[index].firstOutput == .max {
                (nodes[index].firstOutput, nodes[index].firstChild) = (next.firstOutput, next.firstChild)
                nodes[index].firstWording = next.firstWording
            }
            next = nodes[index]
        }
        nodes.append(end)
    }

    /// Notes at the nodes with which words programs begin.
    mutating func note(_ wordHeads: HeadTable, _ pairHeads: HeadTable) {
        for pair in 0..<pairHeads.placeCount where pairHeads.hasHeads(at: pair) {
            nodes[pair].traits |= Node.beginsPrograms
        }
        for word in 0..<wordHeads.placeCount where wordHeads.hasHeads(at: word) {
            singles[word].traits |= Node.beginsPrograms
        }
    }

    /// A node at which some entries end, without children.
    private mutating func node(of ended: ArraySlice<Entry>, _ patterns: [PatternWord]) -> Node {
        var node = end
        for entry in ended {
            let words = patterns[Int(entry.first)..<Int(entry.first + entry.length)]
            let known = wordings[Int(node.firstWording)...].firstIndex { wording in
                patterns[Int(wording.first)..<Int(wording.first + entry.length)].elementsEqual(words)
            }
            if known == nil { wordings.append(Wording(marks: MarkFilter.lanes(words), first: entry.first)) }
            outputs.append(
                Output(
                    phrase: entry.phrase,
                    wording: UInt32((known ?? wordings.count - 1) - Int(node.firstWording)),
                    hasSeveralSequences: entry.hasSeveralSequences, list: entry.list))
        }
        let ways = wordings.count - Int(node.firstWording)
        if ways > 0 { node.traits |= Node.hasOutputs }
        if ways > 1 { node.traits |= Node.hasSeveralWordings }
        if ways == 1 { node.marks = wordings[Int(node.firstWording)].marks }
        mostWordings = max(mostWordings, ways)
        return node
    }

    /// The child of a node that a word leads to.
    ///
    /// - Parameters:
    ///   - children: Where the node's children lie.
    ///   - word: Number of the word.
    ///   - words: The words that lead to the nodes.
    /// - Returns: The child's number; nil when there is none.
    @inline(__always)
    static func child(
        among children: Range<UInt32>, _ word: UInt32, in words: UnsafeBufferPointer<UInt32>
    ) -> Int? {
        var low = Int(children.lowerBound)
        var high = Int(children.upperBound)
        while high - low > 4 {
            let middle = (low + high) / 2
            if words[middle] <= word { low = middle } else { high = middle }
        }
        while low < high {
            if words[low] == word { return low }
            low += 1
        }
        return nil
    }
}
