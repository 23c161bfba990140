import Classification
import PhraseMatching
import RuleWorkbench
import Testing

/// The learned vocabulary over rules and messages small enough to foresee.
@Suite struct VocabularyFitTests {
    private static func rules(alarm: Bool = false) throws -> RuleSet {
        let land = RuleGroup(
            kind: .topic, id: "land", name: "Đất đai", prior: -1, threshold: 0, severity: 0,
            rules: [
                Rule(id: "land.book", name: "Sổ đỏ", weight: 1.2, trigger: .phrases([try PhrasePattern("sổ đỏ")]))
            ])
        let crowd = RuleGroup(
            kind: .cue, id: "crowd", name: "Đông người", prior: 0, threshold: 0.5, severity: 1,
            rules: [
                Rule(id: "crowd.word", name: "Kéo đến", weight: 1, trigger: .phrases([try PhrasePattern("kéo đến")]))
            ])
        let all = RuleGroup(
            kind: .cue, id: VocabularyFit.alarm, name: "Xét chung", prior: -1, threshold: 0, severity: 0,
            rules: [
                Rule(
                    id: "alarm.crowd", name: "Đông người", weight: 0.5,
                    trigger: .references(References(any: ["crowd"])), isIndependent: true)
            ])
        return try RuleSet(
            groups: alarm ? [land, crowd, all] : [land],
            hotSpot: HotSpotRule(severityCap: 4, lines: [], exceptIn: []), hash: "test")
    }

    private static func messages() -> [LabelledMessage] {
        (0..<40).map { number in
            let isLand = number % 2 == 0
            let isHot = number % 4 < 2
            let body =
                (isLand
                    ? "Ông Nguyễn Văn Bảy lấn bờ ranh vườn nhà tôi" : "Ông Nguyễn Văn Bảy hỏi lịch tiêm chủng của cháu")
                + (isHot ? ", bà con kéo đến đông nghịt, căng lắm" : ", mong được trả lời sớm")
            return LabelledMessage(
                id: "\(number)", subject: nil, body: body, topics: isLand ? ["land"] : [], hotspot: isHot)
        }
    }

    private static func fit(alarm: Bool = false, options: VocabularyFit.Options = .init(ridge: 1)) throws
        -> VocabularyFit
    {
        try VocabularyFit(
            rules: rules(alarm: alarm), lists: [], phraseLists: [:], on: messages(), options: options)
    }

    @Test func wordsOfTheTopicWeighForItAndOthersAgainst() throws {
        let land = try #require(try Self.fit().vocabularies().first)
        #expect(land.target == .topic("land"))
        let bans = Dictionary(uniqueKeysWithValues: land.terms.map { ($0.phrase, $0.bans) })
        #expect(try #require(bans["bờ ranh"]) > 0)
        #expect(try #require(bans["tiêm chủng"]) < 0)
        let fence = try #require(land.terms.first { $0.phrase == "bờ ranh" })
        #expect((fence.onTopic, fence.offTopic) == (20, 0))
    }

    @Test func namesOfPeopleAndWordsWithoutMeaningAreNoEvidence() throws {
        for vocabulary in try Self.fit(alarm: true).vocabularies() {
            for name in ["nguyễn", "nguyễn văn", "văn bảy", "bảy", "của", "tôi"] {
                #expect(!vocabulary.terms.contains { $0.phrase == name }, "\(name)")
            }
        }
    }

    @Test func theAlarmWeighsCuesAndWordsTogether() throws {
        let alarm = try #require(try Self.fit(alarm: true).vocabularies().last)
        #expect(alarm.target == .alarm)
        #expect(alarm.signs.contains { $0.cue == "crowd" && $0.bans > 0 })
        #expect(alarm.terms.contains { $0.phrase.hasPrefix("đông nghịt") && $0.bans > 0 })
    }

    @Test func judgingUsesOnlyMessagesThatWereNotFittedOn() throws {
        // Every message is of its own: what one teaches says nothing of another, so judging must not look good.
        let words = ["mít", "xoài", "ổi", "chanh", "quýt", "bưởi", "vải", "nhãn", "đào", "mận", "lựu", "táo"]
        let messages = words.enumerated().map { number, word in
            LabelledMessage(
                id: word, subject: nil, body: "trái \(word) ngọt", topics: number % 2 == 0 ? ["land"] : [],
                hotspot: false)
        }
        let fit = try VocabularyFit(
            rules: Self.rules(), lists: [], phraseLists: [:], on: messages, options: .init(least: 1, ridge: 0.1))
        let judged = fit.crossValidation(parts: 6, leans: [0])
        #expect(judged.topics[0].f1 < 0.7)
        let known = try Self.fit().crossValidation(parts: 4, leans: [0])
        #expect(known.topics[0].f1 > 0.95)
        #expect(known.rules.recall == 0)
    }

    @Test func noMoreWordsThanAskedFor() throws {
        for vocabulary in try Self.fit(options: .init(ridge: 1, most: 5)).vocabularies() {
            #expect(vocabulary.terms.count <= 5)
        }
    }
}
