import Foundation

/// A quasi-Poisson regression with log link: one level for each season and, if wanted, one trend over time.
///
/// Written in group means instead of a matrix: the seasons' columns never overlap, so the weighted least squares of
/// each step fall apart into one mean for each season and one slope within seasons. The fit is the same as R's `glm`,
/// and no column is ever close to another.
struct QuasiPoissonFit {
    /// Slope over time; 0 without trend.
    var slope = 0.0
    /// Fitted means.
    var means: [Double]
    /// Leverages of the last step.
    var leverages: [Double]
    /// Pearson dispersion with the weights from before the last step, as R keeps them.
    var dispersion = 0.0
    /// Observations of some weight less parameters.
    var degrees = 0.0
    /// Whether the deviance stood still within 25 steps.
    var converged = false
    /// Weighted sum of squares of time within seasons; 1 / variance of the slope.
    private(set) var timeSquares = 0.0

    private var seasonWeights: [Double]
    private var seasonTimes: [Double]
    private var seasonLevels: [Double]

    /// Fits; nil when a step leaves the numbers.
    ///
    /// - Parameters:
    ///   - data: observations.
    ///   - weights: prior weights, one an observation; all 1 when nil.
    ///   - trend: whether time has a slope.
    init?(_ data: FarringtonData, weights: [Double]? = nil, trend: Bool) {
        let count = data.counts.count
        let seasons = data.seasonCount
        means = [Double](repeating: 0, count: count)
        leverages = means
        seasonWeights = [Double](repeating: 0, count: seasons)
        seasonTimes = seasonWeights
        seasonLevels = seasonWeights
        guard count > 0 else { return nil }
        var predictors = [Double](repeating: 0, count: count)
        var working = predictors
        let logs = data.counts.map { $0 > 0 ? log($0) : 0 }
        for i in 0..<count {
            means[i] = data.counts[i] + 0.1
            predictors[i] = log(means[i])
        }
        func deviance() -> Double {
            var sum = 0.0
            for i in 0..<count {
                let y = data.counts[i]
                let term = (y > 0 ? y * (logs[i] - predictors[i]) : 0) - (y - means[i])
                sum += (weights?[i] ?? 1) * term
            }
            return 2 * sum
        }
        var last = deviance()
        for _ in 0..<25 {
            var sums = [Double](repeating: 0, count: seasons)
            seasonWeights = sums
            seasonTimes = sums
            for i in 0..<count {
                let w = (weights?[i] ?? 1) * means[i]
                working[i] = w
                let season = data.seasons[i]
                seasonWeights[season] += w
                seasonTimes[season] += w * data.times[i]
                // From here on, the predictor's place holds the working response.
                predictors[i] += (data.counts[i] - means[i]) / means[i]
                sums[season] += w * predictors[i]
            }
            for season in 0..<seasons {
                seasonTimes[season] /= seasonWeights[season]
                seasonLevels[season] = sums[season] / seasonWeights[season]
            }
            if trend {
                var squares = 0.0
                var products = 0.0
                for i in 0..<count {
                    let season = data.seasons[i]
                    let time = data.times[i] - seasonTimes[season]
                    squares += working[i] * time * time
                    products += working[i] * time * (predictors[i] - seasonLevels[season])
                }
                timeSquares = squares
                slope = squares > 0 ? products / squares : 0
            }
            for i in 0..<count {
                let season = data.seasons[i]
                predictors[i] = seasonLevels[season] + slope * (data.times[i] - seasonTimes[season])
                means[i] = exp(predictors[i])
            }
            let now = deviance()
            guard now.isFinite else { return nil }
            if abs(now - last) / (abs(now) + 0.1) < 1e-8 {
                converged = true
                break
            }
            last = now
        }
        var pearson = 0.0
        var weighty = 0
        for i in 0..<count {
            let season = data.seasons[i]
            let time = data.times[i] - seasonTimes[season]
            leverages[i] = working[i] / seasonWeights[season]
            if trend, timeSquares > 0 { leverages[i] += working[i] * time * time / timeSquares }
            let residual = (data.counts[i] - means[i]) / means[i]
            pearson += working[i] * residual * residual
            if working[i] > 0 { weighty += 1 }
        }
        degrees = Double(weighty - seasons - (trend && timeSquares > 0 ? 1 : 0))
        dispersion = pearson / degrees
    }

    /// Logarithm of the mean at a time and season, and its variance for a dispersion of 1.
    func prediction(time: Double, season: Int, trend: Bool) -> (logMean: Double, variance: Double) {
        let distance = time - seasonTimes[season]
        var variance = 1 / seasonWeights[season]
        if trend, timeSquares > 0 { variance += distance * distance / timeSquares }
        return (seasonLevels[season] + slope * distance, variance)
    }
}
