import ArgumentParser
import Foundation
import HotSpots

/// `langnghe hotspots detect`: a classical detector on a table of counts.
struct HotSpotsDetect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detect",
        abstract: "Judge counts by EARS or Farrington Flexible.",
        discussion: """
            The table has a column t (1, 2, 3 …) or date (2025-11-05) and one column of counts for each series. Prints \
            series,t,observed,upper,alarm,expected,pvalue: one line for each count that can be judged. With dates, \
            Farrington finds reference weeks by date.
            """)

    enum Method: String, ExpressibleByArgument, CaseIterable {
        case earsC1 = "ears-c1"
        case earsC2 = "ears-c2"
        case earsC3 = "ears-c3"
        case earsC3AsInR = "ears-c3-r"
        case farringtonFlexible = "farrington-flexible"
    }

    @Option(help: "ears-c1, ears-c2, ears-c3 (as documented), ears-c3-r (as R computes it) or farrington-flexible.")
    var method: Method

    @Option(help: "Table of counts, packed with gzip or not; - for standard input.")
    var input: String

    @Option(help: "EARS: counts in the baseline.")
    var baseline = 7

    @Option(help: "EARS: the least standard deviation believed.")
    var minSigma = 0.0

    @Option(help: "Share of false alarms; 0.001, for C3 0.025, for Farrington 0.01 when left out.")
    var alpha: Double?

    @Option(help: "Farrington: counts in a year.")
    var frequency = 52

    @Option(help: "Farrington: years looked back.")
    var years = 5

    @Option(help: "Farrington: counts on either side of the reference week.")
    var halfWidth = 3

    @Option(help: "Farrington: seasons in a year.")
    var periods = 10

    @Option(help: "Farrington: last counts left out.")
    var pastNotIncluded = 26

    @Option(help: "Farrington: delta, nbPlugin or muan.")
    var threshold = "nbPlugin"

    @Flag(help: "Farrington: no trend.")
    var noTrend = false

    func validate() throws {
        guard (3...1000).contains(baseline) else { throw ValidationError("--baseline must be from 3 to 1000.") }
        if let alpha, !(alpha > 0 && alpha < 1) { throw ValidationError("--alpha must lie between 0 and 1.") }
        guard frequency >= 1, years >= 1, halfWidth >= 0, periods >= 1, pastNotIncluded >= 0 else {
            throw ValidationError("--frequency, --years and --periods must be at least 1, the others at least 0.")
        }
        guard FarringtonFlexible.Threshold(rawValue: threshold) != nil else {
            throw ValidationError("--threshold must be delta, nbPlugin or muan.")
        }
    }

    func run() throws {
        let table = try CountTable(TableFile.read(input))
        var output = TextOutput("series,t,observed,upper,alarm,expected,pvalue\n")
        for series in table.series {
            switch method {
            case .earsC1: try ears(.c1, series, &output)
            case .earsC2: try ears(.c2, series, &output)
            case .earsC3: try ears(.c3, series, &output)
            case .earsC3AsInR: try ears(.c3AsInR, series, &output)
            case .farringtonFlexible: try farrington(series, dates: table.dates, &output)
            }
        }
        try output.finish()
    }

    private func ears(_ rule: EARS.Rule, _ series: CountTable.Series, _ output: inout TextOutput) throws {
        let detector = EARS(rule, baseline: baseline, minimumSigma: minSigma, alpha: alpha)
        for (offset, limit) in detector.limits(series.counts).enumerated() {
            let index = offset + detector.firstIndex
            let count = series.counts[index]
            try output.write(
                "\(series.name),\(index + 1),\(Self.number(count)),\(Self.number(limit)),"
                    + "\(count > limit ? 1 : 0),NA,NA\n"
            )
        }
    }

    private func farrington(_ series: CountTable.Series, dates: [Int]?, _ output: inout TextOutput) throws {
        var detector = FarringtonFlexible()
        detector.years = years
        detector.halfWidth = halfWidth
        detector.frequency = frequency
        detector.periods = periods
        detector.pastNotIncluded = pastNotIncluded
        detector.threshold = FarringtonFlexible.Threshold(rawValue: threshold) ?? .nbPlugin
        detector.alpha = alpha ?? 0.01
        detector.trend = !noTrend
        // The 1996 method wants a significant trend, its successors take any.
        if detector.threshold == .delta { detector.trendProbability = 0.05 }
        var judged = 0
        for index in series.counts.indices {
            guard let result = try? detector.result(series.counts, at: index, dates: dates) else { continue }
            judged += 1
            let numbers = [result.upper, result.expected, result.probability].map { $0.map(Self.number) ?? "NA" }
            try output.write(
                "\(series.name),\(index + 1),\(Self.number(series.counts[index])),\(numbers[0]),"
                    + "\(result.alarm ? 1 : 0),\(numbers[1]),\(numbers[2])\n")
        }
        if judged == 0 {
            CommandFailure.report(
                "\(series.name): no count has \(years) years before it. "
                    + "Lower --years, or use --method ears-c2 for short series."
            )
        }
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NA" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
    }
}
