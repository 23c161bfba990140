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
    /// Different numbers of cases that zones hold in the whole study.
    private let totals: [Float]
    /// For each zone the place of its number among `totals`; row by row as in the neighbourhood, valid up to `lengths`.
    private let kinds: [Int32]
    /// Zones of each centre that may be used.
    private var lengths: [Int32]
    /// Share of all cases in each window; beyond the last all of them, so that nothing is more than expected there.
    private var shares = Row(repeating: 1)

    /// Prepares for places with so many cases in the whole study and days with so many in all places.
    ///
    /// Only the first `centres` places are middles of zones; all when nil.
    init(
        placeTotals: [Int32], windowTotals: [Int], neighbourhood: Neighbourhood, maximumShare: Double, leastCases: Int,
        centres: Int? = nil
    ) {
        let sum = placeTotals.reduce(0) { $0 + Int($1) }
        total = Double(sum)
        self.windowTotals = Array(windowTotals.prefix(Self.lanes))
        self.neighbourhood = neighbourhood
        self.leastCases = Double(leastCases)
        let width = neighbourhood.width
        let share = maximumShare * total
        let limit = share >= 0 ? Int(min(share, total)) : -1
        var totals: [Float] = []
        var kinds = [Int32](repeating: 0, count: placeTotals.count * width)
        var lengths = [Int32](repeating: 0, count: placeTotals.count)
        // Zones share a few hundred totals, and what follows from a total is worked out once.
        var known = [Int32](repeating: -1, count: limit + 1)
        neighbourhood.rows.withUnsafeBufferPointer { rows in
            placeTotals.withUnsafeBufferPointer { placeTotals in
                kinds.withUnsafeMutableBufferPointer { kinds in
                    for place in placeTotals.indices.prefix(centres ?? placeTotals.count) {
                        var cases = 0
                        let first = place * width
                        var zone = first
                        while zone < first + width, rows[zone] >= 0 {
                            cases += Int(placeTotals[Int(rows[zone])])
                            guard cases <= limit else { break }
                            if known[cases] < 0 {
                                known[cases] = Int32(totals.count)
                                totals.append(Float(cases))
                            }
                            kinds[zone] = known[cases]
                            zone += 1
                        }
                        lengths[place] = Int32(zone - first)
                    }
                }
            }
        }
        self.totals = totals
        self.kinds = kinds
        self.lengths = lengths
        for (window, count) in self.windowTotals.enumerated() { shares[window] = Float(Double(count) / max(1, total)) }
    }

    /// Counts that a zone has to exceed in some window to score above a level, for every number of cases in `totals`.
    ///
    /// Worked out once, they spare all shuffles of one study the arithmetic for each zone.
    struct Thresholds {
        let level: Double
        fileprivate let rows: [Row]
    }

    /// Solves a bound of the score for the count.
    ///
    /// With x = (o−e)/e the score is at most (o−e)² r(o), r(o) = (3+x) / (e (6+4x)) + 1/(C−e), because
    /// ln(1+x) ≤ x (6+x) / (6+4x). As r falls with o, e + √(level / r(o)) is no more than the solution for every o that is
    /// no more than it: so a first step with x = 0 and a second from there.
    func thresholds(above level: Double) -> Thresholds {
        let all = Float(total)
        let wanted = Float(0.999 * level)
        var unused = SIMDMask<Row.MaskStorage>(repeating: true)
        for window in windowTotals.indices { unused[window] = false }
        var rows = totals.map { total in
            let expected = shares * total
            return expected * (all - expected) * (2 * wanted) / (all + expected)
        }
        Self.takeRoots(&rows)
        for index in rows.indices {
            let expected = shares * totals[index]
            let excess = rows[index]
            let curve = (3 * expected + excess) / (expected * (6 * expected + 4 * excess))
            rows[index] = wanted / (curve + 1 / (all - expected))
        }
        Self.takeRoots(&rows)
        for index in rows.indices {
            // Rounding must not hide a best: a thousandth is given away.
            let row = (shares * totals[index] + rows[index]) * 0.999
            rows[index] = row.replacing(with: .infinity, where: unused)
        }
        return Thresholds(level: level, rows: rows)
    }

    /// Lane by lane, because the compiler takes four roots at once only of a plain list.
    private static func takeRoots(_ rows: inout [Row]) {
        rows.withUnsafeMutableBytes { bytes in
            let squares = bytes.bindMemory(to: Float.self)
            for index in squares.indices { squares[index] = squares[index].squareRoot() }
        }
    }

    /// Shuts out zones that hold any of these places.
    mutating func exclude(_ places: Set<Int>) {
        for place in lengths.indices {
            let base = place * neighbourhood.width
            let used = 0..<Int(lengths[place])
            if let slot = used.first(where: { places.contains(Int(neighbourhood.rows[base + $0])) }) {
                lengths[place] = Int32(slot)
            }
        }
    }

    /// The best zone and window; nil when nothing lies above its expectation with the least number of cases.
    ///
    /// - Parameters:
    ///   - counts: cumulative counts of each place.
    ///   - floor: a score that the best has to exceed; the higher, the faster.
    ///   - thresholds: what this kernel's `thresholds(above:)` gave for a level that is no higher than the floor.
    /// - Returns: the best; nil when none exceeds the floor.
    func best(_ counts: [Row], above floor: Double = 0, thresholds: Thresholds? = nil) -> Best? {
        precondition(counts.count == lengths.count, "Counts are of other places.")
        precondition(thresholds?.rows.count ?? totals.count == totals.count, "Thresholds are of another kernel.")
        return counts.withUnsafeBufferPointer { counts in
            neighbourhood.rows.withUnsafeBufferPointer { rows in
                kinds.withUnsafeBufferPointer { kinds in
                    guard let thresholds else { return search(counts, Zones(places: rows, kinds: kinds), floor, nil) }
                    return thresholds.rows.withUnsafeBufferPointer {
                        search(counts, Zones(places: rows, kinds: kinds), floor, $0)
                    }
                }
            }
        }
    }

    /// The best score of one zone: below it the search need not look.
    ///
    /// - Returns: the score; 0 when the zone may not be used.
    func score(place: Int, slot: Int, _ counts: [Row]) -> Double {
        guard lengths.indices.contains(place), slot < lengths[place] else { return 0 }
        let zones = (place * neighbourhood.width)...(place * neighbourhood.width + slot)
        let sum = zones.reduce(into: Row()) { $0 += counts[Int(neighbourhood.rows[$1])] }
        let cases = Double(totals[Int(kinds[zones.upperBound])])
        return windowTotals.indices.reduce(0) { best, window in
            guard Double(sum[window]) >= leastCases else { return best }
            let expected = expected(zoneTotal: cases, window: window)
            return max(best, score(observed: Double(sum[window]), expected: expected))
        }
    }

    /// The zones of all centres, row by row.
    private struct Zones {
        /// The place that each zone adds to the one before.
        var places: UnsafeBufferPointer<Int32>
        var kinds: UnsafeBufferPointer<Int32>
    }

    private func search(
        _ counts: UnsafeBufferPointer<Row>, _ zones: Zones, _ floor: Double, _ thresholds: UnsafeBufferPointer<Row>?
    ) -> Best? {
        var best: Best?
        for (place, length) in lengths.enumerated() where length > 0 {
            let row = (place * neighbourhood.width)..<(place * neighbourhood.width + Int(length))
            if let thresholds {
                var sum = Row()
                var passes = SIMDMask<Row.MaskStorage>(repeating: false)
                for zone in row {
                    sum += counts[Int(zones.places[zone])]
                    passes .|= sum .> thresholds[Int(zones.kinds[zone])]
                }
                guard any(passes) else { continue }
            }
            score(row, place, counts, zones, floor, thresholds, &best)
        }
        return best
    }

    /// Scores the zones of one centre that may be better than the best so far.
    private func score(
        _ row: Range<Int>, _ place: Int, _ counts: UnsafeBufferPointer<Row>, _ zones: Zones, _ floor: Double,
        _ thresholds: UnsafeBufferPointer<Row>?, _ best: inout Best?
    ) {
        var level = Float(best?.score ?? floor)
        let all = Float(total)
        var sum = Row()
        for zone in row {
            sum += counts[Int(zones.places[zone])]
            // The widest window has the most cases.
            guard sum[Self.lanes - 1] >= 2 else { continue }
            if let thresholds, !any(sum .> thresholds[Int(zones.kinds[zone])]) { continue }
            let cases = totals[Int(zones.kinds[zone])]
            let expected = shares * cases
            let excess = sum - expected
            // Rounding must not hide a best: a thousandth is given away.
            let bound = excess * excess * (all + expected)
            let needed = expected * (all - expected) * (level * 1.998)
            let passes = (bound .> needed) .& (excess .> 0)
            guard any(passes) else { continue }
            for window in windowTotals.indices where passes[window] {
                guard Double(sum[window]) >= leastCases else { continue }
                let exact = self.expected(zoneTotal: Double(cases), window: window)
                let score = self.score(observed: Double(sum[window]), expected: exact)
                if score > (best?.score ?? floor) {
                    best = Best(
                        place: place, slot: zone - row.lowerBound, window: window, observed: Int(sum[window]),
                        expected: exact, score: score)
                    level = Float(score)
                }
            }
        }
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
