import ArgumentParser
import Casework
import CurlTransfer
import Foundation
import Glibc
import Intake
import SQLiteStore

/// Looks at many feeds again and again and prints the processor seconds of one round and the resident bytes.
struct PollCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "poll", abstract: "Our side of the poll benchmark, as a process.", shouldDisplay: false)

    @Option var port: Int
    @Option var sources: Int
    @Option var rounds: Int
    @Argument var data: String

    func run() async throws {
        let store = try SQLiteStore.open(folder: data)
        let web = WebAccess()
        let collectors = try (0..<sources).map { number in
            FeedCollector(
                requests: try web.requests(of: "nguồn \(number)", addressPolicy: .officeNetwork),
                url: "http://127.0.0.1:\(port)/\(number).xml", maximumBytes: 1_000_000)
        }
        let first = try await Self.round(collectors, store)
        guard first == 20 * sources else {
            throw BenchmarkError.wrongResult(job: "poll", expected: 20 * sources, found: first)
        }
        let before = Self.processorSeconds
        for _ in 0..<rounds {
            let new = try await Self.round(collectors, store)
            guard new == 0 else { throw BenchmarkError.wrongResult(job: "poll", expected: 0, found: new) }
        }
        let used = (Self.processorSeconds - before) / Double(rounds)
        print("\(used) \(Self.residentBytes)")
        try store.close()
    }

    /// One look at every feed, a few at the same time as the daemon's chance would have it.
    private static func round(_ collectors: [FeedCollector], _ store: SQLiteStore) async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            var new = 0
            for (number, collector) in collectors.enumerated() {
                if number >= 16 { new += try await group.next() ?? 0 }
                group.addTask {
                    let pass = try await collector.collect(into: store, at: .now())
                    try await store.note(
                        PassReport(
                            source: collector.source, part: "", at: .now(), outcome: .success(notice: nil)))
                    return pass.acceptance.new
                }
            }
            for try await count in group { new += count }
            return new
        }
    }

    private static var processorSeconds: Double { Clock.seconds(CLOCK_PROCESS_CPUTIME_ID) }

    private static var residentBytes: Int {
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
    }
}
