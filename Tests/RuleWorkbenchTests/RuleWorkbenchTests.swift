import Classification
import PhraseMatching
import RuleWorkbench
import Testing

/// The workbench over rule sets small enough to reckon by hand.
@Suite struct RuleWorkbenchTests {
    private func rules(_ weights: [(id: String, bans: Double, phrase: String)]) throws -> RuleSet {
        let rules = try weights.map {
            Rule(id: $0.id, name: $0.id, weight: $0.bans, trigger: .phrases([try PhrasePattern($0.phrase)]))
        }
        let land = RuleGroup(
            kind: .topic, id: "land", name: "Đất đai", prior: -1, threshold: 0, severity: 0, rules: rules)
        return try RuleSet(
            groups: [land], hotSpot: HotSpotRule(severityCap: 4, lines: [], exceptIn: []), hash: "test")
    }

    private func message(_ id: String, _ body: String, land: Bool) -> LabelledMessage {
        LabelledMessage(id: id, subject: nil, body: body, topics: land ? ["land"] : [], hotspot: false)
    }

    @Test func comparisonTellsWhichMessagesFlipAndWhetherForTheBetter() throws {
        let old = try rules([("land.book", 1.5, "sổ đỏ")])
        let new = try rules([("land.fence", 1.5, "bờ ranh")])
        let messages = [
            message("a", "Hàng xóm lấn bờ ranh nhà tôi", land: true), message("b", "Nhặt được cuốn sổ đỏ", land: false),
            message("c", "Xin làm sổ đỏ", land: true),
        ]
        let comparison = RuleComparison(old: old, new: new, on: messages)
        #expect(comparison.flips.map(\.message.id) == ["a", "b", "c"])
        #expect(comparison.flips.map { $0.isGivenNow == $0.isWanted } == [true, true, false])
        #expect(comparison.flips[0].words == ["bờ ranh"])
        let land = try #require(comparison.tallies.first { $0.tag == "land" })
        #expect((land.old.right, land.old.extra, land.old.missed) == (1, 1, 1))
        #expect((land.new.right, land.new.extra, land.new.missed) == (1, 0, 1))
        #expect(land.new.precision == 1)
        #expect(land.new.recall == 0.5)
    }

    @Test func fitLowersWhatMisleadsAndRaisesWhatTells() throws {
        let rules = try rules([
            ("land.good", 0.8, "bờ ranh"), ("land.bad", 1.4, "khu vườn"), ("land.against", -0.5, "cho thuê"),
            ("land.unseen", 0.7, "sổ đỏ"),
        ])
        var messages: [LabelledMessage] = []
        for index in 0..<30 {
            messages.append(message("g\(index)", "lấn bờ ranh", land: true))
            messages.append(message("b\(index)", "khu vườn rất đẹp", land: index % 5 == 0))
            messages.append(message("n\(index)", "bờ ranh, cho thuê nhà", land: index % 2 == 0))
        }
        let changes = WeightFit.changes(rules: rules, on: messages)
        let byRule = Dictionary(uniqueKeysWithValues: changes.map { ($0.rule, $0) })
        let good = try #require(byRule["land.good"])
        let bad = try #require(byRule["land.bad"])
        #expect(good.new > good.old)
        #expect(bad.new < bad.old)
        #expect(bad.new > 0)
        #expect((bad.onTopic, bad.offTopic) == (6, 24))
        #expect(changes.filter { $0.rule == "land.against" }.allSatisfy { $0.new < 0 })
        #expect(byRule["land.unseen"] == nil)
    }

    @Test func strongPullKeepsHandSetWeights() throws {
        let rules = try rules([("land.bad", 1.4, "khu vườn")])
        let messages = (0..<5).map { message("\($0)", "khu vườn", land: false) }
        let free = WeightFit.changes(rules: rules, on: messages, options: .init(pull: 0.5))
        let held = WeightFit.changes(rules: rules, on: messages, options: .init(pull: 5000))
        #expect(!free.isEmpty)
        #expect(held.isEmpty)
    }

    @Test func suggestionsCountBothSidesAndShowTheSpellingWithMarks() throws {
        let rules = try rules([("land.book", 1.5, "sổ đỏ")])
        var messages = [
            message("1", "Nhà bên lấn mốc giới cả mét", land: true), message("2", "bi lan moc gioi roi", land: true),
            message("3", "mốc giới sai, làm sổ đỏ không được", land: true),
        ]
        messages += (0..<20).map { message("n\($0)", "Chúc mừng năm mới số \($0)", land: false) }
        let found = TermSuggestion.suggestions(rules: rules, on: messages)
        let term = try #require(found.first { $0.words == "mốc giới" })
        #expect((term.onTopic, term.offTopic, term.missed) == (3, 0, 2))
        #expect(term.bans > 1)
        #expect(!found.contains { $0.words.contains("năm mới") })
    }
}
