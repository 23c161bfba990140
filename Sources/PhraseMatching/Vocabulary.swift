import VietnameseText

/// The words of all phrases by their plain letters, numbered from 1; 0 is every other word.
struct Vocabulary: Sendable {
    /// A slot of the open-addressing table.
    struct Slot: Sendable {
        var key: SyllableKey
        /// Number of the word, 0 for an empty slot.
        var number: UInt32
        /// Row of the word in the ``PairFilter``, as a first word; 0 when it begins nothing of two words.
        var row: UInt32
        /// Column of the word in the ``PairFilter``, as a second word.
        var column: UInt32
        /// The trie's node for this word as a first one, 0 for none.
        var node: UInt32
        /// Whether a phrase ends with that node, or a program may match there.
        var endsPhrase: Bool
    }

    private(set) var slots: [Slot]
    private(set) var shift: UInt64
    private(set) var count = 0

    init() {
        shift = 64 - 6
        slots = [Slot](repeating: Self.empty, count: 64)
    }

    private static let empty = Slot(key: SyllableKey.none, number: 0, row: 0, column: 0, node: 0, endsPhrase: false)

    /// The place of a word in a table of slots: its slot, or the empty one where it would stand.
    @inline(__always)
    static func place(_ key: SyllableKey, in slots: UnsafePointer<Slot>, shift: UInt64) -> Int {
        let mask = (1 &<< Int(truncatingIfNeeded: 64 &- shift)) &- 1
        var place = Int(truncatingIfNeeded: key.mixed &>> shift)
        // At most half of the slots are taken, so an empty one ends the search, and `& mask` keeps it inside the table.
        while slots[place].number != 0, slots[place].key != key { place = (place &+ 1) & mask }
        return place
    }

    private func place(_ key: SyllableKey) -> Int {
        slots.withUnsafeBufferPointer { slots in
            guard let base = slots.baseAddress else { return 0 }
            return Self.place(key, in: base, shift: shift)
        }
    }

    /// The number of a word, which it gets now if it has none.
    mutating func number(_ key: SyllableKey) -> UInt32 {
        var place = place(key)
        if slots[place].number != 0 { return slots[place].number }
        if (count + 1) * 2 > slots.count {
            grow()
            place = self.place(key)
        }
        count += 1
        slots[place].key = key
        slots[place].number = UInt32(count)
        return UInt32(count)
    }

    private mutating func grow() {
        let old = slots
        shift -= 1
        slots = [Slot](repeating: Self.empty, count: old.count * 2)
        for slot in old where slot.number != 0 { slots[place(slot.key)] = slot }
    }

    /// Writes rows, columns and nodes, each by word number, into the slots.
    mutating func complete(rows: [UInt32], columns: [UInt32], nodes: [UInt32], trie: PhraseTrie) {
        for index in slots.indices where slots[index].number != 0 {
            let number = Int(slots[index].number)
            slots[index].row = rows[number]
            slots[index].column = columns[number]
            slots[index].node = nodes[number]
            slots[index].endsPhrase = trie.nodes[Int(nodes[number])].outputs > 0
        }
    }
}
