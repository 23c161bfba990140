import VietnameseText

@testable import PhraseMatching

/// An engine that is slow and plainly right: at every syllable, every way through every phrase.
///
/// It knows no index, no program and no limit; a list is put into the phrase as alternatives.
struct NaiveMatcher {
    private struct Way: Hashable {
        var position: Int
        var allowedGap = Gap.sentence
        var words = 0
        var weakest = Exactness.exact
        var hasBareAlone = false
    }

    let phrases: [PhrasePattern]
    let lists: [String: [PhrasePattern]]

    func hits(in text: FoldedText, kind: MatchKind = .longestAtEachStart) -> [PhraseHit] {
        var hits: [PhraseHit] = []
        for first in text.syllables.indices {
            for (number, phrase) in phrases.enumerated() {
                let ways = follow(phrase.nodes, [Way(position: first)], text.syllables).filter { way in
                    way.words > 1 || (way.words == 1 && (way.weakest == .exact || way.hasBareAlone))
                }
                guard let best = ways.max(by: { ($0.position, $0.weakest) < ($1.position, $1.weakest) }) else {
                    continue
                }
                hits.append(
                    PhraseHit(
                        phrase: number, firstSyllable: first, endSyllable: best.position,
                        start: text.syllables[first].start, end: text.syllables[best.position - 1].end,
                        exactness: best.weakest))
            }
        }
        guard kind == .leftmostLongest else { return hits }
        var kept: [PhraseHit] = []
        var next = 0
        for first in text.syllables.indices where first >= next {
            let here = hits.filter { $0.firstSyllable == first }
            guard let longest = here.map(\.endSyllable).max(),
                let hit = here.first(where: { $0.endSyllable == longest })
            else { continue }
            kept.append(hit)
            next = longest
        }
        return kept
    }

    private func follow(_ nodes: [PhraseNode], _ start: Set<Way>, _ syllables: [Syllable]) -> Set<Way> {
        var ways = start
        for node in nodes {
            var next: Set<Way> = []
            switch node {
            case .syllable(let pattern):
                for way in ways {
                    if let read = read(pattern, way, syllables) { next.insert(read) }
                }
            case .oneOf(let choices):
                for choice in choices { next.formUnion(follow(choice, ways, syllables)) }
            case .list(let name):
                for phrase in lists[name] ?? [] { next.formUnion(follow(phrase.nodes, ways, syllables)) }
            case .gap(let length): for way in ways { next.formUnion(skip(length, .clause, way, syllables)) }
            case .clauseGap(let length): for way in ways { next.formUnion(skip(length, .light, way, syllables)) }
            case .token(let named):
                for way in ways where way.position < syllables.count {
                    guard syllables[way.position].gap <= way.allowedGap,
                        let end = tokenEnd(named, way.position)
                    else { continue }
                    var later = way
                    later.position = end
                    later.allowedGap = .light
                    later.words = min(2, way.words + 1)
                    next.insert(later)
                }
            }
            ways = next
        }
        return ways
    }

    private func read(_ pattern: PatternSyllable, _ way: Way, _ syllables: [Syllable]) -> Way? {
        guard way.position < syllables.count else { return nil }
        let syllable = syllables[way.position]
        guard syllable.gap <= way.allowedGap else { return nil }
        var later = way
        switch syllable.fit(pattern.syllable) {
        case .no: return nil
        case .exact: break
        case .bare: later.weakest = .bare
        case .otherSpelling: later.weakest = min(way.weakest, .otherSpelling)
        }
        if syllable.fit(pattern.syllable) != .exact {
            if pattern.mustKeepMarks { return nil }
            if pattern.mayStandBareAlone { later.hasBareAlone = true }
        }
        later.position += 1
        later.allowedGap = .light
        later.words = min(2, way.words + 1)
        return later
    }

    private func skip(_ length: Int, _ across: Gap, _ way: Way, _ syllables: [Syllable]) -> Set<Way> {
        var ways: Set<Way> = []
        var later = way
        later.allowedGap = across
        for _ in 0...length {
            ways.insert(later)
            guard later.position < syllables.count, syllables[later.position].gap <= across else { break }
            later.position += 1
        }
        return ways
    }

    private let tokens: TokenSpans

    init(_ phrases: [PhrasePattern], lists: [String: [PhrasePattern]], text: FoldedText) {
        self.phrases = phrases
        self.lists = lists
        tokens = TokenSpans(text)
    }

    private func tokenEnd(_ named: TokenClass, _ position: Int) -> Int? {
        tokens.spans.first { $0.token == named && Int($0.first) == position }.map { Int($0.end) }
    }
}
