import VietnameseText

/// All phrases of an index, compiled to steps that a small backtracking machine runs.
///
/// Everything lies in flat arrays of plain values, so that running a phrase copies and counts nothing.
struct PhrasePrograms: Sendable {
    /// A syllable of a phrase with the number of its plain letters in the vocabulary.
    struct Word: Sendable {
        var number: Int32
        var syllable: Syllable
        var mayStandBareAlone: Bool
        var mustKeepMarks: Bool
    }

    enum Step: Sendable {
        /// One syllable: its place in ``words``.
        case word(Int32)
        case token(TokenClass)
        case gap(Int32, across: Gap)
        /// Go on at each of these places in ``targets``, in order.
        case split(first: Int32, count: Int32)
        case jump(Int32)
        case accept
    }

    private(set) var steps: [Step] = []
    private(set) var words: [Word] = []
    private(set) var targets: [Int32] = []
    /// First step of each phrase.
    private(set) var starts: [Int32] = []
    private(set) var vocabulary: [SyllableKey: Int32] = [:]
    /// For each phrase, sets of syllables of which a text must hold one; empty when it has no such part.
    private(set) var required: [[[Int32]]] = []

    init(_ phrases: [[PhraseNode]]) {
        for phrase in phrases {
            starts.append(Int32(steps.count))
            emit(phrase)
            steps.append(.accept)
            required.append(requirements(of: phrase))
        }
    }

    private mutating func number(of key: SyllableKey) -> Int32 {
        if let known = vocabulary[key] { return known }
        let number = Int32(vocabulary.count)
        vocabulary[key] = number
        return number
    }

    private mutating func emit(_ nodes: [PhraseNode]) {
        for node in nodes {
            switch node {
            case .syllable(let pattern):
                let word = Word(
                    number: number(of: pattern.syllable.plain), syllable: pattern.syllable,
                    mayStandBareAlone: pattern.mayStandBareAlone, mustKeepMarks: pattern.mustKeepMarks)
                steps.append(.word(Int32(words.count)))
                words.append(word)
            case .token(let named): steps.append(.token(named))
            case .gap(let length): steps.append(.gap(Int32(length), across: .clause))
            case .clauseGap(let length): steps.append(.gap(Int32(length), across: .light))
            case .list: emit(choices: [])
            case .oneOf(let choices): emit(choices: choices)
            }
        }
    }

    private mutating func emit(choices: [[PhraseNode]]) {
        let split = steps.count
        steps.append(.accept)
        var entries: [Int32] = []
        var exits: [Int] = []
        for choice in choices {
            entries.append(Int32(steps.count))
            emit(choice)
            exits.append(steps.count)
            steps.append(.accept)
        }
        steps[split] = .split(first: Int32(targets.count), count: Int32(entries.count))
        targets += entries
        for exit in exits { steps[exit] = .jump(Int32(steps.count)) }
    }

    /// The syllables one of which the text must hold, for each part of a phrase that cannot be left out.
    private func requirements(of nodes: [PhraseNode]) -> [[Int32]] {
        nodes.compactMap { node in
            switch node {
            case .syllable(let pattern): vocabulary[pattern.syllable.plain].map { [$0] }
            case .oneOf(let choices): heads(of: choices)
            case .gap, .clauseGap, .token, .list: nil
            }
        }
    }

    /// One syllable of each choice, or nil when a choice has none that it must hold.
    private func heads(of choices: [[PhraseNode]]) -> [Int32]? {
        var heads: [Int32] = []
        for choice in choices {
            guard let first = requirements(of: choice).first else { return nil }
            heads += first
        }
        return heads
    }

    /// Where one can be after reaching a step without reading anything: words, tokens, gaps or the end.
    func reachable(from step: Int32) -> [Int32] {
        var found: [Int32] = []
        var open = [step]
        var seen: Set<Int32> = []
        while let index = open.popLast() {
            guard seen.insert(index).inserted else { continue }
            switch steps[Int(index)] {
            case .word, .token, .gap, .accept: found.append(index)
            case .split(let first, let count): open += targets[Int(first)..<Int(first + count)]
            case .jump(let target): open.append(target)
            }
        }
        return found
    }
}
