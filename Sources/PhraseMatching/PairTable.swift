/// The pairs of words that phrases of two and more words begin with, each with a number: its place in the order of rows,
/// then columns.
///
/// A row stands for a first word, a column for a second one. One bit for each row and column tells whether they are a pair;
/// counting the bits before it gives the pair's number. With very many words that would be too many bits; then pairs share
/// bits, a bit that is set says only that a pair may be one, and a search among the sorted pairs decides.
struct PairTable: Sendable {
    /// Four megabytes of bits.
    static let maximumExactBits = 1 << 25

    /// The bits.
    private(set) var bits: [UInt64]
    /// In the exact table: number of the bits before each word of ``bits``.
    private(set) var before: [UInt32] = []
    /// The pairs in order, row << 32 | column.
    private(set) var pairs: [UInt64]
    /// What a row is multiplied with.
    let stride: UInt64
    /// Which bits of a place count.
    let mask: UInt64

    /// Whether a bit that is set means a pair.
    var isExact: Bool { !before.isEmpty }

    /// Makes the table of some pairs.
    ///
    /// - Parameters:
    ///   - unsorted: The pairs, row << 32 | column; row 0 and column 0 must be in none of them.
    ///   - rows: One more than the greatest row.
    ///   - columns: One more than the greatest column.
    ///   - maximumExactBits: Size up to which the table is exact.
    init(_ unsorted: some Sequence<UInt64>, rows: Int, columns: Int, maximumExactBits: Int = maximumExactBits) {
        var pairs = unsorted.sorted()
        var kept = 0
        for pair in pairs where kept == 0 || pairs[kept - 1] != pair {
            pairs[kept] = pair
            kept += 1
        }
        pairs.removeLast(pairs.count - kept)
        self.pairs = pairs
        let isExact = rows * columns <= maximumExactBits
        if isExact {
            stride = UInt64(columns)
            mask = ~0
            bits = [UInt64](repeating: 0, count: (rows * columns + 63) / 64)
        } else {
            stride = 0x9E37_79B1
            mask = UInt64(maximumExactBits - 1)
            bits = [UInt64](repeating: 0, count: maximumExactBits / 64)
        }
        for pair in pairs {
            let place = Self.place(UInt32(pair >> 32), UInt32(truncatingIfNeeded: pair), stride: stride, mask: mask)
            bits[Int(place / 64)] |= 1 << (place % 64)
        }
        guard isExact else { return }
        var sum: UInt32 = 0
        before = bits.map { word in
            defer { sum += UInt32(word.nonzeroBitCount) }
            return sum
        }
    }

    /// The place of a pair's bit.
    @inline(__always)
    static func place(_ row: UInt32, _ column: UInt32, stride: UInt64, mask: UInt64) -> UInt64 {
        (UInt64(row) &* stride &+ UInt64(column)) & mask
    }

    /// In the exact table, the number of pairs before a place.
    ///
    /// - Parameters:
    ///   - place: The place of a bit.
    ///   - bits: ``bits``.
    ///   - before: ``before``.
    /// - Returns: The number of the pair whose bit it is, when the bit is set.
    @inline(__always)
    static func number(
        _ place: UInt64, bits: UnsafePointer<UInt64>, before: UnsafePointer<UInt32>
    ) -> UInt32 {
        let word = Int(truncatingIfNeeded: place &>> 6)
        let inWord = (bits[word] & ((1 &<< (place & 63)) &- 1)).nonzeroBitCount
        return before[word] &+ UInt32(truncatingIfNeeded: inWord)
    }

    /// The number of a pair by its row, column and a place whose bit is set; nil when it is none after all.
    func number(_ row: UInt32, _ column: UInt32, place: UInt64) -> Int? {
        guard isExact else { return index(of: UInt64(row) << 32 | UInt64(column)) }
        return bits.withUnsafeBufferPointer { bits in
            before.withUnsafeBufferPointer { before in
                guard let bits = bits.baseAddress, let before = before.baseAddress else { return nil }
                return Int(Self.number(place, bits: bits, before: before))
            }
        }
    }

    /// The number of a pair, by binary search.
    func index(of pair: UInt64) -> Int? {
        var low = 0
        var high = pairs.count
        while low < high {
            let middle = (low + high) / 2
            if pairs[middle] < pair { low = middle + 1 } else { high = middle }
        }
        return low < pairs.count && pairs[low] == pair ? low : nil
    }
}
