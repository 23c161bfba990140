import Casework
import Classification
import MarkedYAML

/// The part `conflict` of `routing.yaml`: when a letter accuses, and which words name, address and ask an authority.
struct ConflictWords {
    var rule: RoutingTable.ConflictRule?
    var offices: [NamedAuthority.Scope: RuleGroup] = [:]
    var courtesy: RoutingConditions.Courtesy?
}

/// Reads ``ConflictWords``.
struct ConflictReader {
    private static let courtesyKeys = ["addressing", "titles", "beginning", "asking", "attending"]
    /// An accusation may stand in what the writer quotes or passes on.
    private static let read: Set<Region> = [.subject, .body, .forwarded, .quoted]

    let rules: RuleReader

    func read(_ value: YAMLValue) throws(YAMLProblem) -> ConflictWords {
        let keys = try value.mapping(
            "conflict", keys: Set(["to", "class", "topic", "commune", "province"] + Self.courtesyKeys))
        guard let to = keys["to"] else {
            throw value.problem("conflict needs the key to: the queue of what accuses a body with none above it")
        }
        let classes: [LetterClass] = try RoutingReader.values(keys["class"], "class") ?? []
        let topics = try RuleReader.strings(keys["topic"], "topic")
        guard !classes.isEmpty || !topics.isEmpty else {
            throw value.problem("conflict needs class or topic: which letters accuse, for example class: [to_cao]")
        }
        var words = ConflictWords()
        words.rule = RoutingTable.ConflictRule(
            classes: Set(classes), topics: Set(topics), queue: try to.string("to"))
        for (key, scope) in [("commune", NamedAuthority.Scope.commune), ("province", .province)] {
            words.offices[scope] = try group(keys[key], key)
        }
        let given = Self.courtesyKeys.filter { keys[$0] != nil }
        guard !given.isEmpty else { return words }
        guard let addressing = try group(keys["addressing"], "addressing"),
            let titles = try group(keys["titles"], "titles"),
            let beginning = try group(keys["beginning"], "beginning"),
            let asking = try group(keys["asking"], "asking"),
            let attending = try group(keys["attending"], "attending")
        else {
            let missing = Self.courtesyKeys.filter { keys[$0] == nil }.joined(separator: ", ")
            throw value.problem(
                "conflict has \(given.joined(separator: ", ")) but lacks \(missing); all belong together")
        }
        words.courtesy = RoutingConditions.Courtesy(
            addressing: addressing, titles: titles, beginning: beginning, asking: asking, attending: attending)
        return words
    }

    private func group(_ value: YAMLValue?, _ key: String) throws(YAMLProblem) -> RuleGroup? {
        guard let value else { return nil }
        let phrases = try rules.phrases(value, key)
        guard !phrases.isEmpty else { throw value.problem("\(key) is an empty list; give at least one phrase") }
        let id = "routing.\(key)"
        let rule = Rule(
            id: id + ".words", name: key, weight: 1, trigger: .phrases(phrases), regions: Self.read)
        return .condition(id, name: key, rules: [rule])
    }
}
