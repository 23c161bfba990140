import VietnameseText

/// A phrase compiled to steps that a small backtracking machine runs.
struct PhraseProgram: Sendable {
    enum Step: Sendable {
        case syllable(PatternSyllable)
        case token(TokenClass)
        case gap(Int)
        /// Go on at each of these, in order.
        case split([Int])
        case jump(Int)
        case accept
    }

    private(set) var steps: [Step] = []

    init(_ pattern: PhrasePattern) {
        emit(pattern.nodes)
        steps.append(.accept)
    }

    private mutating func emit(_ nodes: [PhraseNode]) {
        for node in nodes {
            switch node {
            case .syllable(let syllable): steps.append(.syllable(syllable))
            case .token(let named): steps.append(.token(named))
            case .gap(let length): steps.append(.gap(length))
            case .oneOf(let choices): emit(choices: choices)
            }
        }
    }

    private mutating func emit(choices: [[PhraseNode]]) {
        let split = steps.count
        steps.append(.split([]))
        var entries: [Int] = []
        var exits: [Int] = []
        for choice in choices {
            entries.append(steps.count)
            emit(choice)
            exits.append(steps.count)
            steps.append(.jump(0))
        }
        steps[split] = .split(entries)
        for exit in exits { steps[exit] = .jump(steps.count) }
    }

    /// How the phrase can begin: the syllables or token classes that its first step can be.
    var firstSteps: [Step] {
        var found: [Step] = []
        var open = [0]
        var seen: Set<Int> = []
        while let index = open.popLast() {
            guard seen.insert(index).inserted else { continue }
            switch steps[index] {
            case .syllable, .token: found.append(steps[index])
            case .gap: open.append(index + 1)
            case .split(let targets): open.append(contentsOf: targets)
            case .jump(let target): open.append(target)
            case .accept: break
            }
        }
        return found
    }
}
