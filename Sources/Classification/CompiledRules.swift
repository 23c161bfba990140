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
        var hasReferences: Bool
        var within: Company.Reach

        init(_ company: Company) {
            hasNear = !company.near.isEmpty
            hasMessage = !company.message.isEmpty
            hasReferences = !company.references.isEmpty
            within = company.within
        }
    }

    /// What the sum of a group depends on.
    struct Group: Sendable {
        /// Its rules as numbers.
        var rules: Range<Int>
        var prior: Double
        var threshold: Double
        var weakSigns: WeakSigns?
    }

    /// A rule with its references resolved.
    ///
    /// A class, because evaluation hands rules around for every hit and must not copy their lists.
    final class Entry: Sendable {
        let rule: Rule
        let group: Int
        /// References of the trigger; all empty for phrases and terms.
        let any: [Reference]
        let all: [Reference]
        let not: [Reference]
        /// References of each need and forbid.
        let needs: [[Reference]]
        let forbids: [[Reference]]
        /// What each need and forbid asks.
        let needFacts: [CompanyFacts]
        let forbidFacts: [CompanyFacts]
        /// One bit for each region where the rule looks.
        private let regions: UInt8
        /// Most bans, of either sign, that the rule adds in one message.
        let cap: Double?
        /// Whether the rule hits by reference.
        let refersOnly: Bool
        /// Whether each further wording counts less: phrases do, terms do not.
        let fades: Bool
        /// Whether every hit counts that stands in the letter.
        let isUnconditional: Bool

        init(
            rule: Rule, group: Int, trigger: (any: [Reference], all: [Reference], not: [Reference]),
            needs: [[Reference]], forbids: [[Reference]]
        ) {
            self.rule = rule
            self.group = group
            any = trigger.any
            all = trigger.all
            not = trigger.not
            self.needs = needs
            self.forbids = forbids
            needFacts = rule.needs.map(CompanyFacts.init)
            forbidFacts = rule.forbids.map(CompanyFacts.init)
            cap = rule.cap
            regions = rule.regions.reduce(0) { $0 | Self.bit($1) }
            if case .references = rule.trigger { refersOnly = true } else { refersOnly = false }
            if case .terms = rule.trigger { fades = false } else { fades = true }
            isUnconditional =
                rule.needs.isEmpty && rule.forbids.isEmpty && rule.expression == nil
                && rule.regions.isSuperset(of: Region.letter)
        }

        /// Whether hits in a region count.
        func looks(in region: Region) -> Bool { regions & Self.bit(region) != 0 }

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
    let rules: [Entry]
    /// Rules that hit by reference, in order: they are asked even where no phrase of theirs stands.
    let referring: [Int]
    /// The groups in the order of evaluation.
    let groups: [Group]

    init(phrases: PhraseIndex, uses: [PhraseUse], rules: [Entry], groups: [Group]) {
        self.phrases = phrases
        self.uses = uses
        self.rules = rules
        self.groups = groups
        referring = rules.indices.filter { rules[$0].refersOnly }
    }
}
