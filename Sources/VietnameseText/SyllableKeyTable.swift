/// What belongs to words, found by their plain letters; made once and never changed.
///
/// Most words of a text are asked for in vain: one multiplication and one look say so. Whoever asks gets a copy of the code
/// for its own kind of values; without that each look would ask the runtime what a slot is.
public struct SyllableKeyTable<Value: Sendable>: Sendable {
    /// Open addressing; at most a quarter of the slots is taken.
    @usableFromInline let slots: [SyllableKeySlot]
    @usableFromInline let shift: UInt64
    @usableFromInline let values: [Value]

    /// Makes a table.
    public init(_ entries: [SyllableKey: Value]) {
        var count = 4
        while count < entries.count * 4 { count *= 2 }
        shift = UInt64(64 - count.trailingZeroBitCount)
        var slots = [SyllableKeySlot](repeating: SyllableKeySlot(), count: count)
        var values: [Value] = []
        for (key, value) in entries {
            var slot = Int(truncatingIfNeeded: key.mixed &>> shift)
            while slots[slot].place >= 0 { slot = (slot + 1) & (count - 1) }
            slots[slot] = SyllableKeySlot(key: key.bits, place: Int32(values.count))
            values.append(value)
        }
        self.slots = slots
        self.values = values
    }

    /// What belongs to a word; nil when nothing does.
    @inlinable public subscript(key: SyllableKey) -> Value? {
        var slot = Int(truncatingIfNeeded: key.mixed &>> shift)
        while slots[slot].place >= 0 {
            if slots[slot].key == key.bits { return values[Int(slots[slot].place)] }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }
}

/// A slot of a ``SyllableKeyTable``.
@frozen @usableFromInline struct SyllableKeySlot: Sendable {
    @usableFromInline var key: UInt64
    /// Place of the value; -1 in a free slot.
    @usableFromInline var place: Int32

    init(key: UInt64 = 0, place: Int32 = -1) {
        self.key = key
        self.place = place
    }
}
