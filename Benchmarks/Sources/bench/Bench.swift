import ArgumentParser
import Foundation

/// Measures our work beside a peer's in one run and prints a table; `scripts/bench.sh` builds and starts it.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Speed beside a peer, measured in one run.",
        subcommands: [RunCommand.self, MatchCommand.self, PullCommand.self, PollCommand.self],
        defaultSubcommand: RunCommand.self)
}

/// Runs the jobs one after another.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "run", abstract: "Run the jobs and print the table.")

    /// A job by its name.
    enum Job: String, CaseIterable, ExpressibleByArgument {
        case fold
        case phrases
        case pages
        case rules
        case triage
        case read
        case hotspots
        case `import`
        case pull
        case feeds
        case idle
        case memory
        case poll
        case listings
    }

    @Option(help: "The repository.")
    var root: String

    @Option(help: "An empty folder to work in; the caller removes it.")
    var work: String

    @Option(help: "The program langnghe.")
    var langnghe: String

    @Option(help: "Least number of letters in the jobs on mail.")
    var letters = 2_000

    @Option(help: "Number of cases in the job on listings.")
    var cases = 1_000_000

    @Argument(help: "Jobs; all when left out.")
    var jobs: [Job] = Job.allCases

    func run() async throws {
        show("Machine: \(Machine.description)")
        var comparisons: [Comparison] = []
        var failures = 0
        for job in jobs {
            report("measuring \(job.rawValue) ...")
            do {
                comparisons += try await measure(job)
            } catch {
                failures += 1
                report("\(job.rawValue): \(error)")
            }
        }
        let table = PlainTable(rows: [Comparison.heads] + comparisons.map(\.cells), rightColumns: [2, 4, 5, 6])
        show("\n" + table.lines.joined(separator: "\n"))
        show(
            """

            Rates are medians; ratio is ours over the peer's, the median of the rounds, with the least and the greatest.
            More than 1 means that ours is faster. What each peer does and leaves out: Benchmarks/README.md.
            """)
        if failures > 0 { throw ExitCode.failure }
    }

    private func measure(_ job: Job) async throws -> [Comparison] {
        let samples = Samples(root: root)
        let work = WorkFolder(path: work)
        let program = CommandLine.arguments[0]
        switch job {
        case .fold: return try await FoldBenchmark(samples: samples).run()
        case .phrases: return try await PhraseBenchmark(samples: samples, work: work, program: program).run()
        case .pages: return try await PagesBenchmark(samples: samples, work: work).run()
        case .rules: return try await RulesBenchmark(samples: samples, work: work).run()
        case .triage: return try await TriageBenchmark(samples: samples, work: work, langnghe: langnghe).run()
        case .read:
            return try await ReadBenchmark(samples: samples, work: work, langnghe: langnghe, letters: letters).run()
        case .hotspots: return try await HotSpotBenchmark(samples: samples, work: work).run()
        case .import:
            return try await ImportBenchmark(samples: samples, work: work, langnghe: langnghe, letters: letters).run()
        case .feeds: return try await FeedBenchmark(samples: samples, work: work).run()
        case .poll:
            for line in try await PollBenchmark(work: work, program: program).run() { show(line) }
            return []
        case .listings:
            for line in try await ListingsBenchmark(work: work, cases: cases).run() { show(line) }
            return []
        case .idle:
            for line in try await IdleBenchmark(samples: samples, work: work).run() { show(line) }
            return []
        case .memory:
            for line in try await MemoryBenchmark(samples: samples, work: work, langnghe: langnghe).run() { show(line) }
            return []
        case .pull:
            return try await PullBenchmark(samples: samples, work: work, program: program, letters: letters).run()
        }
    }

    // Not `print`, which would keep the lines back when they go to a file.
    private func show(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

    private func report(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
