import Foundation

/// A sum that grows when week after week brings more than usual, for matters that swell too slowly for any window.
///
/// > Source: likelihood-ratio CUSUM for negative binomial counts, M. Höhle, M. Paul, Comput Stat Data Anal 52 (2008)
/// > 4357.
struct SlowRise: Sendable, Codable, Hashable {
    private(set) var sum = 0.0
    /// Evidence of the last week, in bans; 0 when it brought no more than usual.
    private(set) var bans = 0.0

    /// The rise that is looked for: twice as many.
    private static let factor = 2.0
    private static let size = 3.0

    /// Takes in a week's count when so many were expected.
    ///
    /// The sum is cut at the limit: otherwise a short burst would be told of for months, because the sum falls slowly.
    mutating func add(_ count: Int, expected mean: Double) {
        guard mean > 0 else { return }
        let usual = 1 + mean / Self.size
        let raised = 1 + Self.factor * mean / Self.size
        let grown = max(0, sum + Double(count) * log(Self.factor * usual / raised) - Self.size * log(raised / usual))
        let limit = Self.limit(mean)
        let isRising = Double(count) > mean && grown > 0
        bans = isRising ? max(0, Self.bansAtLimit + (grown - limit) / log(10)) : 0
        sum = min(grown, limit)
    }

    /// Whether there is nothing to remember.
    var isAtRest: Bool { sum == 0 && bans == 0 }

    mutating func reset() { self = SlowRise() }

    /// The limit is passed by chance once in ten years: 2.7 bans counted in weeks, 3.6 counted in days, as rates are; between.
    private static let bansAtLimit = 3.2

    /// Interpolates between limits found by simulation: 4,000 streams of 1,040 weeks for each mean, of which 1 − e⁻²
    /// pass the limit.
    private static func limit(_ mean: Double) -> Double {
        let place = log(max(mean, 1e-6))
        guard let above = limits.firstIndex(where: { log($0.mean) >= place }) else {
            return limits[limits.count - 1].limit
        }
        guard above > 0 else { return limits[0].limit }
        let (low, high) = (limits[above - 1], limits[above])
        let share = (place - log(low.mean)) / (log(high.mean) - log(low.mean))
        return low.limit + share * (high.limit - low.limit)
    }

    private static let limits: [(mean: Double, limit: Double)] = [
        (0.02, 1.525),
        (0.05, 2.129),
        (0.1, 2.624),
        (0.2, 3.068),
        (0.5, 3.587),
        (1.0, 3.859),
        (2.0, 4.052),
        (5.0, 4.147),
        (10.0, 4.296),
        (20.0, 4.249),
        (50.0, 4.245),
        (100.0, 4.295),
    ]
}
