/// Which sets of words hold a word: one row of bits for each word, one bit for each set.
///
/// The sets that a text can satisfy are its words' rows put together, and whether a word at a place is one of a set is a look
/// at one bit.
struct SetMembership: Sendable {
    /// Eight megabytes; where there would be more, sets share bits, and a bit says only that the word may be of the set.
    static let maximumBits = 1 << 26

    /// The set that any word satisfies; its bit is set in no row.
    static let any: Int32 = 0

    /// Where each word's row begins in ``rows``; that of a word without sets is the empty row at the beginning.
    private(set) var rowStarts: [UInt32]
    /// The rows, side by side.
    private(set) var rows: [UInt64]
    /// Elements of a row.
    let width: Int

    /// Makes the rows.
    ///
    /// - Parameters:
    ///   - sets: The words of each set by their numbers.
    ///   - count: One more than the greatest number of a word.
    init(_ sets: [[UInt32]], rows count: Int) {
        rowStarts = [UInt32](repeating: 0, count: count)
        var used: UInt32 = 1
        for set in sets {
            for word in set where rowStarts[Int(word)] == 0 {
                rowStarts[Int(word)] = used
                used += 1
            }
        }
        let width = max(1, min((sets.count + 64) / 64, Self.maximumBits / 64 / Int(used)))
        self.width = width
        for word in rowStarts.indices { rowStarts[word] *= UInt32(width) }
        rows = [UInt64](repeating: 0, count: Int(used) * width)
        for (number, set) in sets.enumerated() {
            let bit = Self.bit(of: number, width: width)
            for word in set { rows[Int(rowStarts[Int(word)]) + bit / 64] |= 1 << UInt64(bit % 64) }
        }
    }

    /// The bit of a set in each row.
    func bit(of set: Int32) -> Int32 { Int32(Self.bit(of: Int(set), width: width)) }

    private static func bit(of set: Int, width: Int) -> Int { 1 + set % (width * 64 - 1) }
}
