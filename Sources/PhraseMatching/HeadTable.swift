/// The programs that may match where a word or a pair of words stands.
///
/// Some thousand programs begin with a few hundred words, so that very many are asked about in every text and nearly all of
/// them in vain: what decides that lies side by side.
struct HeadTable: Sendable {
    /// A program that may match.
    struct Head: Sendable {
        var phrase: Int32
        /// Further checks, and where they lie in ``Requirements/checks``.
        var checkCount: UInt32 = 0
        var firstCheck: UInt32 = 0
        /// Where the word asked for first may stand, as in ``Requirements/Check``; 0 when nothing is asked.
        var window: UInt64 = 0
    }

    /// Where the heads of each place lie in ``heads``, with one more at the end.
    private(set) var starts: [UInt32] = [0]
    /// The heads, in the order of places and there of phrases.
    private(set) var heads: [Head] = []
    /// For each head the sets asked for first; ``SetMembership/any`` when nothing is asked.
    private(set) var sets: [Sets] = []

    /// The two sets of a program that are least likely to stand anywhere.
    struct Sets: Sendable {
        var first = SetMembership.any
        var second = SetMembership.any
    }

    /// An empty table.
    init() {}

    /// Makes a table of heads, each with the number of its word or pair.
    init(_ entries: [(place: Int, sets: Sets, head: Head)], places: Int) {
        starts = [UInt32](repeating: 0, count: places + 1)
        for entry in entries { starts[entry.place + 1] += 1 }
        for place in 0..<places { starts[place + 1] += starts[place] }
        let ordered = entries.sorted { ($0.place, $0.head.phrase) < ($1.place, $1.head.phrase) }
        heads = ordered.map(\.head)
        sets = ordered.map(\.sets)
    }

    /// Number of the places.
    var placeCount: Int { starts.count - 1 }

    /// Whether a place has heads.
    func hasHeads(at place: Int) -> Bool { starts[place] < starts[place + 1] }
}
