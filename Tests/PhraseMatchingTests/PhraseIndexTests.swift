import Testing
import VietnameseText

@testable import PhraseMatching

/// Tables of (phrase, text, spans): what each form of the phrase syntax finds.
@Suite struct PhraseIndexTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var phrase: String
        var text: String
        var found: [String]
        var testDescription: String { "«\(phrase)» in «\(text)»" }

        init(_ phrase: String, _ text: String, _ found: String...) {
            self.phrase = phrase
            self.text = text
            self.found = found
        }
    }

    static let rows: [Row] = [
        // Plain words.
        Row("sổ đỏ", "làm sổ đỏ, sổ  đỏ và SỔ ĐỎ", "sổ đỏ", "sổ  đỏ", "SỔ ĐỎ"),
        Row("sổ đỏ", "so do", "so do"),
        Row("sổ đỏ", "sổ do", "sổ do"),
        Row("sổ đỏ", "số đo"),
        Row("sổ đỏ", "sổ, đỏ"),
        Row("sổ đỏ", "cuốn sổ. Đỏ"),
        Row("hoà bình", "hòa bình", "hòa bình"),
        Row("rác", "rac rác", "rác"),
        Row("rác~", "rac rác", "rac", "rác"),
        Row("đạo! hữu", "dao huu đạo hữu", "đạo hữu"),
        Row("xin ao", "xin áo"),
        // Alternatives.
        Row(
            "mùi (hôi|thối|khét lẹt)", "mùi hôi, mùi thối, mùi khét lẹt, mùi khét", "mùi hôi", "mùi thối",
            "mùi khét lẹt"),
        Row("(rất |)hôi", "rất hôi", "rất hôi", "hôi"),
        Row("đất (đai|)", "đất đai đất", "đất đai", "đất"),
        Row("(a|(b|c) d)", "b d c d a", "b d", "c d", "a"),
        // Gaps.
        Row("xả ..2 sông", "xả ra sông, xả nước ra sông, xả hết nước bẩn ra sông", "xả ra sông", "xả nước ra sông"),
        Row("xả ..4 sông", "xả, ngay ra sông", "xả, ngay ra sông"),
        Row("xả ..4 sông", "xả thải. Ra sông"),
        Row("xả ..4! sông", "xả, ngay ra sông, xả ngay-ra sông", "xả ngay-ra sông"),
        Row("xả ..4! sông", "xả ngay, sông"),
        Row("(chó|mèo) ..2 (trước cửa|)", "chó nằm trước cửa", "chó nằm trước cửa"),
        Row("(chó|mèo) ..2 (trước cửa|)", "mèo kêu to quá", "mèo kêu to"),
        // Token classes.
        Row(
            "phạt <money>", "phạt 3.000.000 đồng, phạt 500k, phạt 7,5 triệu, phạt 3 người", "phạt 3.000.000 đồng",
            "phạt 500k", "phạt 7,5 triệu"),
        Row("ngày <date>", "ngày 12/8/2024 và ngày 45/8", "ngày 12/8/2024"),
        Row("<date>", "ngày 5 tháng 3 năm 2020", "ngày 5 tháng 3"),
        Row("<phone>", "gọi 0905 000 482 hoặc +84905000482, số 12", "0905 000 482", "84905000482"),
        Row("lên <percent>", "lên 20%, lên 20", "lên 20"),
        Row("<number> hộ", "60 hộ", "60 hộ"),
    ]

    @Test(arguments: rows) func findsExactlyTheseSpans(_ row: Row) throws {
        let index = PhraseIndex([try PhrasePattern(row.phrase)])
        let text = FoldedText(row.text)
        let found = index.hits(in: text).map { text.text(from: $0.start, to: $0.end) }
        #expect(found == row.found)
    }

    /// The same table over an engine that knows nothing of indexes: every phrase alone at every syllable.
    @Test func manyPhrasesTogetherFindWhatEachFindsAlone() throws {
        let patterns = try Self.rows.map { try PhrasePattern($0.phrase) }
        let together = PhraseIndex(patterns)
        for row in Self.rows {
            let text = FoldedText(row.text)
            let all = Set(together.hits(in: text))
            for (number, pattern) in patterns.enumerated() {
                let alone = PhraseIndex([pattern]).hits(in: text).map { hit in
                    PhraseHit(
                        phrase: number, firstSyllable: hit.firstSyllable, endSyllable: hit.endSyllable,
                        start: hit.start, end: hit.end, exactness: hit.exactness)
                }
                #expect(Set(alone) == all.filter { $0.phrase == number })
            }
        }
    }

    @Test func leftOutMarksAreReported() throws {
        let index = PhraseIndex([try PhrasePattern("bãi rác")])
        #expect(index.hits(in: FoldedText("bai rac")).first?.leavesOutMarks == true)
        #expect(index.hits(in: FoldedText("bãi rác")).first?.leavesOutMarks == false)
    }

    @Test(arguments: [
        ("", "holds no word"), ("(a|b", "never closed"), ("a ..0 b", "1 to 12"), ("a ..99 b", "1 to 12"),
        ("..3 a", "begin with a gap"),
        ("a ..3", "end with a gap"), ("<thing>", "no token class"), ("a )", "unexpected"), ("(|a)", "holds no word"),
        ("!!!", "no letter"), ("đất – đai", "no letter"), ("a {office", "never closed"), ("a {}", "names no list"),
        ("a {nhà nước}", "names no list"), ("(..3 a|b) c", "begin with a gap"), ("(a|) ..3 b", "begin with a gap"),
        ("(a|) (b|..3 c)", "begin with a gap"),
        ("((((((((((a))))))))))", "deeper"),
    ])
    func brokenPhrasesAreToldWithTheirPlace(_ phrase: String, _ part: String) {
        #expect {
            try PhrasePattern(phrase)
        } throws: { error in
            (error as? PhraseError).map { $0.message.contains(part) && $0.column >= 1 } ?? false
        }
    }

    /// A text written to make alternatives and gaps try everything must not hang.
    @Test(.timeLimit(.minutes(5))) func hostileTextEndsSoon() throws {
        let pattern = try PhrasePattern("a ..12 a ..12 a ..12 a ..12 a ..12 b")
        let text = FoldedText(String(repeating: "a ", count: 4_000))
        #expect(PhraseIndex([pattern]).hits(in: text).isEmpty)
    }
}
