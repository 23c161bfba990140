/// How much two texts have in common.
public struct Likeness: Sendable, Hashable {
    /// Share of common shingles from which two texts count as copies.
    public static let leastShare = 0.6
    /// Part of the shorter text found in the other from which it counts as copied into it.
    public static let leastContainment = 0.8

    /// Whether the texts are the same as written, but for case, marks and punctuation.
    public let isIdentical: Bool
    /// Common shingles among all shingles of both (Jaccard), from 0 to 1.
    public let share: Double
    /// Part of the shorter text's shingles that the other has too, from 0 to 1.
    public let containment: Double

    /// Compares two signatures.
    public init(_ left: TextSignature, _ right: TextSignature) {
        isIdentical = left.sum != nil && left.sum == right.sum
        guard !isIdentical else {
            share = 1
            containment = 1
            return
        }
        guard !left.shingles.isEmpty, !right.shingles.isEmpty else {
            share = 0
            containment = 0
            return
        }
        share = Self.share(left, right)
        let common = share / (1 + share) * Double(left.shingleCount + right.shingleCount)
        containment = min(1, common / Double(min(left.shingleCount, right.shingleCount)))
    }

    /// Whether the two are suggested as one matter.
    public var isNearDuplicate: Bool {
        isIdentical || share >= Self.leastShare || containment >= Self.leastContainment
    }

    /// The share over all hashes, or for samples over the smallest ones of both together.
    private static func share(_ left: TextSignature, _ right: TextSignature) -> Double {
        let limit = left.isSample || right.isSample ? TextSignature.shingleLimit : Int.max
        var (one, two, seen, common) = (0, 0, 0, 0)
        while seen < limit, one < left.shingles.count || two < right.shingles.count {
            let first = one < left.shingles.count ? left.shingles[one] : nil
            let second = two < right.shingles.count ? right.shingles[two] : nil
            seen += 1
            if first == second {
                common += 1
                one += 1
                two += 1
            } else if let first, first < second ?? .max || second == nil {
                one += 1
            } else {
                two += 1
            }
        }
        return seen == 0 ? 0 : Double(common) / Double(seen)
    }
}
