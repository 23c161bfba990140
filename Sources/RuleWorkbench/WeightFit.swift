public import Classification

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Refits the weights of topic rules to labelled messages.
///
/// Logistic regression per topic on the shares of its rules: the odds that a message has the topic are ten to the power of
/// its score, as the weights already mean. Three things keep the result readable and honest: every weight is pulled
/// towards its hand-set value (a penalty on the square of the change), no weight changes its sign, and none leaves
/// 0.05…3 bans. A rule that no message speaks of keeps its weight.
///
/// > Source: penalised likelihood with a Gaussian prior around given values, as in le Cessie & van Houwelingen (1992).
public struct WeightFit: Sendable {
    /// A weight that the messages ask to change.
    public struct Change: Sendable, Hashable {
        /// The topic.
        public var group: String
        /// The rule.
        public var rule: String
        /// Which of the rule's terms; nil for a rule with one weight.
        public var term: Int?
        /// Hand-set weight, in bans.
        public var old: Double
        /// Fitted weight, in bans.
        public var new: Double
        /// Messages with the topic in which it hit.
        public var onTopic: Int
        /// Messages without the topic in which it hit.
        public var offTopic: Int
    }

    /// What to fit with.
    public struct Options: Sendable {
        /// How strongly weights are held to their hand-set values; in pseudo-messages a square ban.
        public var pull: Double
        /// Steps of the descent.
        public var steps: Int
        /// Changes smaller than this many bans are left out.
        public var least: Double

        /// The usual options.
        public init(pull: Double = 6, steps: Int = 400, least: Double = 0.05) {
            self.pull = pull
            self.steps = steps
            self.least = least
        }
    }

    private struct Feature: Hashable {
        var rule: String
        var term: Int?
    }

    private struct Example {
        var isOnTopic: Bool
        var shares: [(feature: Int, share: Double)]
    }

    /// Fits the topic weights of a rule set.
    ///
    /// - Parameters:
    ///   - rules: The rules as they are.
    ///   - messages: Labelled messages.
    ///   - options: How strongly to hold on to the weights as they are.
    /// - Returns: The weights that change, largest change first.
    public static func changes(
        rules: RuleSet, on messages: [LabelledMessage], options: Options = Options()
    ) -> [Change] {
        let classifier = Classifier(rules: rules)
        let parts = messages.map { classifier.contributions(subject: $0.subject, body: $0.body) }
        var changes: [Change] = []
        for (index, group) in rules.groups.enumerated() where group.kind == .topic {
            var numbers: [Feature: Int] = [:]
            var weights: [Double] = []
            let examples = zip(messages, parts).map { message, part in
                let shares = part[index].contributions.map { line -> (feature: Int, share: Double) in
                    let feature = Feature(rule: line.rule, term: line.term)
                    let number = numbers[feature, default: weights.count]
                    if number == weights.count {
                        numbers[feature] = number
                        weights.append(line.weight)
                    }
                    return (number, line.share)
                }
                return Example(isOnTopic: message.topics.contains(group.id), shares: shares)
            }
            let fitted = fit(examples, weights: weights, prior: group.prior - group.threshold, options: options)
            changes += described(
                numbers, old: weights, new: fitted, examples: examples, group: group.id, options: options)
        }
        return changes.sorted { left, right in
            let (leftSize, rightSize) = (abs(left.new - left.old), abs(right.new - right.old))
            return leftSize != rightSize ? leftSize > rightSize : left.rule < right.rule
        }
    }

    /// Descends along the gradient, each weight with a step of its own (Adagrad).
    ///
    /// > Source: Duchi, Hazan & Singer (2011).
    private static func fit(
        _ examples: [Example], weights hand: [Double], prior: Double, options: Options
    ) -> [Double] {
        var weights = hand
        var squares = [Double](repeating: 1e-6, count: hand.count)
        let nits = 2.302585092994046
        for _ in 0..<options.steps {
            var gradient = zip(weights, hand).map { 2 * options.pull * ($0 - $1) }
            for example in examples where !example.shares.isEmpty {
                let score = example.shares.reduce(prior) { $0 + weights[$1.feature] * $1.share }
                let chance = 1 / (1 + exp(-nits * score))
                let error = (chance - (example.isOnTopic ? 1 : 0)) * nits
                for (feature, share) in example.shares { gradient[feature] += error * share }
            }
            for index in weights.indices {
                squares[index] += gradient[index] * gradient[index]
                let moved = weights[index] - 0.1 * gradient[index] / squares[index].squareRoot()
                let size = min(3, max(0.05, hand[index] < 0 ? -moved : moved))
                weights[index] = hand[index] < 0 ? -size : size
            }
        }
        return weights
    }

    private static func described(
        _ numbers: [Feature: Int], old: [Double], new: [Double], examples: [Example], group: String, options: Options
    ) -> [Change] {
        var onTopic = [Int](repeating: 0, count: old.count)
        var offTopic = onTopic
        for example in examples {
            for (feature, _) in example.shares {
                if example.isOnTopic { onTopic[feature] += 1 } else { offTopic[feature] += 1 }
            }
        }
        return numbers.compactMap { feature, number in
            let rounded = (new[number] * 100).rounded() / 100
            guard abs(rounded - old[number]) >= options.least else { return nil }
            return Change(
                group: group, rule: feature.rule, term: feature.term, old: old[number], new: rounded,
                onTopic: onTopic[number], offTopic: offTopic[number])
        }
    }
}
