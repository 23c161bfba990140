import Foundation

/// The Early Aberration Reporting System's C1, C2 and C3: a count against the mean and spread of a few days before it.
///
/// > Source: L. Hutwagner et al., J Urban Health 80 Suppl 1 (2003) i89; C3 by Fricker, Hegler, Dunfee, Stat Med 27
/// > (2008) 3407.
public struct EARS: Sendable {
    /// Which of the rules.
    public enum Rule: Sendable, Hashable {
        /// The baseline ends on the day before.
        case c1
        /// The baseline ends three days before, so that a rise does not hide itself.
        case c2
        /// The excesses of three days together: Σ max(0, C2 − 1) over today and the two days before.
        case c3
        /// C3 as R's `earsC` computes it: today's count cannot raise the alarm, only the two days before lower the
        /// limit.
        case c3AsInR
    }

    /// What is computed.
    public var rule: Rule
    /// Number of counts in the baseline.
    public var baseline: Int
    /// The least standard deviation that is believed.
    public var minimumSigma: Double
    /// Share of false alarms if counts were normal.
    public var alpha: Double

    /// Creates a detector.
    ///
    /// - Parameters:
    ///   - rule: which of the rules.
    ///   - baseline: number of counts in the baseline, at least 3.
    ///   - minimumSigma: the least standard deviation that is believed.
    ///   - alpha: share of false alarms if counts were normal; 0.001, for C3 0.025, when nil.
    public init(_ rule: Rule, baseline: Int = 7, minimumSigma: Double = 0, alpha: Double? = nil) {
        self.rule = rule
        self.baseline = max(3, baseline)
        self.minimumSigma = max(0, minimumSigma)
        self.alpha = alpha ?? (rule == .c3 || rule == .c3AsInR ? 0.025 : 0.001)
    }

    /// Days between the baseline and the day looked at, and days of which excesses are summed besides it.
    private var reach: (lag: Int, excesses: Int) {
        switch rule {
        case .c1: (0, 0)
        case .c2: (2, 0)
        case .c3, .c3AsInR: (2, 2)
        }
    }

    /// The first place of a series (from 0) for which there is a result.
    public var firstIndex: Int { baseline + reach.lag + reach.excesses }

    /// The highest count that raises no alarm, for each count of a series from `firstIndex` on.
    ///
    /// A limit is not a number where a count it needs is missing (not a number), or where R's C3 divides zero by zero.
    ///
    /// - Parameter counts: the series, one count a day.
    /// - Returns: the limits, `counts.count - firstIndex` of them; none for a shorter series.
    public func limits(_ counts: [Double]) -> [Double] {
        guard counts.count > firstIndex else { return [] }
        let z = NormalDistribution.quantile(1 - alpha)
        var limits: [Double] = []
        limits.reserveCapacity(counts.count - firstIndex)
        counts.withUnsafeBufferPointer { y in
            if reach.excesses == 0 {
                for t in firstIndex..<y.count {
                    let (mean, sigma) = level(y, endingBefore: t - reach.lag)
                    limits.append(mean + z * sigma)
                }
                return
            }
            var excesses = (excess(y, firstIndex - 2), excess(y, firstIndex - 1))
            for t in firstIndex..<y.count {
                let (mean, sigma) = level(y, endingBefore: t - 2)
                let earlier = excesses.0 + excesses.1
                if rule == .c3AsInR {
                    let limit = y[t] + sigma * (z - earlier)
                    limits.append(limit.isNaN ? limit : max(0, limit))
                } else {
                    // Today counts only above one sigma, and not at all when the days before are enough by themselves.
                    // Then even a count of 0 lies above the limit, hence −1.
                    limits.append(earlier > z ? -1 : sigma == 0 ? mean : mean + sigma * (1 + z - earlier))
                }
                excesses = (excesses.1, excess(y, t))
            }
        }
        return limits
    }

    private func level(_ y: UnsafeBufferPointer<Double>, endingBefore end: Int) -> (mean: Double, sigma: Double) {
        let count = Double(baseline)
        var sum = 0.0
        for index in (end - baseline)..<end { sum += y[index] }
        let mean = sum / count
        var squares = 0.0
        for index in (end - baseline)..<end { squares += (y[index] - mean) * (y[index] - mean) }
        let sigma = (squares / (count - 1)).squareRoot()
        return (mean, sigma < minimumSigma ? minimumSigma : sigma)
    }

    /// max(0, C2 − 1) of one day.
    private func excess(_ y: UnsafeBufferPointer<Double>, _ t: Int) -> Double {
        let (mean, sigma) = level(y, endingBefore: t - 2)
        let c2 = (y[t] - mean) / sigma
        // Nothing over nothing: R passes the hole on, the documented rule sees no excess.
        if c2.isNaN { return rule == .c3AsInR || y[t].isNaN || mean.isNaN ? .nan : 0 }
        return max(0, c2 - 1)
    }
}
