import Foundation

/// The inner loop of the scan: the best zone and window for one set of observed counts.
///
/// Shuffling dates keeps the number of cases of each place and of each day, so what a zone and window expect never
/// changes; only the observed count does. A logarithm for each of half a million pairs would take milliseconds, so a
/// bound goes first: because (1+x) ln(1+x) − x ≤ x²/2 for x ≥ 0, and (1−y) ln(1−y) + y ≤ y² for y in 0…1, the score is
/// at most (o−e)² (C+e) / (2e (C−e)). Sixteen windows are tested against the best score so far at once, and few pass.
struct ScanKernel {
    /// Counts of a place in the last 1…16 days, cumulative.
    typealias Row = SIMD16<Float>

    /// What one case so many days ago adds to a row.
    static let steps: [Row] = (0..<lanes).map { age in
        var row = Row()
        for lane in age..<lanes { row[lane] = 1 }
        return row
    }

    /// Windows are kept in one vector; more days than this are not scanned.
    static let lanes = 16

    /// A zone and window and its score.
    struct Best {
        var place: Int
        var slot: Int
        var window: Int
        var observed: Int
        var expected: Double
        var score: Double
    }

    let total: Double
    /// Cases in the last 1…windows days.
    let windowTotals: [Int]
    private let neighbourhood: Neighbourhood
    private let leastCases: Double
    /// Cases of each zone; row by row as in the neighbourhood, valid up to `lengths`.
    private let zoneTotals: [Float]
    /// Zones of each centre that may be used.
    private var lengths: [Int]
    /// Share of all cases in each window; 0 beyond the last.
    private var shares = Row()

    /// Prepares for places with so many cases in the whole study and days with so many in all places.
    ///
    /// Only the first `centres` places are middles of zones; all when nil.
    init(
        placeTotals: [Int], windowTotals: [Int], neighbourhood: Neighbourhood, maximumShare: Double, leastCases: Int,
        centres: Int? = nil
    ) {
        let sum = placeTotals.reduce(0, +)
        total = Double(sum)
        self.windowTotals = Array(windowTotals.prefix(Self.lanes))
        self.neighbourhood = neighbourhood
        self.leastCases = Double(leastCases)
        let width = neighbourhood.width
        var zones = [Float](repeating: 0, count: placeTotals.count * width)
        lengths = [Int](repeating: 0, count: placeTotals.count)
        for place in placeTotals.indices.prefix(centres ?? placeTotals.count) {
            var cases = 0
            for slot in 0..<width {
                let other = Int(neighbourhood.rows[place * width + slot])
                guard other >= 0 else { break }
                cases += placeTotals[other]
                guard Double(cases) <= maximumShare * total else { break }
                zones[place * width + slot] = Float(cases)
                lengths[place] = slot + 1
            }
        }
        zoneTotals = zones
        for (window, count) in self.windowTotals.enumerated() { shares[window] = Float(Double(count) / max(1, total)) }
    }

    /// Shuts out zones that hold any of these places.
    mutating func exclude(_ places: Set<Int>) {
        for place in lengths.indices {
            let base = place * neighbourhood.width
            if let slot = (0..<lengths[place]).first(where: { places.contains(Int(neighbourhood.rows[base + $0])) }) {
                lengths[place] = slot
            }
        }
    }

    /// The best zone and window; nil when nothing lies above its expectation with the least number of cases.
    ///
    /// - Parameters:
    ///   - counts: cumulative counts of each place.
    ///   - floor: a score that the best has to exceed; the higher, the faster.
    /// - Returns: the best; nil when none exceeds the floor.
    func best(_ counts: [Row], above floor: Double = 0) -> Best? {
        var best: Best?
        var level = Float(floor)
        let width = neighbourhood.width
        let all = Float(total)
        counts.withUnsafeBufferPointer { counts in
            neighbourhood.rows.withUnsafeBufferPointer { rows in
                zoneTotals.withUnsafeBufferPointer { zones in
                    for place in 0..<counts.count {
                        var sum = Row()
                        for slot in (place * width)..<(place * width + lengths[place]) {
                            sum += counts[Int(rows[slot])]
                            // The widest window has the most cases.
                            guard sum[Self.lanes - 1] >= 2 else { continue }
                            let expected = shares * zones[slot]
                            let excess = sum - expected
                            // Rounding must not hide a best: a thousandth is given away.
                            let bound = excess * excess * (all + expected)
                            let needed = expected * (all - expected) * (level * 1.998)
                            let passes = (bound .> needed) .& (excess .> 0)
                            guard any(passes) else { continue }
                            for window in windowTotals.indices where passes[window] {
                                guard Double(sum[window]) >= leastCases else { continue }
                                let exact = self.expected(zoneTotal: Double(zones[slot]), window: window)
                                let score = self.score(observed: Double(sum[window]), expected: exact)
                                if score > (best?.score ?? floor) {
                                    best = Best(
                                        place: place, slot: slot - place * width, window: window,
                                        observed: Int(sum[window]), expected: exact, score: score)
                                    level = Float(score)
                                }
                            }
                        }
                    }
                }
            }
        }
        return best
    }

    /// Cases a zone expects in a window.
    private func expected(zoneTotal: Double, window: Int) -> Double {
        zoneTotal * Double(windowTotals[window]) / total
    }

    /// o ln(o/e) + (C−o) ln((C−o)/(C−e)), 0 when no more was seen than expected.
    ///
    /// > Source: M. Kulldorff et al., PLoS Med 2 (2005) e59.
    private func score(observed o: Double, expected e: Double) -> Double {
        guard o > e, e > 0 else { return 0 }
        let rest = total - o
        return o * log(o / e) + (rest > 0 ? rest * log(rest / (total - e)) : 0)
    }
}
