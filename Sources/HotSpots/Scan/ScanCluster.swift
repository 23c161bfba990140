import Foundation

/// A group of neighbouring places with more cases in the last days than place and day alone explain.
public struct ScanCluster: Sendable, Hashable, Codable {
    /// The place in the middle.
    public var centre: Int
    /// All places, the nearest to the centre first.
    public var places: [Int]
    /// Length in days; it ends with the last day of the study.
    public var days: Int
    /// Cases seen.
    public var observed: Int
    /// Cases expected.
    public var expected: Double
    /// Logarithm of the likelihood ratio.
    public var logLikelihoodRatio: Double
    /// Share of shuffles that did as well, (r + 1) / (R + 1); nil without shuffles.
    public var rankProbability: Double?
    /// Probability by a Gumbel distribution fitted to the shuffles; nil without shuffles.
    public var probability: Double?
    /// Days between two such clusters by chance alone, for one scan a day; an estimate that copied and linked cases
    /// make too long.
    public var recurrenceDays: Double?
}

/// The extreme-value distribution of the best score among shuffles.
public struct GumbelDistribution: Sendable, Hashable, Codable {
    /// Mode.
    public var location: Double
    /// Scale.
    public var scale: Double

    /// Fits by moments; nil for fewer than two values or values all alike.
    public init?(_ maxima: [Double]) {
        guard maxima.count > 1 else { return nil }
        let mean = maxima.reduce(0, +) / Double(maxima.count)
        let squares = maxima.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let deviation = (squares / Double(maxima.count - 1)).squareRoot()
        guard deviation > 0 else { return nil }
        scale = deviation * 6.0.squareRoot() / .pi
        location = mean - 0.577_215_664_901_532_9 * scale
    }

    /// Moves the parameters towards another's by a share of the way.
    mutating func blend(_ other: GumbelDistribution, share: Double) {
        location += share * (other.location - location)
        scale += share * (other.scale - scale)
    }

    /// Probability of at least `value`, accurate for small probabilities.
    public func probability(atLeast value: Double) -> Double {
        let rate = exp(-(value - location) / scale)
        return -expm1(-rate)
    }
}
