import Testing
import VietnameseText

@testable import PhraseMatching

/// Numbers of papers and plots as citizens write them, and what only looks like them.
@Suite struct OfficialNumberTests {
    /// What a phrase finds, hits inside others left out.
    private static func found(_ phrase: String, _ text: String, repair: TokenRepair? = nil) throws -> [String] {
        let folded = FoldedText(text, repair: repair)
        var end = -1
        var found: [String] = []
        let hits = PhraseIndex([try PhrasePattern(phrase)]).hits(in: folded)
        for hit in hits.sorted(by: { ($0.start, -$0.end) < ($1.start, -$1.end) }) where hit.end > end {
            found.append(folded.text(from: hit.start, to: hit.end))
            end = hit.end
        }
        return found
    }

    @Test(arguments: [
        ("theo QĐ số 1234/QĐ-UBND ngày 5/6/2020", "QĐ số 1234/QĐ-UBND"),
        ("Quyết định 12/2024/QĐ-UBND của tỉnh", "Quyết định 12/2024/QĐ-UBND"),
        ("CV 45/UBND-TNMT", "CV 45/UBND-TNMT"), ("số: 123/GM-TTr", "số: 123/GM-TTr"),
        ("(số 12/TB-VPCP)", "số 12/TB-VPCP"), ("theo qd so 1234/qd-ubnd", "qd so 1234/qd-ubnd"),
        ("quyet dinh 12/2024/qd-ubnd", "quyet dinh 12/2024/qd-ubnd"), ("cv 45/ubnd-tnmt", "cv 45/ubnd-tnmt"),
        ("1234 / QĐ - UBND", "1234 / QĐ - UBND"), ("45/ QĐ-UBND", "45/ QĐ-UBND"),
        ("1234/qd ubnd huyen", "1234/qd ubnd"), ("1234QĐ/UBND", "1234QĐ/UBND"), ("678 QĐ-UBND", "678 QĐ-UBND"),
        ("Nghị quyết 07-NQ/TW", "Nghị quyết 07-NQ/TW"), ("15-CT/TU", "15-CT/TU"), ("05-qd/tu", "05-qd/tu"),
        ("Luật 31/2024/QH15", "31/2024/QH15"), ("102/2024/NĐ-CP", "102/2024/NĐ-CP"),
        ("TTLT 12/2015/TTLT-BTC-BTP.", "12/2015/TTLT-BTC-BTP"), ("123/QĐ, 124/QĐ", "123/QĐ 124/QĐ"),
        ("45/UBND", "45/UBND"), ("89/ĐXK-CTABC", "89/ĐXK-CTABC"), ("12/QĐ–UBND", "12/QĐ–UBND"),
        ("1234/QĐ-UBND-TNMT", "1234/QĐ-UBND-TNMT"), ("thông báo số 15/tb", "thông báo số 15/tb"),
        ("quyết định số 1234 thu hồi đất", "quyết định số 1234"), ("Công văn số 56.", "Công văn số 56"),
        ("công văn số 45 ngày 5/6/2024", "công văn số 45"), ("hủy Quyết định 77 vì sai", "Quyết định 77"),
        ("công văn 411 trả lời", "công văn 411"), ("hủy quyết định 77, đo lại", "quyết định 77"),
        ("theo Nghị định 43/2014", "Nghị định 43/2014"), ("quyết định 63 ngày 5/6", "quyết định 63"),
        ("CV 45 ngày 5/6/2024", "CV 45"), ("quyết định 12/2024/QĐ-UBND", "quyết định 12/2024/QĐ-UBND"),
        ("Công văn: 45/UBND", "Công văn: 45/UBND"),
        ("bản án số 12/2020/DS-ST", "bản án số 12/2020/DS-ST"), ("10/QĐ\u{2011}UBND", "10/QĐ\u{2011}UBND"),
    ])
    func papersAreFound(_ text: String, _ expected: String) throws {
        #expect(try Self.found("<decision-number>", text).joined(separator: " ") == expected)
    }

    @Test(arguments: [
        "số nhà 12/5A Nguyễn Trãi", "ngõ 45/7B", "trực 24/7", "5/10/2024", "ngày 12/5 âm", "500/kg", "50.000/m2",
        "100/người", "3/tháng", "60 km/h", "1/2 sào", "lớp 5/2-A", "xe 29H-123.45", "quyết định 5 triệu",
        "thông báo 30 ngày 2 lần", "quyết định năm 2020", "quyết định 30 hộ phải dời", "quyết định 12 cán bộ",
        "Quyết định 50% đất", "công văn 15 trang",
        "thông báo 12/2024", "công văn 4,5", "nghị định 5", "thông báo 15 người, 20 người", "công văn 2 lần", "sổ 123",
        "số 123", "2/thôn-xóm",
        "50/ca", "50/ca-ngay", "3/da", "9/10 hộ", "12/2024", "12/2024/", "1.234/kg", "quyết định. Số 5", "/QĐ-UBND",
        "5 QĐ", "10 - 12 người", "khoản 2 - KL", "3/4/5", "tỷ lệ 1/500-1/2000", "qua 5 TB", "số 7-8 Lý Tự Trọng",
        "1234567/QĐ-UBND", "A12/QĐ-UBND", "12/QĐạt-UBNDô",
    ])
    func otherNumbersAreNoPapers(_ text: String) throws {
        #expect(try Self.found("<decision-number>", text).isEmpty)
    }

    @Test(arguments: [
        "theo <decision-number>", "theo quyết định <decision-number>", "theo quyết định số <decision-number>",
    ])
    func theWordsThatNameAPaperAreTheTokensOrThePhrases(_ phrase: String) throws {
        let text = "thu hồi theo quyết định số 12/QĐ-UBND của huyện"
        #expect(try Self.found(phrase, text) == ["theo quyết định số 12/QĐ-UBND"])
    }

    /// Abbreviations are read as words before rules look; the number's sign must survive it.
    @Test func papersAreFoundInRepairedText() throws {
        let lexicon = try Lexicon([
            LexiconEntry(spellings: ["QĐ", "QD"], meaning: "quyết định"),
            LexiconEntry(spellings: ["UBND", "ubnd"], meaning: "ủy ban nhân dân"),
        ])
        #expect(
            try Self.found(
                "theo <decision-number> ngày", "theo QĐ số 12/QĐ-UBND ngày 5/6", repair: TokenRepair(lexicon: lexicon))
                == ["theo QĐ số 12/QĐ-UBND ngày"])
    }

    @Test(arguments: [
        ("đất thửa 123 của tôi", "thửa 123"), ("thửa số 45 tờ bản đồ số 7", "thửa số 45 tờ bản đồ số 7"),
        ("thửa đất số: 45, tờ bản đồ số: 7.", "thửa đất số: 45, tờ bản đồ số: 7"), ("lô 12", "lô 12"),
        ("tờ BĐ 5", "tờ BĐ 5"), ("tờ bản đồ địa chính số 7", "tờ bản đồ địa chính số 7"),
        ("thửa 123 tờ 7", "thửa 123 tờ 7"), ("tờ số 7, thửa số 45", "tờ số 7, thửa số 45"),
        ("thửa 45 thuộc tờ bản đồ 7", "thửa 45 thuộc tờ bản đồ 7"),
        ("thua dat so 45 to ban do so 7", "thua dat so 45 to ban do so 7"),
        ("nha toi thua 123 to 7", "thua 123 to 7"), ("nha toi thua 123, xom 5", "thua 123"),
        ("thua so 45", "thua so 45"), ("THỬA ĐẤT SỐ 45", "THỬA ĐẤT SỐ 45"), ("lô A12", "lô A12"),
        ("thửa 88 em xin hỏi", "thửa 88"),
        ("bốc thăm trúng lô B17", "lô B17"),
        ("lô đất TDC-05", "lô đất TDC-05"), ("lo dat so 5", "lo dat so 5"), ("thửa 45/2", "thửa 45/2"),
        ("thửa 123a", "thửa 123a"), ("thửa ruộng số 9", "thửa ruộng số 9"), ("thửa 12, 13 và 15", "thửa 12"),
        ("lô số 3, thửa 45, tờ 7", "lô số 3, thửa 45, tờ 7"), ("tờ bản đồ 7; thửa 45", "tờ bản đồ 7 thửa 45"),
    ])
    func plotsAreFound(_ text: String, _ expected: String) throws {
        #expect(try Self.found("<plot-number>", text).joined(separator: " ") == expected)
    }

    @Test(arguments: [
        "thửa 200 m2", "thửa 200m2", "thửa đất 5 sào", "hai thửa 1,5 sào", "thửa 1.500", "lô đất 5 tỷ", "lô 5 tấn",
        "đánh lô 45", "ghi lo 45", "lo 12 trieu", "lo 12", "thua 3 tran", "thua 5-0", "thua 3 năm", "thưa 12 đồng chí",
        "tờ 500", "tờ 5 triệu", "một tờ 100", "tờ số 7", "số thửa", "thửa đất, 45 hộ", "thửa. 45", "lộ 12",
        "lỗ 12 triệu",
        "đường lộ 5", "tờ báo số 7", "thửa 50% đất", "thửa", "lô", "tờ bản đồ", "thửa số", "thua 123456789",
    ])
    func otherWordsAreNoPlots(_ text: String) throws {
        #expect(try Self.found("<plot-number>", text).isEmpty)
    }

    @Test(arguments: ["thửa <plot-number>", "thửa đất số <plot-number>", "tại <plot-number>"])
    func theWordsThatNameAPlotAreTheTokensOrThePhrases(_ phrase: String) throws {
        let found = try Self.found(phrase, "lấn tại thửa đất số 45, tờ bản đồ số 7")
        #expect(found.count == 1 && found[0].hasSuffix("thửa đất số 45, tờ bản đồ số 7"))
    }

    /// Long runs of what begins a token must not take more than time in proportion.
    @Test(.timeLimit(.minutes(5))) func hostileTextEndsSoon() throws {
        for piece in ["thửa 1, tờ 2, ", "1/QĐ-", "12/2024/", "số 1 ", "quyết định số ", "thửa số ", "1-Q/"] {
            let text = String(repeating: piece, count: 20_000)
            _ = try Self.found("<decision-number> <plot-number>", text)
        }
    }
}
