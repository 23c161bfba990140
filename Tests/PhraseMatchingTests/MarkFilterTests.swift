import Testing
import VietnameseText

@testable import PhraseMatching

/// The filter may let through what does not fit, but never holds back what does.
@Suite struct MarkFilterTests {
    private static let words = [
        "dat", "đất", "đát", "đạt", "ĐẤT", "sửa", "sữa", "sưa", "sua", "rác", "rac", "rạc", "xả", "xã", "xa", "hoà",
        "hòa",
        "hoa", "lý", "lí", "li", "nghiêng", "nghieng", "straße", "electronics", "2024", "ubnd", "đường", "duong",
    ]

    @Test(arguments: ["", "~", "!"]) func whatFitsIsNotHeldBack(_ sign: String) throws {
        var fitting = 0
        var heldBack = 0
        for pattern in Self.words {
            let node = try #require(try PhrasePattern(pattern + sign).nodes.first)
            guard case .syllable(let written) = node else { continue }
            let word = PatternWord(written, number: 1)
            for text in FoldedText(Self.words.joined(separator: " ")).syllables
            where text.plain == written.syllable.plain {
                let lanes = UInt64(MarkFilter.lane(text))
                let marks = MarkFilter.lanes([word])
                let passes = (lanes ^ marks) & MarkFilter.mask(lanes) & MarkFilter.mask(length: 1) == 0
                if word.fit(text) != nil {
                    fitting += 1
                    #expect(passes, "\(pattern) against \(text)")
                } else if !passes {
                    heldBack += 1
                }
            }
        }
        #expect(fitting >= Self.words.count && heldBack > 10)
    }

    @Test func onlyMarkedSyllablesCount() {
        #expect(MarkFilter.mask(0x1235_0000_0001_0000) == 0xFFFF_0000_FFFF_0000)
        #expect(MarkFilter.mask(length: 1) == 0xFFFF)
        #expect(MarkFilter.mask(length: 3) == 0xFFFF_FFFF_FFFF)
        #expect(MarkFilter.mask(length: 4) == .max && MarkFilter.mask(length: 9) == .max)
    }
}
