import Foundation

/// The Farrington algorithm as improved for many streams: a count against a regression on the same season of past
/// years.
///
/// The steps are those of R's `surveillance::farringtonFlexible`, two of its habits included, because published
/// thresholds depend on them: after re-weighting, the standard error and the test of the trend divide by a dispersion
/// in which the re-weighting factors stand for the working weights; and the fit starts from count + 0.1 and stops when
/// the deviance moves by less than 10⁻⁸ of itself.
///
/// > Source: C. P. Farrington et al., J R Stat Soc A 159 (1996) 547; A. Noufaily et al., Stat Med 32 (2013) 1206.
public struct FarringtonFlexible: Sendable {
    /// How the limit follows from the fit.
    public enum Threshold: String, Sendable, Hashable, CaseIterable {
        /// Normal approximation after a power transformation (1996).
        case delta
        /// Quantile of the negative binomial at the fitted mean (2013).
        case nbPlugin
        /// The same at an upper limit of the mean.
        case muan
    }

    /// Why no limit can be given.
    public enum Refusal: Error, Sendable, Hashable {
        /// The series does not reach back far enough.
        case tooShort
        /// The year between two reference windows is too short for so many periods.
        case tooManyPeriods
    }

    /// What is known about one count.
    public struct Result: Sendable, Hashable {
        /// The highest count that raises no alarm; nil when too few cases came lately or the fit failed.
        public var upper: Double?
        /// Expected count; nil where `upper` is.
        public var expected: Double?
        /// Probability of a count at least as high; nil when the fit failed.
        public var probability: Double?
        /// Dispersion, at least 1; nil when the fit failed.
        public var dispersion: Double?
        /// Slope of the trend for one step of the series; nil when it was left out.
        public var trend: Double?
        /// Whether the count lies above the limit.
        public var alarm: Bool
    }

    /// Years looked back, at least 1.
    public var years = 5
    /// Counts on either side of the same place of a year.
    public var halfWidth = 3
    /// Counts in a year: 52 for weeks, 12 for months, 365 for days; 7 makes a "year" of a week.
    public var frequency = 52
    /// Seasons in a year; 1 uses the reference windows alone.
    public var periods = 10
    /// How many of the last counts are left out, so that a rise does not teach itself to the model.
    public var pastNotIncluded = 26
    /// How the limit follows.
    public var threshold = Threshold.nbPlugin
    /// Share of false alarms.
    public var alpha = 0.01
    /// Whether a trend is tried.
    public var trend = true
    /// The trend stays when its p-value lies below this.
    public var trendProbability = 1.0
    /// Whether past outbreaks lose weight.
    public var reweights = true
    /// Anscombe residuals above this lose weight.
    public var weightsThreshold = 2.58
    /// There is no alarm with fewer cases than this in the last counts.
    public var leastCases = 5.0
    /// How many of the last counts that looks at, the present one included.
    public var leastCasesWindow = 4

    /// Creates a detector with the settings of Noufaily et al.
    public init() {}

    /// The limit at place `index` (from 0) of a series.
    ///
    /// - Parameters:
    ///   - series: counts; not a number where one is missing.
    ///   - index: the count to judge.
    ///   - dates: day numbers of the counts, for reference weeks by date; nil for reference weeks by position.
    /// - Returns: what is known about the count.
    /// - Throws: `Refusal` when the series cannot be judged there.
    public func result(_ series: [Double], at index: Int, dates: [Int]? = nil) throws(Refusal) -> Result {
        guard series.indices.contains(index), years >= 1, frequency >= 1, periods >= 1, halfWidth >= 0 else {
            throw .tooShort
        }
        if let dates, dates.count != series.count { throw .tooShort }
        let data = try FarringtonData(series, index: index, options: self, dates: dates)
        let count = series[index]
        var model = trend && years >= 3 ? fit(data, trend: true) : fit(data, trend: false)
        if let fitted = model, fitted.trend, !keepsTrend(fitted, data) { model = fit(data, trend: false) }
        guard let model else {
            return Result(upper: nil, expected: nil, probability: nil, dispersion: nil, trend: nil, alarm: false)
        }
        let (eta, error) = model.prediction(data)
        let (upper, probability) = limit(eta: eta, error: error, dispersion: model.dispersion, count: count)
        let recent = series[max(0, index - leastCasesWindow + 1)...index].reduce(0, +)
        let enough = recent >= leastCases && upper.isFinite
        return Result(
            upper: enough ? upper : nil, expected: enough ? exp(eta) : nil,
            probability: probability.isNaN ? nil : probability, dispersion: model.dispersion,
            trend: model.trend ? model.fit.slope : nil, alarm: enough && count > upper && count != 0)
    }

    /// A fit, its weights and what R makes of them.
    private struct Model {
        var fit: QuasiPoissonFit
        var trend: Bool
        var dispersion: Double
        /// What R multiplies variances with; see above.
        var errorDispersion: Double

        /// Logarithm of the expected present count, and its standard error.
        func prediction(_ data: FarringtonData) -> (logMean: Double, error: Double) {
            let (eta, variance) = fit.prediction(
                time: data.presentTime, season: data.seasonCount - 1, trend: trend)
            return (eta, (max(0, variance) * errorDispersion).squareRoot())
        }
    }

    private func fit(_ data: FarringtonData, trend wanted: Bool) -> Model? {
        var trend = wanted
        var first = QuasiPoissonFit(data, trend: trend)
        if trend, first?.converged != true {
            trend = false
            first = QuasiPoissonFit(data, trend: false)
        }
        guard let first, first.converged, first.degrees > 0 else { return nil }
        let dispersion = max(1, first.dispersion)
        guard reweights else {
            return Model(fit: first, trend: trend, dispersion: dispersion, errorDispersion: first.dispersion)
        }
        let weights = self.weights(first, data, dispersion: dispersion)
        guard let second = QuasiPoissonFit(data, weights: weights, trend: trend), second.degrees > 0 else { return nil }
        var pearson = 0.0
        for i in data.counts.indices {
            let residual = (data.counts[i] - second.means[i]) / second.means[i]
            pearson += weights[i] * residual * residual
        }
        return Model(
            fit: second, trend: trend, dispersion: max(1, second.dispersion),
            errorDispersion: pearson / second.degrees)
    }

    /// Weights that take past outbreaks down: 1/s² for Anscombe residuals s above the threshold, scaled to sum to the
    /// number of counts.
    private func weights(_ fit: QuasiPoissonFit, _ data: FarringtonData, dispersion: Double) -> [Double] {
        var weights = data.counts.indices.map { i in
            let y = data.counts[i]
            let mean = fit.means[i]
            let residual =
                1.5 * (pow(y, 2 / 3) * pow(mean, -1 / 6) - mean.squareRoot())
                / (dispersion * (1 - fit.leverages[i])).squareRoot()
            return residual > weightsThreshold ? 1 / (residual * residual) : 1
        }
        let scale = Double(weights.count) / weights.reduce(0, +)
        for i in weights.indices { weights[i] *= scale }
        return weights
    }

    /// The trend must be significant and must not promise more than was ever seen.
    private func keepsTrend(_ model: Model, _ data: FarringtonData) -> Bool {
        let error = (model.errorDispersion / model.fit.timeSquares).squareRoot()
        let probability = NormalDistribution.studentTwoSided(model.fit.slope / error, degrees: model.fit.degrees)
        // 1 keeps every trend, also a level one, whose p-value is 1 but for rounding.
        let significant = probability < trendProbability || (trendProbability >= 1 && !probability.isNaN)
        return significant && exp(model.prediction(data).logMean) <= (data.counts.max() ?? 0)
    }

    private func limit(
        eta: Double, error: Double, dispersion: Double, count: Double
    ) -> (upper: Double, probability: Double) {
        let z = NormalDistribution.quantile(1 - alpha)
        let mean = exp(eta)
        if threshold == .delta {
            let tau = dispersion + mean * error * error
            let spread = (4.0 / 9 * pow(mean, 1 / 3) * tau).squareRoot()
            let centre = pow(mean, 2.0 / 3)
            return (
                pow(centre + z * spread, 1.5), NormalDistribution.upperTail((pow(count, 2.0 / 3) - centre) / spread)
            )
        }
        let level = threshold == .nbPlugin ? mean : exp(eta + z * error)
        guard level.isFinite else { return (.infinity, .nan) }
        let distribution = CountDistribution(mean: level, dispersion: dispersion)
        return (distribution.quantile(1 - alpha), distribution.probability(atLeast: count))
    }
}
