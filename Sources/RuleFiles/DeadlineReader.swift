import Casework
import CivilCalendar
import Classification
import Deadlines
import MarkedYAML

/// Reads `deadlines.yaml`: working hours and the terms of the law.
enum DeadlineReader {
    /// What the file holds.
    struct File {
        var blocks: [WorkCalendar.Block]
        var table: DeadlineTable
    }

    static func read(_ document: YAMLValue) throws(YAMLProblem) -> File {
        let keys = try document.mapping("deadlines.yaml", keys: ["working_hours", "rules"])
        guard let rulesValue = keys["rules"] else { throw document.problem("deadlines.yaml needs the key rules") }
        var rules: [DeadlineRule] = []
        for value in try rulesValue.list("rules") {
            let rule = try rule(value)
            let twin = rules.first { other in
                other.id == rule.id && other.validFrom <= (rule.validThrough ?? other.validFrom)
                    && rule.validFrom <= (other.validThrough ?? rule.validFrom)
            }
            guard twin == nil else {
                throw value.problem(
                    "two rules called «\(rule.id)» are valid at the same time; end one before the other begins")
            }
            rules.append(rule)
        }
        return File(blocks: try blocks(keys["working_hours"]), table: DeadlineTable(rules: rules))
    }

    /// A day in the form 2026-07-01.
    static func date(_ value: YAMLValue, _ what: String) throws(YAMLProblem) -> CivilDate {
        guard let date = CivilDate(iso: try value.string(what)) else {
            throw value.problem("\(what) must be a day such as 2026-07-01")
        }
        return date
    }

    private static let ruleKeys: Set<String> = [
        "id", "step", "class", "channel", "round", "complex", "remote", "urgent", "from", "term", "unit", "extensions",
        "warn", "basis", "check", "valid_from", "valid_through",
    ]

    private static func rule(_ value: YAMLValue) throws(YAMLProblem) -> DeadlineRule {
        let keys = try value.mapping("a deadline", keys: ruleKeys)
        guard let id = keys["id"], let step = keys["step"], let from = keys["from"], let term = keys["term"],
            let unit = keys["unit"], let basis = keys["basis"], let validFrom = keys["valid_from"]
        else { throw value.problem("a deadline needs the keys id, step, from, term, unit, basis and valid_from") }
        let days = try term.integer("term", in: 1...3_650)
        let first = try date(validFrom, "valid_from")
        let last = try keys["valid_through"].map { value throws(YAMLProblem) in try date(value, "valid_through") }
        if let last, last < first, let ending = keys["valid_through"] {
            throw ending.problem("valid_through lies before valid_from")
        }
        var extensions: [Int] = []
        for value in try keys["extensions"]?.list("extensions") ?? [] {
            extensions.append(try value.integer("a prolonged term", in: ((extensions.last ?? days) + 1)...3_650))
        }
        var warnings: [Int] = []
        for value in try keys["warn"]?.list("warn") ?? [] { warnings.append(try value.integer("warn", in: 0...days)) }
        let isToBeConfirmed = try keys["check"]?.flag("check") ?? false
        return DeadlineRule(
            id: try id.string("id"), step: try choice(step, "step"),
            classes: try names(keys["class"], "class", LetterClass.self),
            channels: try names(keys["channel"], "channel", Channel.self),
            round: try keys["round"]?.integer("round", in: 1...2), isComplex: try keys["complex"]?.flag("complex"),
            isRemote: try keys["remote"]?.flag("remote"), isUrgent: try keys["urgent"]?.flag("urgent"),
            start: try choice(from, "from"), term: days, unit: try choice(unit, "unit"), extensions: extensions,
            warnings: warnings.sorted(by: >), basis: try basis.string("basis"), isToBeConfirmed: isToBeConfirmed,
            validFrom: first, validThrough: last)
    }

    static func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ value: YAMLValue, _ what: String
    ) throws(YAMLProblem) -> Value {
        let name = try value.string(what)
        guard let known = Value(rawValue: name) else {
            let choices = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw value.problem("there is no \(what) «\(name)»; there are \(choices)")
        }
        return known
    }

    /// Several of a list of names; nil without the key.
    static func choices<Value: RawRepresentable<String> & CaseIterable & Hashable>(
        _ value: YAMLValue?, _ what: String
    ) throws(YAMLProblem) -> Set<Value>? {
        guard let value else { return nil }
        var names: Set<Value> = []
        for entry in try value.list(what) { names.insert(try choice(entry, what)) }
        return names
    }

    private static func names<Value: RawRepresentable<String> & CaseIterable>(
        _ value: YAMLValue?, _ what: String, _ type: Value.Type
    ) throws(YAMLProblem) -> Set<String>? {
        guard let value else { return nil }
        var names: Set<String> = []
        for entry in try value.list(what) {
            let known: Value = try choice(entry, what)
            names.insert(known.rawValue)
        }
        return names
    }

    private static func blocks(_ value: YAMLValue?) throws(YAMLProblem) -> [WorkCalendar.Block] {
        guard let value else { return WorkCalendar.usualBlocks }
        var blocks: [WorkCalendar.Block] = []
        for entry in try value.list("working_hours") {
            let ends = try entry.string("a block of working hours").split(separator: "-").map(second)
            guard ends.count == 2, let start = ends[0], let end = ends[1], start < end else {
                throw entry.problem("a block must be written \"07:30-11:30\"")
            }
            guard start >= blocks.last?.end ?? 0 else {
                throw entry.problem("blocks must follow one another and not overlap")
            }
            blocks.append(WorkCalendar.Block(start: start, end: end))
        }
        guard !blocks.isEmpty else { throw value.problem("working_hours needs at least one block") }
        return blocks
    }

    private static func second(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0...24).contains(hour),
            (0...59).contains(minute), hour * 60 + minute <= 1_440
        else { return nil }
        return hour * 3_600 + minute * 60
    }
}
