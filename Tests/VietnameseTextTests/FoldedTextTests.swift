import Foundation
import Testing

@testable import VietnameseText

@Suite struct FoldedTextTests {
    /// Spellings of one word that must fold alike, marks included.
    @Test(arguments: [
        ["hoà", "hòa", "HOÀ", "ho\u{61}\u{300}", "hoa\u{300}"],
        ["thuý", "thúy", "Thuý", "thuy\u{301}"],
        ["tiếng", "TIẾNG", "tie\u{302}\u{301}ng", "tie\u{301}\u{302}ng"],
        ["đường", "Đường", "ðường", "đươ\u{300}ng"],
        ["lý", "lí", "LÍ"],
        ["quý", "quí"],
        ["giải", "gi\u{200B}ải"],
    ])
    func spellingsOfOneSyllableFoldAlike(_ spellings: [String]) throws {
        let first = try #require(FoldedText(spellings[0]).syllables.first)
        for spelling in spellings {
            let folded = FoldedText(spelling).syllables
            #expect(folded.count == 1, "\(spelling) is one syllable")
            #expect(folded.first?.fit(first) == .exact, "\(spelling) fits \(spellings[0])")
        }
    }

    @Test(arguments: [
        ("đất", "dat", Syllable.Fit.no), ("dat", "đất", .bare), ("đất", "đất", .exact), ("đát", "đất", .no),
        ("dat", "dat", .exact), ("sửa", "sữa", .otherSpelling), ("ma", "má", .bare), ("má", "ma", .no),
        ("tay", "tây", .bare), ("tây", "tay", .no), ("thuy", "thui", .no),
    ])
    func textSyllableFitsPatternSyllable(_ text: String, _ pattern: String, _ expected: Syllable.Fit) throws {
        let textSyllable = try #require(FoldedText(text).syllables.first)
        let patternSyllable = try #require(FoldedText(pattern).syllables.first)
        #expect(textSyllable.fit(patternSyllable) == expected)
    }

    @Test(arguments: [
        "Nhà tôi ở xã Hoà Bình, huyện Ý Yên.", "Kính gửi: UBND xã\r\n\r\nTôi tên là 😀 Đoàn", "a\u{0}b\u{FEFF}c",
        "đ", "m2 63/QĐ-UBND 3.000.000đ", "日本語 и русский", "",
    ])
    func offsetsPointAtTheWordsAsGiven(_ text: String) {
        let folded = FoldedText(text)
        var last = 0
        for syllable in folded.syllables {
            #expect(syllable.start >= last)
            #expect(syllable.end > syllable.start)
            let word = folded.text(from: syllable.start, to: syllable.end)
            #expect(!word.contains(" ") && !word.contains("\u{FFFD}"))
            #expect(FoldedText(word).syllables.first?.plain == syllable.plain)
            last = syllable.end
        }
    }

    @Test(arguments: [
        ("đất đai", Gap.space), ("đất\nđai", .light), ("đất-đai", .light), ("đất, đai", .clause),
        ("đất (đai", .clause), ("đất. Đai", .sentence), ("đất\n\nđai", .sentence), ("đất! đai", .sentence),
        ("TP. Huế", .light), ("3.000", .light), ("đất… đai", .sentence),
    ])
    func gapsTellWhatPartsTwoSyllables(_ text: String, _ expected: Gap) throws {
        let second = try #require(FoldedText(text).syllables.dropFirst().first)
        #expect(second.gap == expected)
    }

    @Test func searchTextHasNoMarksAndOneSpace() {
        #expect(foldedForSearch("Đường  Nguyễn Huệ,\n số 63/QĐ") == "duong nguyen hue so 63 qd")
        #expect(foldedForSearch("Đu\u{31B}o\u{31B}\u{300}ng") == "duong")
    }

    @Test func longWordsStayApart() {
        let one = FoldedText(String(repeating: "a", count: 40)).syllables[0]
        let two = FoldedText(String(repeating: "a", count: 39) + "b").syllables[0]
        #expect(one.plain != two.plain)
    }

    /// Any bytes are accepted, and offsets stay inside them.
    @Test func randomBytesNeverCrash() {
        var random = SystemRandomNumberGenerator()
        for length in 0..<400 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            let folded = FoldedText(utf8: bytes)
            for syllable in folded.syllables {
                #expect(syllable.start < syllable.end && syllable.end <= bytes.count)
            }
        }
    }

    /// The table against an independent slow way: canonical decomposition by Foundation, marks dropped.
    @Test func tableAgreesWithCanonicalDecomposition() throws {
        for value in Array(UInt32(0xC0)..<0x1B1) + Array(UInt32(0x1EA0)..<0x1EFA) {
            guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic else { continue }
            let canonical = String(scalar).decomposedStringWithCanonicalMappingScalars
            guard let base = canonical.first, LetterTableTestMarks.vowels.contains(base), canonical.count > 1,
                canonical.dropFirst().allSatisfy({ LetterTableTestMarks.vietnamese.contains($0.value) })
            else { continue }
            let composed = try #require(FoldedText(String(scalar)).syllables.first, "\(scalar) is a letter")
            var view = String.UnicodeScalarView()
            view.append(contentsOf: canonical)
            let decomposed = try #require(FoldedText(String(view)).syllables.first)
            #expect(composed.plain == decomposed.plain, "\(scalar)")
        }
    }
}

private enum LetterTableTestMarks {
    static let vowels = Set("aeiouyAEIOUY".unicodeScalars)
    static let vietnamese: Set<UInt32> = [0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323]
}

extension String {
    /// The scalars of the canonical decomposition, by Foundation's tables.
    fileprivate var decomposedStringWithCanonicalMappingScalars: [Unicode.Scalar] {
        Array(decomposedStringWithCanonicalMapping.unicodeScalars)
    }
}
