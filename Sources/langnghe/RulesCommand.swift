import ArgumentParser

/// `langnghe rules`: the rule workbench.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Check, test, explain, compare and refit rules.",
        subcommands: [
            RulesCheck.self, RulesTest.self, RulesExplain.self, RulesCompare.self, RulesLearn.self, RulesSuggest.self,
            RulesVocabulary.self,
        ])
}
