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

    /// What a need or forbid asks, without the phrases themselves.
    struct CompanyFacts: Sendable {
        var hasNear: Bool
        var hasMessage: Bool
        var within: Company.Reach
        /// What it refers to, in ``references``.
        var references: Range<Int>
    }

    /// What the sum of a group depends on.
    struct Group: Sendable {
        /// Its rules as numbers.
        var rules: Range<Int>
        var prior: Double
        var threshold: Double
        var weakSigns: WeakSigns?
    }

    /// What evaluation needs of a rule: plain values, because it goes from rule to rule with every message.
    struct Facts: Sendable {
        /// What its trigger refers to, in ``references``; all empty for phrases and terms.
        var any: Range<Int>
        var all: Range<Int>
        var not: Range<Int>
        /// Its needs and forbids, in ``companies``.
        var needs: Range<Int>
        var forbids: Range<Int>
        var weight: Double
        /// Most bans, of either sign, that it adds in one message.
        var cap: Double?
        /// Whether it hits by reference.
        var refersOnly: Bool
        /// Whether each of its words counts once, hides nothing and is hidden by nothing.
        var isIndependent: Bool
        /// Whether each further wording counts less: phrases do, terms do not.
        var fades: Bool
        /// Whether a regular expression must match near a hit.
        var hasExpression: Bool
        /// Whether every hit counts that stands in the letter.
        var isUnconditional: Bool
        private var regions: UInt8

        init(
            _ rule: Rule, trigger: (any: Range<Int>, all: Range<Int>, not: Range<Int>), needs: Range<Int>,
            forbids: Range<Int>
        ) {
            (any, all, not) = trigger
            self.needs = needs
            self.forbids = forbids
            weight = rule.weight
            cap = rule.cap
            isIndependent = rule.isIndependent
            if case .references = rule.trigger { refersOnly = true } else { refersOnly = false }
            if case .terms = rule.trigger { fades = false } else { fades = true }
            hasExpression = rule.expression != nil
            isUnconditional =
                rule.needs.isEmpty && rule.forbids.isEmpty && rule.expression == nil
                && rule.regions.isSuperset(of: Region.letter)
            regions = rule.regions.reduce(0) { $0 | Self.bit($1) }
        }

        /// Whether hits in a region count.
        func looks(in region: Region) -> Bool { regions & Self.bit(region) != 0 }

        /// Whether what stands in a region may help or forbid a hit: what others wrote may not, unless the rule looks there.
        func minds(_ region: Region) -> Bool { looks(in: region) || Region.letter.contains(region) }

        private static func bit(_ region: Region) -> UInt8 {
            switch region {
            case .subject: 1
            case .body: 2
            case .forwarded: 4
            case .quoted: 8
            case .signature: 16
            case .boilerplate: 32
            }
        }
    }

    /// Every phrase of every rule.
    let phrases: PhraseIndex
    /// For each phrase of the index, what it is to which rule.
    let uses: [PhraseUse]
    /// Rules in the order of evaluation.
    let rules: [Rule]
    /// What evidence says of each of them.
    let labels: [(id: String, name: String)]
    /// What evaluation needs of each of them.
    let facts: [Facts]
    /// The needs and forbids of all rules.
    let companies: [CompanyFacts]
    /// What rules refer to.
    let references: [Reference]
    /// Rules that hit by reference, in order: they are asked even where no phrase of theirs stands.
    let referring: [Int]
    /// The groups in the order of evaluation.
    let groups: [Group]

    init(
        phrases: PhraseIndex, uses: [PhraseUse], rules: [Rule], facts: [Facts], companies: [CompanyFacts],
        references: [Reference], groups: [Group]
    ) {
        self.phrases = phrases
        self.uses = uses
        self.rules = rules
        labels = rules.map { ($0.id, $0.name) }
        self.facts = facts
        self.companies = companies
        self.references = references
        self.groups = groups
        referring = facts.indices.filter { facts[$0].refersOnly }
    }
}
