import CivilCalendar
import Foundation
import Testing

@testable import HotSpots

/// Every file of reference results is met within the tolerances its README states.
@Suite struct SeriesReferenceTests {
    @Test func everyFileOfTheManifestIsTested() throws {
        let manifest = try ReferenceTable("MANIFEST.csv")
        let tested = ["earsC C1+C2+C3", "farringtonFlexible", "algo.cusum", "algo.bayes"].map {
            ReferenceFile.all($0).count
        }
        #expect(tested == [15, 12, 3, 1])
        #expect(tested.reduce(0, +) == manifest.rows.count)
    }

    @Test(arguments: ReferenceFile.all("earsC C1+C2+C3"))
    func earsEqualsR(_ file: ReferenceFile) throws {
        let series = try ReferenceTable.series(file.dataset)
        let table = try ReferenceTable(file.file)
        let rules: [String: EARS.Rule] = ["C1": .c1, "C2": .c2, "C3": .c3AsInR]
        var limits: [String: [Double]] = [:]
        for row in table.rows {
            let name = try table.text(row, "series")
            let method = try table.text(row, "method")
            let detector = EARS(
                try #require(rules[method]), baseline: Int(try file.number("baseline")),
                minimumSigma: try file.number("minSigma"))
            let counts = try #require(series[name])
            let key = name + method
            let computed = limits[key] ?? detector.limits(counts)
            limits[key] = computed
            let index = try table.index(row)
            let limit = computed[index - detector.firstIndex]
            guard let expected = try table.number(row, "upper") else {
                #expect(limit.isNaN, "\(key) \(index + 1)")
                continue
            }
            #expect(deviation(limit, expected) < 1e-9, "\(key) \(index + 1): \(limit), R \(expected)")
            #expect((counts[index] > limit) == (try table.number(row, "alarm") == 1), "\(key) \(index + 1)")
        }
    }

    @Test(arguments: ReferenceFile.all("farringtonFlexible"))
    func farringtonFlexibleEqualsR(_ file: ReferenceFile) throws {
        var detector = FarringtonFlexible()
        detector.years = Int(try file.number("b"))
        detector.halfWidth = Int(try file.number("w"))
        detector.frequency = Int(try file.number("freq"))
        detector.periods = Int(try file.number("noPeriods"))
        detector.pastNotIncluded = Int(try file.number("pastWeeksNotIncluded"))
        detector.threshold = try #require(.init(rawValue: file.value("thresholdMethod")))
        detector.alpha = try file.number("alpha")
        detector.trend = try file.value("trend") == "TRUE"
        detector.trendProbability = try file.number("pThresholdTrend")
        detector.reweights = try file.value("reweight") == "TRUE"
        detector.weightsThreshold = try file.number("weightsThreshold")
        let limit54 = try file.value("limit54").split(separator: "/").compactMap { Double($0) }
        detector.leastCases = limit54[0]
        detector.leastCasesWindow = Int(limit54[1])
        var dates: [Int]?
        if try file.value("epochAsDate") == "TRUE" {
            let table = try ReferenceTable("\(file.dataset).dates.csv")
            dates = try table.rows.map { row in
                try #require(CivilDate(iso: try table.text(row, "date"))).dayNumber
            }
        }
        let series = try ReferenceTable.series(file.dataset)
        let table = try ReferenceTable(file.file)
        for row in table.rows {
            let name = try table.text(row, "series")
            let index = try table.index(row)
            let place = "\(name) \(index + 1)"
            let result = try detector.result(try #require(series[name]), at: index, dates: dates)
            // R leaves the alarm open where its fit failed; there is none.
            #expect(result.alarm == (try table.number(row, "alarm") == 1), "\(place)")
            let fitted = try table.number(row, "phi") != nil
            // The expectation of a baseline of zeros is where R's iteration happened to stop.
            let degenerate = try (table.number(row, "expected") ?? 1) < 1e-6
            if !fitted || degenerate { continue }
            if let expected = try table.number(row, "upper") {
                let upper = try #require(result.upper, "\(place)")
                if detector.threshold == .delta {
                    #expect(deviation(upper, expected) < 1e-6, "\(place): \(upper), R \(expected)")
                } else {
                    #expect(upper == expected, "\(place)")
                }
            } else {
                #expect(result.upper == nil, "\(place)")
            }
            if let expected = try table.number(row, "pvalue") {
                let probability = try #require(result.probability, "\(place)")
                #expect(abs(probability - expected) < 1e-6, "\(place): \(probability), R \(expected)")
            }
        }
    }

    @Test(arguments: ReferenceFile.all("algo.cusum"))
    func cumulativeSumEqualsR(_ file: ReferenceFile) throws {
        let kinds: [String: CumulativeSum.Standardisation] = [
            "standard": .standard, "rossi": .rossi, "anscombe": .anscombe,
        ]
        let detector = CumulativeSum(
            try #require(kinds[file.value("trans")]), reference: try file.number("k"),
            decision: try file.number("h"))
        let series = try ReferenceTable.series(file.dataset)
        let table = try ReferenceTable(file.file)
        let first = try #require(Int(file.value("range").split(separator: ":")[0])) - 1
        var runs: [String: [CumulativeSum.Step]] = [:]
        for row in table.rows {
            let name = try table.text(row, "series")
            let counts = try #require(series[name])
            let run =
                runs[name]
                ?? detector.run(counts[first...], mean: counts[..<first].reduce(0, +) / Double(first))
            runs[name] = run
            let index = try table.index(row)
            let step = run[index - first]
            #expect(deviation(step.sum, try table.number(row, "cusum") ?? .nan) < 1e-9)
            #expect(deviation(step.upper, try table.number(row, "upper") ?? .nan) < 1e-9)
            #expect(step.alarm == (try table.number(row, "alarm") == 1))
        }
    }

    @Test(arguments: ReferenceFile.all("algo.bayes"))
    func bayesianWindowEqualsR(_ file: ReferenceFile) throws {
        let detector = BayesianWindow(
            years: Int(try file.number("b")), halfWidth: Int(try file.number("w")), includesThisYear: true,
            alpha: try file.number("alpha"), frequency: Int(try file.number("freq")))
        let counts = try #require(ReferenceTable.series(file.dataset)["agona"])
        let table = try ReferenceTable(file.file)
        for row in table.rows {
            let index = try table.index(row)
            let limit = try #require(detector.limit(counts, at: index))
            #expect(limit == (try table.number(row, "upper")))
            #expect((counts[index] > limit) == (try table.number(row, "alarm") == 1))
        }
    }

    @Test func tooShortASeriesIsRefused() {
        let detector = FarringtonFlexible()
        #expect(throws: FarringtonFlexible.Refusal.tooShort) {
            try detector.result(Array(repeating: 3, count: 100), at: 99)
        }
        #expect(EARS(.c2).limits([1, 2, 3]).isEmpty)
        #expect(BayesianWindow().limit([1, 2, 3], at: 2) == nil)
    }

    @Test func aStreamOfZerosRaisesNothingAndOneCaseAfterItDoesNotCrash() throws {
        var counts = [Double](repeating: 0, count: 400)
        let detector = FarringtonFlexible()
        #expect(try !detector.result(counts, at: 399).alarm)
        counts[399] = 1
        #expect(try !detector.result(counts, at: 399).alarm)
        #expect(EARS(.c3).limits(counts).allSatisfy { $0 <= 0 })
    }

    @Test func todaysCountRaisesTheDocumentedC3AndNotRs() {
        let quiet: [Double] = [2, 3, 2, 4, 3, 2, 3, 3, 2, 3, 2]
        let counts = quiet + [40]
        let documented = EARS(.c3).limits(counts)
        let inR = EARS(.c3AsInR).limits(counts)
        #expect(documented.last.map { $0 < 40 } == true)
        #expect(inR.last.map { $0 < 40 } == false)
    }
}
