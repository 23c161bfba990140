import ArgumentParser
import Foundation
import HotSpots

/// `langnghe hotspots scan`: the space-time permutation scan on a table of cases.
struct HotSpotsScan: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Find groups of neighbouring communes with more cases in the last days than place and day explain.",
        discussion: """
            Places: commune,province and latitude,longitude or x_km,y_km. Cases: commune,day,n (days from 0) or \
            commune,date,n. Prints one JSON object; probabilities and recurrence intervals are estimates.
            """)

    @Option(help: "Table of places.")
    var places: String

    @Option(help: "Table of cases.")
    var cases: String

    @Option(help: "Communes in a zone at most, the middle one included.")
    var maxNeighbours = 10

    @Option(help: "The longest window in days, at most 16.")
    var maxDays = 14

    @Option(help: "Shuffles of dates.")
    var replicates = 999

    @Option(help: "What fixes the shuffles.")
    var seed: UInt64 = 1

    @Option(help: "Days of the study, counted from day 0; from the first to the last case when left out.")
    var days: Int?

    @Option(help: "Clusters printed at most.")
    var clusters = 10

    func validate() throws {
        guard (1...16).contains(maxDays) else { throw ValidationError("--max-days must be from 1 to 16.") }
        guard (1...1000).contains(maxNeighbours) else {
            throw ValidationError("--max-neighbours must be from 1 to 1000.")
        }
        guard (0...1_000_000).contains(replicates) else {
            throw ValidationError("--replicates must be from 0 to 1,000,000.")
        }
        guard clusters >= 1 else { throw ValidationError("--clusters must be at least 1.") }
    }

    func run() throws {
        let places = try PlaceTable.read(TableFile.read(places))
        let (table, leftOut) = try CaseTable.read(TableFile.read(cases), places: places, days: days)
        if leftOut > 0 {
            CommandFailure.report(
                "\(leftOut) rows name no place of the list or no day of the study; they are left out.")
        }
        var scan = SpaceTimePermutationScan()
        scan.maximumDays = maxDays
        scan.replicates = replicates
        scan.seed = seed
        scan.maximumClusters = clusters
        let outcome = scan.scan(
            table, neighbourhood: Neighbourhood(places.map(\.position), width: maxNeighbours))
        let found = Output(
            v: 1, cases: table.count, places: places.count, days: table.days, replicates: replicates, seed: seed,
            gumbel: outcome.chance,
            clusters: outcome.clusters.map { cluster in
                Output.Cluster(
                    centre: places[cluster.centre].code, communes: cluster.places.map { places[$0].code },
                    days: cluster.days, observed: cluster.observed, expected: cluster.expected,
                    ratio: Double(cluster.observed) / cluster.expected, llr: cluster.logLikelihoodRatio,
                    p: cluster.rankProbability, pGumbel: cluster.probability, recurrenceDays: cluster.recurrenceDays)
            })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        var output = TextOutput(String(decoding: try encoder.encode(found), as: UTF8.self) + "\n")
        try output.finish()
    }

    private struct Output: Encodable {
        let v: Int
        let cases: Int
        let places: Int
        let days: Int
        let replicates: Int
        let seed: UInt64
        let gumbel: GumbelDistribution?
        let clusters: [Cluster]

        struct Cluster: Encodable {
            let centre: String
            let communes: [String]
            let days: Int
            let observed: Int
            let expected: Double
            let ratio: Double
            let llr: Double
            let p: Double?
            let pGumbel: Double?
            let recurrenceDays: Double?

            enum CodingKeys: String, CodingKey {
                case centre
                case communes
                case days
                case observed
                case expected
                case ratio
                case llr
                case p
                case pGumbel = "p_gumbel"
                case recurrenceDays = "ri_days"
            }
        }
    }
}
