/// Packed words with a byte each, by open addressing; the empty word is never a member.
struct PackedSyllableSet: Sendable {
    private var keys: [UInt64]
    private(set) var entries: [UInt8]
    private(set) var count = 0
    private let shift: UInt64

    /// A set for at most half as many words as `capacity`, a power of two.
    init(capacity: Int) {
        precondition(capacity > 1 && capacity & (capacity - 1) == 0, "a power of two")
        keys = [UInt64](repeating: 0, count: capacity)
        entries = [UInt8](repeating: 0, count: capacity)
        shift = UInt64(64 - capacity.trailingZeroBitCount)
    }

    /// The byte of a word, 0 for a word that is no member.
    subscript(key: UInt64) -> UInt8 {
        var place = home(key)
        while keys[place] != 0 {
            if keys[place] == key { return entries[place] }
            place = (place + 1) & (keys.count - 1)
        }
        return 0
    }

    /// Every word of the set.
    var members: [UInt64] { keys.filter { $0 != 0 } }

    /// Enters a word; a word that is a member keeps its byte.
    mutating func insert(_ key: UInt64, _ entry: UInt8) {
        guard key != 0 else { return }
        precondition(count * 2 < keys.count, "room for every word")
        var place = home(key)
        while keys[place] != 0 {
            if keys[place] == key { return }
            place = (place + 1) & (keys.count - 1)
        }
        keys[place] = key
        entries[place] = entry
        count += 1
    }

    private func home(_ key: UInt64) -> Int {
        // Fibonacci hashing, folded first because short words leave the high bytes empty.
        Int(truncatingIfNeeded: ((key ^ key >> 32) &* 0x9E37_79B9_7F4A_7C15) >> shift)
    }
}
