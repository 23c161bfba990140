import Foundation

/// More distinct matters in a window than the stream's past leads to expect.
public struct RateFinding: Sendable, Hashable, Codable {
    /// Length of the window in hours; it ends with the moment of the finding.
    public var windowHours: Int
    /// Distinct matters in the window.
    public var observed: Int
    /// Matters expected in it.
    public var expected: Double
    /// Probability of at least as many, the uncertainty of the expectation included.
    public var probability: Double
    /// −log10 of the probability, less the logarithm of the number of windows tried.
    public var bans: Double

    /// Windows that are tried, in hours.
    public static let windows = [8, 24, 72, 168, 504, 1344]

    /// The most surprising window; nil when none has two matters.
    ///
    /// Windows of several weeks count only while their last third is unusual too: what was told weeks ago must not be
    /// told again for as long as the window remembers it.
    ///
    /// - Parameters:
    ///   - count: matters in the last so many milliseconds.
    ///   - expected: matters expected in them.
    ///   - shape: how many matters the expectation rests on; its variance is its square over this.
    /// - Returns: the finding with the most evidence.
    static func best(
        count: (Int64) -> Int, expected: (Int64) -> Double, shape: Double
    ) -> RateFinding? {
        var best: RateFinding?
        for hours in windows {
            let window = Int64(hours) * HotSpotTime.hour
            let observed = count(window)
            guard observed >= 2 else { continue }
            let mean = expected(window)
            // As much as expected: no probability below one half, so nothing to find.
            guard mean > 0, Double(observed) > mean else { continue }
            if hours > 168 {
                let part = window / 3
                let late = tail(count(part), expected: expected(part), shape: shape, hours: Double(hours) / 3)
                guard late <= Self.unusual else { continue }
            }
            let probability = tail(observed, expected: mean, shape: shape, hours: Double(hours))
            let bans = -log10(max(probability, 1e-300)) - log10(Double(windows.count))
            if bans > (best?.bans ?? 0) {
                best = RateFinding(
                    windowHours: hours, observed: observed, expected: mean, probability: probability, bans: bans)
            }
        }
        return best
    }

    /// Probability that the last third of a long window may have at most.
    private static let unusual = 0.1

    /// Probability of at least so many; variation from week to week averages out over several weeks.
    private static func tail(_ count: Int, expected mean: Double, shape: Double, hours: Double) -> Double {
        let size = 1 / (1 / shape + 1 / (3 * max(1, hours / 168)))
        return CountDistribution.negativeBinomial(mean: mean, size: size).probability(atLeast: Double(count))
    }
}
