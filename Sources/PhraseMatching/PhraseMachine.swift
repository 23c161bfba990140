import VietnameseText

/// Runs one compiled phrase from one syllable on, trying alternatives in turn.
struct PhraseMachine {
    /// A text can be written so that a phrase with gaps and alternatives tries very many ways; past this it gives up.
    static let maximumSteps = 4000

    struct Match {
        var end: Int
        var leavesOutMarks: Bool
    }

    private struct Progress {
        var position: Int
        var words = 0
        var bareWords = 0
        var mayStandBareAlone = false
        /// What may part the next syllable from the one before: more after a gap than inside a run of words.
        var allowedGap = Gap.light
        var isFirst = true
    }

    let steps: [PhraseProgram.Step]
    let syllables: [Syllable]
    let tokens: TokenSpans
    private var budget = maximumSteps
    private var best: Match?

    init(steps: [PhraseProgram.Step], syllables: [Syllable], tokens: TokenSpans) {
        self.steps = steps
        self.syllables = syllables
        self.tokens = tokens
    }

    mutating func longestMatch(from position: Int) -> Match? {
        run(step: 0, Progress(position: position))
        return best
    }

    private mutating func run(step start: Int, _ initial: Progress) {
        var step = start
        var progress = initial
        while budget > 0 {
            budget -= 1
            switch steps[step] {
            case .syllable(let pattern):
                guard progress.position < syllables.count else { return }
                let syllable = syllables[progress.position]
                guard progress.isFirst || syllable.gap <= progress.allowedGap else { return }
                switch syllable.fit(pattern.syllable) {
                case .no: return
                case .exact: break
                case .bare:
                    if pattern.mustKeepMarks { return }
                    progress.bareWords += 1
                    if pattern.mayStandBareAlone { progress.mayStandBareAlone = true }
                }
                progress.words += 1
                advance(&progress, to: progress.position + 1)
                step += 1
            case .token(let named):
                guard progress.position < syllables.count,
                    progress.isFirst || syllables[progress.position].gap <= progress.allowedGap,
                    let end = tokens.end(of: named, at: progress.position)
                else { return }
                progress.words += 1
                advance(&progress, to: end)
                step += 1
            case .gap(let length):
                progress.allowedGap = .clause
                for skipped in 0...length {
                    var later = progress
                    later.position += skipped
                    run(step: step + 1, later)
                    guard later.position < syllables.count, syllables[later.position].gap <= .clause else { return }
                }
                return
            case .split(let targets):
                for target in targets { run(step: target, progress) }
                return
            case .jump(let target):
                step = target
            case .accept:
                accept(progress)
                return
            }
        }
    }

    private func advance(_ progress: inout Progress, to position: Int) {
        progress.position = position
        progress.isFirst = false
        progress.allowedGap = .light
    }

    private mutating func accept(_ progress: Progress) {
        guard !progress.isFirst else { return }
        if progress.bareWords > 0, progress.words < 2, !progress.mayStandBareAlone { return }
        if let best, best.end >= progress.position { return }
        best = Match(end: progress.position, leavesOutMarks: progress.bareWords > 0)
    }
}
