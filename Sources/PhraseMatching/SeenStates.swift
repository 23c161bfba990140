/// Where a run of the machine has been; emptied for the next run without being cleared.
struct SeenStates {
    /// Four times the steps that a run may take, so that the table never fills.
    private static let capacity = 1 << 15
    private static let stampLimit: UInt64 = 1 << 24

    /// An open-addressing table; a slot whose upper 24 bits are not the stamp of this run is empty.
    private var slots: [UInt64] = []
    private var stamp: UInt64 = 0

    /// Forgets everything.
    mutating func startOver() {
        stamp += 1
        guard stamp == Self.stampLimit else { return }
        stamp = 1
        slots = []
    }

    /// Adds a state.
    ///
    /// - Parameters:
    ///   - step: Steps from the phrase's first one.
    ///   - position: Syllables from the first one.
    ///   - flags: What else tells states apart, in seven bits.
    /// - Returns: Whether the run has not been there; false also for what is too far away to be written down.
    mutating func insert(step: Int32, position: Int32, flags: UInt64) -> Bool {
        guard step < 1 << 16, position < 1 << 16 else { return false }
        if slots.isEmpty { slots = [UInt64](repeating: 0, count: Self.capacity) }
        // 24 bits of stamp, 16 of step, 16 of position, 7 of flags.
        let state = stamp << 40 | UInt64(step) << 23 | UInt64(position) << 7 | flags
        var slot = Int((state &* 0x9E37_79B9_7F4A_7C15) >> 49)
        while slots[slot] >> 40 == stamp {
            if slots[slot] == state { return false }
            slot = (slot + 1) & (Self.capacity - 1)
        }
        slots[slot] = state
        return true
    }
}
