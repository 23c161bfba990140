import Foundation
import Testing

@testable import HotSpots

/// What makes the daily scan fast must not change what it finds.
@Suite struct ScanShortcutTests {
    /// Made-up cases on a map: few or many, evenly or in heaps.
    private static func table(seed: UInt64, places: Int, days: Int, cases: Int) -> (CaseTable, Neighbourhood) {
        var random = RandomSequence(seed: seed)
        let positions = (0..<places).map { _ in
            GroundPosition(
                eastKilometres: .random(in: 0..<60, using: &random),
                northKilometres: .random(in: 0..<60, using: &random))
        }
        var table = CaseTable(places: places, days: days)
        for number in 0..<cases {
            let heap = number % 7 == 0
            table.add(
                place: heap ? .random(in: 0..<min(5, places), using: &random) : .random(in: 0..<places, using: &random),
                day: heap ? .random(in: (days - 6)..<days, using: &random) : .random(in: 0..<days, using: &random))
        }
        return (table, Neighbourhood(positions, width: 10))
    }

    @Test(arguments: [(3, 20, 4), (40, 90, 25), (40, 90, 400), (120, 90, 1_400), (30, 30, 9_000), (1, 20, 50)])
    func thresholdsHideNoBest(places: Int, days: Int, cases: Int) {
        for seed in UInt64(1)...12 {
            let (table, neighbourhood) = Self.table(seed: seed, places: places, days: days, cases: cases)
            var totals = [Int32](repeating: 0, count: places)
            var windows = [Int](repeating: 0, count: 14)
            var rows = [ScanKernel.Row](repeating: .init(), count: places)
            for item in table.cases {
                totals[Int(item.place)] += 1
                let age = days - 1 - Int(item.day)
                guard age < windows.count else { continue }
                windows[age] += 1
                rows[Int(item.place)] += ScanKernel.steps[age]
            }
            for window in windows.indices.dropFirst() { windows[window] += windows[window - 1] }
            let kernel = ScanKernel(
                placeTotals: totals, windowTotals: windows, neighbourhood: neighbourhood, maximumShare: 0.5,
                leastCases: 2)
            let plain = kernel.best(rows)
            for level in [0, 0.5, 2, 4, (plain?.score ?? 0).nextDown, plain?.score ?? 0, 30] where level >= 0 {
                let wanted = plain.flatMap { $0.score > level ? $0 : nil }
                let quick = kernel.best(rows, above: level, thresholds: kernel.thresholds(above: level))
                #expect(quick?.score == wanted?.score)
                #expect(quick?.place == wanted?.place)
                #expect(quick?.slot == wanted?.slot)
                #expect(quick?.window == wanted?.window)
            }
            if let plain { #expect(kernel.score(place: plain.place, slot: plain.slot, rows) == plain.score) }
        }
    }

    @Test func whatTheScanLooksAtIsWhatTheStreamsHold() {
        var random = RandomSequence(seed: 7)
        var office = Office()
        var filed: [WatchMessage] = []
        var compared = 0
        for number in 0..<360 {
            let day = Double(number) / 3
            var message = office.message(day, place: .random(in: 0..<5, using: &random))
            if number % 9 == 0 { message.occurred = office.time(day - Double.random(in: 0..<120, using: &random)) }
            filed.append(message)
            var changes = office.file(message)
            if number % 60 == 59 { changes += office.flareUp(on: day + 0.05, place: number / 60 % 5, count: 12) }
            if number % 7 == 0, var known = office.detector.cases.first?.first.flatMap(\.self) {
                known.advance(to: office.detector.state.clock)
                let gathered = RegionCases(
                    streams: office.detector.state.streams, base: 0, region: office.detector.regions[0],
                    now: office.detector.state.clock)
                #expect(known.totals == gathered.totals)
                #expect(Self.list(known) == Self.list(gathered))
                compared += 1
            }
            if number % 31 == 0 {
                _ = office.detector.accept(.withdrawn(filed[.random(in: 0..<filed.count, using: &random)]))
            }
            if let opened = changes.first(where: { $0.kind == .opened })?.alert {
                _ = office.detector.accept(.act(.dismiss(.wrongPlace), alert: opened.id, at: message.received))
                if opened.id % 2 == 0 {
                    _ = office.detector.accept(.act(.undoVerdict, alert: opened.id, at: message.received))
                }
            }
        }
        #expect(compared > 30)
        #expect(!office.detector.alerts.isEmpty)
    }

    private static func list(_ cases: RegionCases) -> [[Int64]] {
        var list: [[Int64]] = []
        cases.forEach(after: .min) { list.append([$0, Int64($1)]) }
        return list.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
    }

    @Test func deadlinesAreCountedAsTheyPassAndForgottenWithTheirMatters() throws {
        var open = OpenMatters()
        for (id, deadline) in [("a", 50), ("b", 20), ("c", 20), ("d", 90)] {
            open.add(id, deadline: Int64(deadline), atMost: 4)
        }
        #expect(open.overdue(at: 20) == 0)
        #expect(open.oldest(at: 20) == 0)
        #expect(open.overdue(at: 60) == 3)
        #expect(open.oldest(at: 60) == 40)
        open.remove("b")
        #expect(open.count == 3)
        #expect(open.overdue(at: 60) == 2)
        open.add("e", deadline: 10, atMost: 4)
        open.add("f", deadline: 95, atMost: 4)
        // The one that came first went.
        #expect(open.count == 4)
        #expect(open.overdue(at: 60) == 2)
        #expect(open.oldest(at: 60) == 50)
        let stored = try JSONDecoder().decode(OpenMatters.self, from: JSONEncoder().encode(open))
        #expect(stored == open)
        open.remove("nobody")
        #expect(stored == open)
    }
}
