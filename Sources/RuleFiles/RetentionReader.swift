import Casework
import CivilCalendar
import Classification
import MarkedYAML

/// Reads `retention.yaml`: what is kept how long, and what goes then.
enum RetentionReader {
    private static let ruleKeys: Set<String> = [
        "id", "class", "kind", "state", "channel", "from", "age", "action", "basis", "check", "valid_from",
        "valid_through",
    ]

    static func read(_ document: YAMLValue) throws(YAMLProblem) -> RetentionTable {
        let keys = try document.mapping("retention.yaml", keys: ["classes"])
        guard let classes = keys["classes"] else { throw document.problem("retention.yaml needs the key classes") }
        var rules: [RetentionRule] = []
        for value in try classes.list("classes") {
            let rule = try rule(value)
            let twin = rules.first { other in
                other.id == rule.id && other.validFrom <= (rule.validThrough ?? other.validFrom)
                    && rule.validFrom <= (other.validThrough ?? rule.validFrom)
            }
            guard twin == nil else {
                throw value.problem(
                    "two classes called «\(rule.id)» are valid at the same time; end one before the other begins")
            }
            rules.append(rule)
        }
        return RetentionTable(rules: rules)
    }

    private static func rule(_ value: YAMLValue) throws(YAMLProblem) -> RetentionRule {
        let keys = try value.mapping("a class of retention", keys: ruleKeys)
        guard let id = keys["id"], let from = keys["from"], let ageValue = keys["age"], let action = keys["action"],
            let basis = keys["basis"], let validFrom = keys["valid_from"]
        else { throw value.problem("a class of retention needs the keys id, from, age, action, basis and valid_from") }
        let age = try age(ageValue)
        let first = try DeadlineReader.date(validFrom, "valid_from")
        let last = try keys["valid_through"].map { value throws(YAMLProblem) in
            try DeadlineReader.date(value, "valid_through")
        }
        if let last, last < first, let ending = keys["valid_through"] {
            throw ending.problem("valid_through lies before valid_from")
        }
        let states: Set<CaseState>? = try DeadlineReader.choices(keys["state"], "state")
        let doing: RetentionAction = try DeadlineReader.choice(action, "action")
        // What is still being handled is nobody's to throw away.
        if doing != .keep, states != [.closed], try DeadlineReader.choices(keys["kind"], "kind") != Set([CaseKind.news])
        {
            throw value.problem(
                "only closed cases and news can lose something: write state: [closed], or kind: [news]")
        }
        return RetentionRule(
            id: try id.string("id"), classes: try DeadlineReader.choices(keys["class"], "class"),
            kinds: try DeadlineReader.choices(keys["kind"], "kind"), states: states,
            channels: try DeadlineReader.choices(keys["channel"], "channel"),
            start: try DeadlineReader.choice(from, "from"), age: age.number, unit: age.unit, action: doing,
            basis: try basis.string("basis"), isToBeConfirmed: try keys["check"]?.flag("check") ?? false,
            validFrom: first, validThrough: last)
    }

    /// An age such as "10 years".
    private static func age(_ value: YAMLValue) throws(YAMLProblem) -> (number: Int, unit: RetentionRule.Unit) {
        let words = try value.string("age").split(separator: " ")
        guard words.count == 2, let number = Int(words[0]), (1...36_500).contains(number),
            let unit = RetentionRule.Unit(rawValue: String(words[1])), unit == .days || number <= 200 * 12
        else { throw value.problem("an age must be written \"10 years\", \"6 months\" or \"90 days\"") }
        return (number, unit)
    }
}
