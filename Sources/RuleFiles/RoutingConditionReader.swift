import Classification
import Crypto
import Foundation
import MarkedYAML

/// Reads what a line of `routing.yaml` asks of the words of a letter, in the grammar of rules.
///
/// Lines that ask the same share one condition. Its identifier is made of what is asked, not of where it stands: a
/// condition that a letter met stays the same when lines are added above it.
struct RoutingConditionReader {
    /// Keys of a line that ask for words.
    static let keys: Set<String> = ["match", "regex", "in", "unless", "with", "when"]

    let rules: RuleReader
    private(set) var groups: [RuleGroup] = []
    /// Where each condition stands.
    private(set) var places: [String: YAMLValue] = [:]

    init(rules: RuleReader) { self.rules = rules }

    /// The conditions that a line needs, and those that it excludes.
    mutating func conditions(
        _ keys: [String: YAMLValue], name: String, of line: YAMLValue
    ) throws(YAMLProblem) -> (needed: [String], excluded: [String]) {
        var needed: [String] = []
        var excluded: [String] = []
        if let match = keys["match"] {
            let phrases = try rules.phrases(match, "match")
            guard !phrases.isEmpty else { throw match.problem("match is an empty list; give at least one phrase") }
            let asked = ["match", "regex", "in", "unless", "with"]
            let id = Self.id(asked.compactMap { key in keys[key].map { key + "=" + Self.canonical($0) } })
            let rule = Rule(
                id: id + ".words", name: name, weight: 1, trigger: .phrases(phrases),
                expression: try rules.expression(keys["regex"], .phrases(phrases)),
                regions: try rules.regions(keys["in"]), needs: try rules.companies(keys["with"], "with"),
                forbids: try rules.companies(keys["unless"], "unless"))
            needed.append(add(id, name, rule, at: match))
        } else if let stray = ["regex", "in", "unless", "with"].compactMap({ keys[$0] }).first {
            throw stray.problem("regex, in, unless and with say more of the words of match; add match to this line")
        }
        if let when = keys["when"] {
            let references = try self.references(when)
            if !references.any.isEmpty || !references.all.isEmpty {
                let id = Self.id(["any"] + references.any.sorted() + ["all"] + references.all.sorted())
                let positive = References(any: references.any, all: references.all)
                let rule = Rule(id: id + ".when", name: name, weight: 1, trigger: .references(positive))
                needed.append(add(id, name, rule, at: when))
            }
            if !references.not.isEmpty {
                let id = Self.id(["any"] + references.not.sorted() + ["all"])
                let rule = Rule(
                    id: id + ".when", name: name, weight: 1, trigger: .references(References(any: references.not)))
                excluded.append(add(id, name, rule, at: when))
            }
        }
        return (needed, excluded)
    }

    /// A list of ids, or `{any, all, not}`; a line, other than a rule, may ask for nothing but absence.
    private func references(_ value: YAMLValue) throws(YAMLProblem) -> References {
        guard !value.isList, let keys = try? value.mapping("when", keys: ["not"]) else {
            return try rules.references(value)
        }
        let not = try RuleReader.strings(keys["not"], "not")
        guard !not.isEmpty else { throw value.problem("when needs any, all or not with at least one id") }
        return References(not: not)
    }

    private mutating func add(_ id: String, _ name: String, _ rule: Rule, at place: YAMLValue) -> String {
        guard places[id] == nil else { return id }
        places[id] = place
        places[rule.id] = place
        groups.append(.condition(id, name: name, rules: [rule]))
        return id
    }

    private static func id(_ parts: [String]) -> String {
        let sum = SHA256.hash(data: Data(parts.joined(separator: "\u{1F}").utf8))
        return "routing." + sum.prefix(6).map { String(format: "%02x", $0) }.joined()
    }

    /// A value as one text, whatever its layout in the file.
    private static func canonical(_ value: YAMLValue) -> String {
        if let text = value.scalarText { return text }
        if value.isList, let entries = try? value.list("a list") {
            return "[" + entries.map(canonical).joined(separator: "\u{1E}") + "]"
        }
        let pairs = (try? value.pairs("a mapping")) ?? []
        let sorted = pairs.map { canonical($0.key) + "=" + canonical($0.value) }.sorted()
        return "{" + sorted.joined(separator: "\u{1E}") + "}"
    }
}
