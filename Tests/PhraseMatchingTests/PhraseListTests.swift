import Testing
import VietnameseText

@testable import PhraseMatching

@Suite struct PhraseListTests {
    static let lists: [String: [String]] = [
        "office": ["ủy ban", "ủy ban nhân dân", "UBND {level}", "công an"], "level": ["xã", "phường", "thị trấn"],
        "waste": ["rác", "nước ..2 thải"], "sum": ["<money>", "nhiều tiền"],
    ]

    private func index(_ phrases: [String], _ lists: [String: [String]]) throws -> PhraseIndex {
        try PhraseIndex(
            phrases.map { try PhrasePattern($0) }, lists: lists.mapValues { try $0.map { try PhrasePattern($0) } })
    }

    @Test(
        arguments: [
            ("{office}", "ủy ban nhân dân họp", ["ủy ban nhân dân"]),
            (
                "{office} xã", "ủy ban xã, ủy ban nhân dân xã, uy ban xa",
                ["ủy ban xã", "ủy ban nhân dân xã", "uy ban xa"]
            ),
            ("đơn gửi ..3 {office}", "đơn gửi lên UBND phường, đơn gửi bố", ["đơn gửi lên UBND phường"]),
            (
                "{office} nhận {sum}", "công an nhận 5 triệu, UBND xã nhận nhiều tiền",
                ["công an nhận 5 triệu", "UBND xã nhận nhiều tiền"]
            ),
            // A list stands for its phrases: one bare syllable of it counts when the whole has two words.
            ("{waste}", "rac", []),
            ("bãi {waste}", "bai rac, bãi nước bẩn thải", ["bai rac", "bãi nước bẩn thải"]),
            ("({office}|ông) hứa", "công an hứa, ông hứa, bà hứa", ["công an hứa", "ông hứa"]),
            ("{office} ..2! {level}", "công an của xã, công an, của xã", ["công an của xã"]),
            // Commas part a list from its neighbours as they part words.
            ("{office} xã", "công an, xã", []),
        ] as [(String, String, [String])])
    func aListStandsForItsPhrases(_ phrase: String, _ sentence: String, _ expected: [String]) throws {
        let text = FoldedText(sentence)
        let found = try index([phrase], Self.lists).hits(in: text).map { text.text(from: $0.start, to: $0.end) }
        #expect(found == expected)
    }

    @Test func namesWithoutListAreTold() {
        #expect(throws: PhraseListError.unknownList(name: "ofice", phrase: "đơn {ofice}")) {
            try index(["đơn {ofice}"], Self.lists)
        }
        #expect(throws: PhraseListError.unknownList(name: "b", phrase: "x {b}")) {
            try index(["y"], ["a": ["x {b}"]])
        }
    }

    @Test func circlesAreTold() {
        #expect(throws: PhraseListError.circle(names: ["a", "b", "a"])) {
            try index(["y"], ["a": ["x {b}"], "b": ["(z|{a}) y"], "c": ["{a}"]])
        }
        #expect(throws: PhraseListError.circle(names: ["a", "a"])) { try index([], ["a": ["{a} x"]]) }
    }
}
