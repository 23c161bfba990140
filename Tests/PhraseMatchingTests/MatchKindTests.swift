import Testing
import VietnameseText

@testable import PhraseMatching

/// Tables of (phrases, text, spans) for each kind of match, run over the engine and over the naive one.
@Suite struct MatchKindTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var kind: MatchKind
        var phrases: [String]
        var text: String
        /// Phrase number and words of each hit.
        var hits: [String]
        var testDescription: String { "\(kind): \(phrases) in «\(text)»" }

        init(_ kind: MatchKind, _ phrases: [String], _ text: String, _ hits: String...) {
            self.kind = kind
            self.phrases = phrases
            self.text = text
            self.hits = hits
        }
    }

    static let rows: [Row] = [
        Row(.longestAtEachStart, ["a b", "b", "b c d"], "a b c d", "0 a b", "1 b", "2 b c d"),
        Row(.leftmostLongest, ["a b", "b", "b c d"], "a b c d", "0 a b"),
        Row(.longestAtEachStart, ["a (b|)", "a"], "a b a", "0 a b", "1 a", "0 a", "1 a"),
        Row(.leftmostLongest, ["a", "a (b|)", "a b"], "a b a", "1 a b", "0 a"),
        Row(.leftmostLongest, ["a ..3 d", "b", "d e"], "a b c d e", "0 a b c d"),
        Row(.longestAtEachStart, ["a ..3 d", "b", "d e"], "a b c d e", "0 a b c d", "1 b", "2 d e"),
        Row(.leftmostLongest, ["ủy ban", "ủy ban nhân dân", "nhân dân xã"], "ủy ban nhân dân xã", "1 ủy ban nhân dân"),
        Row(.longestAtEachStart, ["x"], "y"),
        Row(.leftmostLongest, ["x"], ""),
        Row(.leftmostLongest, ["a a"], "a a a a a", "0 a a", "0 a a"),
        Row(.longestAtEachStart, ["a a"], "a a a a", "0 a a", "0 a a", "0 a a"),
    ]

    @Test(arguments: rows) func bothEnginesFindTheseSpans(_ row: Row) throws {
        let phrases = try row.phrases.map { try PhrasePattern($0) }
        let text = FoldedText(row.text)
        for hits in [
            PhraseIndex(phrases).hits(in: text, kind: row.kind),
            NaiveMatcher(phrases, lists: [:], text: text).hits(in: text, kind: row.kind),
        ] {
            #expect(hits.map { "\($0.phrase) \(text.text(from: $0.start, to: $0.end))" } == row.hits)
        }
    }

    @Test(arguments: [
        ("(đất|dat) xã", "dat xã", Exactness.exact), ("đất xã", "dat xã", .bare), ("sửa xã", "sữa xã", .otherSpelling),
        ("sửa đất", "sữa dat", .bare), ("đất", "đất", .exact),
    ])
    func theClosestOfTheLongestWaysCounts(_ phrase: String, _ text: String, _ exactness: Exactness) throws {
        let hits = PhraseIndex([try PhrasePattern(phrase)]).hits(in: FoldedText(text))
        #expect(hits.map(\.exactness) == [exactness])
    }
}

@Suite struct PairTableTests {
    /// The exact table and the one that shares bits agree on every pair.
    @Test func pairsHaveTheirPlaceInTheOrder() {
        var random = SeededNumbers(state: 5)
        let pairs = Set(
            (0..<500).map { _ in
                UInt64.random(in: 1..<90, using: &random) << 32 | UInt64.random(in: 1..<70, using: &random)
            })
        let sorted = pairs.sorted()
        for bits in [1 << 20, 1 << 10] {
            let table = PairTable(pairs.shuffled(using: &random), rows: 90, columns: 70, maximumExactBits: bits)
            #expect(table.isExact == (bits == 1 << 20))
            for row in UInt32(0)..<90 {
                for column in UInt32(0)..<70 {
                    let place = PairTable.place(row, column, stride: table.stride, mask: table.mask)
                    let isSet = table.bits[Int(place / 64)] >> (place % 64) & 1 != 0
                    let number = isSet ? table.number(row, column, place: place) : nil
                    #expect(number == sorted.firstIndex(of: UInt64(row) << 32 | UInt64(column)))
                }
            }
        }
    }

    @Test func manyWordsAreNumberedOnceEach() {
        var vocabulary = Vocabulary()
        let keys =
            (0..<3000).compactMap { FoldedText("tu\($0)x").syllables.last?.plain } + [
                FoldedText("administrations").syllables[0].plain
            ]
        let first = keys.map { vocabulary.number($0) }
        #expect(keys.map { vocabulary.number($0) } == first)
        #expect(Set(first).count == Set(keys).count)
    }
}
