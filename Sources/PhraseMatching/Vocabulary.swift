import VietnameseText

/// The words of all phrases by their plain letters, numbered from 1; 0 is every other word.
struct Vocabulary: Sendable {
    /// A slot of the open-addressing table.
    struct Slot: Sendable {
        var key = SyllableKey.none
        /// Number of the word, 0 for an empty slot.
        var number: UInt32 = 0
        /// Row of the word in the ``PairTable``, as a first word; 0 when it begins nothing of two words.
        var row: UInt32 = 0
        /// Column of the word in the ``PairTable``, as a second word.
        var column: UInt32 = 0
        /// Whether something ends with the word as the only one: 1 or 0.
        var endsPhrase: UInt32 = 0
    }

    private(set) var slots = [Slot](repeating: Slot(), count: 64)
    private(set) var shift: UInt64 = 64 - 6
    private(set) var count = 0

    /// The place of a word in a table of slots: its slot, or the empty one where it would stand.
    @inline(__always)
    static func place(_ key: SyllableKey, in slots: UnsafePointer<Slot>, shift: UInt64) -> Int {
        let mask = (1 &<< Int(truncatingIfNeeded: 64 &- shift)) &- 1
        var place = Int(truncatingIfNeeded: key.mixed &>> shift)
        // At most a quarter of the slots are taken, so an empty one ends the search, and `& mask` keeps it in the table.
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
        if (count + 1) * 4 > slots.count {
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
        slots = [Slot](repeating: Slot(), count: old.count * 2)
        for slot in old where slot.number != 0 { slots[place(slot.key)] = slot }
    }

    /// Completes the slots.
    ///
    /// - Parameters:
    ///   - rows: Rows by word number.
    ///   - columns: Columns by word number.
    ///   - endsPhrase: Whether something ends with a word alone, by word number.
    mutating func complete(rows: [UInt32], columns: [UInt32], endsPhrase: (Int) -> Bool) {
        for index in slots.indices where slots[index].number != 0 {
            let number = Int(slots[index].number)
            slots[index].row = rows[number]
            slots[index].column = columns[number]
            slots[index].endsPhrase = endsPhrase(number) ? 1 : 0
        }
    }
}
