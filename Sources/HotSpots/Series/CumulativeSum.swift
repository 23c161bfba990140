import Foundation

/// The classical one-sided CUSUM on standardised counts.
///
/// > Source: G. Rossi, L. Lampugnani, M. Marchi, Stat Med 18 (1999) 2111; the transformations as in R's `algo.cusum`.
public struct CumulativeSum: Sendable {
    /// How a count becomes a number with mean 0 and spread 1.
    public enum Standardisation: Sendable, Hashable {
        /// (x − m) / √m.
        case standard
        /// (x − 3m + 2√(xm)) / (2√m), Rossi's.
        case rossi
        /// 3/2 (x^⅔ − m^⅔) / m^⅙, Anscombe's.
        case anscombe
    }

    /// The sum after one count.
    public struct Step: Sendable, Hashable {
        /// The sum, not below zero.
        public var sum: Double
        /// The count at which the sum would reach the alarm, by R's formulas.
        public var upper: Double
        /// Whether the sum reached the alarm.
        public var alarm: Bool
    }

    /// How counts are standardised.
    public var standardisation: Standardisation
    /// What is taken off each standardised count.
    public var reference: Double
    /// The sum at which the alarm is raised.
    public var decision: Double

    /// Creates a detector with R's usual reference value and decision limit.
    public init(_ standardisation: Standardisation, reference: Double = 1.04, decision: Double = 2.26) {
        self.standardisation = standardisation
        self.reference = reference
        self.decision = decision
    }

    /// Runs over counts that were expected to be `mean`, from a sum of zero.
    public func run(_ counts: some Sequence<Double>, mean m: Double) -> [Step] {
        var sum = 0.0
        return counts.map { x in
            let limit = upper(mean: m, sum: sum)
            sum = max(0, sum + standardised(x, m) - reference)
            return Step(sum: sum, upper: limit.isNaN ? 0 : max(0, limit), alarm: sum >= decision)
        }
    }

    private func standardised(_ x: Double, _ m: Double) -> Double {
        switch standardisation {
        case .standard: (x - m) / m.squareRoot()
        case .rossi: (x - 3 * m + 2 * (x * m).squareRoot()) / (2 * m.squareRoot())
        case .anscombe: 1.5 * (pow(x, 2 / 3) - pow(m, 2 / 3)) / pow(m, 1 / 6)
        }
    }

    private func upper(mean m: Double, sum: Double) -> Double {
        let room = decision + reference - sum
        let root = m.squareRoot()
        switch standardisation {
        case .standard:
            return (root * room + m).rounded(.up)
        case .rossi:
            return 2 * room * root + 5 * m - 2 * (4 * m * m + 2 * m * root * room).squareRoot()
        case .anscombe:
            let power = 2.0 / 3 * pow(m, 1 / 6) * room + pow(m, 2 / 3)
            return power < 0 ? 0 : pow(power, 1.5)
        }
    }
}
