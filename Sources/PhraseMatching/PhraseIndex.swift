public import VietnameseText

/// Where a phrase stands in a text.
public struct PhraseHit: Sendable, Hashable {
    /// Number of the phrase in the index.
    public var phrase: Int
    /// First syllable.
    public var firstSyllable: Int
    /// First syllable after the hit.
    public var endSyllable: Int
    /// First byte in the original.
    public var start: Int
    /// First byte after the hit in the original.
    public var end: Int
    /// Whether some syllable of the text left out marks that the phrase has.
    public var leavesOutMarks: Bool
}

/// Many phrases, found in one pass over a text.
///
/// Semantics: every phrase is reported at every syllable where it begins, with its longest match there; different phrases
/// may overlap. Syllables of a phrase follow each other across white space and light separators only; a gap may cross a
/// comma but never a sentence end. See `docs/rule-language.md` for how marks are compared.
public struct PhraseIndex: Sendable {
    private let programs: [PhraseProgram]
    private let bySyllable: [SyllableKey: [Int]]
    private let byToken: [TokenClass: [Int]]

    /// Builds an index; hits name a phrase by its position in the list.
    public init(_ phrases: [PhrasePattern]) {
        programs = phrases.map(PhraseProgram.init)
        var bySyllable: [SyllableKey: [Int]] = [:]
        var byToken: [TokenClass: [Int]] = [:]
        for (number, program) in programs.enumerated() {
            for step in program.firstSteps {
                switch step {
                case .syllable(let pattern):
                    if bySyllable[pattern.syllable.plain]?.last != number {
                        bySyllable[pattern.syllable.plain, default: []].append(number)
                    }
                case .token(let named):
                    if byToken[named]?.last != number { byToken[named, default: []].append(number) }
                case .gap, .split, .jump, .accept: break
                }
            }
        }
        self.bySyllable = bySyllable
        self.byToken = byToken
    }

    /// All hits in a text, in the order of their first syllables.
    public func hits(in text: FoldedText) -> [PhraseHit] {
        let tokens = TokenSpans(text)
        var hits: [PhraseHit] = []
        for position in text.syllables.indices {
            if let candidates = bySyllable[text.syllables[position].plain] {
                for number in candidates { append(number, at: position, text: text, tokens: tokens, to: &hits) }
            }
            for named in tokens.classes(at: position) {
                for number in byToken[named] ?? [] {
                    append(number, at: position, text: text, tokens: tokens, to: &hits)
                }
            }
        }
        return hits
    }

    private func append(
        _ number: Int, at position: Int, text: FoldedText, tokens: TokenSpans, to hits: inout [PhraseHit]
    ) {
        if let last = hits.last, last.phrase == number, last.firstSyllable == position { return }
        var machine = PhraseMachine(steps: programs[number].steps, syllables: text.syllables, tokens: tokens)
        guard let match = machine.longestMatch(from: position) else { return }
        hits.append(
            PhraseHit(
                phrase: number, firstSyllable: position, endSyllable: match.end,
                start: text.syllables[position].start, end: text.syllables[match.end - 1].end,
                leavesOutMarks: match.leavesOutMarks))
    }
}
