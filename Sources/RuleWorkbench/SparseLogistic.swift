#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Ridge-penalised logistic regression on sparse features, with a given score as the starting point of every example.
///
/// The penalty holds weights near zero, so that a word seen in three messages cannot decide a fourth. The trust in the
/// given score and the constant are free of it. Scores are in bans: the odds are ten to the power of the score.
///
/// > Source: le Cessie & van Houwelingen (1992) for the penalty; Nesterov (2004) §2.2 for the accelerated descent.
struct SparseLogistic {
    /// Examples as rows: for each, the numbers of its features; the value of a feature is 1 or a share below it.
    var rows: [[(feature: Int32, share: Float)]]
    /// The score that is known without the features, in bans.
    var given: [Double]
    /// What each example should come to.
    var wanted: [Bool]
    /// How much each example counts.
    var emphasis: [Double]
    /// How many features there are.
    var featureCount: Int
    /// Penalty on a square ban.
    var ridge: Double

    /// What a fit comes to.
    struct Solution {
        /// Bans of each feature.
        var weights: [Double]
        /// What the given score is worth: 1 takes it as it is.
        var trust: Double
        /// Bans that every example gets.
        var constant: Double
    }

    /// Bans to natural logarithms.
    private static let nits = 2.302585092994046

    /// The weights that make the wanted outcomes likeliest, given the penalty.
    ///
    /// - Parameter steps: Steps of the descent.
    /// - Returns: The weights, in bans.
    func solution(steps: Int = 300) -> Solution {
        // Variables: the weights, then the trust and the constant.
        let count = featureCount + 2
        var point = [Double](repeating: 0, count: count)
        point[featureCount] = 1
        var previous = point
        var ahead = point
        let rate = 1 / (curvature() + 2 * ridge)
        var momentum = 1.0
        for _ in 0..<steps {
            let slope = gradient(at: ahead)
            for index in 0..<count { point[index] = ahead[index] - rate * slope[index] }
            // Scores of the rules are evidence: they may be doubted, never turned round.
            point[featureCount] = min(2, max(0.3, point[featureCount]))
            let next = (1 + (1 + 4 * momentum * momentum).squareRoot()) / 2
            let push = (momentum - 1) / next
            for index in 0..<count { ahead[index] = point[index] + push * (point[index] - previous[index]) }
            swap(&previous, &point)
            momentum = next
        }
        return Solution(
            weights: Array(previous[..<featureCount]), trust: previous[featureCount],
            constant: previous[featureCount + 1])
    }

    /// The score of an example.
    func score(_ row: [(feature: Int32, share: Float)], given: Double, _ point: [Double]) -> Double {
        var sum = given * point[featureCount] + point[featureCount + 1]
        for (feature, share) in row { sum += point[Int(feature)] * Double(share) }
        return sum
    }

    private func gradient(at point: [Double]) -> [Double] {
        var slope = [Double](repeating: 0, count: point.count)
        for index in 0..<featureCount { slope[index] = 2 * ridge * point[index] }
        for (number, row) in rows.enumerated() {
            let score = score(row, given: given[number], point)
            let error = (1 / (1 + exp(-Self.nits * score)) - (wanted[number] ? 1 : 0)) * Self.nits * emphasis[number]
            slope[featureCount] += error * given[number]
            slope[featureCount + 1] += error
            for (feature, share) in row { slope[Int(feature)] += error * Double(share) }
        }
        return slope
    }

    /// An upper bound of the second derivative in any direction, by power iteration.
    private func curvature() -> Double {
        var direction = (0..<featureCount + 2).map { 1 + 0.1 * Double($0 % 7) }
        var size = 1.0
        for _ in 0..<20 {
            var next = [Double](repeating: 0, count: direction.count)
            for (number, row) in rows.enumerated() {
                let along = score(row, given: given[number], direction) * emphasis[number]
                next[featureCount] += along * given[number]
                next[featureCount + 1] += along
                for (feature, share) in row { next[Int(feature)] += along * Double(share) }
            }
            size = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard size > 0 else { return 1 }
            direction = next.map { $0 / size }
        }
        return size * 1.05 * Self.nits * Self.nits / 4
    }
}
