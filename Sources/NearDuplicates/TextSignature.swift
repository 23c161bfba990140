/// What is kept of a text to find its copies: a sum, and the hashes of its shingles.
///
/// A shingle is three words that follow each other. Of up to ``shingleLimit`` distinct shingles all are kept, so that two
/// texts are compared exactly; of longer texts the smallest hashes are kept, which is an unbiased sample (bottom-k sketch).
public struct TextSignature: Sendable, Hashable {
    /// Own words that a text must have to be compared by shingles; shorter ones are compared as a whole.
    public static let leastForShingles = 30
    /// Own words that a text must have to be compared at all: thanks and greetings are everybody's.
    public static let leastToCompare = 8
    /// Hashes that are kept.
    public static let shingleLimit = 4096

    /// The sum of the text as written; nil for a text too short to be told from others.
    public let sum: UInt64?
    /// Hashes of distinct shingles, rising; none for a short text.
    public let shingles: [UInt32]
    /// Number of distinct shingles of the text, kept or not.
    public let shingleCount: Int

    /// Whether hashes were left out.
    var isSample: Bool { shingleCount > shingles.count }

    /// Makes the signature of a text.
    public init(_ text: ComparedText) {
        sum = text.ownWords >= Self.leastToCompare ? text.sum : nil
        guard text.ownWords >= Self.leastForShingles else {
            shingles = []
            shingleCount = 0
            return
        }
        let distinct = Set(text.shingles.map { UInt32(truncatingIfNeeded: $0) }).sorted()
        shingleCount = distinct.count
        shingles = Array(distinct.prefix(Self.shingleLimit))
    }

    /// Restores a signature.
    ///
    /// - Parameters:
    ///   - sum: The sum.
    ///   - bytes: The hashes as ``bytes`` gives them; nil is returned when they are not that.
    ///   - count: Number of distinct shingles of the text.
    public init?(sum: UInt64?, bytes: [UInt8], count: Int) {
        guard bytes.count.isMultiple(of: 4), bytes.count <= Self.shingleLimit * 4, count >= bytes.count / 4 else {
            return nil
        }
        self.sum = sum
        shingleCount = count
        shingles = stride(from: 0, to: bytes.count, by: 4).map { place in
            bytes[place..<place + 4].reversed().reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
        }
    }

    /// The hashes, four bytes each, lowest first.
    public var bytes: [UInt8] {
        shingles.flatMap { hash in (0..<4).map { UInt8(truncatingIfNeeded: hash >> (8 * UInt32($0))) } }
    }
}
