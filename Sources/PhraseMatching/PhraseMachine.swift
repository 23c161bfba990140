import VietnameseText

/// Runs compiled phrases over one text, trying alternatives in turn.
struct PhraseMachine {
    /// A text can be written so that a phrase with gaps and alternatives tries very many ways; past this it gives up.
    static let maximumSteps = 4000

    private struct Match {
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

    private enum Presence: UInt8 { case unknown, present, absent }

    private let programs: PhrasePrograms
    private let syllables: [Syllable]
    private let numbers: [Int32]
    private let tokens: TokenSpans
    /// Which syllables of the vocabulary the text holds.
    private var held: [Bool]
    /// Whether the text holds what a phrase cannot do without; found out when it is first asked.
    private var presence: [Presence]
    private var budget = maximumSteps
    private var best: Match?

    init(programs: PhrasePrograms, text: FoldedText, numbers: [Int32], tokens: TokenSpans) {
        self.programs = programs
        syllables = text.syllables
        self.numbers = numbers
        self.tokens = tokens
        held = [Bool](repeating: false, count: programs.vocabulary.count)
        for number in numbers where number >= 0 { held[Int(number)] = true }
        presence = [Presence](repeating: .unknown, count: programs.starts.count)
    }

    /// Appends the phrase's longest match from a syllable on, if there is one that is not reported yet.
    mutating func run(_ phrase: Int32, at position: Int, into hits: inout [PhraseHit]) {
        guard isPossible(phrase) else { return }
        budget = Self.maximumSteps
        best = nil
        run(step: Int(programs.starts[Int(phrase)]), Progress(position: position))
        guard let best else { return }
        // A phrase can be a candidate twice: by its first word and by its first two.
        let isReported = hits.reversed().prefix { $0.firstSyllable == position }.contains { $0.phrase == Int(phrase) }
        guard !isReported else { return }
        hits.append(
            PhraseHit(
                phrase: Int(phrase), firstSyllable: position, endSyllable: best.end,
                start: syllables[position].start, end: syllables[best.end - 1].end,
                leavesOutMarks: best.leavesOutMarks))
    }

    private mutating func isPossible(_ phrase: Int32) -> Bool {
        switch presence[Int(phrase)] {
        case .present: return true
        case .absent: return false
        case .unknown:
            let isPossible = programs.required[Int(phrase)].allSatisfy { choices in
                choices.contains { held[Int($0)] }
            }
            presence[Int(phrase)] = isPossible ? .present : .absent
            return isPossible
        }
    }

    private mutating func run(step start: Int, _ initial: Progress) {
        var step = start
        var progress = initial
        while budget > 0 {
            budget -= 1
            switch programs.steps[step] {
            case .word(let word):
                guard read(programs.words[Int(word)], &progress) else { return }
                step += 1
            case .token(let named):
                guard progress.position < syllables.count,
                    progress.isFirst || syllables[progress.position].gap <= progress.allowedGap,
                    let end = tokens.end(of: named, at: progress.position)
                else { return }
                progress.words += 1
                advance(&progress, to: end)
                step += 1
            case .gap(let length, let across):
                progress.allowedGap = across
                for skipped in 0...Int(length) {
                    var later = progress
                    later.position += skipped
                    run(step: step + 1, later)
                    guard later.position < syllables.count, syllables[later.position].gap <= across else { return }
                }
                return
            case .split(let first, let count):
                for target in first..<(first + count) { run(step: Int(programs.targets[Int(target)]), progress) }
                return
            case .jump(let target):
                step = Int(target)
            case .accept:
                accept(progress)
                return
            }
        }
    }

    private func read(_ word: PhrasePrograms.Word, _ progress: inout Progress) -> Bool {
        guard progress.position < syllables.count, numbers[progress.position] == word.number else { return false }
        let syllable = syllables[progress.position]
        guard progress.isFirst || syllable.gap <= progress.allowedGap else { return false }
        switch syllable.fit(word.syllable) {
        case .no: return false
        case .exact: break
        case .bare, .otherSpelling:
            if word.mustKeepMarks { return false }
            progress.bareWords += 1
            if word.mayStandBareAlone { progress.mayStandBareAlone = true }
        }
        progress.words += 1
        advance(&progress, to: progress.position + 1)
        return true
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
