import Foundation
import Testing

@testable import HotSpots

/// Values from printed tables and from R's p and q functions.
@Suite struct StatisticsTests {
    @Test(arguments: [
        (0.5, 0.0), (0.975, 1.959963984540054), (0.999, 3.090232306167814), (1e-10, -6.361340902404056),
        (1 - 1e-3, 3.090232306167813),
    ])
    func normalQuantile(_ p: Double, _ z: Double) {
        #expect(abs(NormalDistribution.quantile(p) - z) < 1e-12)
    }

    @Test func normalQuantileAtTheEndsIsInfinite() {
        #expect(NormalDistribution.quantile(0) == -.infinity)
        #expect(NormalDistribution.quantile(1) == .infinity)
        #expect(abs(NormalDistribution.upperTail(8) / 6.22096057427178e-16 - 1) < 1e-10)
    }

    @Test(arguments: [
        (0.5, 2.0, 3.0, 0.6875), (0.1, 0.5, 0.5, 0.204832764699133), (0.9, 20.0, 2.0, 0.364729963771708),
        (0.0, 1.0, 1.0, 0.0), (1.0, 1.0, 1.0, 1.0),
    ])
    func incompleteBeta(_ x: Double, _ a: Double, _ b: Double, _ value: Double) {
        #expect(abs(BetaFunction.regularized(x, a, b) - value) < 1e-9)
    }

    @Test(arguments: [(2.228138851986273, 10.0, 0.05), (12.706204736174694, 1.0, 0.05), (1.0, 4.0, 0.373900966300059)])
    func studentT(_ t: Double, _ degrees: Double, _ p: Double) {
        #expect(abs(NormalDistribution.studentTwoSided(t, degrees: degrees) - p) < 1e-10)
    }

    @Test(arguments: [0.3, 2, 17, 250])
    func poissonTailIsTheSumOfItsTerms(_ mean: Double) {
        for count in [1.0, 3, 20, 300] {
            var sum = 0.0
            for k in Int(count)...(Int(count) + 900) {
                sum += exp(Double(k) * log(mean) - mean - lgamma(Double(k) + 1))
            }
            let tail = CountDistribution.poisson(mean: mean).probability(atLeast: count)
            #expect(abs(tail - sum) <= 1e-10 * max(sum, 1e-290))
        }
    }

    @Test(arguments: [(0.5, 0.4), (3, 1.5), (40, 7), (900, 0.2)])
    func negativeBinomialTailIsTheSumOfItsTerms(_ mean: Double, _ size: Double) {
        func term(_ k: Double) -> Double {
            exp(
                lgamma(k + size) - lgamma(size) - lgamma(k + 1) + size * log(size / (size + mean))
                    + k * log(mean / (size + mean)))
        }
        for count in [1.0, 2, 9, 60] {
            let below = (0..<Int(count)).reduce(0) { $0 + term(Double($1)) }
            let tail = CountDistribution.negativeBinomial(mean: mean, size: size).probability(atLeast: count)
            #expect(abs(tail - (1 - below)) < 1e-11)
        }
    }

    /// The smallest count whose distribution function reaches the probability, found here by adding up.
    @Test(arguments: [(0.5, 0.4), (3, 1.5), (40, 7), (0.001, 2)])
    func negativeBinomialQuantileIsTheSmallestEnough(_ mean: Double, _ size: Double) {
        let distribution = CountDistribution.negativeBinomial(mean: mean, size: size)
        for probability in [0.05, 0.5, 0.95, 0.999] {
            var count = 0.0
            while 1 - distribution.probability(atLeast: count + 1) < probability { count += 1 }
            #expect(distribution.quantile(probability) == count)
        }
    }

    @Test func aMeanOfZeroGivesZero() {
        #expect(CountDistribution.poisson(mean: 0).quantile(0.99) == 0)
        #expect(CountDistribution.negativeBinomial(mean: 0, size: 0).probability(atLeast: 1) == 0)
    }

    @Test func theSameSeedGivesTheSameNumbers() {
        var one = RandomSequence(seed: 7)
        var other = RandomSequence(seed: 7)
        var third = RandomSequence(seed: 8)
        let numbers = (0..<5).map { _ in one.next() }
        let same = (0..<5).map { _ in other.next() }
        let different = (0..<5).map { _ in third.next() }
        let indices = (0..<1000).map { _ in one.index(below: 3) }
        #expect(numbers == same)
        #expect(numbers != different)
        #expect(Set(indices) == [0, 1, 2])
    }
}
