import Foundation

/// The gamma function and its incomplete ratio, to about fourteen digits.
enum GammaFunction {
    /// Logarithm of the gamma function for positive numbers.
    static func log(_ x: Double) -> Double { lgamma(x) }

    /// Upper regularised incomplete gamma function Q(a, x) for a > 0, x ≥ 0.
    ///
    /// > Source: NIST Digital Library of Mathematical Functions, 8.7.1 (series) and 8.9.2 (continued fraction).
    static func upperRatio(_ a: Double, _ x: Double) -> Double {
        guard x > 0 else { return 1 }
        let scale = exp(a * Foundation.log(x) - x - lgamma(a))
        if x < a + 1 {
            var term = 1 / a
            var sum = term
            var index = a
            for _ in 0..<100_000 {
                index += 1
                term *= x / index
                sum += term
                if term < sum * 1e-17 { break }
            }
            return max(0, 1 - scale * sum)
        }
        // Lentz's way of summing a continued fraction.
        let tiny = 1e-300
        var b = x + 1 - a
        var c = 1 / tiny
        var d = 1 / b
        var fraction = d
        for i in 1...100_000 {
            let n = -Double(i) * (Double(i) - a)
            b += 2
            d = n * d + b
            if abs(d) < tiny { d = tiny }
            c = b + n / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            let step = d * c
            fraction *= step
            if abs(step - 1) < 1e-16 { break }
        }
        return scale * fraction
    }
}
