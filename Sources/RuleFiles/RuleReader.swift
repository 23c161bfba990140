import Classification
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
            known.rules += draft.rules
            byID[draft.id] = known
        }
        return order.compactMap { byID[$0] }.map { draft in
            RuleGroup(
                kind: draft.kind, id: draft.id, name: draft.name ?? draft.id, prior: draft.prior ?? -1,
                threshold: draft.threshold ?? 0, severity: draft.severity ?? 0, rules: draft.rules)
        }
    }
}

/// Reads rule groups from YAML.
enum RuleReader {
    static func group(_ document: YAMLValue) throws(YAMLProblem) -> GroupDraft {
        let keys = try document.mapping(
            "a rule file", keys: ["kind", "id", "name", "prior", "threshold", "severity", "rules"])
        guard let kindValue = keys["kind"], let idValue = keys["id"], let rulesValue = keys["rules"] else {
            throw document.problem("a rule file needs the keys kind, id and rules")
        }
        let kindName = try kindValue.string("kind")
        guard let kind = GroupKind(rawValue: kindName) else {
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
            rules: rules, places: places)
    }

    private static func rule(_ value: YAMLValue) throws(YAMLProblem) -> Rule {
        let keys = try value.mapping(
            "a rule",
            keys: ["id", "name", "weight", "why", "match", "when", "in", "unless", "with", "hits", "misses"])
        guard let idValue = keys["id"], let nameValue = keys["name"], let weightValue = keys["weight"] else {
            throw value.problem("a rule needs the keys id, name and weight")
        }
        let id = try idValue.string("id")
        guard id.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw idValue.problem("the id «\(id)» may hold only ASCII letters, digits, points and hyphens")
        }
        let weight = try weightValue.number("weight")
        guard (-10...10).contains(weight) else {
            throw weightValue.problem("the weight \(weight) lies outside -10 to 10 bans")
        }
        return Rule(
            id: id, name: try nameValue.string("name"), weight: weight, trigger: try trigger(keys, of: value),
            field: try field(keys["in"]), needs: try company(keys["with"], "with"),
            forbids: try company(keys["unless"], "unless"),
            hits: try strings(keys["hits"], "hits").map { MarkedExample($0) },
            misses: try strings(keys["misses"], "misses"))
    }

    private static func trigger(_ keys: [String: YAMLValue], of rule: YAMLValue) throws(YAMLProblem) -> Rule.Trigger {
        switch (keys["match"], keys["when"]) {
        case (let match?, nil):
            let phrases = try phrases(match, "match")
            guard !phrases.isEmpty else { throw match.problem("match is an empty list; give at least one phrase") }
            return .phrases(phrases)
        case (nil, let when?):
            let references = try strings(when, "when")
            guard !references.isEmpty else { throw when.problem("when is an empty list; give at least one id") }
            return .references(references)
        default:
            throw rule.problem("a rule needs exactly one of the keys match and when")
        }
    }

    private static func field(_ value: YAMLValue?) throws(YAMLProblem) -> Field? {
        guard let value else { return nil }
        let name = try value.string("in")
        if name == "any" { return nil }
        guard let field = Field(rawValue: name) else {
            throw value.problem("in must be subject, body or any, not «\(name)»")
        }
        return field
    }

    private static func company(_ value: YAMLValue?, _ what: String) throws(YAMLProblem) -> Company {
        guard let value else { return Company() }
        let keys = try value.mapping(what, keys: ["near", "within", "message", "rules"])
        let near = try phrases(keys["near"], "near")
        if let within = keys["within"], near.isEmpty { throw within.problem("within needs near beside it") }
        return Company(
            near: near, within: try keys["within"]?.integer("within", in: 1...200) ?? 6,
            message: try phrases(keys["message"], "message"), references: try strings(keys["rules"], "rules"))
    }

    private static func phrases(_ value: YAMLValue?, _ what: String) throws(YAMLProblem) -> [PhrasePattern] {
        guard let value else { return [] }
        var patterns: [PhrasePattern] = []
        for entry in try value.list(what) {
            let source = try entry.string("a phrase of \(what)")
            do throws(PhraseError) {
                patterns.append(try PhrasePattern(source))
            } catch {
                throw entry.problem(error.message, columnOffset: error.column - 1 + (entry.isQuoted ? 1 : 0))
            }
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
