/// A word of up to eight ASCII letters or digits, folded without a look at each of them.
struct TypedWord {
    private let plain: UInt64
    private let upper: UInt64
    private let length: Int
    private let isNumber: Bool

    /// Takes bytes of a word; nil when they are not all letters or all digits, or when a letter stands three times in a row.
    ///
    /// - Parameters:
    ///   - bytes: The bytes, those behind the word 0; whatever of them is ASCII is a letter or digit.
    ///   - length: Their number, 1 to 8.
    @inline(__always) init?(ascii bytes: UInt64, length: Int) {
        let ones: UInt64 = 0x0101_0101_0101_0101 & Self.mask(length)
        // Letters have bit 6 and digits have not; what is not ASCII has bit 7.
        let kind = bytes & (ones &* 0xC0)
        isNumber = kind == 0
        guard isNumber || kind == ones &* 0x40 else { return nil }
        upper = isNumber ? 0 : ~bytes & (ones &* 0x20)
        plain = bytes | upper
        self.length = length
        guard SyllableAssembly.triples(plain, mask: Self.mask(length)) == 0 else { return nil }
    }

    /// The word as a syllable behind a space.
    @inline(__always) func syllable(start: UInt32, end: UInt32) -> Syllable {
        let keys = PackedWord(plain: plain, codes: 0, count: length).keys
        return Syllable(
            plain: keys.plain, shaped: keys.shaped, start: start, end: end, tone: .level, gap: .space,
            isNumber: isNumber, isCapitalized: upper & 0x20 != 0,
            isUppercase: upper == 0x2020_2020_2020_2020 & Self.mask(length))
    }

    /// The first eight bytes of a word, those behind it 0.
    @inline(__always) static func first(_ bytes: UnsafeRawPointer, length: Int) -> UInt64 {
        bytes.loadUnaligned(as: UInt64.self).littleEndian & mask(min(length, 8))
    }

    /// The bytes of a word of at most twelve bytes behind the first eight.
    @inline(__always) static func rest(_ bytes: UnsafeRawPointer, length: Int) -> UInt32 {
        guard length > 8 else { return 0 }
        let four = (bytes + 8).loadUnaligned(as: UInt32.self).littleEndian
        return four & UInt32.max &>> UInt32(truncatingIfNeeded: 96 &- length &* 8)
    }

    /// Ones for so many bytes, 1 to 8.
    @inline(__always) private static func mask(_ length: Int) -> UInt64 {
        ~0 &>> UInt64(truncatingIfNeeded: 64 &- length &* 8)
    }
}
