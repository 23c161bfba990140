public import Classification
public import PhraseMatching
import VietnameseText

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Learns which words lean towards a topic and how much, beside the rules that people wrote.
///
/// Rules know what their authors thought of; the vocabulary knows what labelled messages are written in. Every word gets
/// a small weight, all weights of a message add up, and the explanation shows each. What the rules already prove is
/// the starting point, so the words only learn what is still missing.
public struct VocabularyFit: Sendable {
    /// A wording with its weight.
    public struct Term: Sendable, Hashable {
        /// The wording as a rule file writes it; `{name}` stands for a list.
        public var phrase: String
        /// Bans that it adds to the topic.
        public var bans: Double
        /// Messages with the topic in which it stands.
        public var onTopic: Int
        /// Messages without the topic in which it stands.
        public var offTopic: Int
    }

    /// A cue with its weight for the alarm.
    public struct Sign: Sendable, Hashable {
        /// The cue.
        public var cue: String
        /// Bans that it adds.
        public var bans: Double
    }

    /// What is learned: a topic, or the alarm.
    public enum Target: Sendable, Hashable {
        /// A topic, by its identifier.
        case topic(String)
        /// Whether a duty officer should hear at once.
        case alarm
    }

    /// The vocabulary of one target.
    public struct Vocabulary: Sendable {
        /// What it tells.
        public var target: Target
        /// What a message gets that holds none of the words, in bans.
        public var shift: Double
        /// The words, heaviest first.
        public var terms: [Term]
        /// For the alarm: what each cue weighs.
        public var signs: [Sign]
    }

    /// What to fit with.
    public struct Options: Sendable {
        /// In how many messages a wording must stand.
        public var least: Int
        /// Penalty on a square ban.
        public var ridge: Double
        /// Most words of one topic.
        public var most: Int
        /// How much a message counts once more with its accents taken off.
        public var bareEmphasis: Double
        /// Steps of the descent.
        public var steps: Int

        /// The usual options.
        public init(least: Int = 3, ridge: Double = 16, most: Int = 1800, bareEmphasis: Double = 0.4, steps: Int = 200)
        {
            self.least = least
            self.ridge = ridge
            self.most = most
            self.bareEmphasis = bareEmphasis
            self.steps = steps
        }
    }

    /// The cue that weighs all signs of a hot spot together.
    public static let alarm = "alarm"

    /// The length of a letter in which words weigh what is learned, in syllables; about that of half of all messages.
    public static let pivot = 40

    /// Cues are few and seen often: counting each several times frees them from most of the penalty on words.
    private static let signShare: Float = 2

    private let targets: [Target]
    private let messages: [LabelledMessage]
    /// The wordings, and after them the cues.
    private let phrases: [String]
    private let cues: [String]
    /// What stands in each message, and after all messages in each typed without accents.
    private let rows: [[(feature: Int32, share: Float)]]
    /// How much larger than its share in a message each feature stands in the rows.
    private let scales: [Double]
    /// Scores of the rules for each target, of the messages and of them typed without accents.
    private let given: [[Double]]
    private let options: Options

    /// Reads labelled messages with the rules and with every candidate word.
    ///
    /// - Parameters:
    ///   - rules: The rules without vocabulary.
    ///   - lists: Names of the lists that may become words of the vocabulary as a whole.
    ///   - phraseLists: What the rules' lists hold.
    ///   - messages: Labelled messages.
    ///   - options: What to fit with.
    /// - Throws: ``RuleSetError`` when the rules and the candidates do not fit together.
    public init(
        rules: RuleSet, lists: [String], phraseLists: [String: [PhrasePattern]], on messages: [LabelledMessage],
        options: Options = Options()
    ) throws(RuleSetError) {
        let words = VocabularyCandidates(messages, least: options.least, repair: rules.repair).phrases
        var phrases: [String] = []
        var terms: [WeightedPhrase] = []
        for phrase in lists.map({ "{\($0)}" }) + words {
            guard let pattern = try? PhrasePattern(phrase, repair: rules.repair) else { continue }
            phrases.append(phrase)
            terms.append(WeightedPhrase(phrase: pattern, bans: 1))
        }
        // Whole cues, and the rules of each: a fight tells more than the word for it.
        let cueGroups = rules.groups.filter { $0.kind == .cue && $0.id != Self.alarm }
        let cues = cueGroups.map(\.id) + cueGroups.flatMap { $0.rules.map(\.id) }
        let candidates = RuleGroup(
            kind: .cue, id: "vocabulary-candidates", name: "", prior: 0, threshold: 0, severity: 0,
            rules: [
                Rule(
                    id: "vocabulary-candidates", name: "", weight: 1, trigger: .terms(terms), isIndependent: true,
                    pivot: Self.pivot)
            ]
                + cues.map { cue in
                    Rule(
                        id: "vocabulary-candidates:\(cue)", name: "", weight: 1,
                        trigger: .references(References(any: [cue])), isIndependent: true)
                })
        var numbers: [String: Int32] = [:]
        for (index, cue) in cues.enumerated() {
            numbers["vocabulary-candidates:\(cue)"] = Int32(phrases.count + index)
        }
        let both = try RuleSet(
            groups: rules.groups + [candidates], lists: phraseLists,
            hotSpot: HotSpotRule(severityCap: 0, lines: [], exceptIn: []), repair: rules.repair, hash: "")
        let classifier = Classifier(rules: both)
        let topics = rules.topics.map(\.id)
        var rows: [[(feature: Int32, share: Float)]] = []
        let hasAlarm = rules.groups.contains { $0.kind == .cue && $0.id == Self.alarm }
        var given = [[Double]](repeating: [], count: topics.count + (hasAlarm ? 1 : 0))
        let bare = messages.map { message in
            LabelledMessage(
                id: message.id, subject: message.subject.map(Self.withoutAccents),
                body: Self.withoutAccents(message.body),
                topics: message.topics, hotspot: message.hotspot)
        }
        for message in messages + bare {
            var row: [(feature: Int32, share: Float)] = []
            for part in classifier.contributions(subject: message.subject, body: message.body) {
                if part.group == candidates.id {
                    row = part.contributions.compactMap { line in
                        if let term = line.term { return (Int32(term), Float(line.share)) }
                        return numbers[line.rule].map { ($0, Self.signShare) }
                    }
                } else if part.group == Self.alarm, part.kind == .cue {
                    given[topics.count].append(part.score)
                } else if let topic = topics.firstIndex(of: part.group) {
                    given[topic].append(part.score)
                }
            }
            rows.append(row)
        }
        targets = topics.map { .topic($0) } + (hasAlarm ? [.alarm] : [])
        self.messages = messages
        self.phrases = phrases
        self.cues = cues
        self.options = options
        let rarity = Self.rarity(rows, features: phrases.count)
        scales = rarity + [Double](repeating: Double(Self.signShare), count: cues.count)
        self.rows = rows.map { row in
            row.map { entry in
                let isWord = Int(entry.feature) < rarity.count
                return (entry.feature, isWord ? entry.share * Float(rarity[Int(entry.feature)]) : entry.share)
            }
        }
        self.given = given
    }

    /// Fits the vocabulary of every target on all messages.
    public func vocabularies() -> [Vocabulary] {
        targets.indices.map { vocabulary($0, on: Array(messages.indices)) }
    }

    /// How the vocabulary does on messages that it was not fitted on.
    public struct Judgement: Sendable {
        /// Over all topics: the rules alone.
        public var rules: Tally
        /// Over all topics: with the vocabulary, for each lean.
        public var topics: [Tally]
        /// The alarm, for each lean.
        public var alarm: [Tally]
    }

    /// Cuts the messages into parts and judges each by what the others teach.
    ///
    /// - Parameters:
    ///   - parts: How many parts.
    ///   - leans: Bans that are added to every score, to see what a lower or higher threshold would do.
    /// - Returns: What the vocabulary would do on messages of the kind.
    public func crossValidation(parts: Int, leans: [Double]) -> Judgement {
        var judgement = Judgement(
            rules: Tally(), topics: leans.map { _ in Tally() }, alarm: leans.map { _ in Tally() })
        for part in 0..<parts {
            let taught = messages.indices.filter { $0 % parts != part }
            for target in targets.indices {
                let learned = weights(target, on: taught)
                for number in messages.indices where number % parts == part {
                    let wanted = isWanted(number, targets[target])
                    let sum = rows[number].reduce(learned.shift + given[target][number]) { sum, entry in
                        let share = Double(entry.share) / scales[Int(entry.feature)]
                        return sum + (learned.bans[Int(entry.feature)] ?? 0) * share
                    }
                    if targets[target] == .alarm {
                        for (index, lean) in leans.enumerated() {
                            judgement.alarm[index].count(wanted: wanted, given: sum + lean >= 0)
                        }
                    } else {
                        judgement.rules.count(wanted: wanted, given: given[target][number] >= 0)
                        for (index, lean) in leans.enumerated() {
                            judgement.topics[index].count(wanted: wanted, given: sum + lean >= 0)
                        }
                    }
                }
            }
        }
        return judgement
    }

    /// A text as somebody types it who leaves accents out; what parts words stays.
    private static func withoutAccents(_ text: String) -> String {
        let folded = FoldedText(text)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(folded.bytes.count)
        var end = 0
        for syllable in folded.syllables where syllable.start >= end {
            bytes += folded.bytes[end..<syllable.start]
            bytes += foldedForSearch(utf8: Array(folded.bytes[syllable.start..<syllable.end]))
            end = syllable.end
        }
        bytes += folded.bytes[end...]
        return String(decoding: bytes, as: UTF8.self)
    }

    private func isWanted(_ number: Int, _ target: Target) -> Bool {
        switch target {
        case .topic(let topic): messages[number].topics.contains(topic)
        case .alarm: messages[number].hotspot
        }
    }

    private func vocabulary(_ target: Int, on numbers: [Int]) -> Vocabulary {
        let learned = weights(target, on: numbers)
        var onTopic = [Int: Int]()
        var offTopic = onTopic
        for number in numbers {
            let isOn = isWanted(number, targets[target])
            for (feature, _) in rows[number] {
                if isOn { onTopic[Int(feature), default: 0] += 1 } else { offTopic[Int(feature), default: 0] += 1 }
            }
        }
        let terms = learned.bans.filter { $0.key < phrases.count }.map { feature, bans in
            Term(
                phrase: phrases[feature], bans: bans, onTopic: onTopic[feature] ?? 0, offTopic: offTopic[feature] ?? 0)
        }
        let signs = learned.bans.filter { $0.key >= phrases.count }.map { feature, bans in
            Sign(cue: cues[feature - phrases.count], bans: bans)
        }
        return Vocabulary(
            target: targets[target], shift: learned.shift,
            terms: terms.sorted { ($0.bans, $1.phrase) > ($1.bans, $0.phrase) },
            signs: signs.sorted { ($0.bans, $1.cue) > ($1.bans, $0.cue) })
    }

    /// Bans by feature, and those that every message gets.
    private func weights(_ target: Int, on numbers: [Int]) -> (bans: [Int: Double], shift: Double) {
        // Half the country leaves accents out; each message teaches that way too.
        let bare = numbers.map { $0 + messages.count }
        let wanted = (numbers + numbers).map { isWanted($0, targets[target]) }
        let given = (numbers + bare).map { self.given[target][$0] }
        let all = numbers + bare
        var counts = [Int](repeating: 0, count: phrases.count + cues.count)
        for number in numbers {
            for (feature, _) in rows[number] { counts[Int(feature)] += 1 }
        }
        // First with every word, then again with those that matter.
        let known = targets[target] == .alarm ? counts.count : phrases.count
        var kept = (0..<known).filter { counts[$0] >= options.least }
        var solution = fit(kept, all, given, wanted)
        if kept.count > options.most {
            let reach = zip(kept, solution.weights).map { feature, weight in
                feature >= phrases.count ? .infinity : abs(weight) * Double(counts[feature]).squareRoot().squareRoot()
            }
            let order = kept.indices.sorted { reach[$0] != reach[$1] ? reach[$0] > reach[$1] : $0 < $1 }
            kept = order.prefix(options.most).map { kept[$0] }.sorted()
            solution = fit(kept, all, given, wanted)
        }
        // In the rules' own scale, in which their scores count once.
        let trusted = 1 / solution.trust
        var bans: [Int: Double] = [:]
        for (feature, weight) in zip(kept, solution.weights) {
            let share = scales[feature]
            let rounded = (weight * trusted * share * 50).rounded() / 50
            if rounded != 0 { bans[feature] = rounded }
        }
        return (bans, (solution.constant * trusted * 100).rounded() / 100)
    }

    /// How much the penalty on each wording is eased for being rare: the weight of a word that stands in every second message
    /// is held far closer to nothing than that of one that stands in thirty.
    ///
    /// > Source: Spärck Jones (1972), inverse document frequency; here it scales the features of a penalised fit.
    private static func rarity(_ rows: [[(feature: Int32, share: Float)]], features: Int) -> [Double] {
        var counts = [Int](repeating: 0, count: features)
        for row in rows {
            for (feature, _) in row where Int(feature) < features { counts[Int(feature)] += 1 }
        }
        return counts.map { (log(Double(1 + rows.count) / Double(1 + $0)) + 1) / 6 }
    }

    private func fit(_ kept: [Int], _ numbers: [Int], _ given: [Double], _ wanted: [Bool]) -> SparseLogistic.Solution {
        var place = [Int32](repeating: -1, count: phrases.count + cues.count)
        for (index, feature) in kept.enumerated() { place[feature] = Int32(index) }
        let chosen = numbers.map { number in
            rows[number].compactMap { entry -> (feature: Int32, share: Float)? in
                let index = place[Int(entry.feature)]
                return index < 0 ? nil : (index, entry.share)
            }
        }
        return SparseLogistic(
            rows: chosen, given: given, wanted: wanted,
            emphasis: numbers.map { $0 < messages.count ? 1 : options.bareEmphasis }, featureCount: kept.count,
            ridge: options.ridge
        ).solution(steps: options.steps)
    }
}
