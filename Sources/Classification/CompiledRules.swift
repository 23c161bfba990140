import PhraseMatching

/// Rules with all their phrases in one index, in the order of evaluation, and every name resolved to a number.
final class CompiledRules: Sendable {
    /// What a phrase is to a rule.
    struct PhraseUse: Sendable {
        enum Role: UInt8, Sendable {
            case trigger
            case needNear
            case needMessage
            case forbidNear
            case forbidMessage
        }

        var rule: Int32
        var role: Role
        /// Which of the rule's needs or forbids the phrase belongs to; for a trigger, which of its terms it is.
        var company: Int32
        /// What the phrase weighs as a trigger.
        var bans: Double
        /// Whether words that are not the phrase's may stand inside a hit.
        var hasGap: Bool
    }

    /// A rule or group by number.
    enum Reference: Sendable {
        case rule(Int)
        case group(Int)
    }

    /// A rule with its references resolved.
    struct Entry: Sendable {
        var rule: Rule
        var group: Int
        /// References of the trigger; all empty for phrases and terms.
        var any: [Reference] = []
        var all: [Reference] = []
        var not: [Reference] = []
        /// References of each need and forbid.
        var needs: [[Reference]] = []
        var forbids: [[Reference]] = []
        /// Whether each further wording counts less: phrases do, terms do not.
        var fades = true
    }

    /// Every phrase of every rule.
    let phrases: PhraseIndex
    /// For each phrase of the index, what it is to which rule.
    let uses: [PhraseUse]
    /// Rules in the order of evaluation.
    let rules: [Entry]
    /// Rules that hit by reference, in order: they are asked even where no phrase of theirs stands.
    let referring: [Int]
    /// For each group, its rules as numbers.
    let groupRules: [Range<Int>]

    init(phrases: PhraseIndex, uses: [PhraseUse], rules: [Entry], groupRules: [Range<Int>]) {
        self.phrases = phrases
        self.uses = uses
        self.rules = rules
        self.groupRules = groupRules
        referring = rules.indices.filter { number in
            if case .references = rules[number].rule.trigger { true } else { false }
        }
    }
}
