import ArgumentParser
import Classification
import RuleFiles

/// `langnghe rules check`: whether the files can be read.
struct RulesCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Read the rule files and tell what is wrong, by file, line and column.")

    @Argument(help: "Folder of rules.")
    var folder = "rules"

    func run() throws {
        let rules = try RuleFolder.load(folder).rules
        let count = rules.groups.reduce(0) { $0 + $1.rules.count }
        print("\(folder): \(rules.groups.count) groups, \(count) rules, no problem found; rules \(rules.hash)")
    }
}
