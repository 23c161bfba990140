import Foundation
import Testing

@testable import HotSpots

@Suite struct ScanReferenceTests {
    struct Expected: Sendable, CustomStringConvertible {
        let file: String
        let values: [String: String]
        var description: String { file }
    }

    static func expected() throws -> [Expected] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fixtures/hotspots")
        let text = try String(contentsOf: folder.appending(path: "scan_expected.txt"), encoding: .utf8)
        var all: [Expected] = []
        var file: String?
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("scan_") {
                file = String(line.prefix { $0 != " " })
            } else if let name = file {
                var values: [String: String] = [:]
                for part in line.split(separator: " ") {
                    let pair = part.split(separator: "=", maxSplits: 1)
                    values[String(pair[0])] = String(pair[1])
                }
                all.append(Expected(file: name, values: values))
            }
        }
        return all
    }

    static func table(_ file: String, days: Int, width: Int = 10) throws -> (names: [String], CaseTable, Neighbourhood)
    {
        let places = try ReferenceTable("scan_A.places.csv")
        let names = try places.rows.map { try places.text($0, "commune") }
        let positions = try places.rows.map { row in
            GroundPosition(
                eastKilometres: try places.number(row, "x_km") ?? .nan,
                northKilometres: try places.number(row, "y_km") ?? .nan)
        }
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let cases = try ReferenceTable(file)
        var table = CaseTable(places: names.count, days: days)
        for row in cases.rows {
            table.add(
                place: try #require(numbers[try cases.text(row, "commune")]),
                day: Int(try cases.number(row, "day") ?? -1), count: Int(try cases.number(row, "n") ?? 0))
        }
        return (names, table, Neighbourhood(positions, width: width))
    }

    @Test func everyScanEqualsTheReference() throws {
        let all = try Self.expected()
        #expect(all.count == 3)
        for expected in all {
            func number(_ key: String) throws -> Double {
                let value: Double = try #require(expected.values[key].flatMap { Double($0) }, "\(key)")
                return value
            }
            let (names, table, neighbourhood) = try Self.table(expected.file, days: Int(try number("days")))
            #expect(table.count == Int(try number("cases")))
            var scan = SpaceTimePermutationScan()
            scan.replicates = 199
            let outcome = scan.scan(table, neighbourhood: neighbourhood)
            let best = try #require(outcome.clusters.first)
            #expect(abs(best.logLikelihoodRatio - (try number("llr"))) < 1e-9)
            #expect(abs(best.expected - (try number("e"))) < 1e-9)
            #expect(best.observed == Int(try number("o")))
            #expect(best.days == Int(try number("window")))
            #expect(names[best.centre] == expected.values["centre"])
            #expect(best.places.map { names[$0] }.joined(separator: ";") == expected.values["zone"])
            // 199 shuffles of another generator: the Gumbel parameters agree within four standard errors.
            let chance = try #require(outcome.chance)
            #expect(abs(chance.location - (try number("gumbel_mu"))) < 4 * 0.08)
            #expect(abs(chance.scale - (try number("beta"))) < 4 * 0.06)
            let rank = try #require(best.rankProbability)
            let share = try number("p_mc")
            #expect(abs(rank - share) < 4 * (share * (1 - share) / 199).squareRoot() + 0.008)
        }
    }

    @Test func theSameSeedGivesTheSameScan() throws {
        let (_, table, neighbourhood) = try Self.table("scan_A_environment.cases.csv", days: 90)
        var scan = SpaceTimePermutationScan()
        scan.replicates = 99
        let first = scan.scan(table, neighbourhood: neighbourhood)
        #expect(first == scan.scan(table, neighbourhood: neighbourhood))
        scan.seed = 2
        #expect(first != scan.scan(table, neighbourhood: neighbourhood))
    }

    /// Every zone, window and shuffle scored without any shortcut gives the same best scores.
    @Test func theBoundThatSkipsLogarithmsHidesNoBest() throws {
        let (_, table, neighbourhood) = try Self.table("scan_C_complaints.cases.csv", days: 90, width: 3)
        var scan = SpaceTimePermutationScan()
        scan.replicates = 2
        scan.seed = 3
        var random = RandomSequence(seed: 3)
        var places = table.cases.map(\.place)
        let total = Double(table.count)
        let ages = table.cases.map { 89 - Int($0.day) }.filter { $0 < 14 }.sorted()
        let slow = (0..<2).map { _ in
            for index in ages.indices { places.swapAt(index, index + random.index(below: places.count - index)) }
            var best = 0.0
            for centre in 0..<table.places {
                var zone = Set<Int32>()
                for place in neighbourhood.nearest(to: centre) {
                    zone.insert(Int32(place))
                    let zoneTotal = Double(places.count { zone.contains($0) })
                    for window in 1...14 {
                        let recent = ages.count { $0 < window }
                        let o = Double(zip(places, ages).count { zone.contains($0) && $1 < window })
                        let e = zoneTotal * Double(recent) / total
                        guard o >= 2, o > e else { continue }
                        best = max(best, o * log(o / e) + (total - o) * log((total - o) / (total - e)))
                    }
                }
            }
            return best
        }
        let fast = scan.maxima(table, neighbourhood: neighbourhood)
        #expect(zip(fast, slow).allSatisfy { abs($0 - $1) < 1e-9 })
    }

    @Test func secondaryClustersShareNoPlace() throws {
        let (_, table, neighbourhood) = try Self.table("scan_C_complaints.cases.csv", days: 90)
        var scan = SpaceTimePermutationScan()
        scan.replicates = 0
        let clusters = scan.scan(table, neighbourhood: neighbourhood).clusters
        #expect(clusters.count > 3)
        let places = clusters.flatMap(\.places)
        #expect(Set(places).count == places.count)
        #expect(clusters.allSatisfy { $0.probability == nil })
        #expect(zip(clusters, clusters.dropFirst()).allSatisfy { $0.logLikelihoodRatio >= $1.logLikelihoodRatio })
    }

    @Test func onePlaceNoCasesOrNoPositionsFindNothing() {
        let scan = SpaceTimePermutationScan()
        let alone = Neighbourhood([nil], width: 10)
        var table = CaseTable(places: 1, days: 30)
        #expect(scan.scan(table, neighbourhood: alone).clusters.isEmpty)
        table.add(place: 0, day: 29, count: 50)
        // All cases lie in one place: it holds more than half, so it is no zone.
        #expect(scan.scan(table, neighbourhood: alone).clusters.isEmpty)
        let outside = [table.add(place: 1, day: 0), table.add(place: 0, day: 30)]
        #expect(outside == [false, false])
    }

    @Test func aPlaceWithoutPositionIsAZoneOfItsOwn() {
        let positions = [
            GroundPosition(latitude: 21, longitude: 106), nil, GroundPosition(latitude: 21.1, longitude: 106),
        ]
        let neighbourhood = Neighbourhood(positions, width: 3)
        #expect(neighbourhood.nearest(to: 1) == [1])
        #expect(neighbourhood.nearest(to: 0) == [0, 2])
        #expect(Neighbourhood(positions, width: 3, rim: 5).nearest(to: 0) == [0])
        #expect(GroundPosition(latitude: 200, longitude: 0) == nil)
    }
}
