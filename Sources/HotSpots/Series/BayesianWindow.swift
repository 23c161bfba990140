/// A count against the negative binomial that the counts of the same weeks predict.
///
/// > Source: A. Riebler, diploma thesis (Munich 2004); R's `algo.bayes`.
public struct BayesianWindow: Sendable {
    /// Years looked back.
    public var years: Int
    /// Weeks before the present one, and weeks on either side of the same week of earlier years.
    public var halfWidth: Int
    /// Whether the weeks just before count.
    public var includesThisYear: Bool
    /// Share of false alarms.
    public var alpha: Double
    /// Counts in a year.
    public var frequency: Int

    /// Creates a detector.
    public init(
        years: Int = 2, halfWidth: Int = 4, includesThisYear: Bool = true, alpha: Double = 0.05, frequency: Int = 52
    ) {
        self.years = years
        self.halfWidth = halfWidth
        self.includesThisYear = includesThisYear
        self.alpha = alpha
        self.frequency = frequency
    }

    /// The highest count that raises no alarm at place `index` (from 0); nil when the series is too short before it.
    public func limit(_ counts: [Double], at index: Int) -> Double? {
        guard index < counts.count, index - years * frequency - halfWidth >= 0 else { return nil }
        var reference: [Double] = []
        if includesThisYear { reference += counts[(index - halfWidth)..<index] }
        for year in stride(from: 1, through: years, by: 1) {
            let same = index - year * frequency
            reference += counts[(same - halfWidth)...min(same + halfWidth, counts.count - 1)]
        }
        let size = reference.reduce(0, +) + 0.5
        let mean = size / Double(max(1, reference.count))
        return CountDistribution.negativeBinomial(mean: mean, size: size).quantile(1 - alpha)
    }
}
