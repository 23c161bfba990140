import ArgumentParser
import Casework
import Classification
import RuleFiles

/// `langnghe rules check`: whether the files can be read.
struct RulesCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Read the rule files and tell what is wrong, by file, line and column.")

    @Argument(help: "Folder of rules.")
    var folder = "rules"

    func run() throws {
        let loaded = try RuleFolder.load(folder)
        let rules = loaded.rules
        for warning in loaded.warnings { print("warning: \(warning)") }
        let count = rules.groups.reduce(0) { $0 + $1.rules.count }
        print(
            "\(folder): \(rules.groups.count) groups, \(count) rules, \(loaded.routing.routes.count) lines of routing, "
                + "no problem found; rules \(rules.hash)"
        )
    }
}
