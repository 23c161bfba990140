import VietnameseText

extension Classifier {
    /// Runs every rule's own examples.
    ///
    /// - Returns: A sentence for each example that does not hold, and the number of examples run.
    public func runExamples() -> (failures: [ExampleFailure], examples: Int) {
        runExamples(ofRules: 0..<ruleCount)
    }

    /// Number of rules, in the order of evaluation.
    public var ruleCount: Int { rules.compiled.rules.count }

    /// Runs the examples of some rules, by their numbers in the order of evaluation.
    public func runExamples(ofRules range: Range<Int>) -> (failures: [ExampleFailure], examples: Int) {
        var failures: [ExampleFailure] = []
        var examples = 0
        for number in range {
            let rule = rules.compiled.rules[number]
            for hit in rule.hits {
                examples += 1
                if let message = missing(hit, rule: number) {
                    failures.append(ExampleFailure(rule: rule.id, message: message))
                }
            }
            for miss in rule.misses {
                examples += 1
                let found = hits(of: number, in: miss)
                guard let first = found.first else { continue }
                failures.append(
                    ExampleFailure(
                        rule: rule.id, message: "must not hit «\(miss)», but hits «\(first)»"))
            }
        }
        return (failures, examples)
    }

    private func missing(_ example: MarkedExample, rule number: Int) -> String? {
        let run = RuleEvaluation(
            rules: rules, message: FoldedMessage(subject: nil, body: example.text, repair: rules.repair))
        let found = run.hits(of: number)
        guard let span = example.span else {
            return found.isEmpty ? "must hit «\(example.text)», but does not" : nil
        }
        if found.contains(where: { $0.start == span.lowerBound && $0.end == span.upperBound }) { return nil }
        let wanted = FoldedText(example.text).text(from: span.lowerBound, to: span.upperBound)
        let got = hits(of: number, in: example.text)
        return got.isEmpty
            ? "must hit «\(wanted)» in «\(example.text)», but does not hit at all"
            : "must hit «\(wanted)» in «\(example.text)», but hits «\(got.joined(separator: "», «"))»"
    }

    private func hits(of number: Int, in sentence: String) -> [String] {
        let text = FoldedText(sentence, repair: rules.repair)
        let run = RuleEvaluation(rules: rules, message: FoldedMessage(subject: nil, body: text))
        return run.hits(of: number).map { text.text(from: $0.start, to: $0.end) }
    }
}

/// An example that a rule does not keep.
public struct ExampleFailure: Sendable, Hashable {
    /// The rule.
    public var rule: String
    /// What was expected and what happened.
    public var message: String
}
