/// The letters of one syllable or word, packed for comparison.
///
/// Up to eight one-byte letters are kept as they are; no Vietnamese syllable has more. Of longer words a 56-bit hash is kept
/// under a top byte that no letter has, so that two different ones never compare equal in practice; where that is not
/// enough, compare the words themselves.
public struct SyllableKey: Sendable, Hashable {
    /// Eight letters, the first one lowest, or the hash.
    @usableFromInline let bits: UInt64

    /// Letters that are kept as they are.
    static let maximumLetters = 8

    /// Whether it is the hash of a long word.
    var isHash: Bool { bits >> 56 == 0xFF }

    /// Makes a key of packed letters.
    @inlinable init(bits: UInt64) { self.bits = bits }

    /// Whether two keys are those of one word.
    @inlinable public static func == (left: SyllableKey, right: SyllableKey) -> Bool { left.bits == right.bits }

    /// Makes a key of letters.
    init(_ letters: some Sequence<UInt8>) {
        var packer = Packer()
        for letter in letters { packer.add(letter) }
        self = packer.key
    }

    /// Packs letters one after another, however many come.
    struct Packer {
        private(set) var count = 0
        private var packed: UInt64 = 0
        private var hash: UInt64 = 0x9E37_79B9_7F4A_7C15

        mutating func add(_ letter: UInt8) {
            if count < SyllableKey.maximumLetters { packed |= UInt64(letter) << UInt64(count * 8) }
            // The finalizer of MurmurHash3 on each letter: slow and thorough, for words that are rare.
            hash = (hash ^ UInt64(letter)) &* 0xFF51_AFD7_ED55_8CCD
            hash ^= hash >> 33
            hash = hash &* 0xC4CE_B9FE_1A85_EC53
            hash ^= hash >> 29
            count += 1
        }

        var key: SyllableKey {
            count <= SyllableKey.maximumLetters
                ? SyllableKey(bits: packed) : SyllableKey(bits: hash | 0xFF00_0000_0000_0000)
        }
    }
}

extension SyllableKey {
    /// The key of no word.
    @inlinable public static var none: SyllableKey { SyllableKey(bits: 0) }

    /// The key with its bits mixed, the upper ones best, to choose a slot in a table.
    @inlinable public var mixed: UInt64 { bits &* 0x9E37_79B9_7F4A_7C15 }
}
