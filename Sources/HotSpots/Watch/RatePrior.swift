/// How often communes of one province write about one topic: a gamma distribution that a commune's own history is drawn
/// to.
struct RatePrior: Sendable, Codable, Hashable {
    /// Shape: matters that it counts as.
    var shape: Double
    /// Rate: average days that it counts as.
    var days: Double

    /// What is believed before there is any history: one matter in five days, hardly known.
    static let unknown = RatePrior(shape: 0.5, days: 2.5)

    init(shape: Double, days: Double) {
        self.shape = shape
        self.days = days
    }

    /// Estimates by moments from each commune's matters in so many average days; `unknown` before a week has passed or
    /// without matters.
    ///
    /// > Source: empirical Bayes by moments, as in W. DuMouchel, Am Stat 53 (1999) 177.
    init(counts: [Int], days exposure: Double) {
        let total = counts.reduce(0, +)
        guard exposure >= 7, total > 0, !counts.isEmpty else {
            self = .unknown
            return
        }
        let rates = counts.map { Double($0) / exposure }
        let mean = rates.reduce(0, +) / Double(rates.count)
        let spread = rates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, rates.count - 1))
        // What counts of this size vary by chance is taken off.
        let variance = max(spread - mean / exposure, 0.05 * mean * mean)
        shape = mean * mean / variance
        days = mean / variance
    }
}
