import Testing

@testable import VietnameseText

/// Words that are found by one look fold as if they had been folded letter by letter.
@Suite struct SyllableFormsTests {
    /// Every syllable with every tone it takes.
    private static let syllables: [String] = SyllableTable.standard.words.flatMap { word in
        (UInt8(0)..<6).compactMap { number -> String? in
            guard word.tones & 1 << number != 0, let tone = Tone(rawValue: number) else { return nil }
            var spelled = word.letters
            spelled.tone = tone
            return spelled.text
        }
    }

    @Test(arguments: ["lower", "capitalized", "upper"]) func everySyllableAgreesWithTheSlowFold(_ letters: String) {
        let words = Self.syllables.map { word in
            switch letters {
            case "lower": word
            case "capitalized": word.prefix(1).uppercased() + word.dropFirst()
            default: word.uppercased()
            }
        }
        let bytes = Array(words.joined(separator: " ").utf8)
        let fast = FoldedText(utf8: bytes).syllables
        let slow = SlowFold(bytes).syllables
        #expect(fast.count == words.count)
        let first = zip(fast, slow).first { $0 != $1 }
        #expect(fast == slow, "\(first.map { "\($0)" } ?? "other numbers of words")")
    }

    @Test func theToneMarkMayStandWherePeopleSetIt() {
        let pairs = [("hoà", "hòa"), ("Thuỷ", "Thủy"), ("LOÈ", "LÒE"), ("khoẻ", "khỏe")]
        for (new, old) in pairs {
            let found = FoldedText("\(new) \(old)").syllables
            #expect(found[0].shaped == found[1].shaped && found[0].tone == found[1].tone && found[0].tone != .level)
        }
    }

    /// Blocks of 64 bytes, pieces of 4,096 bytes and the text's end cut words at every place.
    @Test(arguments: ["Đường", "nghiêng", "a", "ubnd", "2024", "NGHIỄNG", "ti\u{1EBF}ng.", "m2", "электро"])
    func wordsAgreeWhereverTheyStand(_ word: String) {
        for before in Array(0...70) + Array(120...130) + Array(4080...4100) {
            let bytes = [UInt8](repeating: UInt8(ascii: "."), count: before) + Array(word.utf8)
            for text in [bytes, bytes + [0x20], bytes + Array(" xã".utf8)] {
                #expect(FoldedText(utf8: text).syllables == SlowFold(text).syllables, "\(word) at \(before)")
            }
        }
    }

    @Test func aWordLongerThanPiecesIsOneWord() {
        let word =
            [UInt8](repeating: UInt8(ascii: "b"), count: 3000) + [UInt8](repeating: UInt8(ascii: "c"), count: 9000)
        let syllables = FoldedText(utf8: Array("xã ".utf8) + word + Array(" xã".utf8)).syllables
        #expect(syllables.map(\.start) == [0, 4, 4 + word.count + 1])
        #expect(syllables.map(\.end) == [3, 4 + word.count, 4 + word.count + 5 - 1])
    }
}
