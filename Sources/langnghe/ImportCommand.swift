import ArgumentParser
import Casework
import Foundation
import Intake
import OfficeConfiguration
import SQLiteStore

/// `langnghe import`: files into the store.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import mbox, Maildir, .eml and .jsonl files.")

    @OptionGroup var office: OfficeOptions

    @Argument(help: "Files, Maildirs, or folders of .eml, .mbox and .jsonl files.")
    var paths: [String]

    func run() async throws {
        let configuration = try office.configuration()
        let rules = try RulesInForce(of: configuration)
        let store = try OfficeOptions.store(of: configuration)
        let progress = ProgressLine()
        let importer = FileImporter(store: store) { progress.show("read \($0)") }
        let summary = try await importer.importPaths(paths, at: .now())
        progress.end()
        for problem in summary.problems { CommandFailure.report(problem) }
        print("imported: \(summary.new) new, \(summary.known) known")
        try await CollectCommand.Filing.fileAll(in: store, rules: rules, of: configuration)
        try await Attachments.readAll(of: configuration, store: store, rules: rules)
        if !summary.problems.isEmpty { throw ExitCode.failure }
    }
}
