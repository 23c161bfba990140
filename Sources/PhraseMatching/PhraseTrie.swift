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

    /// A node.
    struct Node: Sendable {
        var firstOutput: UInt32 = 0
        var outputs: UInt32 = 0
        var firstChild: UInt32 = 0
        var children: UInt32 = 0
        /// The ways in which what is found here is written, in ``PhraseTrie/wordings``: a word that five topics have learned
        /// is compared once.
        var firstWording: UInt32 = 0
        var wordings: UInt32 = 0
    }

    private(set) var nodes: [Node] = []
    /// The word that leads to each node; for a pair 0.
    private(set) var words: [UInt32] = []
    /// The outputs of the nodes, then those of single words, side by side in the order of phrases.
    private(set) var outputs: [Output] = []
    /// Outputs of single words: where they lie, by word number.
    private(set) var singles: [Node] = []
    /// For each way to write the words of a node the place of its first one in the pattern words.
    private(set) var wordings: [UInt32] = []
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
        nodes = [Node](repeating: Node(), count: pairCount)
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
                nodes[node].firstChild = UInt32(nodes.count)
                var longer = members.dropFirst(ended.count)
                while let first = longer.first {
                    let word = patterns[Int(first.first + length)].number
                    let group = longer.prefix { patterns[Int($0.first + length)].number == word }
                    next.append((nodes.count, group))
                    nodes.append(Node())
                    words.append(word)
                    nodes[node].children += 1
                    longer = longer.dropFirst(group.count)
                }
            }
            groups = next
            length += 1
        }
        singles = [Node](repeating: Node(), count: wordCount + 1)
        var alone = entries.filter { $0.pair < 0 }.sorted {
            (patterns[Int($0.first)].number, $0.phrase) < (patterns[Int($1.first)].number, $1.phrase)
        }[...]
        while let first = alone.first {
            let word = patterns[Int(first.first)].number
            let group = alone.prefix { patterns[Int($0.first)].number == word }
            singles[Int(word)] = node(of: group, patterns)
            alone = alone.dropFirst(group.count)
        }
    }

    /// A node at which some entries end, without children.
    private mutating func node(of ended: ArraySlice<Entry>, _ patterns: [PatternWord]) -> Node {
        var node = Node()
        node.firstOutput = UInt32(outputs.count)
        node.outputs = UInt32(ended.count)
        node.firstWording = UInt32(wordings.count)
        for entry in ended {
            let words = patterns[Int(entry.first)..<Int(entry.first + entry.length)]
            let known = wordings[Int(node.firstWording)...].firstIndex { first in
                patterns[Int(first)..<Int(first + entry.length)].elementsEqual(words)
            }
            if known == nil { wordings.append(entry.first) }
            outputs.append(
                Output(
                    phrase: entry.phrase,
                    wording: UInt32((known ?? wordings.count - 1) - Int(node.firstWording)),
                    hasSeveralSequences: entry.hasSeveralSequences, list: entry.list))
        }
        node.wordings = UInt32(wordings.count) - node.firstWording
        mostWordings = max(mostWordings, Int(node.wordings))
        return node
    }

    /// The child of a node that a word leads to.
    @inline(__always)
    static func child(of node: Node, _ word: UInt32, in words: UnsafeBufferPointer<UInt32>) -> Int? {
        var low = Int(node.firstChild)
        var high = low + Int(node.children)
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
