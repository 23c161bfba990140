import ArgumentParser
import Foundation
import RuleFiles
import RuleWorkbench

/// `langnghe rules compare`: what changes when one folder of rules takes the place of another.
struct RulesCompare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Show what new rules would change on labelled messages.")

    @Argument(help: "Folder of the rules in force.")
    var old: String

    @Argument(help: "Folder of the new rules.")
    var new: String

    @Option(name: .customLong("on"), parsing: .upToNextOption, help: "Files of labelled messages, JSON lines.")
    var files: [String]

    @Option(help: "Most flipped messages to print.")
    var limit = 50

    func run() throws {
        let comparison = RuleComparison(
            old: try RuleFolder.load(old).rules, new: try RuleFolder.load(new).rules,
            on: try LabelledLines.read(files))
        print("tag            precision        recall           F1")
        for (tag, before, after) in comparison.tallies {
            let name = tag.padding(toLength: 13, withPad: " ", startingAt: 0)
            print(
                "\(name)  \(change(before.precision, after.precision))  \(change(before.recall, after.recall))  "
                    + change(before.f1, after.f1))
        }
        let better = comparison.flips.filter { $0.isGivenNow == $0.isWanted }.count
        print(
            "\(comparison.flips.count) tags flip: \(better) for the better, \(comparison.flips.count - better) for the worse"
        )
        for flip in comparison.flips.prefix(limit) {
            let verdict = flip.isGivenNow == flip.isWanted ? "better" : "WORSE "
            let words = flip.words.prefix(6).map { "«\(TerminalText.clean($0))»" }.joined(separator: " ")
            let text = TerminalText.clean(String(flip.message.body.prefix(160))).replacingOccurrences(
                of: "\n", with: " ")
            print("\(verdict) \(flip.isGivenNow ? "+" : "−")\(flip.tag) \(flip.message.id): \(text)")
            if !words.isEmpty { print("           \(words)") }
        }
        let more = comparison.flips.count - limit
        if more > 0 { print("… and \(more) more; see them with --limit \(comparison.flips.count)") }
    }

    private func change(_ before: Double, _ after: Double) -> String {
        String(format: "%.3f → %.3f  ", before, after)
    }
}
