import Casework
import Classification
import Intake
import OfficeConfiguration
import Places
import RuleFiles
import Synchronization

/// The rules that a running daemon uses; a reload swaps them whole, and only for rules without a problem.
final class RulesInForce: Sendable {
    private let folder: String
    private let home: OfficeConfiguration.Home?
    private let current: Mutex<RuleFolder>

    /// Loads the rules for the first time.
    init(of configuration: OfficeConfiguration) throws {
        folder = configuration.rulesFolder
        home = configuration.home
        current = Mutex(try Self.load(folder, home: home))
    }

    private static func load(_ folder: String, home: OfficeConfiguration.Home?) throws -> RuleFolder {
        var loaded = try RuleFolder.load(folder)
        guard let home else { return loaded }
        do {
            loaded.rules = loaded.rules.at(
                home: try HomePlace(
                    province: home.province, commune: home.commune, in: loaded.rules.places.gazetteer))
        } catch {
            throw CommandFailure("The key home of the configuration: \(error)")
        }
        return loaded
    }

    /// The rules now in force.
    var rules: RuleFolder { current.withLock { $0 } }

    /// The rules now in force, as the inbox processor wants them.
    var forProcessing: InboxProcessor.Rules {
        let rules = rules
        return InboxProcessor.Rules(classifier: Classifier(rules: rules.rules), routing: rules.routing)
    }

    /// Reads the folder again; when it has a problem, the rules in force stay.
    func reload() throws {
        let loaded = try Self.load(folder, home: home)
        current.withLock { $0 = loaded }
    }
}
