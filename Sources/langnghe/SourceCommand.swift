import ArgumentParser
import Casework
import Foundation
import Intake
import OfficeConfiguration
import SQLiteStore

/// `langnghe source`: work on one source.
struct SourceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "source", abstract: "Try a source out.", subcommands: [Test.self])

    /// `langnghe source test NAME`.
    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell step by step what works; nothing is stored and nothing in the mailbox is changed.")

        @OptionGroup var office: OfficeOptions
        @Argument(help: "Name of the source.") var name: String

        func run() async throws {
            let configuration = try office.configuration()
            guard let source = configuration.sources.first(where: { $0.name == name }) else {
                let names = configuration.sources.map(\.name).joined(separator: ", ")
                throw CommandFailure("There is no source «\(name)»; there are: \(names).")
            }
            print("✓ configuration: \(office.config) can be read")
            let collection = try SourceCollection(
                source: source, store: try OfficeOptions.store(of: configuration),
                dataFolder: configuration.dataFolder, web: WebAccess())
            let works = await collection.trial().run { step in
                let mark =
                    switch step.result {
                    case .works: "✓"
                    case .remark: "!"
                    case .fails: "✗"
                    }
                print("\(mark) \(TerminalText.clean(step.name)): \(TerminalText.clean(step.detail))")
            }
            if !works { throw ExitCode.failure }
        }
    }
}
