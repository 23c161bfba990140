import ArgumentParser
import Casework
import Classification
import Intake
import OfficeConfiguration
import Places
import RuleFiles
import SQLiteStore
import VietnameseText

/// `langnghe promises import`: a register of promises into the ledger.
struct PromisesImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take a register of promises, as .csv or .xlsx, into the ledger.")

    @OptionGroup var office: OfficeOptions
    @Option(name: .customLong("as"), help: "User name of the officer who enters it.") var officer: String
    @Argument(help: "The file; «-» for standard input.") var file: String

    func run() async throws {
        let configuration = try office.configuration()
        let rules = try RulesInForce(of: configuration)
        let store = try OfficeOptions.store(of: configuration)
        guard try await store.account(named: officer) != nil else {
            throw CommandFailure("There is no account \(officer). `langnghe user add` makes one.")
        }
        let table = PromiseTableImport(
            store: store, workFolder: Attachments.workFolder(of: configuration.dataFolder), actor: officer,
            placeReading: { text in
                rules.rules.rules.places.find(subject: nil, body: FoldedText(text)).place.today
            })
        let summary = try await table.take(try TableFile.read(file), at: .now())
        for problem in summary.problems { CommandFailure.report(problem) }
        print("promises: \(summary.taken) new, \(summary.known) known, \(summary.problems.count) problems")
        if !summary.problems.isEmpty { throw ExitCode.failure }
    }
}
