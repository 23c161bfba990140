import Foundation

/// The scan of one region and topic as the daily watch runs it: counts from the streams, chance from a few shuffles
/// that serve for weeks.
struct RegionScan {
    let region: ScanRegion
    /// Local time at which windows end.
    let now: Int64

    /// Best scores by chance, and until when they serve.
    struct Chance: Sendable, Codable, Hashable {
        var distribution: GumbelDistribution
        var until: Int64
    }

    private static let windows = 14
    private static let longStudy: Int64 = 365
    /// Fewer cases than this in 90 days, and the study takes a year.
    private static let fewCases = 300
    private static let chanceMemory = 28 * HotSpotTime.day
    /// Scores below this are common by chance in any region; they cost no shuffles.
    private static let leastScore = 4.0

    /// Looks for the best cluster.
    ///
    /// - Parameters:
    ///   - streams: all streams.
    ///   - base: the stream of the topic's first place.
    ///   - cases: the region's cases of the study.
    ///   - chance: what is known of chance; renewed when it is too old.
    ///   - shuffles: shuffles for that.
    ///   - seed: what fixes the shuffles.
    /// - Returns: the cluster, with place numbers of the whole country; nil when there is none worth a word.
    func best(
        streams: [StreamHistory], base: Int, cases: inout RegionCases, chance: inout Chance?, shuffles: Int,
        seed: UInt64
    ) -> ScanCluster? {
        let count = region.places.count
        var rows = [ScanKernel.Row](repeating: .init(), count: count)
        var windowTotals = [Int](repeating: 0, count: Self.windows)
        let windowStart = now - Int64(Self.windows) * HotSpotTime.day
        cases.forEach(after: windowStart) { time, index in
            let age = Int(max(0, now - time) / HotSpotTime.day)
            rows[index] += ScanKernel.steps[age]
            windowTotals[age] += 1
        }
        guard windowTotals.contains(where: { $0 > 0 }) else { return nil }
        var totals = cases.totals
        if totals.reduce(0, +) < Self.fewCases {
            let yearStart = now - Self.longStudy * HotSpotTime.day
            totals = region.places.map { Int32(streams[base + $0].count(after: yearStart)) }
        }
        for index in windowTotals.indices.dropFirst() { windowTotals[index] += windowTotals[index - 1] }

        let kernel = ScanKernel(
            placeTotals: totals, windowTotals: windowTotals, neighbourhood: region.neighbourhood,
            maximumShare: 0.5, leastCases: 2, centres: region.centres)
        // The zone that was best before is often the best again, and always a level to begin from.
        let before = cases.best.map { kernel.score(place: $0.place, slot: $0.slot, rows) } ?? 0
        let level = max(Self.leastScore, before.nextDown)
        let found = kernel.best(rows, above: level, thresholds: kernel.thresholds(above: level))
        cases.best = found.map { ($0.place, $0.slot) }
        guard let best = found else { return nil }
        let zone = region.neighbourhood.nearest(to: best.place).prefix(best.slot + 1)
        guard best.observed >= 3 || zone.count(where: { rows[$0][best.window] > 0 }) >= 2 else { return nil }

        if chance.map({ $0.until <= now }) ?? true {
            let places = totals.enumerated().flatMap { repeatElement(Int32($0.offset), count: Int($0.element)) }
            let maxima = ScanShuffles(kernel: kernel).maxima(
                places: places, placeCount: count, replicates: shuffles, seed: seed)
            guard var distribution = GumbelDistribution(maxima) else { return nil }
            // Few shuffles each month, drawn to those of the months before, are better than many that are forgotten.
            if let before = chance?.distribution { distribution.blend(before, share: 2.0 / 3) }
            chance = Chance(distribution: distribution, until: now + Self.chanceMemory)
        }
        guard let probability = chance?.distribution.probability(atLeast: best.score) else { return nil }
        return ScanCluster(
            centre: region.places[best.place], places: zone.map { region.places[$0] }, days: best.window + 1,
            observed: best.observed, expected: best.expected, logLikelihoodRatio: best.score,
            probability: probability, recurrenceDays: 1 / max(probability, 1e-12))
    }
}
