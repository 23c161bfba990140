import ArgumentParser
import Classification
import Foundation
import Places
import RuleFiles

/// `langnghe rules`: the rule workbench.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Check, test and explain rules.",
        subcommands: [Check.self, Test.self, Explain.self])

    /// `langnghe rules check`: whether the files can be read.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read the rule files and tell what is wrong, by file, line and column.")

        @Argument(help: "Folder of rules.")
        var folder = "rules"

        func run() throws {
            let rules = try RuleFolder.load(folder).rules
            let count = rules.groups.reduce(0) { $0 + $1.rules.count }
            print("\(folder): \(rules.groups.count) groups, \(count) rules, no problem found; rules \(rules.hash)")
        }
    }

    /// `langnghe rules test`: whether every rule keeps its examples.
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run the hits and misses that stand beside each rule.")

        @Argument(help: "Folder of rules.")
        var folder = "rules"

        func run() throws {
            let result = Classifier(rules: try RuleFolder.load(folder).rules).runExamples()
            for failure in result.failures { print("\(failure.rule): \(failure.message)") }
            print("\(result.examples - result.failures.count) examples hold, \(result.failures.count) do not")
            if !result.failures.isEmpty { throw ExitCode.failure }
        }
    }

    /// `langnghe rules explain`: what the rules say of a sentence, line by line.
    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show every line of evidence for a text, tagged or not.")

        @Option(help: "Folder of rules.")
        var rules = "rules"

        @Option(help: "Subject line.")
        var subject: String?

        @Argument(help: "The text.")
        var text: [String]

        func run() throws {
            let classifier = Classifier(rules: try RuleFolder.load(rules).rules)
            let body = text.joined(separator: " ")
            for line in classifier.explanation(subject: subject, body: body).lines {
                let mark = line.isTagged ? "✓" : "·"
                let sum = "\(signed(line.score)) bans, needs \(signed(line.threshold)), prior \(signed(line.prior))"
                print("\(mark) \(line.kind.rawValue) \(line.id): \(sum)")
                for evidence in line.evidence {
                    print("    \(signed(evidence.bans))  «\(evidence.text)»  \(evidence.rule)  \(evidence.name)")
                }
            }
            let verdict = classifier.verdict(subject: subject, body: body)
            let topics = verdict.topics.isEmpty ? "none" : verdict.topics.joined(separator: ", ")
            print("topics: \(topics); letter class: \(verdict.letterClass.rawValue); severity \(verdict.severity)")
            for alarm in verdict.alarms {
                print("hot spot: \(alarm.name) (\(alarm.id); \(alarm.cues.joined(separator: ", ")))")
            }
            if let place = verdict.place.joined { print("place: \(place)") }
        }

        private func signed(_ bans: Double) -> String { String(format: "%+.2f", bans) }
    }
}
