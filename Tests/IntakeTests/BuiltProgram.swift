import Foundation
import LocalServers
import Testing

/// The program as built, run against one office's configuration.
struct BuiltProgram {
    /// The program that `LANGNGHE_PROGRAM` names, or the one beside the test bundle, if it is built.
    static let file: URL? = {
        if let named = ProcessInfo.processInfo.environment["LANGNGHE_PROGRAM"] { return URL(fileURLWithPath: named) }
        let folders = [
            Bundle.main.bundleURL, URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent(),
            URL(fileURLWithPath: ".build/debug"),
        ]
        return folders.map { $0.appendingPathComponent("langnghe") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }()

    /// Configuration file of the office.
    var configuration: String
    /// Where everything that it prints goes.
    var log: URL
    /// The disk in whose namespace it runs; nil for the system's own.
    var disk: SmallDisk?

    /// What a run said, how it ended, and what it took.
    struct Outcome {
        var status: Int32
        var output: String
        /// The most memory that was resident at once, in bytes (`VmHWM` of proc(5)).
        var peakBytes: Int
        var seconds: Double
    }

    /// Runs a subcommand to its end.
    func run(_ arguments: String...) async throws -> Outcome {
        let command = [try #require(Self.file).path] + arguments + ["--config", configuration]
        let words = disk?.inside(command) ?? command
        let start = ContinuousClock.now
        let process = try ChildProgram.start(
            URL(fileURLWithPath: words[0]), Array(words.dropFirst()), log: log)
        var peak = 0
        while process.isRunning {
            peak = max(peak, Self.peak(of: process.processIdentifier))
            try await Task.sleep(for: .milliseconds(5))
        }
        let taken = (ContinuousClock.now - start).components
        return Outcome(
            status: process.terminationStatus, output: (try? String(contentsOf: log, encoding: .utf8)) ?? "",
            peakBytes: peak, seconds: Double(taken.seconds) + Double(taken.attoseconds) / 1e18)
    }

    private static func peak(of process: pid_t) -> Int {
        let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0) * 1024
    }
}
