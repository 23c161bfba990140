import Testing
import VietnameseText

@Suite struct SyllableKeyTableTests {
    private static let words = "nhà đất sổ đỏ nghiêng xã phường 12 12345678901 constitutionally cộng hòa ủy ban nguyễn"

    @Test func everyWordIsFoundAndNoOther() {
        let syllables = FoldedText(Self.words).syllables
        var entries: [SyllableKey: Int] = [:]
        for (index, syllable) in syllables.enumerated() { entries[syllable.plain] = index }
        let table = SyllableKeyTable(entries)
        for syllable in syllables { #expect(table[syllable.plain] == entries[syllable.plain]) }
        for other in FoldedText("nha2 nhàn đấ 1 constitutional huyện").syllables where entries[other.plain] == nil {
            #expect(table[other.plain] == nil)
        }
    }

    @Test func anEmptyTableHoldsNothing() {
        let table = SyllableKeyTable<String>([:])
        for syllable in FoldedText(Self.words).syllables { #expect(table[syllable.plain] == nil) }
        #expect(table[.none] == nil)
    }

    @Test func manyWordsFindTheirPlaces() {
        let syllables = FoldedText((0..<5_000).map { "tu\($0) " }.joined()).syllables
        let entries = Dictionary(syllables.map { ($0.plain, $0.start) }, uniquingKeysWith: { first, _ in first })
        let table = SyllableKeyTable(entries)
        for (key, value) in entries { #expect(table[key] == value) }
    }
}
