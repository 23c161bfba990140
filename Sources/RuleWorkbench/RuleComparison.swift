public import Classification

/// What changes over past messages when one rule set takes the place of another.
public struct RuleComparison: Sendable {
    /// A message whose tags the rule sets do not agree on.
    public struct Flip: Sendable, Hashable {
        /// The message.
        public var message: LabelledMessage
        /// The topic, or `hotspot`.
        public var tag: String
        /// Whether the new rules give the tag; the old ones do the opposite.
        public var isGivenNow: Bool
        /// Whether a person gave it.
        public var isWanted: Bool
        /// The words that speak for the tag in the rule set that gives it.
        public var words: [String]
    }

    /// Per tag, in the order of the topics and `hotspot` last: before and after.
    public var tallies: [(tag: String, old: Tally, new: Tally)]
    /// The messages that flip, in the order given.
    public var flips: [Flip]

    /// Runs both rule sets over labelled messages.
    ///
    /// - Parameters:
    ///   - old: The rules in force.
    ///   - new: The rules that may take their place.
    ///   - messages: What to run them on.
    public init(old: RuleSet, new: RuleSet, on messages: [LabelledMessage]) {
        let tags = (new.topics + old.topics).map(\.id).reduce(into: [String]()) { list, id in
            if !list.contains(id) { list.append(id) }
        }
        let (oldClassifier, newClassifier) = (Classifier(rules: old), Classifier(rules: new))
        var oldTallies = [Tally](repeating: Tally(), count: tags.count + 1)
        var newTallies = oldTallies
        var flips: [Flip] = []
        for message in messages {
            let before = oldClassifier.verdict(subject: message.subject, body: message.body)
            let after = newClassifier.verdict(subject: message.subject, body: message.body)
            for (index, tag) in (tags + ["hotspot"]).enumerated() {
                let isHotSpot = index == tags.count
                let wanted = isHotSpot ? message.hotspot : message.topics.contains(tag)
                let was = isHotSpot ? before.hotspot : before.topics.contains(tag)
                let now = isHotSpot ? after.hotspot : after.topics.contains(tag)
                oldTallies[index].count(wanted: wanted, given: was)
                newTallies[index].count(wanted: wanted, given: now)
                guard was != now else { continue }
                let verdict = now ? after : before
                let lines = isHotSpot ? verdict.cues : verdict.evidence.filter { $0.group == tag }
                flips.append(
                    Flip(
                        message: message, tag: tag, isGivenNow: now, isWanted: wanted,
                        words: lines.filter { $0.bans > 0 }.map(\.text)))
            }
        }
        tallies = (tags + ["hotspot"]).enumerated().map { ($1, oldTallies[$0], newTallies[$0]) }
        self.flips = flips
    }
}
