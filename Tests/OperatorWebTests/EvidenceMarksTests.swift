import Classification
import Places
import Testing

@testable import OperatorWeb

@Suite struct EvidenceMarksTests {
    private func marks(_ spans: [(Int, Int, MarkKind)]) -> [NumberedEvidence] {
        spans.enumerated().map { index, span in
            let evidence = Evidence(
                group: "g", rule: "r", name: "n", text: "", field: .body, start: span.0, end: span.1, bans: 1)
            return NumberedEvidence(number: index + 1, evidence: evidence, kind: span.2)
        }
    }

    private func drawn(_ text: String, _ spans: [(Int, Int, MarkKind)]) -> [String] {
        MarkedPiece.cut(text, marks: marks(spans)).map { piece in
            "\(piece.text):" + piece.marks.map { String($0.number) }.joined(separator: ",")
        }
    }

    @Test func overlappingSpansAreCutAtEveryEdge() {
        #expect(
            drawn("abcdef", [(1, 4, .topic), (2, 6, .cue)]) == ["a:", "b:1", "cd:2,1", "ef:2"])
        #expect(drawn("abc", [(0, 3, .topic), (0, 3, .topic)]) == ["abc:1,2"])
        #expect(drawn("abc", [(0, 3, .topic), (1, 2, .letterClass)]) == ["a:1", "b:2,1", "c:1"])
    }

    @Test func offsetsCountBytesAndNeverSplitACharacter() {
        // "đ" is two bytes, "ấ" three; NFD "ấ" is a, U+0302, U+0301: five bytes.
        #expect(drawn("đất", [(0, 2, .topic)]) == ["đ:1", "ất:"])
        #expect(drawn("đất", [(1, 3, .topic)]) == ["đấ:1", "t:"])
        #expect(drawn("a\u{302}\u{301}t", [(0, 1, .topic)]) == ["a\u{302}\u{301}:1", "t:"])
        #expect(drawn("x👩‍👩‍👧‍👦y", [(5, 9, .topic)]) == ["x:", "👩‍👩‍👧‍👦:1", "y:"])
    }

    @Test func spansBeyondTheTextAreLeftOut() {
        #expect(drawn("abc", [(0, 4, .topic), (-1, 2, .topic), (2, 2, .cue), (2, 1, .cue)]) == ["abc:"])
        #expect(drawn("", [(0, 0, .topic), (0, 1, .topic)]) == [])
        #expect(drawn("abc", [(Int.min, Int.max, .topic)]) == ["abc:"])
    }

    @Test func numbersStandWhereASpanEnds() {
        let pieces = MarkedPiece.cut("abcd", marks: marks([(0, 2, .topic), (1, 4, .cue)]))
        #expect(pieces.map(\.ending) == [[], [1], [2]])
    }

    @Test func piecesTogetherAreTheWholeText() {
        var generator = SystemRandomNumberGenerator()
        let text = "Nhà tôi ở xã Cao Dương, e\u{302}\u{301}🇻🇳\r\nđất vườn"
        for _ in 0..<300 {
            let spans = (0..<6).map { _ in
                let ends = [Int.random(in: -2...60, using: &generator), Int.random(in: -2...60, using: &generator)]
                return (ends.min() ?? 0, ends.max() ?? 0, MarkKind.allCases.randomElement() ?? .topic)
            }
            #expect(MarkedPiece.cut(text, marks: marks(spans)).map(\.text).joined() == text)
        }
    }

    @Test func aMessageShowsAtMostSoManyLines() {
        let evidence = (0..<5000).map { number in
            Evidence(
                group: "g", rule: "r", name: "n", text: "x", field: .body, start: number, end: number + 1, bans: 1)
        }
        let verdict = Verdict(
            topics: [], scores: [:], letterClass: .other, hotspot: false, alarms: [], severity: 0, cues: [],
            evidence: evidence, classEvidence: [], contexts: [], places: [], place: .init(), accented: true,
            rulesHash: "")
        #expect(MessageEvidence(verdict).lines.count == MessageEvidence.limit)
    }
}
