import PhraseMatching

/// What a routing table asks of messages, as groups of rules that are compiled and run with all others.
///
/// A group of the kind ``GroupKind/condition`` is met when any of its rules hits: it has no prior and no threshold to
/// speak of.
public struct RoutingConditions: Sendable, Hashable {
    /// Conditions of the table's lines.
    public var lines: [RuleGroup]
    /// The names of the body of each queue that belongs to one, by queue.
    public var bodies: [(queue: String, group: RuleGroup)] { bodyGroups.map { ($0.queue, $0.group) } }
    /// Words for an authority of each level, to be read together with a place.
    public var offices: [NamedAuthority.Scope: RuleGroup]
    /// Words around the name of an authority that only has the letter sent to it, or is asked to look into it.
    public var courtesy: Courtesy?

    private var bodyGroups: [Body]

    private struct Body: Sendable, Hashable {
        var queue: String
        var group: RuleGroup
    }

    /// Words by which a letter addresses an authority or asks it for its attention.
    public struct Courtesy: Sendable, Hashable {
        /// What begins an address: "kính gửi".
        public var addressing: RuleGroup
        /// What may stand in an address beside names: "ông", "chủ tịch", "UBND".
        public var titles: RuleGroup
        /// What ends an address because the letter begins: "tôi", "tố cáo".
        public var beginning: RuleGroup
        /// What asks for attention: "kính đề nghị".
        public var asking: RuleGroup
        /// What is asked for: "xem xét".
        public var attending: RuleGroup

        /// Creates the words of courtesy.
        public init(
            addressing: RuleGroup, titles: RuleGroup, beginning: RuleGroup, asking: RuleGroup, attending: RuleGroup
        ) {
            self.addressing = addressing
            self.titles = titles
            self.beginning = beginning
            self.asking = asking
            self.attending = attending
        }
    }

    /// Creates conditions.
    ///
    /// - Parameters:
    ///   - lines: Conditions of the table's lines, each identifier once.
    ///   - bodies: The names of the body of each queue that belongs to one.
    ///   - offices: Words for an authority of a level.
    ///   - courtesy: Words by which an authority is addressed or asked; without them whoever is named is named for real.
    public init(
        lines: [RuleGroup] = [], bodies: [(queue: String, group: RuleGroup)] = [],
        offices: [NamedAuthority.Scope: RuleGroup] = [:], courtesy: Courtesy? = nil
    ) {
        self.lines = lines
        bodyGroups = bodies.map { Body(queue: $0.queue, group: $0.group) }
        self.offices = offices
        self.courtesy = courtesy
    }

    /// A table that asks for no words.
    public static let none = RoutingConditions()

    /// All groups, in the order in which they run.
    var groups: [RuleGroup] {
        let words = courtesy.map { [$0.addressing, $0.titles, $0.beginning, $0.asking, $0.attending] } ?? []
        let levels = [NamedAuthority.Scope.commune, .province].compactMap { offices[$0] }
        return lines + bodyGroups.map(\.group) + levels + words
    }
}

extension RuleGroup {
    /// A group that is met when any of some rules hits.
    ///
    /// - Parameters:
    ///   - id: Its identifier.
    ///   - name: Its name for people.
    ///   - rules: The rules; their weight must be positive.
    /// - Returns: The group.
    public static func condition(_ id: String, name: String, rules: [Rule]) -> RuleGroup {
        RuleGroup(
            kind: .condition, id: id, name: name, prior: 0, threshold: 0.001, severity: 0, rules: rules)
    }
}

extension RuleGroup {
    /// The phrases that make its rules hit, as the file has them.
    public var askedPhrases: [String] {
        rules.flatMap { rule -> [String] in
            switch rule.trigger {
            case .phrases(let phrases): phrases.map(\.source)
            case .terms(let terms): terms.map(\.phrase.source)
            case .references: []
            }
        }
    }

    /// Identifiers of the rules and groups that make its rules hit.
    public var askedReferences: [String] {
        rules.flatMap { rule -> [String] in
            guard case .references(let references) = rule.trigger else { return [] }
            return references.any + references.all
        }
    }
}
