import Foundation
import LocalServers
import Testing

/// The program as built, run against one office's configuration.
struct BuiltProgram {
    /// The program beside the test bundle, if it is built.
    static let file: URL? = {
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

    /// What a run said, and how it ended.
    struct Outcome {
        var status: Int32
        var output: String
    }

    /// Runs a subcommand to its end.
    func run(_ arguments: String...) async throws -> Outcome {
        let command = [try #require(Self.file).path] + arguments + ["--config", configuration]
        let words = disk?.inside(command) ?? command
        let process = try ChildProgram.start(
            URL(fileURLWithPath: words[0]), Array(words.dropFirst()), log: log)
        while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
        return Outcome(
            status: process.terminationStatus, output: (try? String(contentsOf: log, encoding: .utf8)) ?? "")
    }
}
