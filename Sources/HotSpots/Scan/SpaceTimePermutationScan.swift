import Foundation

/// Finds groups of neighbouring places that had more cases in the last days than their share of all cases and the days' share explain.
///
/// Needs no population: a place that always writes much expects much, and so does a Monday. The price: what rises everywhere at once is not
/// seen. Every place with its nearest 0…k−1 neighbours is a zone, every number of last days a window; the best of all by likelihood
/// ratio is compared with the best of data whose dates were shuffled over the cases.
///
/// > Source: M. Kulldorff et al., A space-time permutation scan statistic for disease outbreak detection, PLoS Med 2 (2005) e59; Gumbel
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
        _ table: CaseTable, neighbourhood: Neighbourhood, chance known: GumbelDistribution? = nil
    ) -> Outcome {
        guard table.count > 0, table.places > 0 else { return Outcome(clusters: [], chance: known) }
        let grid = ScanGrid(
            table, neighbourhood: neighbourhood, maximumDays: maximumDays, maximumShare: maximumShare)
        var clusters = best(table, grid)
        guard !clusters.isEmpty else { return Outcome(clusters: [], chance: known) }
        let maxima = known == nil ? ScanShuffles(grid).maxima(table, replicates: replicates, seed: seed) : []
        let chance = known ?? GumbelDistribution(maxima)
        for index in clusters.indices {
            let score = clusters[index].logLikelihoodRatio
            if !maxima.isEmpty {
                let better = maxima.count { $0 >= score }
                clusters[index].rankProbability = Double(better + 1) / Double(maxima.count + 1)
            }
            if let probability = chance?.probability(atLeast: score) {
                clusters[index].probability = probability
                clusters[index].recurrenceDays = daysBetweenScans / max(probability, 1e-12)
            }
        }
        return Outcome(clusters: clusters, chance: chance)
    }

    /// The best windows, without shared places.
    private func best(_ table: CaseTable, _ grid: ScanGrid) -> [ScanCluster] {
        var counts = [Int](repeating: 0, count: table.places * grid.windows)
        for item in table.cases {
            let age = table.days - 1 - Int(item.day)
            if age < grid.windows { counts[Int(item.place) * grid.windows + age] += 1 }
        }
        // One candidate a centre is not enough: its best zone may touch a better cluster while a smaller one does not.
        var candidates: [ScanCluster] = []
        let neighbourhood = grid.neighbourhood
        for place in 0..<table.places {
            var observed = [Int](repeating: 0, count: grid.windows)
            for (slot, zoneTotal) in grid.zoneTotals(place).enumerated() {
                guard let zoneTotal else { break }
                let other = Int(neighbourhood.rows[place * neighbourhood.width + slot])
                var sum = 0
                var top: ScanCluster?
                for window in 0..<grid.windows {
                    sum += counts[other * grid.windows + window]
                    observed[window] += sum
                    guard observed[window] >= leastCases else { continue }
                    let expected = grid.expected(zoneTotal: zoneTotal, window: window)
                    let score = grid.score(observed: observed[window], expected: expected)
                    if score > (top?.logLikelihoodRatio ?? 0) {
                        top = ScanCluster(
                            centre: place, places: [], days: window + 1, observed: observed[window],
                            expected: expected, logLikelihoodRatio: score)
                    }
                }
                if var top {
                    // Named later, for the few that are kept.
                    top.places = [slot + 1]
                    candidates.append(top)
                }
            }
        }
        candidates.sort { $0.logLikelihoodRatio > $1.logLikelihoodRatio }
        var taken = Set<Int>()
        var clusters: [ScanCluster] = []
        for var candidate in candidates {
            if clusters.count >= maximumClusters { break }
            let zone = Array(neighbourhood.nearest(to: candidate.centre).prefix(candidate.places[0]))
            guard taken.isDisjoint(with: zone) else { continue }
            taken.formUnion(zone)
            candidate.places = zone
            clusters.append(candidate)
        }
        return clusters
    }
}
