import ArgumentParser
import Casework
import Foundation
import Intake
import OfficeConfiguration
import SQLiteStore

/// `langnghe import`: files into the store.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import mbox, Maildir, .eml, .jsonl, .csv and .xlsx files.")

    @OptionGroup var office: OfficeOptions

    @Option(help: "What rows of tables are: letter, news or survey.")
    var kind = "letter"

    @Option(help: "The way rows of tables came: hotline, letter, web, email, facebook or zalo.")
    var channel = "hotline"

    @Argument(help: "Files, Maildirs, or folders of .eml, .mbox, .jsonl, .csv and .xlsx files.")
    var paths: [String]

    func run() async throws {
        let configuration = try office.configuration()
        let rules = try RulesInForce(of: configuration)
        let store = try OfficeOptions.store(of: configuration)
        let progress = ProgressLine()
        let tables = TableImport(
            labels: try ItemLabels(.init(channel: channel, kind: kind)),
            workFolder: Attachments.workFolder(of: configuration.dataFolder))
        let importer = FileImporter(store: store, tables: tables) { progress.show("read \($0)") }
        let summary = try await importer.importPaths(paths, at: .now())
        progress.end()
        for notice in summary.notices { CommandFailure.report(notice) }
        for problem in summary.problems { CommandFailure.report(problem) }
        print("imported: \(summary.new) new, \(summary.known) known")
        try await CollectCommand.Filing.fileAll(in: store, rules: rules, of: configuration)
        try await Attachments.readAll(of: configuration, store: store, rules: rules)
        if !summary.problems.isEmpty { throw ExitCode.failure }
    }
}
