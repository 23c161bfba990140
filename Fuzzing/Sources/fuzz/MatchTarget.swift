import PhraseMatching
import VietnameseText

/// Phrases and a text made of the same few words: the index finds what a plain search finds, and nothing else.
func checkMatch(_ bytes: [UInt8]) {
    var source = MatchSource(bytes)
    var patterns: [PhrasePattern] = []
    for _ in 0..<(1 + source.next(4)) {
        // "(a|) ..2 b" slips past the rule that no phrase begins or ends with a gap; what it should find is not defined.
        if let pattern = try? PhrasePattern(source.phrase()), !Edge.mayBeGap(pattern.nodes),
            !Edge.mayBeGap(Edge.reversed(pattern.nodes))
        {
            patterns.append(pattern)
        }
    }
    guard !patterns.isEmpty else { return }
    let text = FoldedText(source.text())
    let hits = PhraseIndex(patterns).hits(in: text)
    for hit in hits {
        expect(patterns.indices.contains(hit.phrase), "phrase \(hit.phrase)")
        expect(hit.firstSyllable < hit.endSyllable && hit.endSyllable <= text.syllables.count, "\(hit)")
        expect(text.syllables[hit.firstSyllable].start == hit.start, "\(hit) begins at its first syllable")
        expect(text.syllables[hit.endSyllable - 1].end == hit.end, "\(hit) ends at its last syllable")
    }
    var seen = hits.map { [$0.phrase, $0.firstSyllable, $0.endSyllable] }
    // Planted: a hit of six syllables or more is lost.
    if hasPlantedBug { seen.removeAll { $0[2] - $0[1] >= 6 } }
    var plain: [[Int]] = []
    for (number, pattern) in patterns.enumerated() {
        for start in text.syllables.indices {
            if let end = PlainSearch(text: text).longestEnd(of: pattern, at: start) {
                plain.append([number, start, end])
            }
        }
    }
    let isSame = seen.sorted { $0.lexicographicallyPrecedes($1) } == plain.sorted { $0.lexicographicallyPrecedes($1) }
    expect(
        isSame,
        "index \(seen), plain \(plain), phrases \(patterns.map(\.source)), text \(text.text(from: 0, to: text.bytes.count))"
    )
}

/// Draws phrases and text from the bytes of an input.
struct MatchSource {
    private var bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { self.bytes = bytes.prefix(400) }

    mutating func next(_ bound: Int) -> Int { bytes.popFirst().map { Int($0) % bound } ?? 0 }

    private static let words = ["sổ", "so", "đỏ", "do", "rác", "rac", "xã", "xả", "3", "hoà", "hòa"]

    mutating func phrase() -> String {
        var phrase = ""
        var depth = 0
        for _ in 0..<(1 + next(10)) {
            switch next(12) {
            case 0:
                if depth < 2 {
                    phrase += " ("
                    depth += 1
                }
            case 1: if depth > 0 { phrase += "|" }
            case 2:
                if depth > 0 {
                    phrase += ") "
                    depth -= 1
                }
            case 3: phrase += " ..\(1 + next(3))\(next(2) == 0 ? "" : "!") "
            case 4: phrase += " <number> "
            case 5: phrase += " " + word() + "~"
            case 6: phrase += " " + word() + "!"
            default: phrase += " " + word()
            }
        }
        return phrase + String(repeating: ")", count: depth)
    }

    private mutating func word() -> String { Self.words[next(Self.words.count)] }

    mutating func text() -> String {
        let separators = [" ", " ", " ", " ", "\n", "-", ", ", ". ", "; "]
        var text = ""
        while !bytes.isEmpty { text += word() + separators[next(separators.count)] }
        return text
    }
}

/// What a phrase can begin with.
enum Edge {
    /// Whether a match can begin with a gap.
    static func mayBeGap(_ nodes: [PhraseNode]) -> Bool {
        for node in nodes {
            switch node {
            case .gap, .clauseGap: return true
            case .syllable, .token, .list: return false
            case .oneOf(let choices):
                if choices.contains(where: mayBeGap) { return true }
                if !choices.contains(where: mayBeEmpty) { return false }
            }
        }
        return false
    }

    private static func mayBeEmpty(_ nodes: [PhraseNode]) -> Bool {
        nodes.allSatisfy { node in
            if case .oneOf(let choices) = node { return choices.contains(where: mayBeEmpty) }
            return false
        }
    }

    static func reversed(_ nodes: [PhraseNode]) -> [PhraseNode] {
        nodes.reversed().map { node in
            if case .oneOf(let choices) = node { return .oneOf(choices.map(reversed)) }
            return node
        }
    }
}
