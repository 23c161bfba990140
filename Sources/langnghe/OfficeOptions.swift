import ArgumentParser
import Foundation
import OfficeConfiguration
import RuleFiles
import SQLiteStore

/// Options that every subcommand of an office shares.
struct OfficeOptions: ParsableArguments {
    @Option(help: "Configuration file of the office.")
    var config = "langnghe.yaml"

    /// Reads the configuration.
    func configuration() throws -> OfficeConfiguration {
        guard FileManager.default.fileExists(atPath: config) else {
            throw CommandFailure(
                "There is no configuration file \(config). Name one with --config; the README shows an example.")
        }
        return try OfficeConfiguration.load(config)
    }

    /// Opens the office's store.
    static func store(of configuration: OfficeConfiguration) throws -> SQLiteStore {
        try SQLiteStore.open(folder: configuration.dataFolder)
    }
}
