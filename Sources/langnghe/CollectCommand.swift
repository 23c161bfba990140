import ArgumentParser
import Casework
import Foundation
import Intake
import OfficeConfiguration
import SQLiteStore

/// `langnghe collect`: one pass over the sources, then everything new is read, triaged and filed.
struct CollectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collect", abstract: "Collect from the sources once and file what is new.")

    @OptionGroup var office: OfficeOptions

    @Option(help: "Only this source.")
    var source: String?

    func run() async throws {
        let configuration = try office.configuration()
        let chosen = configuration.sources.filter { source == nil || $0.name == source }
        if chosen.isEmpty {
            let names = configuration.sources.map(\.name).joined(separator: ", ")
            throw CommandFailure(
                source.map { "There is no source «\($0)»; there are: \(names)." }
                    ?? "\(office.config) names no sources. Add one under sources:; the README shows an example.")
        }
        let rules = try RulesInForce(folder: configuration.rulesFolder)
        let store = try OfficeOptions.store(of: configuration)
        let web = WebAccess()
        var failures = 0
        for source in chosen {
            do {
                let accepted = try await SourceCollection(
                    source: source, store: store, dataFolder: configuration.dataFolder, web: web
                ).pass()
                print("\(source.name): \(accepted.new) new, \(accepted.known) known")
            } catch {
                failures += 1
                CommandFailure.report("\(error)")
            }
        }
        try await Filing.fileAll(in: store, rules: rules, answering: try OfficeMail(configuration)?.settings)
        try await Attachments.readAll(of: configuration, store: store, rules: rules)
        if failures > 0 { throw ExitCode.failure }
    }

    /// Reads, triages and files what waits, and tells the sums.
    enum Filing {
        static func fileAll(
            in store: some InboxStore & CaseStore, rules: RulesInForce, answering: AnsweringSettings? = nil
        ) async throws {
            let processor = InboxProcessor(store: store, rules: { rules.forProcessing }, answering: answering)
            let progress = ProgressLine()
            let summary = try await processor.processAll(
                clock: { Timestamp.now() }, progress: { progress.show("filed \($0.total)") })
            progress.end()
            print(
                "filed: \(summary.opened) cases opened, \(summary.joined) messages joined a case, "
                    + "\(summary.setAside) set aside, \(summary.quarantined) in quarantine, \(summary.hotSpots) hot")
        }
    }
}
