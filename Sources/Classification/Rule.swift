public import LinearRegex
public import PhraseMatching

/// What a group of rules decides.
public enum GroupKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// A register of writing that other rules refer to.
    case context
    /// What the matter is about.
    case topic
    /// A sign of a hot spot.
    case cue
    /// The letter class.
    case letterClass = "class"
    /// Something that the routing table asks; never a tag, and never written in a rule file.
    case condition
}

/// Rules that together decide one tag.
public struct RuleGroup: Sendable, Hashable {
    /// What the group decides.
    public var kind: GroupKind
    /// Name in outputs.
    public var id: String
    /// Name on screens.
    public var name: String
    /// Bans before any evidence.
    public var prior: Double
    /// Tagged when prior and evidence reach this.
    public var threshold: Double
    /// Cues only: bans that a present cue adds to a message's severity.
    public var severity: Double
    /// How much many weak signs may add up to; nil sets no bound.
    public var weakSigns: WeakSigns?
    /// The rules, in the order written.
    public var rules: [Rule]

    /// Creates a group.
    public init(
        kind: GroupKind, id: String, name: String, prior: Double, threshold: Double, severity: Double,
        weakSigns: WeakSigns? = nil, rules: [Rule]
    ) {
        self.kind = kind
        self.id = id
        self.name = name
        self.prior = prior
        self.threshold = threshold
        self.severity = severity
        self.weakSigns = weakSigns
        self.rules = rules
    }
}

/// A bound on what weak signs can prove together: a long letter holds a little of everything.
public struct WeakSigns: Sendable, Hashable {
    /// Lines of positive evidence below this many bans are weak.
    public var below: Double
    /// Most bans that weak lines add up to.
    public var cap: Double

    /// Creates a bound.
    public init(below: Double, cap: Double) {
        self.below = below
        self.cap = cap
    }
}

/// One rule: words, what they weigh, and what forbids them.
public struct Rule: Sendable, Hashable {
    /// What makes a rule hit.
    public enum Trigger: Sendable, Hashable {
        /// Any of these phrases; further wordings count less and less.
        case phrases([PhrasePattern])
        /// Words with a weight of their own each; every different one counts.
        case terms([WeightedPhrase])
        /// Whatever these rules or groups hit.
        case references(References)
    }

    /// Identifier, unique over all files.
    public var id: String
    /// Name as operators read it.
    public var name: String
    /// Bans that a hit adds; negative for counter-evidence.
    ///
    /// Terms carry weights of their own, of which this is the largest.
    public var weight: Double
    /// What makes it hit.
    public var trigger: Trigger
    /// What must stand near a hit of the trigger; the hit is then what the expression matches.
    public var expression: NearExpression?
    /// Where it looks.
    public var regions: Set<Region>
    /// What a hit needs: every company must be there.
    public var needs: [Company]
    /// What forbids a hit: any company that is there.
    public var forbids: [Company]
    /// Most bans, of either sign, that the rule adds in one message; nil sets no bound.
    public var cap: Double?
    /// Whether each of its words counts once wherever it stands, hides nothing and is hidden by nothing.
    public var isIndependent: Bool
    /// The length, in syllables, of a letter in which its words weigh what is written; nil: length plays no part.
    ///
    /// Independent rules of terms only. A weight counts √(pivot / length) times: a long letter holds a little of everything,
    /// and a short message has few words to say it with.
    ///
    /// > Source: Singhal, Buckley & Mitra (1996), Pivoted Document Length Normalization.
    public var pivot: Int?
    /// Sentences in which the rule must hit.
    public var hits: [MarkedExample]
    /// Sentences in which it must not hit.
    public var misses: [String]

    /// Creates a rule.
    public init(
        id: String, name: String, weight: Double, trigger: Trigger, expression: NearExpression? = nil,
        regions: Set<Region> = Region.letter, needs: [Company] = [], forbids: [Company] = [], cap: Double? = nil,
        isIndependent: Bool = false, pivot: Int? = nil, hits: [MarkedExample] = [], misses: [String] = []
    ) {
        self.id = id
        self.name = name
        self.weight = weight
        self.trigger = trigger
        self.expression = expression
        self.regions = regions
        self.needs = needs
        self.forbids = forbids
        self.cap = cap
        self.isIndependent = isIndependent
        self.pivot = pivot
        self.hits = hits
        self.misses = misses
    }
}

/// A regular expression that is looked for only around the hits of a rule's phrases.
public struct NearExpression: Sendable, Hashable {
    /// The expression.
    public var regex: LinearRegex
    /// How many syllables to either side of the phrase it may stand.
    public var within: Int

    /// Creates an expression with its reach.
    public init(regex: LinearRegex, within: Int) {
        self.regex = regex
        self.within = within
    }
}

/// A phrase with a weight of its own.
public struct WeightedPhrase: Sendable, Hashable {
    /// The phrase.
    public var phrase: PhrasePattern
    /// Bans that it adds.
    public var bans: Double

    /// Creates a weighted phrase.
    public init(phrase: PhrasePattern, bans: Double) {
        self.phrase = phrase
        self.bans = bans
    }
}

/// Rules and groups that together make a rule hit.
public struct References: Sendable, Hashable {
    /// One of these must hit; empty asks nothing.
    public var any: [String]
    /// Every one of these must hit.
    public var all: [String]
    /// None of these may hit.
    public var not: [String]

    /// Creates references.
    public init(any: [String] = [], all: [String] = [], not: [String] = []) {
        self.any = any
        self.all = all
        self.not = not
    }
}

/// What stands around a hit.
public struct Company: Sendable, Hashable {
    /// How far from a hit a near phrase may stand.
    public enum Reach: Sendable, Hashable {
        /// So many syllables to either side.
        case syllables(Int)
        /// Anywhere in the same sentence.
        case sentence
    }

    /// Phrases near the hit.
    public var near: [PhrasePattern]
    /// How far away a near phrase may be.
    public var within: Reach
    /// Phrases anywhere in the message.
    public var message: [PhrasePattern]
    /// Rules or groups that hit.
    public var references: [String]

    /// Creates a company.
    public init(
        near: [PhrasePattern] = [], within: Reach = .syllables(6), message: [PhrasePattern] = [],
        references: [String] = []
    ) {
        self.near = near
        self.within = within
        self.message = message
        self.references = references
    }
}

/// A sentence in which a rule must hit, with the expected span when brackets mark one.
public struct MarkedExample: Sendable, Hashable {
    /// The sentence without brackets.
    public var text: String
    /// The expected span as UTF-8 offsets, or nil when any hit will do.
    public var span: Range<Int>?

    /// Reads a sentence; `[...]` marks the span.
    public init(_ marked: String) {
        let bytes = marked.utf8
        guard let opening = bytes.firstIndex(of: UInt8(ascii: "[")),
            let closing = bytes[opening...].firstIndex(of: UInt8(ascii: "]"))
        else {
            text = marked
            return
        }
        let before = marked[..<opening]
        let inside = marked[bytes.index(after: opening)..<closing]
        text = String(before + inside + marked[bytes.index(after: closing)...])
        span = before.utf8.count..<(before.utf8.count + inside.utf8.count)
    }
}
