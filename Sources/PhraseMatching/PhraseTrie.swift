/// Sequences of word numbers and what is found where they end.
struct PhraseTrie: Sendable {
    /// What is found at the end of a sequence.
    struct Output: Sendable {
        /// A phrase, or beyond those of the index a phrase of a list.
        var phrase: UInt32
        /// First of its words in the pattern words, or `UInt32.max` where only a run of the machine can tell.
        var words: UInt32
        /// Number of words.
        var length: UInt32
    }

    /// A node; 0 is none.
    struct Node: Sendable {
        var firstOutput: UInt32 = 0
        var outputs: UInt32 = 0
        var hasChildren = false
    }

    /// A slot of the open-addressing table of edges; `child` 0 is an empty slot.
    struct Edge: Sendable {
        var parent: UInt32
        var word: UInt32
        var child: UInt32
    }

    private(set) var nodes = [Node()]
    private(set) var edges = [Edge](repeating: Edge(parent: 0, word: 0, child: 0), count: 64)
    private(set) var outputs: [Output] = []
    private var edgeCount = 0
    private var loose: [(node: UInt32, output: Output)] = []

    /// The place of an edge: its slot, or the empty one where it would stand.
    @inline(__always)
    static func place(_ parent: UInt32, _ word: UInt32, in edges: UnsafePointer<Edge>, mask: Int) -> Int {
        let key = UInt64(parent) &<< 32 | UInt64(word)
        var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 32) & mask
        // At most half of the slots are taken, so an empty one ends the search.
        while edges[place].child != 0, edges[place].parent != parent || edges[place].word != word {
            place = (place &+ 1) & mask
        }
        return place
    }

    /// The node at the end of a sequence, which is made if there is none.
    mutating func node(after words: some Sequence<UInt32>) -> UInt32 {
        var node: UInt32 = 0
        for word in words { node = child(of: node, word) }
        return node
    }

    /// Adds what is found at a node.
    mutating func add(_ output: Output, at node: UInt32) { loose.append((node, output)) }

    private mutating func child(of parent: UInt32, _ word: UInt32) -> UInt32 {
        let slot = place(parent, word)
        if edges[slot].child != 0 { return edges[slot].child }
        let node = UInt32(nodes.count)
        nodes.append(Node())
        nodes[Int(parent)].hasChildren = true
        edges[slot] = Edge(parent: parent, word: word, child: node)
        edgeCount += 1
        if edgeCount * 2 > edges.count { grow() }
        return node
    }

    private func place(_ parent: UInt32, _ word: UInt32) -> Int {
        edges.withUnsafeBufferPointer { edges in
            guard let base = edges.baseAddress else { return 0 }
            return Self.place(parent, word, in: base, mask: edges.count - 1)
        }
    }

    private mutating func grow() {
        let old = edges
        edges = [Edge](repeating: Edge(parent: 0, word: 0, child: 0), count: old.count * 2)
        for edge in old where edge.child != 0 { edges[place(edge.parent, edge.word)] = edge }
    }

    /// Puts the outputs of each node side by side, in the order of phrases; call once, after the last addition.
    mutating func seal() {
        for entry in loose { nodes[Int(entry.node)].outputs += 1 }
        var next: UInt32 = 0
        for index in nodes.indices {
            nodes[index].firstOutput = next
            next += nodes[index].outputs
        }
        outputs = [Output](repeating: Output(phrase: 0, words: 0, length: 0), count: loose.count)
        var filled = nodes.map(\.firstOutput)
        for entry in loose {
            outputs[Int(filled[Int(entry.node)])] = entry.output
            filled[Int(entry.node)] += 1
        }
        loose = []
    }
}
