public import Classification
public import HotSpots

/// What the rules take for a sign of danger, in words that people can read.
public struct CueWords: Sendable, Hashable {
    /// Names of the rules.
    public var rules: [String]
    /// Words that they find, from their own examples.
    public var examples: [String]

    /// Collects the words of a sign.
    ///
    /// - Parameters:
    ///   - cue: The sign.
    ///   - set: The rules in force.
    public init(_ cue: DangerCue.Kind, in set: RuleSet) {
        let found = set.groups.filter { $0.kind == .cue && cue.cueGroups.contains($0.id) }.flatMap(\.rules)
            .filter { $0.weight > 0 }
        rules = Self.different(found.map(\.name))
        examples = Self.different(
            found.compactMap { rule in
                rule.hits.lazy.compactMap { example in
                    example.span.flatMap { String(example.text.utf8.dropFirst($0.lowerBound).prefix($0.count)) }
                }.first
            })
    }

    private static func different(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}
