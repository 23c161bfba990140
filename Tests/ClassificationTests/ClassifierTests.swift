import Classification
import PhraseMatching
import Testing

/// Small rule sets that show one mechanism each.
@Suite struct ClassifierTests {
    private func rule(
        _ id: String, _ weight: Double, _ phrases: [String], regions: Set<Region> = Region.letter,
        needs: [Company] = [],
        forbids: [Company] = []
    ) throws -> Rule {
        Rule(
            id: id, name: id, weight: weight, trigger: .phrases(try phrases.map { try PhrasePattern($0) }),
            regions: regions, needs: needs, forbids: forbids)
    }

    private func group(
        _ id: String, _ kind: GroupKind = .topic, prior: Double = -1, severity: Double = 0, rules: [Rule]
    ) -> RuleGroup {
        RuleGroup(kind: kind, id: id, name: id, prior: prior, threshold: 0, severity: severity, rules: rules)
    }

    private func classifier(
        _ groups: [RuleGroup], hotSpot: HotSpotRule = HotSpotRule(severityCap: 4, lines: [], exceptIn: [])
    ) throws -> Classifier {
        Classifier(rules: try RuleSet(groups: groups, hotSpot: hotSpot, hash: "test"))
    }

    @Test func weightsAddUpToTheThreshold() throws {
        let land = group("land", rules: [try rule("land.a", 0.6, ["sổ đỏ"]), try rule("land.b", 0.5, ["ranh giới"])])
        let classifier = try classifier([land])
        #expect(classifier.verdict(subject: nil, body: "làm sổ đỏ").topics.isEmpty)
        let verdict = classifier.verdict(subject: nil, body: "sổ đỏ sai ranh giới")
        #expect(verdict.topics == ["land"])
        #expect(verdict.scores["land"] == 0.1)
        #expect(verdict.evidence.map(\.text) == ["sổ đỏ", "ranh giới"])
    }

    @Test func evidencePointsIntoItsFieldAsGiven() throws {
        let classifier = try classifier([group("land", rules: [try rule("land.a", 2, ["sổ đỏ"])])])
        let subject = "V/v cấp Sổ Đỏ"
        let verdict = classifier.verdict(subject: subject, body: "trống")
        let evidence = try #require(verdict.evidence.first)
        #expect(evidence.field == .subject)
        #expect(String(decoding: Array(subject.utf8)[evidence.start..<evidence.end], as: UTF8.self) == "Sổ Đỏ")
    }

    @Test func repeatsCountOnceAndOtherWordingsLess() throws {
        let classifier = try classifier([group("e", rules: [try rule("e.a", 1, ["hôi thối", "khét lẹt"])])])
        #expect(classifier.verdict(subject: nil, body: "hôi thối").scores["e"] == 0)
        #expect(classifier.verdict(subject: nil, body: "hôi thối, hôi thối, hôi thối").scores["e"] == 0)
        #expect(classifier.verdict(subject: nil, body: "hôi thối, khét lẹt").scores["e"] == 0.25)
    }

    @Test func overlappingHitsOfOneRuleAreOneSign() throws {
        let fish = try rule("e.fish", 1, ["cá chết", "cá chết trắng sông", "trắng sông"])
        let verdict = try classifier([group("e", rules: [fish])]).verdict(subject: nil, body: "cá chết trắng sông")
        #expect(verdict.evidence.map(\.text) == ["cá chết trắng sông"])
        #expect(verdict.scores["e"] == 0)
    }

    @Test func coveredHitsDoNotCountTwice() throws {
        let rules = [try rule("e.short", 0.7, ["ô nhiễm"]), try rule("e.long", 1.2, ["ô nhiễm môi trường"])]
        let verdict = try classifier([group("e", rules: rules)]).verdict(
            subject: nil, body: "bị ô nhiễm môi trường nặng")
        #expect(verdict.evidence.map(\.rule) == ["e.long"])
        #expect(verdict.scores["e"] == 0.2)
    }

    @Test func bareHitsInAnAccentedMessageCountHalf() throws {
        let classifier = try classifier([group("e", rules: [try rule("e.a", 1, ["bãi rác"])])])
        #expect(classifier.verdict(subject: nil, body: "gan bai rac nha toi").scores["e"] == 0)
        #expect(classifier.verdict(subject: nil, body: "ở gần bai rac của xã").scores["e"] == -0.5)
        #expect(classifier.verdict(subject: nil, body: "gan bai rac nha toi").accented == false)
    }

    @Test(arguments: [
        ("vay thế chấp bằng sổ đỏ", false), ("nộp hồ sơ làm sổ đỏ", true),
        ("vay thế chấp ở ngân hàng từ năm kia rồi, bây giờ mới đi làm lại sổ đỏ", true),
    ])
    func nearPhrasesForbidAHit(_ body: String, _ hits: Bool) throws {
        let forbids = [Company(near: [try PhrasePattern("thế chấp")], within: .syllables(6))]
        let classifier = try classifier([group("land", rules: [try rule("land.a", 2, ["sổ đỏ"], forbids: forbids)])])
        #expect(classifier.verdict(subject: nil, body: body).topics.isEmpty == !hits)
    }

    @Test func needsAreAllAskedFor() throws {
        let needs = [
            Company(
                near: [try PhrasePattern("cán bộ")], within: .syllables(3), message: [try PhrasePattern("phong bì")])
        ]
        let classifier = try classifier([group("c", rules: [try rule("c.a", 2, ["đòi"], needs: needs)])])
        #expect(classifier.verdict(subject: nil, body: "cán bộ đòi phong bì").topics == ["c"])
        #expect(classifier.verdict(subject: nil, body: "cán bộ đòi tiền").topics.isEmpty)
        #expect(classifier.verdict(subject: nil, body: "cán bộ nói là phải chờ thêm mới đòi phong bì").topics.isEmpty)
    }

    @Test func contextsForbidAndCounterEvidenceSubtracts() throws {
        let advert = group("advert", .context, rules: [try rule("advert.a", 2, ["giảm giá"])])
        let counter = Rule(id: "land.advert", name: "n", weight: -2, trigger: .references(References(any: ["advert"])))
        let land = group("land", rules: [try rule("land.a", 2, ["đất nền"]), counter])
        let classifier = try classifier([land, advert])
        #expect(classifier.verdict(subject: nil, body: "đất nền bị lấn").topics == ["land"])
        let verdict = classifier.verdict(subject: nil, body: "đất nền giảm giá")
        #expect(verdict.topics.isEmpty)
        #expect(verdict.contexts == ["advert"])
        #expect(verdict.evidence.contains { $0.rule == "land.advert" && $0.text == "giảm giá" && $0.bans == -2 })
    }

    @Test func immediateRuleNeedsItsCuesAndRespectsContexts() throws {
        let cues = [
            group("petition", .cue, severity: 0.7, rules: [try rule("petition.a", 2, ["ký tên tập thể"])]),
            group("over-levels", .cue, severity: 0.5, rules: [try rule("over-levels.a", 2, ["kéo lên tỉnh"])]),
        ]
        let news = group("official-news", .context, rules: [try rule("official-news.a", 2, ["hội nghị quán triệt"])])
        let line = HotSpotRule.Line(id: "hotspot.both", name: "Cả hai", any: [], all: ["petition", "over-levels"])
        let classifier = try classifier(
            cues + [news], hotSpot: HotSpotRule(severityCap: 1, lines: [line], exceptIn: ["official-news"]))
        #expect(!classifier.verdict(subject: nil, body: "bà con ký tên tập thể").hotspot)
        let hot = classifier.verdict(subject: nil, body: "bà con ký tên tập thể rồi kéo lên tỉnh")
        #expect(hot.hotspot)
        #expect(hot.alarms.map(\.id) == ["hotspot.both"])
        #expect(hot.severity == 1)
        #expect(hot.cues.map(\.text) == ["ký tên tập thể", "kéo lên tỉnh"])
        let news2 = "Hội nghị quán triệt việc ký tên tập thể, kéo lên tỉnh"
        #expect(!classifier.verdict(subject: nil, body: news2).hotspot)
    }

    @Test func bestLetterClassWins() throws {
        let groups = [
            group("kien_nghi", .letterClass, rules: [try rule("k.a", 1.2, ["đề nghị"])]),
            group("to_cao", .letterClass, rules: [try rule("t.a", 2, ["đơn tố cáo"])]),
        ]
        let classifier = try classifier(groups)
        #expect(classifier.verdict(subject: "Đơn tố cáo", body: "đề nghị xem xét").letterClass == .denunciation)
        #expect(classifier.verdict(subject: nil, body: "đề nghị xem xét").letterClass == .petition)
        #expect(classifier.verdict(subject: nil, body: "xin chào").letterClass == .other)
    }

    @Test func referencesMustPointBack() throws {
        let forward = Rule(id: "land.x", name: "n", weight: 1, trigger: .references(References(any: ["land.y"])))
        let later = try rule("land.y", 1, ["đất"])
        #expect(throws: RuleSetError.unknownReference(rule: "land.x", reference: "land.y")) {
            try classifier([group("land", rules: [forward, later])])
        }
    }

    @Test func examplesThatDoNotHoldAreTold() throws {
        var broken = try rule("land.a", 1, ["sổ đỏ"])
        broken.hits = [MarkedExample("làm [sổ hồng]"), MarkedExample("làm [sổ đỏ] mãi")]
        broken.misses = ["vay sổ đỏ"]
        let result = try classifier([group("land", rules: [broken])]).runExamples()
        #expect(result.examples == 3)
        #expect(result.failures.count == 2)
        #expect(result.failures.contains { $0.message.contains("vay sổ đỏ") })
    }

    @Test(arguments: ["", " ", "\u{0}", "🙂🙂", String(repeating: "đất đai ", count: 20_000)])
    func oddTextsGetAVerdict(_ body: String) throws {
        let classifier = try classifier([group("land", rules: [try rule("land.a", 2, ["đất ..4 đai"])])])
        let verdict = classifier.verdict(subject: body.isEmpty ? nil : "", body: body)
        #expect(verdict.rulesHash == "test")
    }

    @Test func termsCountEachWithItsOwnWeightUpToTheCap() throws {
        let words = [("thửa", 0.6), ("bờ ranh", 0.5), ("mốc giới", 0.5)]
        let terms = try words.map { WeightedPhrase(phrase: try PhrasePattern($0.0), bans: $0.1) }
        let rule = Rule(id: "land.terms", name: "n", weight: 0.6, trigger: .terms(terms), cap: 1.2)
        let classifier = try classifier([group("land", rules: [rule])])
        #expect(classifier.verdict(subject: nil, body: "thửa này, bờ ranh kia").scores["land"] == 0.1)
        #expect(classifier.verdict(subject: nil, body: "thửa này, thửa kia").scores["land"] == -0.4)
        let all = classifier.verdict(subject: nil, body: "thửa này, bờ ranh và mốc giới")
        #expect(all.scores["land"] == 0.2)
        #expect(abs(all.evidence.reduce(0) { $0 + $1.bans } - 1.2) < 1e-9)
    }

    @Test func manyWeakSignsAreBounded() throws {
        let weak = try ["ruộng", "vườn", "ranh"].map { try rule("land.\($0)", 0.5, [$0]) }
        var land = group("land", rules: weak + [try rule("land.strong", 0.9, ["sổ đỏ"])])
        land.weakSigns = WeakSigns(below: 0.6, cap: 0.8)
        let classifier = try classifier([land])
        #expect(classifier.verdict(subject: nil, body: "ruộng, vườn, ranh").topics.isEmpty)
        #expect(classifier.verdict(subject: nil, body: "ruộng, vườn, ranh, sổ đỏ").topics == ["land"])
    }

    @Test func rulesLookOnlyAtTheLetterUnlessTheySayOtherwise() throws {
        let body = "Xin cảm ơn.\n> làm sổ đỏ\nGửi từ Zalo"
        let quoted = BodyRegion(region: .quoted, start: 15, end: 30)
        let here = try classifier([group("land", rules: [try rule("land.a", 2, ["sổ đỏ"])])])
        #expect(here.verdict(subject: nil, body: body).topics == ["land"])
        #expect(here.verdict(subject: nil, body: body, regions: [quoted]).topics.isEmpty)
        let there = try classifier([group("land", rules: [try rule("land.a", 2, ["sổ đỏ"], regions: [.quoted])])])
        #expect(there.verdict(subject: nil, body: body).topics.isEmpty)
        #expect(there.verdict(subject: nil, body: body, regions: [quoted]).topics == ["land"])
    }

    @Test func wordsOfOthersNeitherHelpNorForbidNorTellThePlace() throws {
        let body = "Tôi hỏi về sổ đỏ. > bán đất xã Đèo Gia. Lê A, xã Hòa An"
        let offset = body.utf8.count - body.split(separator: ">")[1].utf8.count - 1
        let end = offset + " > bán đất xã Đèo Gia.".utf8.count
        let regions = [
            BodyRegion(region: .body, start: 0, end: offset), BodyRegion(region: .quoted, start: offset, end: end),
            BodyRegion(region: .signature, start: end, end: body.utf8.count),
        ]
        let advert = try Company(message: [PhrasePattern("bán đất")])
        let land = group("land", rules: [try rule("land.a", 2, ["sổ đỏ"], forbids: [advert])])
        let classifier = try classifier([land])
        #expect(classifier.verdict(subject: nil, body: body).topics.isEmpty)
        let verdict = classifier.verdict(subject: nil, body: body, regions: regions)
        #expect(verdict.topics == ["land"])
        #expect(verdict.places.count == 1, "the one in the signature")
        let needing = try rule("land.b", 2, ["sổ đỏ"], needs: [advert])
        let strict = try self.classifier([group("land", rules: [needing])])
        #expect(strict.verdict(subject: nil, body: body).topics == ["land"])
        #expect(strict.verdict(subject: nil, body: body, regions: regions).topics.isEmpty)
        #expect(strict.verdict(subject: "Bán đất", body: body, regions: regions).topics == ["land"])
    }

    @Test func onlyTheWritersOwnWordsShowHowHeTypes() throws {
        let classifier = try classifier([])
        let body = "da nhan duoc thu\n> Nhà tôi ở đầu làng, đường ngập nước đã ba tháng"
        let cut = try #require(Array(body.utf8).firstIndex(of: UInt8(ascii: ">")))
        let regions = [
            BodyRegion(region: .body, start: 0, end: cut),
            BodyRegion(region: .quoted, start: cut, end: body.utf8.count),
        ]
        #expect(classifier.verdict(subject: nil, body: body).accented)
        #expect(!classifier.verdict(subject: nil, body: body, regions: regions).accented)
        #expect(classifier.verdict(subject: "Trả lời đơn của tôi về đường", body: body, regions: regions).accented)
        #expect(classifier.verdict(subject: nil, body: body, regions: regions).language == .vietnamese)
    }

    @Test func everyCompanyIsNeededAndAnyForbids() throws {
        let needs = [
            Company(near: [try PhrasePattern("cán bộ")], within: .sentence),
            Company(near: [try PhrasePattern("hồ sơ")], within: .sentence),
        ]
        let forbids = [Company(message: [try PhrasePattern("cảm ơn")]), Company(message: [try PhrasePattern("tuyển")])]
        let asks = try rule("c.a", 2, ["đòi tiền"], needs: needs, forbids: forbids)
        let classifier = try classifier([group("c", rules: [asks])])
        #expect(classifier.verdict(subject: nil, body: "cán bộ cầm hồ sơ rồi đòi tiền").topics == ["c"])
        #expect(classifier.verdict(subject: nil, body: "cán bộ cầm hồ sơ. Họ đòi tiền").topics.isEmpty)
        #expect(classifier.verdict(subject: nil, body: "cán bộ đòi tiền").topics.isEmpty)
        #expect(classifier.verdict(subject: nil, body: "tuyển cán bộ, nộp hồ sơ ai đòi tiền").topics.isEmpty)
    }

    @Test func referencesJoinRulesByAnyAllAndNot() throws {
        let base = [
            try rule("c.a", 0.1, ["cán bộ"]), try rule("c.b", 0.1, ["đi lại nhiều lần"]),
            try rule("c.n", 0.1, ["đã giải quyết"]),
        ]
        let joined = Rule(
            id: "c.joined", name: "n", weight: 2, trigger: .references(References(all: ["c.a", "c.b"], not: ["c.n"])))
        let classifier = try classifier([group("c", rules: base + [joined])])
        #expect(classifier.verdict(subject: nil, body: "cán bộ bắt đi lại nhiều lần").topics == ["c"])
        #expect(classifier.verdict(subject: nil, body: "cán bộ bảo đi").topics.isEmpty)
        #expect(classifier.verdict(subject: nil, body: "cán bộ bắt đi lại nhiều lần, đã giải quyết").topics.isEmpty)
    }
}
