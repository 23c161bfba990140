import Places
import VietnameseText

/// Triage of one message: a pure function of the message and the rules.
public struct Classifier: Sendable {
    /// The rules.
    public let rules: RuleSet

    /// Creates a classifier.
    public init(rules: RuleSet) { self.rules = rules }

    /// The verdict on a message.
    public func verdict(subject: String?, body: String) -> Verdict {
        let subjectText = subject.map { FoldedText($0) }
        let bodyText = FoldedText(body)
        let run = RuleEvaluation(rules: rules, subject: subjectText, body: bodyText)
        var scores: [String: Double] = [:]
        var topics: [String] = []
        var contexts: [String] = []
        var evidence: [Evidence] = []
        var cues: [Evidence] = []
        var present: [(group: RuleGroup, outcome: RuleEvaluation.GroupOutcome)] = []
        var bestClass: (letterClass: LetterClass, outcome: RuleEvaluation.GroupOutcome)?
        for (group, outcome) in zip(rules.groups, run.outcomes) {
            switch group.kind {
            case .context:
                if outcome.isTagged { contexts.append(group.id) }
            case .topic:
                scores[group.id] = RuleEvaluation.rounded(outcome.score)
                evidence += outcome.evidence
                if outcome.isTagged { topics.append(group.id) }
            case .cue:
                guard outcome.isTagged else { continue }
                present.append((group, outcome))
                cues += outcome.evidence
            case .letterClass:
                guard outcome.isTagged, let letterClass = LetterClass(rawValue: group.id) else { continue }
                if let best = bestClass, best.outcome.score >= outcome.score { continue }
                bestClass = (letterClass, outcome)
            }
        }
        topics.sort { (scores[$0] ?? 0, $1) > (scores[$1] ?? 0, $0) }
        let alarms = alarms(cues: Set(present.map(\.group.id)), contexts: Set(contexts))
        let severity = present.reduce(0) { $0 + $1.group.severity }
        let mentions = PlaceFinder.mentions(subject: subjectText, body: bodyText)
        return Verdict(
            topics: topics, scores: scores, letterClass: bestClass?.letterClass ?? .other, hotspot: !alarms.isEmpty,
            alarms: alarms, severity: RuleEvaluation.rounded(min(severity, rules.hotSpot.severityCap)), cues: cues,
            evidence: evidence, classEvidence: bestClass?.outcome.evidence ?? [], contexts: contexts,
            places: mentions, place: PlaceFinder.place(of: mentions), accented: run.accented, rulesHash: rules.hash)
    }

    private func alarms(cues: Set<String>, contexts: Set<String>) -> [Verdict.Alarm] {
        guard contexts.isDisjoint(with: rules.hotSpot.exceptIn) else { return [] }
        return rules.hotSpot.lines.compactMap { line in
            let some = line.any.filter(cues.contains)
            let holdsAny = line.any.isEmpty || !some.isEmpty
            let holdsAll = line.all.allSatisfy(cues.contains)
            guard holdsAny, holdsAll, !(line.any.isEmpty && line.all.isEmpty) else { return nil }
            return Verdict.Alarm(id: line.id, name: line.name, cues: some + line.all)
        }
    }
}

/// Everything the rules say of a message, group by group, whether tagged or not; for rule authors.
public struct Explanation: Sendable {
    /// One group's sum.
    public struct Line: Sendable {
        /// What the group decides.
        public var kind: GroupKind
        /// Identifier of the group.
        public var id: String
        /// Bans before any evidence.
        public var prior: Double
        /// Prior and evidence.
        public var score: Double
        /// Bans it needs to be tagged.
        public var threshold: Double
        /// Whether it is tagged.
        public var isTagged: Bool
        /// The evidence, strongest first.
        public var evidence: [Evidence]
    }

    /// Groups with evidence or tag, in the order of evaluation.
    public var lines: [Line]
}

extension Classifier {
    /// Explains a message group by group.
    public func explanation(subject: String?, body: String) -> Explanation {
        let run = RuleEvaluation(rules: rules, subject: subject.map { FoldedText($0) }, body: FoldedText(body))
        let lines = zip(rules.groups, run.outcomes).compactMap { group, outcome -> Explanation.Line? in
            guard outcome.isTagged || !outcome.evidence.isEmpty else { return nil }
            return Explanation.Line(
                kind: group.kind, id: group.id, prior: group.prior, score: RuleEvaluation.rounded(outcome.score),
                threshold: group.threshold, isTagged: outcome.isTagged, evidence: outcome.evidence)
        }
        return Explanation(lines: lines)
    }

    /// Runs every rule's own examples.
    ///
    /// - Returns: A sentence for each example that does not hold, and the number of examples run.
    public func runExamples() -> (failures: [ExampleFailure], examples: Int) {
        var failures: [ExampleFailure] = []
        var examples = 0
        for (number, entry) in rules.compiled.rules.enumerated() {
            for hit in entry.rule.hits {
                examples += 1
                if let message = missing(hit, rule: number) {
                    failures.append(ExampleFailure(rule: entry.rule.id, message: message))
                }
            }
            for miss in entry.rule.misses {
                examples += 1
                let found = hits(of: number, in: miss)
                guard let first = found.first else { continue }
                failures.append(
                    ExampleFailure(
                        rule: entry.rule.id, message: "must not hit «\(miss)», but hits «\(first)»"))
            }
        }
        return (failures, examples)
    }

    private func missing(_ example: MarkedExample, rule number: Int) -> String? {
        let run = RuleEvaluation(rules: rules, subject: nil, body: FoldedText(example.text))
        let found = run.hits[number]
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
        let text = FoldedText(sentence)
        let run = RuleEvaluation(rules: rules, subject: nil, body: text)
        return run.hits[number].map { text.text(from: $0.start, to: $0.end) }
    }
}

/// An example that a rule does not keep.
public struct ExampleFailure: Sendable, Hashable {
    /// The rule.
    public var rule: String
    /// What was expected and what happened.
    public var message: String
}
