/// What one rule, or one term of a rule, put into a group's sum; for refitting weights.
public struct Contribution: Sendable, Hashable {
    /// The rule.
    public var rule: String
    /// Which of the rule's terms; nil for a rule with one weight.
    public var term: Int?
    /// The weight that the rule files give it, in bans.
    public var weight: Double
    /// How many times the weight counted: 1 for one hit, more for further wordings, less for discounts.
    public var share: Double
}

/// The sum of one group over one message, taken apart.
public struct GroupContributions: Sendable {
    /// Identifier of the group.
    public var group: String
    /// What the group decides.
    public var kind: GroupKind
    /// What it was made of.
    public var contributions: [Contribution]
    /// Prior plus contributions.
    public var score: Double
    /// Whether it is tagged.
    public var isTagged: Bool
}

extension Classifier {
    /// Takes the sums of all groups apart.
    public func contributions(subject: String?, body: String) -> [GroupContributions] {
        let message = FoldedMessage(subject: subject, body: body, repair: rules.repair)
        let run = RuleEvaluation(rules: rules, message: message)
        return zip(rules.groups, run.outcomes).filter { $0.0.kind != .condition }.map { group, outcome in
            var shares: [Contribution] = []
            for line in outcome.lines where line.hit.bans != 0 {
                let rule = rules.compiled.rules[Int(line.rule)]
                var term: Int?
                if case .terms = rule.trigger { term = rules.compiled.term(of: line.hit) }
                let share = line.bans / line.hit.bans
                if let index = shares.firstIndex(where: { $0.rule == rule.id && $0.term == term }) {
                    shares[index].share += share
                } else {
                    shares.append(Contribution(rule: rule.id, term: term, weight: line.hit.bans, share: share))
                }
            }
            return GroupContributions(
                group: group.id, kind: group.kind, contributions: shares, score: outcome.score,
                isTagged: outcome.isTagged)
        }
    }
}

extension CompiledRules {
    /// Which term of its rule a hit is.
    func term(of hit: RuleHit) -> Int { Int(uses[Int(hit.phrase)].company) }
}
