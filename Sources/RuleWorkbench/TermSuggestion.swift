public import Classification
import VietnameseText

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A wording that labelled messages say is missing from the rules of a topic.
public struct TermSuggestion: Sendable, Hashable {
    /// The topic.
    public var group: String
    /// The words, as most messages write them.
    public var words: String
    /// Messages with the topic that hold them.
    public var onTopic: Int
    /// Messages without the topic that hold them.
    public var offTopic: Int
    /// Messages with the topic that the rules miss and that hold them.
    public var missed: Int
    /// What the counts are worth in bans, with half a message added on both sides.
    public var bans: Double

    /// Looks for wordings of one to four syllables that the missed messages of a topic share.
    ///
    /// - Parameters:
    ///   - rules: The rules as they are.
    ///   - messages: Labelled messages, corrections among them.
    ///   - limit: Most suggestions for one topic.
    /// - Returns: Suggestions by topic, best first.
    public static func suggestions(
        rules: RuleSet, on messages: [LabelledMessage], limit: Int = 40
    ) -> [TermSuggestion] {
        let classifier = Classifier(rules: rules)
        let topics = rules.topics.map(\.id)
        let given = messages.map { Set(classifier.verdict(subject: $0.subject, body: $0.body).topics) }
        let wordings = messages.map { Wordings($0) }
        return topics.flatMap { topic -> [TermSuggestion] in
            var counts: [[SyllableKey]: Count] = [:]
            var onTopic = 0
            for (number, message) in messages.enumerated() {
                let isOnTopic = message.topics.contains(topic)
                let isMissed = isOnTopic && !given[number].contains(topic)
                if isOnTopic { onTopic += 1 }
                for (keys, words) in wordings[number].found {
                    counts[keys, default: Count()].add(words, isOnTopic: isOnTopic, isMissed: isMissed)
                }
            }
            let offTopic = messages.count - onTopic
            return counts.values
                .filter { $0.missed >= 2 && $0.onTopic >= 3 }
                .map { count in
                    let on = (Double(count.onTopic) + 0.5) / (Double(onTopic) + 1)
                    let off = (Double(count.offTopic) + 0.5) / (Double(offTopic) + 1)
                    return TermSuggestion(
                        group: topic, words: count.wording, onTopic: count.onTopic, offTopic: count.offTopic,
                        missed: count.missed, bans: (log10(on / off) * 100).rounded() / 100)
                }
                .filter { $0.bans >= 0.4 }
                .sorted { ($0.bans * Double($0.missed), $0.words) > ($1.bans * Double($1.missed), $1.words) }
                .prefix(limit)
                .map { $0 }
        }
    }

    private struct Count {
        /// How often each spelling stands in messages of the topic.
        var spellings: [String: Int] = [:]
        var onTopic = 0
        var offTopic = 0
        var missed = 0

        /// The commonest spelling, with marks rather than without.
        var wording: String {
            let marked = spellings.filter { spelling in !spelling.key.utf8.allSatisfy { $0 < 0x80 } }
            let best = (marked.isEmpty ? spellings : marked).max { ($0.value, $1.key) < ($1.value, $0.key) }
            return best?.key ?? ""
        }

        mutating func add(_ spelling: String, isOnTopic: Bool, isMissed: Bool) {
            if isOnTopic {
                onTopic += 1
                spellings[spelling, default: 0] += 1
            } else {
                offTopic += 1
            }
            if isMissed { missed += 1 }
        }
    }

    /// The runs of one to four syllables of a message, each once.
    private struct Wordings {
        var found: [[SyllableKey]: String] = [:]

        init(_ message: LabelledMessage) {
            for field in [message.subject, message.body] {
                guard let field else { continue }
                let text = FoldedText(field)
                for start in text.syllables.indices {
                    var keys: [SyllableKey] = []
                    for end in start..<min(start + 4, text.syllables.count) {
                        let syllable = text.syllables[end]
                        if syllable.isNumber || (end > start && syllable.gap > .light) { break }
                        keys.append(syllable.plain)
                        guard keys.count > 1 || syllable.end - syllable.start > 2, found[keys] == nil else { continue }
                        found[keys] = text.text(from: text.syllables[start].start, to: syllable.end).lowercased()
                    }
                }
            }
        }
    }
}
