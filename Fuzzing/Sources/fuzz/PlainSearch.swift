import PhraseMatching
import VietnameseText

/// The meaning of a phrase, written down as simply as possible: every way is tried, nothing is remembered.
///
/// See `docs/rule-language.md`, "Phrases".
struct PlainSearch {
    let text: FoldedText

    struct State {
        var position: Int
        var words = 0
        var bareWords = 0
        var mayStandBareAlone = false
        var allowedGap = Gap.light
        var isFirst = true
    }

    /// The end of the longest match that begins at a syllable.
    func longestEnd(of pattern: PhrasePattern, at start: Int) -> Int? {
        var longest: Int?
        walk(pattern.nodes[...], State(position: start)) { state in
            guard !state.isFirst, state.bareWords == 0 || state.words >= 2 || state.mayStandBareAlone else { return }
            longest = max(longest ?? 0, state.position)
        }
        return longest
    }

    private func walk(_ nodes: ArraySlice<PhraseNode>, _ state: State, _ accept: (State) -> Void) {
        guard let node = nodes.first else { return accept(state) }
        let rest = nodes.dropFirst()
        switch node {
        case .syllable(let pattern):
            guard state.position < text.syllables.count else { return }
            let syllable = text.syllables[state.position]
            guard state.isFirst || syllable.gap <= state.allowedGap else { return }
            let fit = syllable.fit(pattern.syllable)
            guard fit != .no, fit == .exact || !pattern.mustKeepMarks else { return }
            var state = state
            if fit != .exact {
                state.bareWords += 1
                if pattern.mayStandBareAlone { state.mayStandBareAlone = true }
            }
            walk(rest, moved(state, by: 1), accept)
        case .token(let named):
            guard named == .number, state.position < text.syllables.count else { return }
            let syllable = text.syllables[state.position]
            guard syllable.isNumber, state.isFirst || syllable.gap <= state.allowedGap else { return }
            walk(rest, moved(state, by: 1), accept)
        case .oneOf(let choices):
            for choice in choices { walk(choice[...] + rest, state, accept) }
        case .gap(let length): skip(length, across: .clause, rest, state, accept)
        case .clauseGap(let length): skip(length, across: .light, rest, state, accept)
        // No lists are given, and a phrase that names one finds nothing.
        case .list: return
        }
    }

    private func skip(
        _ length: Int, across gap: Gap, _ rest: ArraySlice<PhraseNode>, _ state: State, _ accept: (State) -> Void
    ) {
        var state = state
        state.allowedGap = gap
        for skipped in 0...length {
            walk(rest, state, accept)
            guard skipped < length, state.position < text.syllables.count,
                text.syllables[state.position].gap <= gap
            else { return }
            state.position += 1
        }
    }

    private func moved(_ state: State, by count: Int) -> State {
        var state = state
        state.position += count
        state.words += 1
        state.isFirst = false
        state.allowedGap = .light
        return state
    }
}
