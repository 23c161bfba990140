/// Which words can follow each other at the beginning of a phrase: one bit for each pair of a first and a second word.
///
/// Exact up to ``maximumExactBits``; beyond that pairs share bits, and a bit that is set only says that a pair may be one.
struct PairFilter: Sendable {
    /// Four megabytes of bits.
    static let maximumExactBits = 1 << 25

    private(set) var words: [UInt64]
    /// What a row is multiplied with.
    let stride: UInt64
    /// Which bits of the place count.
    let mask: UInt64

    /// Makes an empty filter.
    ///
    /// - Parameters:
    ///   - rows: One more than the greatest row.
    ///   - columns: One more than the greatest column.
    init(rows: Int, columns: Int) {
        if rows * columns <= Self.maximumExactBits {
            stride = UInt64(columns)
            mask = ~0
            words = [UInt64](repeating: 0, count: (rows * columns + 63) / 64)
        } else {
            stride = 0x9E37_79B1
            mask = UInt64(Self.maximumExactBits - 1)
            words = [UInt64](repeating: 0, count: Self.maximumExactBits / 64)
        }
    }

    /// The place of a pair's bit.
    @inline(__always)
    static func place(_ row: UInt32, _ column: UInt32, stride: UInt64, mask: UInt64) -> UInt64 {
        (UInt64(row) &* stride &+ UInt64(column)) & mask
    }

    /// Sets the bit of a pair.
    mutating func insert(_ row: UInt32, _ column: UInt32) {
        let place = Self.place(row, column, stride: stride, mask: mask)
        words[Int(place / 64)] |= 1 << (place % 64)
    }
}
