/// A number by which a phrase is looked up; two phrases with one number still have to be compared.
///
/// Hashing text letter by letter as `String` does would cost more than all else about a line.
///
/// > Source: Fowler, Noll, Vo: FNV-1a, 64 bits.
struct PhraseNumber {
    typealias Value = UInt64

    private(set) var value: Value = 0xCBF2_9CE4_8422_2325

    /// The number of the empty phrase.
    init() {}

    /// The number of a phrase.
    init(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { add(byte) }
    }

    /// Adds a letter at the end.
    mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
}
