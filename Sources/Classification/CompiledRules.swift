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

    /// What a phrase adds as one of many small words.
    struct SmallUse: Sendable {
        /// The place of its rule in ``CompiledRules/smallWordRules``; -1 when it is none of those.
        var rule: Int32
        /// What it weighs, rounded.
        var bans: Double
        /// The same where it leaves out marks that the rest of the message has.
        var bareBans: Double
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
        /// Whether the hits of its rules are asked for by themselves, as the routing table does.
        var isAskedForHits: Bool
        var prior: Double
        var threshold: Double
        var weakSigns: WeakSigns?
        /// Its rules of small words, in ``CompiledRules/smallWordRules``.
        var smallWords = 0..<0
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
        /// The length of a letter in which its words weigh what is written, in syllables; nil: any.
        var pivot: Int?
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
            pivot = rule.pivot
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
    /// For each phrase of the index, what it adds where it is only summed: by itself, because it is asked for every hit.
    let smallUses: [SmallUse]
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
    /// Rules of which each word counts once and nothing else is asked, in order: what they add is summed without more ado.
    let smallWordRules: [Int]
    /// The groups in the order of evaluation.
    let groups: [Group]

    init(
        phrases: PhraseIndex, uses: [PhraseUse], rules: [Rule], facts: [Facts], companies: [CompanyFacts],
        references: [Reference], groups: [Group]
    ) {
        self.phrases = phrases
        self.rules = rules
        labels = rules.map { ($0.id, $0.name) }
        self.facts = facts
        self.companies = companies
        self.references = references
        // What others refer to, the routing table among them, must be there as hits.
        var isReferredTo = [Bool](repeating: false, count: rules.count)
        for case .rule(let number) in references { isReferredTo[number] = true }
        for group in groups where group.isAskedForHits { for number in group.rules { isReferredTo[number] = true } }
        let small = rules.indices.filter { number in
            facts[number].isIndependent && facts[number].isUnconditional && !facts[number].refersOnly
                && !isReferredTo[number]
        }
        var places = [Int32](repeating: -1, count: rules.count)
        for (place, rule) in small.enumerated() { places[rule] = Int32(place) }
        self.uses = uses
        smallUses = uses.map { use in
            SmallUse(
                rule: places[Int(use.rule)], bans: RuleEvaluation.rounded(use.bans),
                bareBans: RuleEvaluation.rounded(use.bans * 0.5))
        }
        self.groups = groups.map { group in
            var group = group
            let first = small.firstIndex { $0 >= group.rules.lowerBound } ?? small.count
            let end = small.firstIndex { $0 >= group.rules.upperBound } ?? small.count
            group.smallWords = first..<end
            return group
        }
        smallWordRules = small
        referring = facts.indices.filter { facts[$0].refersOnly }
    }
}
