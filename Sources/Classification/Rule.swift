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
    /// The rules, in the order written.
    public var rules: [Rule]

    /// Creates a group.
    public init(
        kind: GroupKind, id: String, name: String, prior: Double, threshold: Double, severity: Double, rules: [Rule]
    ) {
        self.kind = kind
        self.id = id
        self.name = name
        self.prior = prior
        self.threshold = threshold
        self.severity = severity
        self.rules = rules
    }
}

/// One rule: words, what they weigh, and what forbids them.
public struct Rule: Sendable, Hashable {
    /// What makes a rule hit.
    public enum Trigger: Sendable, Hashable {
        /// Any of these phrases.
        case phrases([PhrasePattern])
        /// Whatever these rules or groups hit.
        case references([String])
    }

    /// Identifier, unique over all files.
    public var id: String
    /// Name as operators read it.
    public var name: String
    /// Bans that a hit adds; negative for counter-evidence.
    public var weight: Double
    /// What makes it hit.
    public var trigger: Trigger
    /// The field it looks at; nil for both.
    public var field: Field?
    /// What a hit needs; every list that is not empty must be satisfied by one of its entries.
    public var needs: Company
    /// What forbids a hit, any one of it.
    public var forbids: Company
    /// Sentences in which the rule must hit.
    public var hits: [MarkedExample]
    /// Sentences in which it must not hit.
    public var misses: [String]

    /// Creates a rule.
    public init(
        id: String, name: String, weight: Double, trigger: Trigger, field: Field? = nil, needs: Company = Company(),
        forbids: Company = Company(), hits: [MarkedExample] = [], misses: [String] = []
    ) {
        self.id = id
        self.name = name
        self.weight = weight
        self.trigger = trigger
        self.field = field
        self.needs = needs
        self.forbids = forbids
        self.hits = hits
        self.misses = misses
    }
}

/// What stands around a hit.
public struct Company: Sendable, Hashable {
    /// Phrases near the hit.
    public var near: [PhrasePattern]
    /// How many syllables away a near phrase may be.
    public var within: Int
    /// Phrases anywhere in the message.
    public var message: [PhrasePattern]
    /// Rules or groups that hit.
    public var references: [String]

    /// Creates a company.
    public init(
        near: [PhrasePattern] = [], within: Int = 6, message: [PhrasePattern] = [], references: [String] = []
    ) {
        self.near = near
        self.within = within
        self.message = message
        self.references = references
    }

    /// Whether nothing is asked.
    public var isEmpty: Bool { near.isEmpty && message.isEmpty && references.isEmpty }
}

/// A sentence in which a rule must hit, with the expected span when brackets mark one.
public struct MarkedExample: Sendable, Hashable {
    /// The sentence without brackets.
    public var text: String
    /// The expected span as UTF-8 offsets, or nil when any hit will do.
    public var span: Range<Int>?

    /// Reads a sentence; `[...]` marks the span.
    public init(_ marked: String) {
        guard let opening = marked.firstIndex(of: "["), let closing = marked[opening...].firstIndex(of: "]") else {
            text = marked
            return
        }
        let before = marked[..<opening]
        let inside = marked[marked.index(after: opening)..<closing]
        text = String(before + inside + marked[marked.index(after: closing)...])
        span = before.utf8.count..<(before.utf8.count + inside.utf8.count)
    }
}

/// The immediate rule: which cues alarm at once.
public struct HotSpotRule: Sendable, Hashable {
    /// One line of it.
    public struct Line: Sendable, Hashable {
        /// Identifier.
        public var id: String
        /// Name as operators read it.
        public var name: String
        /// Holds when one of these cues is present; empty asks nothing.
        public var any: [String]
        /// Holds when all of these cues are present; empty asks nothing.
        public var all: [String]

        /// Creates a line.
        public init(id: String, name: String, any: [String], all: [String]) {
            self.id = id
            self.name = name
            self.any = any
            self.all = all
        }
    }

    /// Most bans that cues can add up to.
    public var severityCap: Double
    /// The lines; one that holds is enough.
    public var lines: [Line]
    /// Contexts that rule an alarm out.
    public var exceptIn: [String]

    /// Creates the rule.
    public init(severityCap: Double, lines: [Line], exceptIn: [String]) {
        self.severityCap = severityCap
        self.lines = lines
        self.exceptIn = exceptIn
    }
}
