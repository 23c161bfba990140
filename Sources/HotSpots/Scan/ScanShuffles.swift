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
        // Most shuffles exceed the lowest best so far; the few that do not are scored again.
        var floor = Double.infinity
        var thresholds: ScanKernel.Thresholds?
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
            let quick = thresholds.flatMap { kernel.best(counts, above: $0.level, thresholds: $0) }
            let best = (quick ?? slow(counts, below: floor))?.score ?? 0
            if best < floor {
                floor = best
                thresholds = kernel.thresholds(above: floor)
            }
            return best
        }
    }

    /// The best of a shuffle that does not exceed a level.
    private func slow(_ counts: [ScanKernel.Row], below level: Double) -> ScanKernel.Best? {
        let lower = 0.75 * level
        let found =
            lower.isFinite ? kernel.best(counts, above: lower, thresholds: kernel.thresholds(above: lower)) : nil
        return found ?? kernel.best(counts)
    }
}
