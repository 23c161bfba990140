import PhraseMatching
import Testing
import VietnameseText

@testable import Classification

/// Messages that say the same words over and over: what stands near what is found without a look at everything.
@Suite struct CrowdedSightingsTests {
    private func rules(needs: [Company], forbids: [Company]) throws -> RuleSet {
        let rule = Rule(
            id: "land.word", name: "Đất", weight: 1, trigger: .phrases([try PhrasePattern("đất")]), needs: needs,
            forbids: forbids)
        let group = RuleGroup(
            kind: .topic, id: "land", name: "Đất đai", prior: -1, threshold: 0, severity: 0, rules: [rule])
        return try RuleSet(
            groups: [group], hotSpot: HotSpotRule(severityCap: 4, lines: [], exceptIn: []), hash: "test")
    }

    /// Words with the number of their sentence; a word is one syllable but for "con đường".
    private func words(_ generator: inout SystemRandomNumberGenerator, rare: Int) -> [(String, Int)] {
        var sentence = 0
        return (0..<Int.random(in: 100...260, using: &generator)).map { _ in
            if Int.random(in: 0..<25, using: &generator) == 0 { sentence += 1 }
            let word =
                switch Int.random(in: 0..<rare, using: &generator) {
                case 0: "ruộng"
                case 1: "chùa"
                case 2: "con đường"
                case 3..<(rare / 2): "nhà"
                default: "đất"
                }
            return (word, sentence)
        }
    }

    private func text(_ words: [(String, Int)]) -> String {
        var text = ""
        for (index, word) in words.enumerated() {
            if index > 0 { text += words[index - 1].1 == word.1 ? " " : ". " }
            text += word.0
        }
        return text
    }

    /// Places of each word in syllables, as a plain reader counts them.
    private func syllables(_ words: [(String, Int)]) -> [(word: String, range: Range<Int>, sentence: Int)] {
        var next = 0
        return words.map { word, sentence in
            let count = word.split(separator: " ").count
            defer { next += count }
            return (word, next..<(next + count), sentence)
        }
    }

    @Test(arguments: [12, 40, 160])
    func neighboursAreThoseThatAPlainLookFinds(rare: Int) throws {
        var generator = SystemRandomNumberGenerator()
        let ruong = try PhrasePattern("ruộng")
        let road = try PhrasePattern("con đường")
        let chua = try PhrasePattern("chùa")
        for distance in [0, 1, 2, 5, 9] {
            let cases: [([Company], [Company])] = [
                ([Company(near: [ruong, road], within: .syllables(distance))], []),
                ([Company(near: [ruong], within: .sentence)], []),
                ([], [Company(near: [chua, road], within: .syllables(distance))]),
                ([], [Company(near: [chua], within: .sentence)]),
                ([Company(message: [road])], [Company(near: [chua], within: .syllables(distance))]),
            ]
            for (needs, forbids) in cases {
                let rules = try rules(needs: needs, forbids: forbids)
                for _ in 0..<6 {
                    let words = words(&generator, rare: rare)
                    let placed = syllables(words)
                    let message = FoldedMessage(subject: nil, body: text(words), regions: [])
                    let found = RuleEvaluation(rules: rules, message: message).hits(of: 0).map(\.firstSyllable)
                    func stands(_ companies: [Company], near hit: (word: String, range: Range<Int>, sentence: Int))
                        -> [Bool]
                    {
                        companies.map { company in
                            let near = company.near.map(\.source)
                            let isNear = placed.contains { other in
                                guard near.contains(other.word) else { return false }
                                switch company.within {
                                case .sentence: return other.sentence == hit.sentence
                                case .syllables(let most):
                                    return other.range.lowerBound - hit.range.upperBound < most
                                        && hit.range.lowerBound - other.range.upperBound < most
                                }
                            }
                            let message = company.message.map(\.source)
                            let isAnywhere = placed.contains { message.contains($0.word) }
                            return (near.isEmpty || isNear) && (message.isEmpty || isAnywhere)
                        }
                    }
                    let expected = placed.filter { hit in
                        hit.word == "đất" && stands(needs, near: hit).allSatisfy { $0 }
                            && !stands(forbids, near: hit).contains(true)
                    }
                    #expect(found == expected.map(\.range.lowerBound), "\(text(words))")
                }
            }
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: ["đất ", "đất nhà ", "đất. "])
    func aWordSaidTwoHundredThousandTimesCostsNoHour(word: String) throws {
        let near = [try PhrasePattern("ruộng")]
        let rules = try rules(
            needs: [Company(near: near, within: .sentence)], forbids: [Company(near: near, within: .syllables(1))])
        let body = String(repeating: word, count: 200_000) + "ruộng"
        let message = FoldedMessage(subject: nil, body: body, regions: [])
        #expect(RuleEvaluation(rules: rules, message: message).hits(of: 0).isEmpty == (word == "đất. "))
    }
}
