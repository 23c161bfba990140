import Casework
import Classification
import Intake
import RuleFiles
import Synchronization

/// The rules that a running daemon uses; a reload swaps them whole, and only for rules without a problem.
final class RulesInForce: Sendable {
    private let folder: String
    private let current: Mutex<RuleFolder>

    /// Loads the rules for the first time.
    init(folder: String) throws(RuleFolderError) {
        self.folder = folder
        current = Mutex(try RuleFolder.load(folder))
    }

    /// The rules now in force.
    var rules: RuleFolder { current.withLock { $0 } }

    /// The rules now in force, as the inbox processor wants them.
    var forProcessing: InboxProcessor.Rules {
        let rules = rules
        return InboxProcessor.Rules(classifier: Classifier(rules: rules.rules), routing: rules.routing)
    }

    /// Reads the folder again; when it has a problem, the rules in force stay.
    func reload() throws(RuleFolderError) {
        let loaded = try RuleFolder.load(folder)
        current.withLock { $0 = loaded }
    }
}
