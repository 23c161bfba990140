import Testing
import VietnameseText

@testable import PhraseMatching

/// The engine against the naive one, over random phrases and random Vietnamese-like texts.
@Suite struct PhraseAgreementTests {
    /// Few words, so that phrases and texts meet; with spellings of one word and pairs that only marks tell apart.
    static let words = [
        "xã", "xa", "xả", "đất", "dat", "đạt", "ở", "o", "hòa", "hoà", "bình", "binh", "thủy", "sửa", "sữa", "rác",
        "rac", "mùi",
        "hôi", "UBND", "nghiên", "cứu", "administration", "Administratiom",
    ]
    static let textParts = words + ["3", "500k", "5 triệu", "12/8/2024", "ngày 5 tháng 3", "0905000482", "20%"]
    static let separators = [" ", " ", " ", " ", " ", " ", " ", ", ", ". ", "-", "\n"]
    static let tokens = ["<number>", "<money>", "<date>", "<phone>", "<percent>"]
    static let listNames = ["one", "two", "three"]

    @Test(arguments: 0..<60) func engineAgreesWithTheNaiveOne(_ seed: Int) throws {
        var random = SeededNumbers(state: UInt64(seed))
        for _ in 0..<8 {
            var lists: [String: [PhrasePattern]] = [:]
            // Each list may use those before it.
            for (index, name) in Self.listNames.enumerated() {
                let names = Array(Self.listNames[..<index])
                lists[name] = try (0..<Int.random(in: 0...3, using: &random)).compactMap { _ in
                    try Self.randomPhrase(&random, names)
                }
            }
            let phrases = try (0..<Int.random(in: 1...25, using: &random)).compactMap { _ in
                try Self.randomPhrase(&random, Self.listNames)
            }
            let index = try PhraseIndex(phrases, lists: lists)
            for _ in 0..<4 {
                let sentence = Self.randomSentence(&random)
                let text = FoldedText(sentence)
                let naive = NaiveMatcher(phrases, lists: lists, text: text)
                for kind in MatchKind.allCases {
                    let found = index.hits(in: text, kind: kind)
                    let expected = naive.hits(in: text, kind: kind)
                    guard found != expected else { continue }
                    let wrong = Set(found).symmetricDifference(expected).sorted { $0.start < $1.start }.first
                    Issue.record(
                        """
                        «\(wrong.map { phrases[$0.phrase].source } ?? "order")» in «\(sentence)»: \
                        \(wrong.map { "\($0)" } ?? ""), \(wrong.map(found.contains) == true ? "too much" : "missing"); \
                        lists \(lists.mapValues { $0.map(\.source) })
                        """)
                }
            }
        }
    }

    static func randomSentence(_ random: inout SeededNumbers) -> String {
        var sentence = ""
        for _ in 0..<Int.random(in: 0...30, using: &random) {
            sentence += textParts.randomElement(using: &random) ?? ""
            sentence += separators.randomElement(using: &random) ?? ""
        }
        return sentence
    }

    /// A phrase, or nil when what came out is none.
    static func randomPhrase(_ random: inout SeededNumbers, _ lists: [String]) throws -> PhrasePattern? {
        let source = randomNodes(&random, lists, depth: 0)
        do {
            return try PhrasePattern(source)
        } catch {
            let isExpected = error.message.contains("gap") || error.message.contains("holds no word")
            try #require(isExpected, "\(source): \(error)")
            return nil
        }
    }

    private static func randomNodes(_ random: inout SeededNumbers, _ lists: [String], depth: Int) -> String {
        (0..<Int.random(in: 1...(depth == 0 ? 4 : 2), using: &random)).map { _ in
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<11: return words.randomElement(using: &random) ?? ""
            case 11: return (words.randomElement(using: &random) ?? "") + (Bool.random(using: &random) ? "~" : "!")
            case 12, 13: return "..\(Int.random(in: 1...4, using: &random))" + (Bool.random(using: &random) ? "!" : "")
            case 14: return tokens.randomElement(using: &random) ?? ""
            case 15, 16: return lists.randomElement(using: &random).map { "{\($0)}" } ?? "xã"
            default:
                guard depth < 2 else { return "xã" }
                let choices = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                    Int.random(in: 0..<5, using: &random) == 0 ? "" : randomNodes(&random, lists, depth: depth + 1)
                }
                return "(" + choices.joined(separator: "|") + ")"
            }
        }.joined(separator: " ")
    }
}

/// The same numbers on every machine (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
