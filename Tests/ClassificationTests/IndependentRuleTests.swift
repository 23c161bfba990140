import Classification
import PhraseMatching
import Testing

/// Rules whose words count each on their own, beside what other rules find in the same words.
@Suite struct IndependentRuleTests {
    private func classifier(pivot: Int? = nil) throws -> Classifier {
        let terms = try [("sổ đỏ", 0.3), ("sổ", 0.1), ("mất sổ", -0.2)].map {
            WeightedPhrase(phrase: try PhrasePattern($0.0), bans: $0.1)
        }
        let land = RuleGroup(
            kind: .topic, id: "land", name: "Đất đai", prior: -1, threshold: 0, severity: 0,
            weakSigns: WeakSigns(below: 0.5, cap: 0.2),
            rules: [
                Rule(id: "land.book", name: "Sổ đỏ", weight: 1.5, trigger: .phrases([try PhrasePattern("sổ đỏ")])),
                Rule(
                    id: "land.words", name: "Từ ngữ", weight: 0.3, trigger: .terms(terms), isIndependent: true,
                    pivot: pivot),
                Rule(
                    id: "land.again", name: "Có sổ", weight: 0.4,
                    trigger: .references(References(any: ["land.book"])), isIndependent: true),
            ])
        return Classifier(
            rules: try RuleSet(
                groups: [land], hotSpot: HotSpotRule(severityCap: 4, lines: [], exceptIn: []), hash: "test"))
    }

    @Test func everyWordCountsOnceAndHidesNothing() throws {
        let verdict = try classifier().verdict(subject: "Mất sổ đỏ", body: "Tôi mất sổ đỏ, xin cấp lại sổ đỏ")
        let sums = Dictionary(grouping: verdict.evidence, by: \.rule).mapValues { $0.reduce(0) { $0 + $1.bans } }
        #expect(sums["land.book"] == 1.5)
        #expect(abs((sums["land.words"] ?? 0) - 0.2) < 1e-9)
        #expect(sums["land.again"] == 0.4)
        #expect(abs((verdict.scores["land"] ?? 0) - 1.1) < 1e-9)
    }

    @Test func withoutMarksInAnAccentedMessageItCountsHalf() throws {
        let verdict = try classifier().verdict(subject: nil, body: "Gia đình tôi muốn hỏi về việc làm so do")
        #expect(verdict.evidence.contains { $0.rule == "land.words" && $0.bans == 0.15 })
    }

    /// The verdict only sums what the explanation keeps line by line.
    @Test(arguments: [
        "", "sổ", "so", "Tôi mất sổ đỏ", "mat so, mat so do", "sổ đỏ sổ đỏ so do SỔ ĐỎ",
        "Gia đình tôi hỏi về so do, sổ",
        "mất sổ. Mất sổ đỏ rồi; mat so",
    ])
    func theVerdictSumsWhatTheExplanationShows(body: String) throws {
        try expectSums(of: classifier(), body)
        try expectSums(of: classifier(pivot: 7), body)
    }

    private func expectSums(of classifier: Classifier, _ body: String) throws {
        for subject in [nil, "Mất so do", "sổ"] as [String?] {
            let verdict = classifier.verdict(subject: subject, body: body)
            let line = classifier.explanation(subject: subject, body: body).lines.first
            #expect(verdict.scores["land"] == line?.score ?? -1)
            #expect(verdict.topics.isEmpty == (line?.isTagged != true))
            let shown = line?.evidence.filter { line?.isTagged == true || $0.isSmallWord != true } ?? []
            #expect(verdict.evidence == shown)
        }
    }

    /// The word sổ weighs 0.1 in a letter of 80 syllables, and at most as in one of 20; a quotation adds no length.
    @Test(arguments: [
        ("sổ", 1, 0, 0.2), ("sổ nhé", 4, 16, 0.2), ("hỏi về sổ nhé", 20, 0, 0.1), ("về sổ", 160, 9, 0.05),
    ])
    func aWordWeighsLessInALongLetter(_ words: String, times: Int, quoted: Int, bans: Double) throws {
        let own = String(repeating: words + " ", count: times)
        let body = own + String(repeating: words + " ", count: quoted)
        let regions = quoted == 0 ? [] : [BodyRegion(region: .quoted, start: own.utf8.count, end: body.utf8.count)]
        let verdict = try classifier(pivot: 80).verdict(subject: nil, body: body, regions: regions)
        #expect(verdict.scores["land"] == -1 + bans)
    }

    @Test func smallWordsOfAQuotationDoNotCount() throws {
        let own = "Tôi hỏi về sổ. "
        let body = own + "mất sổ đỏ"
        let quoted = BodyRegion(region: .quoted, start: own.utf8.count, end: body.utf8.count)
        let letter = try classifier().verdict(subject: nil, body: body, regions: [quoted])
        #expect(letter.scores["land"] == -0.9)
        #expect(try classifier().verdict(subject: nil, body: body).scores["land"] == 1.1)
    }

    @Test(arguments: [("kéo đến chặn cổng", ["crowd"]), ("căng lắm rồi", ["all"]), ("trời đẹp", [])])
    func theLastResortIsNamedOnlyWhereNothingElseIs(_ text: String, _ alarms: [String]) throws {
        func cue(_ id: String, _ phrases: [String]) throws -> RuleGroup {
            RuleGroup(
                kind: .cue, id: id, name: id, prior: -1, threshold: 0, severity: 1,
                rules: [
                    Rule(
                        id: "\(id).words", name: id, weight: 1.5,
                        trigger: .phrases(try phrases.map { try PhrasePattern($0) }))
                ])
        }
        let rules = try RuleSet(
            groups: [cue("crowd", ["kéo đến"]), cue("alarm", ["kéo đến", "căng lắm"])],
            hotSpot: HotSpotRule(
                severityCap: 4,
                lines: [
                    .init(id: "crowd", name: "Đông người", any: ["crowd"], all: ["alarm"]),
                    .init(id: "all", name: "Nhiều dấu hiệu", any: ["alarm"], all: [], isLastResort: true),
                ], exceptIn: []), hash: "test")
        #expect(Classifier(rules: rules).verdict(subject: nil, body: text).alarms.map(\.id) == alarms)
    }
}
