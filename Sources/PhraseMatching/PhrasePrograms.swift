import VietnameseText

/// Phrases with gaps, token classes, lists or many alternatives, compiled to steps that ``PhraseMachine`` runs.
///
/// Everything lies in flat arrays of plain values, so that running a phrase copies and counts nothing.
struct PhrasePrograms: Sendable {
    enum Step: Sendable {
        /// One syllable: its place in ``words``.
        case word(UInt32)
        case token(TokenClass)
        /// One of the phrases of a list, by its number.
        case list(Int32)
        /// Up to so many syllables, none of them parted from the one before by more than this.
        case gap(Int32, across: Gap)
        /// Go on at each of these places in ``targets``.
        case split(first: Int32, count: Int32)
        case jump(Int32)
        case accept
        /// No way on.
        case never
    }

    private(set) var steps: [Step] = []
    private(set) var words: [PatternWord] = []
    private(set) var targets: [Int32] = []
    /// For each target the number of the word that stands there, 0 when it is something else than a word.
    private(set) var targetWords: [UInt32] = []

    /// For each step the round of ``reachable(from:)`` that met it last.
    private var lastRound: [UInt32] = []
    private var round: UInt32 = 0

    /// Compiles a phrase.
    ///
    /// - Parameters:
    ///   - nodes: The phrase.
    ///   - lists: Numbers of the lists by their names.
    ///   - vocabulary: Numbers the words.
    /// - Returns: The first step.
    mutating func add(
        _ nodes: [PhraseNode], lists: [String: Int], vocabulary: inout Vocabulary
    ) -> Int32 {
        let start = Int32(steps.count)
        emit(nodes, lists, &vocabulary)
        steps.append(.accept)
        return start
    }

    private mutating func emit(_ nodes: [PhraseNode], _ lists: [String: Int], _ vocabulary: inout Vocabulary) {
        for node in nodes {
            switch node {
            case .syllable(let pattern):
                steps.append(.word(UInt32(words.count)))
                words.append(PatternWord(pattern, number: vocabulary.number(pattern.syllable.plain)))
            case .token(let named): steps.append(.token(named))
            case .list(let name): steps.append(lists[name].map { .list(Int32($0)) } ?? .never)
            case .gap(let length): steps.append(.gap(Int32(length), across: .clause))
            case .clauseGap(let length): steps.append(.gap(Int32(length), across: .light))
            case .oneOf(let choices): emit(choices: choices, lists, &vocabulary)
            }
        }
    }

    private mutating func emit(
        choices: [[PhraseNode]], _ lists: [String: Int], _ vocabulary: inout Vocabulary
    ) {
        let split = steps.count
        steps.append(.never)
        var entries: [Int32] = []
        var exits: [Int] = []
        for choice in choices {
            entries.append(Int32(steps.count))
            emit(choice, lists, &vocabulary)
            exits.append(steps.count)
            steps.append(.never)
        }
        steps[split] = .split(first: Int32(targets.count), count: Int32(entries.count))
        targets += entries
        for entry in entries {
            if case .word(let word) = steps[Int(entry)] {
                targetWords.append(words[Int(word)].number)
            } else {
                targetWords.append(0)
            }
        }
        for exit in exits { steps[exit] = .jump(Int32(steps.count)) }
    }

    /// The words that a program can begin with, each with the word that must follow it where only words can.
    ///
    /// - Parameter start: First step of the program.
    /// - Returns: A word in the upper and the second one in the lower half of each number, 0 where anything may follow;
    ///   each once. And the steps with which the program can begin otherwise.
    mutating func beginnings(of start: Int32) -> (heads: [UInt64], others: [Int32]) {
        var heads: [UInt64] = []
        var others: [Int32] = []
        for step in reachable(from: start) {
            guard case .word(let first) = steps[Int(step)] else {
                others.append(step)
                continue
            }
            let head = UInt64(words[Int(first)].number) << 32
            let following = reachable(from: step + 1)
            let count = heads.count
            for next in following {
                guard case .word(let second) = steps[Int(next)] else {
                    heads.removeLast(heads.count - count)
                    heads.append(head)
                    break
                }
                heads.append(head | UInt64(words[Int(second)].number))
            }
        }
        heads.sort()
        var kept = 0
        for head in heads where kept == 0 || heads[kept - 1] != head {
            heads[kept] = head
            kept += 1
        }
        heads.removeLast(heads.count - kept)
        return (heads, others)
    }

    /// Where one can be after reaching a step without reading anything: words, tokens, lists, gaps or the end.
    private mutating func reachable(from step: Int32) -> [Int32] {
        var found: [Int32] = []
        var open = [step]
        round += 1
        if lastRound.count < steps.count {
            lastRound += [UInt32](repeating: 0, count: steps.count - lastRound.count)
        }
        while let index = open.popLast() {
            guard lastRound[Int(index)] != round else { continue }
            lastRound[Int(index)] = round
            switch steps[Int(index)] {
            case .word, .token, .list, .gap, .accept: found.append(index)
            case .split(let first, let count): open += targets[Int(first)..<Int(first + count)]
            case .jump(let target): open.append(target)
            case .never: break
            }
        }
        return found
    }
}
