/// Shuffles dates over cases and keeps the best score of each shuffle.
struct ScanShuffles {
    /// What scores a shuffle.
    let kernel: ScanKernel

    /// The best score of each shuffle; the same for the same seed and cases.
    ///
    /// - Parameters:
    ///   - places: the place of each case of the study.
    ///   - placeCount: number of places.
    ///   - replicates: shuffles.
    ///   - seed: what fixes the shuffles.
    /// - Returns: so many scores, 0 where nothing lay above its expectation.
    func maxima(places: [Int32], placeCount: Int, replicates: Int, seed: UInt64) -> [Double] {
        var random = RandomSequence(seed: seed)
        var places = places
        let windows = kernel.windowTotals
        let recent = windows.last ?? 0
        // Ages of the recent cases, in any order: which cases are recent is drawn at random.
        let ages = windows.indices.flatMap { window in
            repeatElement(window, count: windows[window] - (window > 0 ? windows[window - 1] : 0))
        }
        var counts = [ScanKernel.Row](repeating: .init(), count: placeCount)
        let steps = ScanKernel.steps
        var search = LevelSearch(kernel: kernel)
        return (0..<max(0, replicates)).map { _ in
            for index in counts.indices { counts[index] = .init() }
            places.withUnsafeMutableBufferPointer { places in
                counts.withUnsafeMutableBufferPointer { counts in
                    for index in 0..<recent {
                        places.swapAt(index, index + random.index(below: places.count - index))
                        counts[Int(places[index])] += steps[ages[index]]
                    }
                }
            }
            return search.best(counts)
        }
    }
}

/// Finds best scores quickly by asking first for more than the best scores so far.
private struct LevelSearch {
    let kernel: ScanKernel
    /// Mean of the best scores so far, which about half of the next exceed, and the lowest, which most exceed.
    private var high: ScanKernel.Thresholds?
    private var low: ScanKernel.Thresholds?
    private var sum = 0.0
    private var count = 0.0

    init(kernel: ScanKernel) { self.kernel = kernel }

    /// The best score; 0 where nothing lies above its expectation.
    mutating func best(_ counts: [ScanKernel.Row]) -> Double {
        let best = (above(high, counts) ?? above(low, counts) ?? slow(counts))?.score ?? 0
        sum += best
        count += 1
        if best < low?.level ?? .infinity { low = kernel.thresholds(above: best) }
        // The mean soon changes little, and thresholds take as long as a search.
        if count < 4 || abs(sum / count - (high?.level ?? 0)) > 0.3 { high = kernel.thresholds(above: sum / count) }
        return best
    }

    private func above(_ level: ScanKernel.Thresholds?, _ counts: [ScanKernel.Row]) -> ScanKernel.Best? {
        level.flatMap { kernel.best(counts, above: $0.level, thresholds: $0) }
    }

    private func slow(_ counts: [ScanKernel.Row]) -> ScanKernel.Best? {
        let lower = low.map { kernel.thresholds(above: 0.75 * $0.level) }
        return above(lower, counts) ?? kernel.best(counts)
    }
}
