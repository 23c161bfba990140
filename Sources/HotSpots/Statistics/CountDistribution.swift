import Foundation

/// The distribution of a count: Poisson, or negative binomial when counts vary more than by chance.
enum CountDistribution {
    /// Poisson with this mean.
    case poisson(mean: Double)
    /// Negative binomial with this mean and size (the variance is mean + mean²/size).
    case negativeBinomial(mean: Double, size: Double)

    /// The distribution with variance `dispersion` × mean; Poisson when that is no more than the mean.
    init(mean: Double, dispersion: Double) {
        self = dispersion > 1 ? .negativeBinomial(mean: mean, size: mean / (dispersion - 1)) : .poisson(mean: mean)
    }

    /// Probability of a count of at least `count`.
    func probability(atLeast count: Double) -> Double {
        guard count >= 1 else { return 1 }
        switch self {
        case .poisson(let mean):
            guard mean > 0 else { return 0 }
            return 1 - GammaFunction.upperRatio(count, mean) > 1e-3
                ? 1 - GammaFunction.upperRatio(count, mean) : Self.poissonTail(count, mean)
        case .negativeBinomial(let mean, let size):
            guard mean > 0, size > 0 else { return 0 }
            return BetaFunction.regularized(mean / (mean + size), count, size)
        }
    }

    /// The smallest count that is not exceeded with at least this probability.
    ///
    /// As R does, 64 units of rounding are forgiven, so that a probability met exactly is met.
    func quantile(_ probability: Double) -> Double {
        let target = 1 - probability * (1 - 64 * Double.ulpOfOne)
        // P(Y > k) <= target is what is wanted; doubling finds a bracket, halving the place.
        func isEnough(_ count: Double) -> Bool { self.probability(atLeast: count + 1) <= target }
        if isEnough(0) { return 0 }
        var high = 1.0
        while !isEnough(high), high < 1e15 { high *= 2 }
        var low = (high / 2).rounded(.down)
        while high - low > 1 {
            let middle = ((low + high) / 2).rounded(.down)
            if isEnough(middle) { high = middle } else { low = middle }
        }
        return high
    }

    /// The tail summed term by term, for tails too thin to be one minus something.
    private static func poissonTail(_ count: Double, _ mean: Double) -> Double {
        var term = exp(count * log(mean) - mean - lgamma(count + 1))
        var sum = term
        var index = count
        while term > sum * 1e-17 {
            index += 1
            term *= mean / index
            sum += term
        }
        return sum
    }
}
