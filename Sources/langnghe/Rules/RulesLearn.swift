import ArgumentParser
import Foundation
import RuleFiles
import RuleWorkbench

/// `langnghe rules learn`: refits weights to labelled messages.
struct RulesLearn: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn", abstract: "Refit the topic weights to labelled messages.",
        discussion: """
            Prints each change with its reason. Weights stay near what the author set and never change sign. Nothing is \
            written without --write; with it, the rule files keep everything but the weights.
            """)

    @Argument(help: "Folder of rules.")
    var folder = "rules"

    @Option(name: .customLong("on"), parsing: .upToNextOption, help: "Files of labelled messages, JSON lines.")
    var files: [String]

    @Option(help: "How strongly weights are held to what they are; more changes less.")
    var pull = 6.0

    @Flag(help: "Write the new weights into the rule files.")
    var write = false

    func run() throws {
        let rules = try RuleFolder.load(folder).rules
        let messages = try LabelledLines.read(files)
        let changes = WeightFit.changes(rules: rules, on: messages, options: WeightFit.Options(pull: pull))
        for change in changes {
            let place = change.term.map { " term \($0 + 1)" } ?? ""
            let direction =
                abs(change.new) > abs(change.old) ? "tells more than it weighed" : "tells less than it weighed"
            print(
                String(format: "%+.2f → %+.2f", change.old, change.new)
                    + "  \(change.rule)\(place): \(direction); hit \(change.onTopic) messages of \(change.group) "
                    + "and \(change.offTopic) others")
        }
        print("\(changes.count) weights change over \(messages.count) messages")
        guard write, !changes.isEmpty else { return }
        try WeightEdit.apply(
            changes.map { WeightEdit(rule: $0.rule, term: $0.term, bans: $0.new) }, toFolder: folder)
        _ = try RuleFolder.load(folder)
        print("written to \(folder)")
    }
}
