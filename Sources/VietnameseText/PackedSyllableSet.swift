/// Packed words with a byte each, by open addressing; the empty word is never a member.
///
/// Made once and never changed. The table is asked for nearly every word of a text, so it lies in memory of its own that
/// is read without bounds checks or reference counting.
struct PackedSyllableSet: @unchecked Sendable {
    // The pointers lead into the memory, which is written in the initializer only, before anybody can see the set, and
    // lives as long as the set or a copy of it does. So reading from several threads is safe.
    private let memory: Memory
    private let keys: UnsafePointer<UInt64>
    private let bytes: UnsafePointer<UInt8>
    private let mask: Int
    private let shift: UInt64
    /// Number of members.
    let count: Int

    private final class Memory {
        let keys: UnsafeMutablePointer<UInt64>
        let bytes: UnsafeMutablePointer<UInt8>

        init(capacity: Int) {
            keys = .allocate(capacity: capacity)
            keys.initialize(repeating: 0, count: capacity)
            bytes = .allocate(capacity: capacity)
            bytes.initialize(repeating: 0, count: capacity)
        }

        deinit {
            keys.deallocate()
            bytes.deallocate()
        }
    }

    /// Makes a set; of a word that comes twice the first byte counts, and a byte of 0 or an empty word is no member.
    init(_ members: some Collection<(word: UInt64, byte: UInt8)>) {
        var capacity = 16
        while capacity < 2 * members.count { capacity *= 2 }
        let memory = Memory(capacity: capacity)
        let mask = capacity - 1
        let shift = UInt64(64 - capacity.trailingZeroBitCount)
        var count = 0
        for member in members where member.word != 0 && member.byte != 0 {
            var place = Self.home(member.word, shift)
            while memory.keys[place] != 0, memory.keys[place] != member.word { place = (place + 1) & mask }
            if memory.keys[place] == member.word { continue }
            memory.keys[place] = member.word
            memory.bytes[place] = member.byte
            count += 1
        }
        self.memory = memory
        keys = UnsafePointer(memory.keys)
        bytes = UnsafePointer(memory.bytes)
        self.mask = mask
        self.shift = shift
        self.count = count
    }

    /// Makes a set of words parted by spaces; letters and digits only.
    init(words: String) {
        self.init(
            words.split(separator: " ").compactMap { word in
                TokenLetters(text: String(word))?.word.packed.map { (word: $0, byte: 1) }
            })
    }

    /// Every word of the set.
    var members: [UInt64] { (0...mask).map { keys[$0] }.filter { $0 != 0 } }

    /// The byte of a word, 0 for a word that is no member.
    subscript(word: UInt64) -> UInt8 {
        // Half of the places are free at least, so the walk ends.
        var place = Self.home(word, shift)
        while true {
            let key = keys[place]
            if key == word { return bytes[place] }
            if key == 0 { return 0 }
            place = (place &+ 1) & mask
        }
    }

    private static func home(_ word: UInt64, _ shift: UInt64) -> Int {
        // Fibonacci hashing, folded first because short words leave the high bytes empty.
        Int(truncatingIfNeeded: ((word ^ word &>> 32) &* 0x9E37_79B9_7F4A_7C15) &>> shift)
    }
}
