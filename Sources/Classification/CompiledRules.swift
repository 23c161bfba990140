import PhraseMatching

/// Rules with all their phrases in one index, in the order of evaluation.
final class CompiledRules: Sendable {
    /// What a phrase is to a rule.
    struct PhraseUse: Sendable {
        enum Role: Sendable {
            case trigger
            case needNear
            case needMessage
            case forbidNear
            case forbidMessage
        }

        var rule: Int
        var role: Role
    }

    /// Every phrase of every rule.
    let phrases: PhraseIndex
    /// For each phrase of the index, what it is to which rule.
    let uses: [PhraseUse]
    /// Rules in the order of evaluation, with the number of their group.
    let rules: [(rule: Rule, group: Int)]
    /// Rules by identifier, as numbers into ``rules``.
    let ruleNumbers: [String: Int]
    /// Groups by identifier, as numbers into the rule set's groups.
    let groupNumbers: [String: Int]

    init(
        phrases: PhraseIndex, uses: [PhraseUse], rules: [(rule: Rule, group: Int)], ruleNumbers: [String: Int],
        groupNumbers: [String: Int]
    ) {
        self.phrases = phrases
        self.uses = uses
        self.rules = rules
        self.ruleNumbers = ruleNumbers
        self.groupNumbers = groupNumbers
    }
}
