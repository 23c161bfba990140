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

    /// Where one can be after reaching a step without reading anything: words, tokens, lists, gaps or the end.
    func reachable(from step: Int32) -> [Int32] {
        var found: [Int32] = []
        var open = [step]
        var seen: Set<Int32> = []
        while let index = open.popLast() {
            guard seen.insert(index).inserted else { continue }
            switch steps[Int(index)] {
            case .word, .token, .list, .gap, .accept: found.append(index)
            case .split(let first, let count): open += targets[Int(first)..<Int(first + count)]
            case .jump(let target): open.append(target)
            case .never: break
            }
        }
        return found
    }

    /// The words that can follow a step, or nil when something else can.
    func words(after step: Int32) -> [UInt32]? {
        var numbers: [UInt32] = []
        for next in reachable(from: step + 1) {
            guard case .word(let word) = steps[Int(next)] else { return nil }
            numbers.append(words[Int(word)].number)
        }
        return numbers
    }
}
