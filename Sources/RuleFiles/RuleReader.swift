import Classification
import LinearRegex
import MarkedYAML
import PhraseMatching

/// One document of a rule file; several may make one group.
struct GroupDraft {
    var kind: GroupKind
    var id: String
    var name: String?
    var prior: Double?
    var threshold: Double?
    var severity: Double?
    var weakSigns: WeakSigns?
    /// What several documents add to the prior.
    var shift = 0.0
    var rules: [Rule]
    /// Where the group and its rules stand, by identifier.
    var places: [String: YAMLValue]

    /// Joins documents of one group, in order.
    static func merged(_ drafts: [GroupDraft], problems: inout [YAMLProblem]) -> [RuleGroup] {
        var order: [String] = []
        var byID: [String: GroupDraft] = [:]
        for draft in drafts {
            guard var known = byID[draft.id] else {
                order.append(draft.id)
                byID[draft.id] = draft
                continue
            }
            guard known.kind == draft.kind else {
                if let place = draft.places[draft.id] {
                    problems.append(
                        place.problem("the group «\(draft.id)» is a \(known.kind.rawValue) in an earlier file"))
                }
                continue
            }
            known.name = known.name ?? draft.name
            known.prior = known.prior ?? draft.prior
            known.threshold = known.threshold ?? draft.threshold
            known.severity = known.severity ?? draft.severity
            known.weakSigns = known.weakSigns ?? draft.weakSigns
            known.shift += draft.shift
            known.rules += draft.rules
            byID[draft.id] = known
        }
        return order.compactMap { byID[$0] }.map { draft in
            RuleGroup(
                kind: draft.kind, id: draft.id, name: draft.name ?? draft.id, prior: (draft.prior ?? -1) + draft.shift,
                threshold: draft.threshold ?? 0, severity: draft.severity ?? 0,
                weakSigns: draft.weakSigns, rules: draft.rules)
        }
    }
}

/// Reads rule groups from YAML.
struct RuleReader {
    /// The named lists that phrases may use as `{name}`.
    let lists: PhraseLists

    func group(_ document: YAMLValue) throws(YAMLProblem) -> GroupDraft {
        let keys = try document.mapping(
            "a rule file",
            keys: ["kind", "id", "name", "prior", "threshold", "severity", "weak_signs", "shift", "rules"])
        guard let kindValue = keys["kind"], let idValue = keys["id"], let rulesValue = keys["rules"] else {
            throw document.problem("a rule file needs the keys kind, id and rules")
        }
        let kindName = try kindValue.string("kind")
        guard let kind = GroupKind(rawValue: kindName), kind != .condition else {
            throw kindValue.problem("there is no kind «\(kindName)»; there are topic, cue, class and context")
        }
        let id = try idValue.string("id")
        var places = [id: idValue]
        var rules: [Rule] = []
        for value in try rulesValue.list("rules") {
            let rule = try rule(value)
            places[rule.id] = value
            rules.append(rule)
        }
        return GroupDraft(
            kind: kind, id: id, name: try keys["name"]?.string("name"), prior: try keys["prior"]?.number("prior"),
            threshold: try keys["threshold"]?.number("threshold"), severity: try keys["severity"]?.number("severity"),
            weakSigns: try weakSigns(keys["weak_signs"]), shift: try keys["shift"]?.number("shift") ?? 0, rules: rules,
            places: places)
    }

    private func weakSigns(_ value: YAMLValue?) throws(YAMLProblem) -> WeakSigns? {
        guard let value else { return nil }
        let keys = try value.mapping("weak_signs", keys: ["below", "cap"])
        guard let below = keys["below"], let cap = keys["cap"] else {
            throw value.problem("weak_signs needs the keys below and cap, for example {below: 0.5, cap: 1.2}")
        }
        return WeakSigns(below: try below.number("below"), cap: try cap.number("cap"))
    }

    private func rule(_ value: YAMLValue) throws(YAMLProblem) -> Rule {
        let keys = try value.mapping(
            "a rule",
            keys: [
                "id", "name", "weight", "why", "match", "regex", "terms", "when", "in", "unless", "with", "cap",
                "independent", "pivot", "hits", "misses",
            ])
        guard let idValue = keys["id"], let nameValue = keys["name"] else {
            throw value.problem("a rule needs the keys id and name")
        }
        let id = try idValue.string("id")
        guard id.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw idValue.problem("the id «\(id)» may hold only ASCII letters, digits, points and hyphens")
        }
        let trigger = try trigger(keys, of: value)
        let isIndependent = try keys["independent"]?.flag("independent") ?? false
        return Rule(
            id: id, name: try nameValue.string("name"), weight: try weight(keys["weight"], trigger, of: value),
            trigger: trigger, expression: try expression(keys["regex"], trigger), regions: try regions(keys["in"]),
            needs: try companies(keys["with"], "with"),
            forbids: try companies(keys["unless"], "unless"), cap: try keys["cap"].map(bans),
            isIndependent: isIndependent, pivot: try pivot(keys["pivot"], trigger, isIndependent),
            hits: try Self.strings(keys["hits"], "hits").map { MarkedExample($0) },
            misses: try Self.strings(keys["misses"], "misses"))
    }

    private func pivot(
        _ value: YAMLValue?, _ trigger: Rule.Trigger, _ isIndependent: Bool
    ) throws(YAMLProblem) -> Int? {
        guard let value else { return nil }
        guard isIndependent, case .terms = trigger else {
            throw value.problem("pivot is for terms with independent: true; remove it or write them")
        }
        return try value.integer("pivot", in: 1...1000)
    }

    private func bans(_ value: YAMLValue) throws(YAMLProblem) -> Double {
        let bans = try value.number("a weight")
        guard (-10...10).contains(bans) else { throw value.problem("\(bans) lies outside -10 to 10 bans") }
        return bans
    }

    private func weight(
        _ value: YAMLValue?, _ trigger: Rule.Trigger, of rule: YAMLValue
    ) throws(YAMLProblem) -> Double {
        if case .terms(let terms) = trigger {
            guard let value else { return terms.map(\.bans).max { abs($0) < abs($1) } ?? 0 }
            throw value.problem("terms carry weights of their own; remove the key weight")
        }
        guard let value else { throw rule.problem("a rule needs the key weight") }
        return try bans(value)
    }

    private func trigger(_ keys: [String: YAMLValue], of rule: YAMLValue) throws(YAMLProblem) -> Rule.Trigger {
        switch (keys["match"], keys["terms"], keys["when"]) {
        case (let match?, nil, nil):
            let phrases = try phrases(match, "match")
            guard !phrases.isEmpty else { throw match.problem("match is an empty list; give at least one phrase") }
            return .phrases(phrases)
        case (nil, let terms?, nil): return .terms(try weightedPhrases(terms))
        case (nil, nil, let when?): return .references(try references(when))
        default: throw rule.problem("a rule needs exactly one of the keys match, terms and when")
        }
    }

    /// `terms: {0.8: [thửa đất, bờ ranh], 0.4: [vườn]}`: phrases by weight.
    private func weightedPhrases(_ value: YAMLValue) throws(YAMLProblem) -> [WeightedPhrase] {
        var terms: [WeightedPhrase] = []
        for (key, list) in try value.pairs("terms") {
            let bans = try bans(key)
            for phrase in try phrases(list, "terms") { terms.append(WeightedPhrase(phrase: phrase, bans: bans)) }
        }
        guard !terms.isEmpty else {
            throw value.problem("terms is empty; give at least one weight with a list of phrases")
        }
        return terms
    }

    /// `regex: {pattern: '[0-9]+/QĐ-UBND', within: 6}`, beside `match`.
    func expression(
        _ value: YAMLValue?, _ trigger: Rule.Trigger
    ) throws(YAMLProblem) -> NearExpression? {
        guard let value else { return nil }
        guard case .phrases = trigger else {
            throw value.problem("regex needs match beside it: it runs only where a phrase hit")
        }
        let keys = try value.mapping("regex", keys: ["pattern", "within"])
        guard let pattern = keys["pattern"] else { throw value.problem("regex needs the key pattern") }
        let source = try pattern.string("pattern")
        let within = try keys["within"]?.integer("within", in: 0...50) ?? 6
        do throws(LinearRegexError) {
            return NearExpression(regex: try LinearRegex(source), within: within)
        } catch {
            throw pattern.problem(error.message, columnOffset: error.column - 1 + (pattern.isQuoted ? 1 : 0))
        }
    }

    func references(_ value: YAMLValue) throws(YAMLProblem) -> References {
        if value.isList {
            let any = try Self.strings(value, "when")
            guard !any.isEmpty else { throw value.problem("when is an empty list; give at least one id") }
            return References(any: any)
        }
        let keys = try value.mapping("when", keys: ["any", "all", "not"])
        let references = References(
            any: try Self.strings(keys["any"], "any"), all: try Self.strings(keys["all"], "all"),
            not: try Self.strings(keys["not"], "not"))
        guard !(references.any.isEmpty && references.all.isEmpty) else {
            throw value.problem("when needs any or all with at least one id")
        }
        return references
    }

    func regions(_ value: YAMLValue?) throws(YAMLProblem) -> Set<Region> {
        guard let value else { return Region.letter }
        var regions: Set<Region> = []
        for entry in value.isList ? try value.list("in") : [value] {
            let name = try entry.string("in")
            if name == "any" { return Set(Region.allCases) }
            guard let region = Region(rawValue: name) else {
                let known = Region.allCases.map(\.rawValue).joined(separator: ", ")
                throw entry.problem("in must be any or some of \(known), not «\(name)»")
            }
            regions.insert(region)
            // Who asks for the body means the letter, also when it was passed on.
            if region == .body { regions.insert(.forwarded) }
        }
        return regions
    }

    func companies(_ value: YAMLValue?, _ what: String) throws(YAMLProblem) -> [Company] {
        guard let value else { return [] }
        var companies: [Company] = []
        for entry in value.isList ? try value.list(what) : [value] { companies.append(try company(entry, what)) }
        return companies
    }

    private func company(_ value: YAMLValue, _ what: String) throws(YAMLProblem) -> Company {
        let keys = try value.mapping(what, keys: ["near", "within", "message", "rules"])
        let near = try phrases(keys["near"], "near")
        var reach = Company.Reach.syllables(6)
        if let within = keys["within"] {
            guard !near.isEmpty else { throw within.problem("within needs near beside it") }
            if let word = try? within.string("within"), word == "sentence" {
                reach = .sentence
            } else {
                reach = .syllables(try within.integer("within", in: 1...200))
            }
        }
        return Company(
            near: near, within: reach, message: try phrases(keys["message"], "message"),
            references: try Self.strings(keys["rules"], "rules"))
    }

    func phrases(_ value: YAMLValue?, _ what: String) throws(YAMLProblem) -> [PhrasePattern] {
        guard let value else { return [] }
        var patterns: [PhrasePattern] = []
        for entry in try value.list(what) {
            let pattern = try lists.phrase(entry, what)
            if let name = lists.unknownList(in: pattern) { throw lists.unknown(name, at: entry) }
            patterns.append(pattern)
        }
        return patterns
    }

    static func strings(_ value: YAMLValue?, _ what: String) throws(YAMLProblem) -> [String] {
        guard let value else { return [] }
        var strings: [String] = []
        for entry in try value.list(what) { strings.append(try entry.string("an entry of \(what)")) }
        return strings
    }
}
