import ArgumentParser
import Classification
import Foundation
import RuleFiles

/// `langnghe rules test`: whether every rule keeps its examples.
struct RulesTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run the hits and misses that stand beside each rule.")

    @Argument(help: "Folder of rules.")
    var folder = "rules"

    func run() async throws {
        let classifier = Classifier(rules: try RuleFolder.load(folder).rules)
        let total = classifier.ruleCount
        let progress = ProgressLine()
        // Small shares, so that the bar moves and no core waits for another.
        let share = max(1, total / 64)
        var failures: [Int: [ExampleFailure]] = [:]
        var examples = 0
        await withTaskGroup(of: (first: Int, result: (failures: [ExampleFailure], examples: Int)).self) { group in
            for first in stride(from: 0, to: total, by: share) {
                group.addTask {
                    (first, classifier.runExamples(ofRules: first..<min(first + share, total)))
                }
            }
            var done = 0
            for await (first, result) in group {
                failures[first] = result.failures
                examples += result.examples
                done += share
                progress.show(ProgressBar.text(done: min(done, total), of: total, what: "rules"))
            }
        }
        progress.end()
        let ordered = failures.sorted { $0.key < $1.key }.flatMap(\.value)
        for failure in ordered { print("\(failure.rule): \(failure.message)") }
        print("\(examples - ordered.count) examples hold, \(ordered.count) do not")
        if !ordered.isEmpty { throw ExitCode.failure }
    }
}
