import ArgumentParser
import Foundation
import OfficeConfiguration
import RuleFiles
import SQLiteStore
import Sealing

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

    /// Opens the office's store, and says so when the key to what is sealed was made.
    static func store(of configuration: OfficeConfiguration) throws -> SQLiteStore {
        let store = try SQLiteStore.open(folder: configuration.dataFolder, key: keyFile(of: configuration))
        if let made = store.madeKeyFile {
            CommandFailure.report(
                "Made the identity key \(made.path). Back it up now, apart from the data: without it nobody can ever read the "
                    + "letters, and with it anybody can.")
        }
        return store
    }

    /// Where the key to what is sealed is: the file that the configuration names, else systemd's credential, else
    /// `identity.key` beside the configuration.
    static func keyFile(of configuration: OfficeConfiguration) -> OfficeKeyFile {
        let named = OfficeKeyFile(path: configuration.identityKeyFile)
        guard !configuration.namesIdentityKeyFile else { return named }
        return OfficeKeyFile(credentialIn: ProcessInfo.processInfo.environment) ?? named
    }
}
