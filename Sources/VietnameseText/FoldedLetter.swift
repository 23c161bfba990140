/// What folding keeps of one letter, in two bytes that compare and combine without branches.
///
/// The low byte is the plain letter. The high byte holds the shape mark's code (bits 0 and 1), whether the letter is upper
/// case (bit 2), and the tone, one bit for each of the five marked tones (bits 3 to 7), so that the tone of a syllable is
/// the union over its letters.
enum FoldedLetter {
    /// Bits of the high byte that hold the shape mark's code.
    static let shapeBits: UInt8 = 0x03
    /// Bit of the high byte that says upper case.
    static let upperBit: UInt8 = 0x04
    /// Lowest of the tone bits.
    static let toneShift: UInt8 = 3

    /// The high byte.
    static func mark(shape: ShapeMark?, tone: Tone, upper: Bool) -> UInt8 {
        (shape?.rawValue ?? 0) | (upper ? upperBit : 0) | bit(of: tone)
    }

    /// The bit of a tone; none for the level tone.
    static func bit(of tone: Tone) -> UInt8 { tone == .level ? 0 : 1 << (toneShift + tone.rawValue - 1) }

    /// Plain letters with their shape marks put in: eight letters at once, `marks` holding the high bytes.
    ///
    /// Plain letters lie in 0x61...0x7A. The code's low bit flips bit 7 and its high bit flips bit 5, which gives each of
    /// the four forms of a letter a byte of its own.
    @inline(__always) static func shaped(_ plain: UInt64, marks: UInt64) -> UInt64 {
        plain ^ ((marks & 0x0101_0101_0101_0101) &<< 7) ^ ((marks & 0x0202_0202_0202_0202) &<< 4)
    }
}
