/// The letters of one syllable or word, packed for comparison.
///
/// Up to 16 one-byte letters are kept as they are. Longer words (none is Vietnamese) are kept as a 120-bit hash under a
/// first byte that no letter has, so that two different words never compare equal in practice.
public struct SyllableKey: Sendable, Hashable {
    var high: UInt64
    var low: UInt64

    private init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(_ letters: some Collection<UInt8>) {
        guard letters.count <= 16 else {
            self = Self.hash(letters)
            return
        }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (index, letter) in letters.enumerated() {
            let shift = UInt64((index & 7) * 8)
            if index < 8 { low |= UInt64(letter) << shift } else { high |= UInt64(letter) << shift }
        }
        self.init(high: high, low: low)
    }

    private static func hash(_ letters: some Collection<UInt8>) -> SyllableKey {
        var first: UInt64 = 0xCBF2_9CE4_8422_2325
        var second: UInt64 = 0x9E37_79B9_7F4A_7C15
        for letter in letters {
            first = (first ^ UInt64(letter)) &* 0x0000_0100_0000_01B3
            second = (second &+ UInt64(letter)) &* 0xBF58_476D_1CE4_E5B9
            second ^= second >> 29
        }
        return SyllableKey(high: first, low: (second & ~0xFF) | 0xFF)
    }
}
