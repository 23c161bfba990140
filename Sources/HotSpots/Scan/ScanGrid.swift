import Foundation

/// The fixed side of a scan: what every zone and window would expect, the same for the data and for every shuffle.
///
/// Shuffling dates keeps the number of cases of each place and of each day, so expectations never change. What changes is the observed
/// count, and the score grows with it. Hence one table of the least counts that reach a given score answers "is it at least as good?" for sixteen windows at
/// once with one comparison of small integers, and logarithms are needed only for the few that pass.
struct ScanGrid {
    /// Windows are kept in one vector; more days than this are not scanned.
    static let lanes = 16

    let neighbourhood: Neighbourhood
    let windows: Int
    let total: Int
    /// Cases of each place.
    let placeTotals: [Int]
    /// Cases in the last 1…windows days.
    let windowTotals: [Int]
    private let maximumShare: Double

    init(_ table: CaseTable, neighbourhood: Neighbourhood, maximumDays: Int, maximumShare: Double) {
        self.neighbourhood = neighbourhood
        self.maximumShare = maximumShare
        windows = max(1, min(maximumDays, Self.lanes, table.days))
        total = table.count
        var byPlace = [Int](repeating: 0, count: table.places)
        var byAge = [Int](repeating: 0, count: windows)
        for item in table.cases {
            byPlace[Int(item.place)] += 1
            let age = table.days - 1 - Int(item.day)
            if age < windows { byAge[age] += 1 }
        }
        placeTotals = byPlace
        var sum = 0
        windowTotals = byAge.map {
            sum += $0
            return sum
        }
    }

    /// Cases of the place's zone with its first `size` places; nil when there are fewer places or too many cases.
    func zoneTotals(_ place: Int) -> [Int?] {
        var sum = 0
        return (0..<neighbourhood.width).map { slot in
            let other = Int(neighbourhood.rows[place * neighbourhood.width + slot])
            guard other >= 0 else { return nil }
            sum += placeTotals[other]
            return Double(sum) <= maximumShare * Double(total) ? sum : nil
        }
    }

    /// Cases a zone expects in a window.
    func expected(zoneTotal: Int, window: Int) -> Double {
        Double(zoneTotal) * Double(windowTotals[window]) / Double(total)
    }

    /// o ln(o/e) + (C−o) ln((C−o)/(C−e)), 0 when no more was seen than expected.
    ///
    /// > Source: M. Kulldorff et al., PLoS Med 2 (2005) e59.
    func score(observed: Int, expected: Double) -> Double {
        let o = Double(observed)
        guard o > expected, expected > 0 else { return 0 }
        let rest = Double(total) - o
        let logRest = rest > 0 ? rest * log(rest / (Double(total) - expected)) : 0
        return o * log(o / expected) + logRest
    }

    /// The least count of a zone and window that scores at least `level`; too high to reach when none does.
    func leastCount(expected: Double, level: Double) -> Int32 {
        guard expected > 0 else { return .max }
        var low = Int(expected)
        var high = min(total, Int(Int32.max) - 1)
        guard low < high, score(observed: high, expected: expected) >= level else { return .max }
        // The count sought is seldom far above the expectation.
        var step = 4
        while low + step < high, score(observed: low + step, expected: expected) < level {
            low += step
            step *= 2
        }
        high = min(high, low + step)
        while high - low > 1 {
            let middle = (low + high) / 2
            if score(observed: middle, expected: expected) >= level { high = middle } else { low = middle }
        }
        return Int32(high)
    }
}
