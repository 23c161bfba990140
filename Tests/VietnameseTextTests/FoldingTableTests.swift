import Testing

@testable import VietnameseText

/// What folds alike, in tables; and what a text written to do harm does not do.
@Suite struct FoldingTableTests {
    /// Ways of writing that must give the syllables of the second text.
    @Test(arguments: [
        ("quáaaa trờiiiii ơiiii", "quá trời ơi"), ("đôôôông", "đông"), ("nhaaaaa", "nha"), ("xoong", "xoong"),
        ("zzzz aaab", "zzzz aaab"), ("ｓổ ｄỏ", "sổ dỏ"), ("đất đаi", "đất đai"), ("Ѕổ đỏ", "Sổ đỏ"),
        ("ɖất Ɖai ðỏ", "đất Đai đỏ"),
        ("gi\u{AD}ải\u{200B} phóng", "giải phóng"), ("Trời ởi\u{FEFF}", "Trời ởi"),
    ])
    func writtenSoOrSo(_ one: String, _ other: String) {
        let first = FoldedText(one).syllables
        let second = FoldedText(other).syllables
        #expect(first.map(\.plain) == second.map(\.plain))
        #expect(first.map(\.shaped) == second.map(\.shaped))
        #expect(first.map(\.tone) == second.map(\.tone))
        #expect(first.map(\.isCapitalized) == second.map(\.isCapitalized))
    }

    @Test func wordsOfOtherScriptsStayWhatTheyAre() {
        #expect(FoldedText("сао").syllables.map(\.plain) != FoldedText("cao").syllables.map(\.plain))
        #expect(FoldedText("Антон").syllables.count == 1)
    }

    @Test(arguments: FoldAgreementTests.parts) func searchTextAgreesWithTheWords(_ part: String) {
        for text in [part, "xã \(part) Ơn \(part)\(part) 7\(part)", String(repeating: "\(part) đường ", count: 40)] {
            let bytes = Array(text.utf8)
            let words = FoldedText(utf8: bytes).syllables.map { syllable -> String in
                foldedForSearch(String(decoding: bytes[syllable.start..<syllable.end], as: UTF8.self))
            }
            #expect(foldedForSearch(text) == words.joined(separator: " "))
        }
    }

    @Test func brokenBytesGiveValidSearchText() {
        var random = SeededNumbers(state: 7)
        for _ in 0..<300 {
            let bytes = FoldAgreementTests.randomText(&random, parts: 40, broken: 10)
            #expect(String(validating: foldedForSearch(utf8: bytes), as: UTF8.self) != nil)
        }
    }

    /// One word, one mark after another, no space: time and memory stay in proportion.
    @Test(.timeLimit(.minutes(5)), arguments: ["a", "\u{301}", "a\u{301}", "đ1", "\u{200B}", "日", "y.", "😀", "\u{FF}"])
    func longTextsEndSoon(_ unit: String) {
        let text = FoldedText(String(repeating: unit, count: 300_000))
        #expect(text.syllables.allSatisfy { $0.end <= text.bytes.count })
        #expect(foldedForSearch(String(repeating: unit, count: 300_000)).utf8.count <= text.bytes.count * 2)
    }
}

@Suite struct TokenRepairingTests {
    /// Knows some abbreviations, and đ written as d9.
    private struct Repair: TokenRepairing {
        let ordinaryWords = WordSet(FoldedText("nhà dân không có ở xã").syllables.map(\.plain))

        func replacement(for token: ArraySlice<UInt8>, in context: TokenContext) -> [Syllable]? {
            switch String(decoding: token, as: UTF8.self).lowercased() {
            case "ubnd": FoldedText("ủy ban nhân dân").syllables
            case "ko": FoldedText("không").syllables
            case "d9": FoldedText("đ").syllables
            case "nhà": FoldedText("never asked").syllables
            default: nil
            }
        }
    }

    @Test func tokensAreReplacedInTheirPlace() {
        let text = FoldedText("Nhà, UBND ko 5ko d9. xã", repair: Repair())
        let words = FoldedText("Nhà ủy ban nhân dân không 5 ko đ xã").syllables
        #expect(text.syllables.map(\.plain) == words.map(\.plain))
        let repaired = text.syllables.filter(\.isRepaired)
        #expect(repaired.map { text.text(from: $0.start, to: $0.end) } == ["UBND", "UBND", "UBND", "UBND", "ko", "d9"])
        #expect(repaired.map(\.gap) == [.clause, .space, .space, .space, .space, .space])
        #expect(repaired.map(\.isCapitalized) == [true, false, false, false, false, false])
        #expect(text.syllables.last?.gap == .sentence)
    }

    @Test func ordinaryTextIsNotTouched() {
        let text = "nhà dân không có ở xã"
        #expect(FoldedText(text, repair: Repair()).syllables == FoldedText(text).syllables)
    }

    @Test func aWordSetHoldsWhatItWasMadeOf() {
        let words = (0..<5000).map { SyllableKey("w\($0)".utf8) }
        let set = WordSet(words)
        #expect(words.allSatisfy(set.contains))
        #expect((5000..<9000).allSatisfy { !set.contains(SyllableKey("w\($0)".utf8)) })
        #expect(!WordSet([]).contains(words[0]))
    }
}
