import Foundation
import Testing

@testable import VietnameseText

@Suite("The folder agrees with a slow one")
struct SlowFoldTests {
    /// Pieces that texts break at.
    ///
    /// No letters of other scripts, and no ñ: what stands for what there is the folder's choice.
    private static let pieces: [[UInt8]] = {
        let scalars =
            "aăâeêioôơuưyAĂÂEÊIOÔƠUƯYàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵẤỆỘỰỲ"
            + "bcdđghklmnpqrstvxĐðÐwzçüöqqyynghTT0123456789  \n\t.,;:!?-/()«»“”…😀€°²"
        var pieces = scalars.unicodeScalars.map { Array(String($0).utf8) }
        for mark in ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}", "\u{302}", "\u{306}", "\u{31B}", "\u{308}"]
        {
            pieces += Array(repeating: Array(mark.utf8), count: 4)
        }
        for invisible in ["\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{A0}", "\u{0}"] {
            pieces.append(Array(invisible.utf8))
        }
        pieces += [
            [0xC3], [0xE1], [0xE1, 0xBA], [0x80], [0xBF], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x9F],
            [0xF5],
            [0xCC], [0xC4],
        ]
        return pieces
    }()

    /// Every scalar of the pieces, and what stands for bytes that are none.
    private static let known = Set(
        pieces.flatMap { Array(String(decoding: $0, as: UTF8.self).unicodeScalars) } + ["\u{FFFD}"])

    private static func differs(_ bytes: [UInt8]) -> String? {
        let fast = FoldedText(utf8: bytes).syllables
        let slow = SlowFold(bytes).words
        guard fast.count == slow.count else { return "\(fast.count) syllables, slowly \(slow.count)" }
        for (syllable, word) in zip(fast, slow) {
            let place = "at \(word.start)..<\(word.end)"
            if syllable.start != word.start || syllable.end != word.end {
                return "\(place): \(syllable.start)..<\(syllable.end)"
            }
            if syllable.isNumber != word.isNumber { return "\(place): number" }
            if syllable.tone != word.tone { return "\(place): \(syllable.tone), slowly \(word.tone)" }
            if syllable.plain != SyllableKey(word.plain) { return "\(place): plain \(word.plain)" }
            // No word ends in đy or qưy; whether the y counts as i there is the folder's choice.
            if word.shaped.last == UInt8(ascii: "i"), word.shaped.dropLast().last ?? 0 >= 0x80 { continue }
            if syllable.shaped != SyllableKey(word.shaped) { return "\(place): shape \(word.shaped)" }
        }
        return nil
    }

    @Test(
        "On random pieces of text, marks in any order and broken UTF-8 among them", arguments: [1, 2, 3, 4] as [UInt64])
    func agreesOnRandomText(seed: UInt64) {
        print("SlowFold seed \(seed)")
        var random = SeededGenerator(seed: seed)
        var compared = 0
        for _ in 0..<4_000 {
            let count = Int.random(in: 1...24, using: &random)
            let bytes = (0..<count).flatMap { _ in Self.pieces.randomElement(using: &random) ?? [] }
            // Two broken pieces side by side may make a letter that neither of them is.
            let isKnown = String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy(Self.known.contains)
            guard isKnown else { continue }
            compared += 1
            if let difference = Self.differs(bytes) {
                Issue.record("\(String(decoding: bytes, as: UTF8.self).debugDescription) \(bytes): \(difference)")
                return
            }
        }
        #expect(compared > 3_000)
    }

    @Test(
        "On words, composed and decomposed",
        arguments: [
            "hoà hòa Hoà", "quý quí lý lí kỹ y ý ay thuý yy", "đường ĐƯỜNG đườ\u{323}ng",
            "tie\u{302}\u{301}ng tie\u{301}\u{302}ng",
            "gi\u{200B}ải \u{301}a 1\u{301}2", "a\u{306}\u{302} o\u{306} ơ\u{302} i\u{302}\u{301}", "m2 63/QĐ 3.000đ",
        ])
    func agreesOnWords(_ text: String) {
        #expect(Self.differs(Array(text.utf8)) == nil)
        #expect(Self.differs(Array(text.decomposedStringWithCanonicalMapping.utf8)) == nil)
    }

    @Test("On every labelled message, as it stands and decomposed") func agreesOnMessages() throws {
        let letters = Set("abcdefghijklmnopqrstuvwxyzđ".unicodeScalars)
        for text in try LabelledMessages.texts() {
            for form in [text, text.decomposedStringWithCanonicalMapping] {
                // Letters of other scripts are the folder's choice.
                let known = form.unicodeScalars.map { scalar -> Unicode.Scalar in
                    let base = String(scalar).lowercased().decomposedStringWithCanonicalMapping.unicodeScalars.first
                    return scalar.properties.isAlphabetic && !letters.contains(base ?? scalar) ? "*" : scalar
                }
                var view = String.UnicodeScalarView()
                view.append(contentsOf: known)
                #expect(Self.differs(Array(String(view).utf8)) == nil)
            }
        }
    }
}
