/// Shuffles dates over cases and keeps the best score of each shuffle.
struct ScanShuffles {
    private typealias Row = SIMD16<Int32>

    private let grid: ScanGrid
    private let rows: [Int32]
    private let width: Int
    /// Places in each row until one is missing or the zone grows too large.
    private let lengths: [Int]
    private let totals: [[Int?]]

    init(_ grid: ScanGrid) {
        self.grid = grid
        rows = grid.neighbourhood.rows
        width = grid.neighbourhood.width
        totals = grid.placeTotals.indices.map { grid.zoneTotals($0) }
        lengths = totals.map { row in row.firstIndex { $0 == nil } ?? row.count }
    }

    /// The best score of each shuffle.
    ///
    /// The result depends on seed and cases alone: the level below which scores are skipped is a matter of speed, and a shuffle that stays below it is done
    /// again in full.
    func maxima(_ table: CaseTable, replicates: Int, seed: UInt64) -> [Double] {
        var random = RandomSequence(seed: seed)
        var places = table.cases.map(\.place)
        let recent = grid.windowTotals.last ?? 0
        // Ages of the recent cases, in any order: their places are drawn at random.
        let ages = grid.windowTotals.indices.flatMap { window in
            repeatElement(window, count: grid.windowTotals[window] - (window > 0 ? grid.windowTotals[window - 1] : 0))
        }
        var counts = [Row](repeating: Row(), count: table.places)
        var maxima: [Double] = []
        maxima.reserveCapacity(replicates)
        let nothing = levels(reaching: 0)
        var fast = nothing
        for replicate in 0..<replicates {
            for index in counts.indices { counts[index] = Row() }
            places.withUnsafeMutableBufferPointer { places in
                for index in 0..<recent {
                    places.swapAt(index, index + random.index(below: places.count - index))
                    counts[Int(places[index])][ages[index]] += 1
                }
            }
            for index in counts.indices {
                var row = counts[index]
                for window in 1..<max(2, grid.windows) where window < grid.windows { row[window] &+= row[window - 1] }
                counts[index] = row
            }
            var best = maximum(counts, fast)
            if best == 0, replicate >= Self.trial { best = maximum(counts, nothing) }
            maxima.append(best)
            if replicate == Self.trial - 1 { fast = levels(reaching: (maxima.min() ?? 0) * 0.98) }
        }
        return maxima
    }

    /// Shuffles after which it is known which scores are too low to matter.
    private static let trial = 20

    /// The least counts that score at least a level, for each zone.
    private func levels(reaching level: Double) -> [Row] {
        var levels = [Row](repeating: Row(repeating: .max), count: totals.count * width)
        for place in totals.indices {
            for slot in 0..<lengths[place] {
                guard let total = totals[place][slot] else { break }
                for window in 0..<grid.windows {
                    levels[place * width + slot][window] = grid.leastCount(
                        expected: grid.expected(zoneTotal: total, window: window), level: level)
                }
            }
        }
        return levels
    }

    /// The best score among zones whose counts reach their levels; 0 when none does.
    private func maximum(_ counts: [Row], _ levels: [Row]) -> Double {
        var best = 0.0
        counts.withUnsafeBufferPointer { counts in
            rows.withUnsafeBufferPointer { rows in
                levels.withUnsafeBufferPointer { levels in
                    for place in 0..<counts.count {
                        var sum = Row()
                        for slot in (place * width)..<(place * width + lengths[place]) {
                            sum &+= counts[Int(rows[slot])]
                            let reached = sum .>= levels[slot]
                            if any(reached) {
                                best = max(best, self.best(sum, reached, place, slot - place * width))
                            }
                        }
                    }
                }
            }
        }
        return best
    }

    private func best(_ sum: Row, _ reached: SIMDMask<SIMD16<Int32>>, _ place: Int, _ slot: Int) -> Double {
        guard let total = totals[place][slot] else { return 0 }
        var best = 0.0
        for window in 0..<grid.windows where reached[window] {
            let score = grid.score(
                observed: Int(sum[window]), expected: grid.expected(zoneTotal: total, window: window))
            best = max(best, score)
        }
        return best
    }
}
