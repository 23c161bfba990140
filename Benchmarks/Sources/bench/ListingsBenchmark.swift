import Casework
import Foundation
import SQLiteStore

/// What each list and count of the operator's page takes in a store of a million cases, by reader.
///
/// There is no peer; the bound is the product's own: 10 ms.
struct ListingsBenchmark {
    var work: WorkFolder
    var cases: Int

    private static let rounds = 60
    private static let open: Set<CaseState> = [.new, .inProgress]

    /// One list of the page.
    private struct Listing {
        var name: String
        var run: (SQLiteStore, Int) async throws -> Void
    }

    func run() async throws -> [String] {
        // A store that was made before spares minutes to whoever tunes a query.
        let known = ProcessInfo.processInfo.environment["BENCH_STORE"]
        if let known, !FileManager.default.fileExists(atPath: known + "/casework.sqlite") {
            throw BenchmarkError.unusable(path: known + "/casework.sqlite", action: "read")
        }
        let folder = try known ?? work.emptyFolder("listings")
        try SQLiteStore.open(folder: folder).close()
        let making = ContinuousClock.now
        let office = MadeUpOffice(path: folder + "/casework.sqlite", cases: cases)
        if known == nil { try office.make() }
        let made = Self.seconds(since: making)
        let opening = ContinuousClock.now
        let store = try SQLiteStore.open(folder: folder)
        _ = try await store.cases(.escalations)
        let opened = Self.seconds(since: opening)
        let now = Timestamp(rawValue: office.end)
        let closed: Set = [MadeUpOffice.closedQueue]
        let readers: [(String, Reader)] = [
            ("lead", Reader(name: "lanh-dao", role: .lead, closedQueues: closed)),
            (
                "rare queue",
                Reader(name: "can-bo-23-0", role: .officer, queues: [MadeUpOffice.rareQueue], closedQueues: closed)
            ),
            (
                "one commune",
                Reader(name: "can-bo-9-1", role: .officer, units: [MadeUpOffice.commune], closedQueues: closed)
            ),
        ]
        var rows = [["list", "reader", "median ms", "p99 ms", "p99 CPU ms", "over 10 ms"]]
        let wanted = ProcessInfo.processInfo.environment["BENCH_LISTING"] ?? ""
        for listing in Self.listings(now: now) where wanted.isEmpty || listing.name.contains(wanted) {
            for (name, reader) in readers {
                let seen = store.seen(by: reader)
                let times = try await Self.times { try await listing.run(seen, $0) }
                let (median, last) = (times.wall[times.wall.count / 2], times.wall.count * 99 / 100)
                let (wall, processor) = (times.wall[last], times.processor[last])
                rows.append([
                    listing.name, name, String(format: "%.2f", median), String(format: "%.2f", wall),
                    String(format: "%.2f", processor), processor > 10 ? "yes" : "",
                ])
            }
        }
        try store.close()
        let size = try FileManager.default.attributesOfItem(atPath: office.path)[.size] as? Int ?? 0
        return [
            String(
                format:
                    "listings: %d cases, casework.sqlite %.2f GB (%.0f bytes a case), made in %.0f s, opened in %.2f s",
                cases, Double(size) / 1e9, Double(size) / Double(max(cases, 1)), made, opened)
        ] + PlainTable(rows: rows, rightColumns: [2, 3, 4]).lines
    }

    private static func listings(now: Timestamp) -> [Listing] {
        func list(_ name: String, _ filter: @escaping (Int) -> CaseFilter) -> Listing {
            Listing(name: name) { store, round in
                var filter = filter(round)
                filter.limit = 50
                _ = try await store.cases(filter)
            }
        }
        func count(_ name: String, _ filter: @escaping (Int) -> CaseFilter) -> Listing {
            Listing(name: name) { store, round in _ = try await store.count(filter(round), upTo: CaseCount.shown) }
        }
        let words = MadeUpOffice.syllables
        let filters: [(String, (Int) -> CaseFilter)] = [
            ("queue, open", { CaseFilter(queue: "hang-doi-\($0 % 23)", states: open) }),
            ("rare queue, all", { _ in CaseFilter(queue: MadeUpOffice.rareQueue) }),
            ("escalations", { _ in .escalations }),
            ("all", { _ in CaseFilter() }),
            ("all, page 20", { _ in CaseFilter(offset: 950) }),
            ("all open", { _ in CaseFilter(states: open) }),
            ("search, one word", { CaseFilter(search: words[$0 * 9 % 500]) }),
            ("search, two words", { CaseFilter(search: "\(words[$0 % 60]) \(words[$0 * 7 % 300])") }),
            ("search, rare word", { CaseFilter(search: "so\($0 * 997)") }),
            ("by topic", { CaseFilter(topic: "linh-vuc-\($0 % 30)") }),
            ("by unit", { CaseFilter(unitCode: "\(26_000 + $0 * 2)") }),
            ("by source", { CaseFilter(source: "nguon-\($0 % 12)") }),
            ("mine", { _ in CaseFilter(assignee: "can-bo-9-1", order: .newest) }),
            ("due", { _ in CaseFilter(order: .due) }),
            ("near and overdue", { _ in CaseFilter(warnedBefore: now, order: .due) }),
            ("overdue", { _ in CaseFilter(dueBefore: now, order: .due) }),
        ]
        var listings = filters.flatMap { [list($0.0, $0.1), count($0.0 + ": number", $0.1)] }
        listings += [
            Listing(name: "counts of queues") { store, _ in _ = try await store.queueCounts() },
            Listing(name: "counts of deadlines") { store, _ in _ = try await store.dueCounts(at: now) },
            Listing(name: "case file") { store, round in
                guard let code = TrackingCode(TrackingDigits.code(round * 13)) else { return }
                _ = try? await store.caseFile(code)
                _ = try? await store.links(of: code)
            },
            Listing(name: "sources") { store, _ in _ = try await store.caseSources() },
            Listing(name: "surveys") { store, _ in _ = try await store.surveys() },
            Listing(name: "survey answers") { store, round in
                _ = try await store.surveyAnswers(of: "nguon-\(round % 12)", limit: 50, offset: 0)
            },
            Listing(name: "told cases") { store, round in
                _ = try await store.casesTold(to: "hang-doi-\(round % 23)", limit: 50)
            },
            Listing(name: "alerts") { store, _ in _ = try await store.alerts(AlertFilter()) },
        ]
        return listings
    }

    /// Milliseconds of each round on the clock and of processor time, the shortest first.
    ///
    /// A first round that fills the caches is left out. Processor time holds on a machine that has other work too.
    private static func times(
        _ body: (Int) async throws -> Void
    ) async throws -> (wall: [Double], processor: [Double]) {
        try await body(0)
        var (wall, processor): ([Double], [Double]) = ([], [])
        for round in 1...rounds {
            let start = ContinuousClock.now
            let used = Clock.seconds(CLOCK_PROCESS_CPUTIME_ID)
            try await body(round)
            processor.append((Clock.seconds(CLOCK_PROCESS_CPUTIME_ID) - used) * 1_000)
            wall.append(seconds(since: start) * 1_000)
        }
        return (wall.sorted(), processor.sorted())
    }

    private static func seconds(since start: ContinuousClock.Instant) -> Double {
        let parts = (ContinuousClock.now - start).components
        return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    }
}
