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
        let message = FoldedMessage(subject: subject, body: body, repair: rules.repair)
        let run = RuleEvaluation(rules: rules, message: message)
        let lines = zip(rules.groups, run.outcomes).compactMap { group, outcome -> Explanation.Line? in
            // What the routing table asks is told with the routing.
            guard group.kind != .condition, outcome.isTagged || !outcome.lines.isEmpty else { return nil }
            var evidence: [Evidence] = []
            outcome.appendEvidence(of: group.id, rules: rules.compiled, in: message, to: &evidence)
            return Explanation.Line(
                kind: group.kind, id: group.id, prior: group.prior, score: RuleEvaluation.rounded(outcome.score),
                threshold: group.threshold, isTagged: outcome.isTagged,
                evidence: evidence)
        }
        return Explanation(lines: lines)
    }
}
