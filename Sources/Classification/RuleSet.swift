public import PhraseMatching
public import Places
public import VietnameseText

/// Rules made ready to run; a value that never changes, so that a reload swaps it whole.
public struct RuleSet: Sendable {
    /// The groups in the order of evaluation.
    public let groups: [RuleGroup]
    /// The immediate rule.
    public let hotSpot: HotSpotRule
    /// Hash of the files that the rules came from.
    public let hash: String

    /// How texts are read before rules look at them: abbreviations spelled out, typing residue repaired.
    public let repair: (any TokenRepairing)?

    /// How places are found: the gazetteer, and the home that settles ambiguous names.
    public private(set) var places: PlaceFinder

    /// Which groups the routing table asks for.
    let routingParts: RoutingParts

    /// The rules as they run; a reference, because a rule set is handed around with every message.
    let compiled: CompiledRules

    /// Makes rules ready to run.
    ///
    /// - Parameters:
    ///   - groups: The groups; they are put into the order context, topic, cue, class.
    ///   - lists: The named lists that phrases may use.
    ///   - hotSpot: The immediate rule.
    ///   - repair: How texts are read; the phrases must have been read the same way.
    ///   - places: How places are found.
    ///   - conditions: What the routing table asks; it may refer to every other group and rule.
    ///   - hash: Names the rules in every verdict.
    /// - Throws: ``RuleSetError`` when identifiers clash or a reference leads nowhere or forward.
    public init(
        groups: [RuleGroup], lists: [String: [PhrasePattern]] = [:], hotSpot: HotSpotRule,
        repair: (any TokenRepairing)? = nil, places: PlaceFinder = PlaceFinder(),
        conditions: RoutingConditions = .none, hash: String
    ) throws(RuleSetError) {
        let written = GroupKind.allCases.flatMap { kind in groups.filter { $0.kind == kind && kind != .condition } }
        let ordered = written + conditions.groups
        let compilation = try RuleCompilation(ordered, lists: lists)
        let groupNumbers = compilation.groupNumbers
        for line in hotSpot.lines {
            for cue in line.any + line.all {
                guard let number = groupNumbers[cue], ordered[number].kind == .cue else {
                    throw .unknownReference(rule: line.id, reference: cue)
                }
            }
        }
        for context in hotSpot.exceptIn where groupNumbers[context] == nil {
            throw .unknownReference(rule: "hotspot.yaml", reference: context)
        }
        for group in ordered where group.kind == .letterClass && LetterClass(rawValue: group.id) == nil {
            throw .unknownLetterClass(group.id)
        }
        self.groups = ordered
        self.hotSpot = hotSpot
        self.hash = hash
        self.repair = repair
        self.places = places
        routingParts = RoutingParts(conditions, numbers: groupNumbers)
        compiled = try compilation.finished()
    }

    /// The same rules for an office in another place.
    public func at(home: HomePlace?) -> RuleSet {
        var copy = self
        copy.places = places.at(home: home)
        return copy
    }

    /// The topics that the rules know, in the order of the files.
    public var topics: [(id: String, name: String)] {
        groups.filter { $0.kind == .topic }.map { ($0.id, $0.name) }
    }
}

/// Rules that do not fit together.
public enum RuleSetError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Two groups have one identifier.
    case duplicateGroup(String)
    /// Two rules have one identifier.
    case duplicateRule(String)
    /// A reference names nothing that is evaluated earlier.
    case unknownReference(rule: String, reference: String)
    /// A named list is missing or uses itself.
    case list(PhraseListError)
    /// A class group is none of the letter classes.
    case unknownLetterClass(String)

    /// The rule or group at fault.
    public var subject: String {
        switch self {
        case .duplicateGroup(let id), .duplicateRule(let id), .unknownLetterClass(let id): id
        case .unknownReference(let rule, _): rule
        case .list(.unknownList(let name, _)): name
        case .list(.circle(let names)): names.first ?? ""
        }
    }

    /// One sentence: what is wrong and what to do.
    public var description: String {
        switch self {
        case .duplicateGroup(let id): "Two groups are called «\(id)»; give one of them another id."
        case .duplicateRule(let id): "Two rules are called «\(id)»; give one of them another id."
        case .list(let error): error.description
        case .unknownReference(let rule, let reference):
            "«\(rule)» refers to «\(reference)», which is not the id of a rule or group evaluated before it; "
                + "correct the name or move the rule it names up."
        case .unknownLetterClass(let id):
            "«\(id)» is not a letter class; there are "
                + LetterClass.allCases.map(\.rawValue).joined(separator: ", ") + "."
        }
    }
}
