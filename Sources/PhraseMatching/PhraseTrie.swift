/// What begins with a pair of words: a tree whose roots are the pairs in the order of their numbers.
///
/// Nodes are numbered level by level, and the children of a node follow each other in the order of their words, so that a
/// node needs only the number of its first child.
struct PhraseTrie: Sendable {
    /// What is found at the end of a sequence of words.
    struct Output: Sendable {
        /// A phrase, or beyond those of the index a phrase of a list.
        var phrase: UInt32
        /// First of its words in the pattern words.
        var words: UInt32
        /// Number of words.
        var length: UInt32
    }

    /// A node.
    struct Node: Sendable {
        var firstOutput: UInt32 = 0
        var outputs: UInt32 = 0
        var firstChild: UInt32 = 0
        var children: UInt32 = 0
    }

    private(set) var nodes: [Node] = []
    /// The word that leads to each node; for a pair 0.
    private(set) var words: [UInt32] = []
    /// The outputs of the nodes, then those of single words, side by side in the order of phrases.
    private(set) var outputs: [Output] = []
    /// Outputs of single words: where they lie, by word number.
    private(set) var singles: [Node] = []

    /// A sequence of words with what is found at its end.
    struct Entry {
        /// Number of the pair that it begins with; -1 for a single word.
        var pair: Int32
        /// Place of its words in the numbers that the trie is made of.
        var first: UInt32
        var output: Output
    }

    /// Makes the trie.
    ///
    /// - Parameters:
    ///   - entries: The sequences in the order of phrases.
    ///   - numbers: The word numbers of all sequences.
    ///   - pairCount: Number of pairs.
    ///   - wordCount: Number of words in the vocabulary.
    init(_ entries: [Entry], numbers: [UInt32], pairCount: Int, wordCount: Int) {
        var groups: [(node: Int, entries: ArraySlice<Entry>)] = []
        // Sorted by words; entries of one sequence stay in the order of phrases, for output.phrase rises in them.
        let sorted = entries.lazy.filter { $0.pair >= 0 }.sorted { left, right in
            if left.pair != right.pair { return left.pair < right.pair }
            let shorter = min(left.output.length, right.output.length)
            var index: UInt32 = 2
            while index < shorter {
                let (one, other) = (numbers[Int(left.first + index)], numbers[Int(right.first + index)])
                if one != other { return one < other }
                index += 1
            }
            if left.output.length != right.output.length { return left.output.length < right.output.length }
            return left.output.phrase < right.output.phrase
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
                let ended = members.prefix { $0.output.length == length }
                nodes[node].firstOutput = UInt32(outputs.count)
                nodes[node].outputs = UInt32(ended.count)
                outputs += ended.map(\.output)
                nodes[node].firstChild = UInt32(nodes.count)
                var longer = members.dropFirst(ended.count)
                while let first = longer.first {
                    let word = numbers[Int(first.first + length)]
                    let group = longer.prefix { numbers[Int($0.first + length)] == word }
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
        let alone = entries.filter { $0.pair < 0 }.sorted {
            (numbers[Int($0.first)], $0.output.phrase) < (numbers[Int($1.first)], $1.output.phrase)
        }
        for entry in alone {
            let word = Int(numbers[Int(entry.first)])
            if singles[word].outputs == 0 { singles[word].firstOutput = UInt32(outputs.count) }
            singles[word].outputs += 1
            outputs.append(entry.output)
        }
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
