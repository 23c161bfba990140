import Foundation

/// Finds groups of neighbouring places that had more cases in the last days than their share of all cases and the days'
/// share explain.
///
/// Needs no population: a place that always writes much expects much, and so does a Monday. The price: what rises
/// everywhere at once is not seen. Every place with its nearest 0…k−1 neighbours is a zone, every number of last days a
/// window; the best of all by likelihood ratio is compared with the best of data whose dates were shuffled over the
/// cases.
///
/// > Source: M. Kulldorff et al., A space-time permutation scan statistic for disease outbreak detection, PLoS Med 2
/// > (2005) e59; Gumbel
/// > approximation: A. Abrams, K. Kleinman, M. Kulldorff, Int J Health Geogr 9 (2010) 61.
public struct SpaceTimePermutationScan: Sendable {
    /// The longest window in days, at most 16.
    public var maximumDays = 14
    /// The largest share of all cases that a zone may hold.
    public var maximumShare = 0.5
    /// Shuffles.
    public var replicates = 999
    /// What fixes the shuffles.
    public var seed: UInt64 = 1
    /// Clusters reported: the best and the next best without shared places.
    public var maximumClusters = 10
    /// The least cases of a cluster.
    public var leastCases = 2
    /// Days between two scans, for the recurrence interval.
    public var daysBetweenScans = 1.0

    /// Creates a scan with the usual settings.
    public init() {}

    /// What a scan found.
    public struct Outcome: Sendable, Hashable, Codable {
        /// Clusters, the best first.
        public var clusters: [ScanCluster]
        /// The distribution of the best score by chance; nil without shuffles.
        public var chance: GumbelDistribution?
    }

    /// Scans a table of cases.
    ///
    /// - Parameters:
    ///   - table: cases by place and day; windows end with its last day.
    ///   - neighbourhood: zones: each place with its nearest others.
    ///   - chance: the distribution of an earlier scan, to go without shuffles.
    /// - Returns: clusters of score above 0, best first.
    public func scan(
        _ table: CaseTable, neighbourhood: Neighbourhood, chance: GumbelDistribution? = nil
    ) -> Outcome {
        var kernel = kernel(table, neighbourhood)
        var rows = [ScanKernel.Row](repeating: .init(), count: table.places)
        for item in table.cases {
            let age = table.days - 1 - Int(item.day)
            if age < kernel.windowTotals.count { rows[Int(item.place)] += ScanKernel.steps[age] }
        }
        guard var best = kernel.best(rows) else { return Outcome(clusters: [], chance: chance) }

        let shuffles = ScanShuffles(kernel: kernel)
        let maxima =
            chance == nil
            ? shuffles.maxima(
                places: table.cases.map(\.place), placeCount: table.places, replicates: replicates, seed: seed) : []
        let fitted = chance ?? GumbelDistribution(maxima)
        var clusters: [ScanCluster] = []
        while clusters.count < maximumClusters {
            let places = Array(neighbourhood.nearest(to: best.place).prefix(best.slot + 1))
            let probability = fitted?.probability(atLeast: best.score)
            clusters.append(
                ScanCluster(
                    centre: best.place, places: places, days: best.window + 1, observed: best.observed,
                    expected: best.expected, logLikelihoodRatio: best.score,
                    rankProbability: maxima.isEmpty
                        ? nil : Double(maxima.count { $0 >= best.score } + 1) / Double(maxima.count + 1),
                    probability: probability,
                    recurrenceDays: probability.map { daysBetweenScans / max($0, 1e-12) }))
            kernel.exclude(Set(places))
            guard let next = kernel.best(rows) else { break }
            best = next
        }
        return Outcome(clusters: clusters, chance: fitted)
    }

    /// The scores by chance alone.
    func maxima(_ table: CaseTable, neighbourhood: Neighbourhood) -> [Double] {
        ScanShuffles(kernel: kernel(table, neighbourhood)).maxima(
            places: table.cases.map(\.place), placeCount: table.places, replicates: replicates, seed: seed)
    }

    private func kernel(_ table: CaseTable, _ neighbourhood: Neighbourhood) -> ScanKernel {
        var placeTotals = [Int32](repeating: 0, count: table.places)
        var windows = [Int](repeating: 0, count: max(0, min(maximumDays, ScanKernel.lanes, table.days)))
        for item in table.cases {
            placeTotals[Int(item.place)] += 1
            let age = table.days - 1 - Int(item.day)
            if age < windows.count { windows[age] += 1 }
        }
        for index in windows.indices.dropFirst() { windows[index] += windows[index - 1] }
        return ScanKernel(
            placeTotals: placeTotals, windowTotals: windows, neighbourhood: neighbourhood,
            maximumShare: maximumShare, leastCases: leastCases)
    }
}
