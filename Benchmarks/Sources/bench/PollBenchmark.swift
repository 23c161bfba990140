import Foundation
import LocalServers

/// What 1,000 feeds cost that are looked at each minute and never change: share of one core, resident memory.
///
/// There is no peer; the bounds are the product's own. The server is in this process, what is measured in another. All feeds
/// are on one server over http, whose connections are used again; a TLS handshake for each look would cost more.
struct PollBenchmark {
    var work: WorkFolder
    /// This program, to be run as a process of its own.
    var program: String

    static let sources = 1_000
    private static let rounds = 3
    private static let mostShare = 30.0
    private static let mostMegabytes = 150.0

    func run() async throws -> [String] {
        let feed = FeedBenchmark.feed(of: (0..<20).map { "Tin số \($0) của xã: đường thôn, mương, điện, nước." })
        let names = (0..<Self.sources).map { "/\($0).xml" }
        let server = try await FileServer(
            .texts(Dictionary(names.map { ($0, feed) }, uniquingKeysWith: { first, _ in first })))
        let child = ChildRun(
            program: program,
            arguments: [
                "poll", "--port", "\(server.port)", "--sources", "\(Self.sources)", "--rounds", "\(Self.rounds)",
                try work.emptyFolder("polled"),
            ], output: work.path("poll.out"), errors: work.path("poll.log"))
        let lap: Lap
        do {
            lap = try child.lap(work: 1)
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
        let words = (try? String(contentsOfFile: work.path("poll.out"), encoding: .utf8)) ?? ""
        let figures = words.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        guard figures.count == 2, lap.wall > 0 else {
            throw BenchmarkError.wrongResult(job: "poll", expected: 2, found: figures.count)
        }
        let share = figures[0] / 60 * 100
        let megabytes = figures[1] / 1e6
        return [
            String(
                format:
                    "poll %d unchanged feeds each minute: %.1f %% of one core (bound %.0f %%), %.0f MB resident (bound %.0f MB)",
                Self.sources, share, Self.mostShare, megabytes, Self.mostMegabytes)
        ]
    }
}
