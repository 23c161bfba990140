import ArgumentParser
import Casework
import Foundation
import Logging
import OfficeConfiguration
import SQLiteStore

/// `langnghe serve`: the daemon.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the daemon: collect, triage, file, and serve the operator's page.")

    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let configuration = try office.configuration()
        try ListenAddress.check(host: configuration.listen.host, port: configuration.listen.port)
        let rules = try RulesInForce(of: configuration)
        let store = try OfficeOptions.store(of: configuration)
        if try await store.accountCount() == 0 {
            CommandFailure.report(
                "Nobody can log in yet: add an account with `langnghe user add --config \(office.config) NAME`.")
        }
        let logger = Logger(label: "langnghe", factory: { StreamLogHandler.standardError(label: $0) })
        let daemon = OfficeDaemon(configuration: configuration, rules: rules, store: store, logger: logger)
        try await daemon.run { port in
            print("Operator's page: http://\(configuration.listen.host):\(port)/")
            // A pipe would hold the line back until the daemon ends.
            fflush(nil)
        }
    }
}
