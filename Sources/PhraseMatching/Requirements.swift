/// What a text must hold for a program to match anywhere in it: of each of some sets of words at least one.
///
/// A phrase with gaps often begins with a common word; most texts that hold it lack the others, and a look at the words of
/// the text spares the runs.
struct Requirements: Sendable {
    /// Ranges of sets by program, in the order of programs.
    private var setsOfProgram: [Range<Int32>] = []
    /// Ranges of words by set.
    private var wordsOfSet: [Range<Int32>] = []
    private var words: [UInt32] = []

    /// Number of programs.
    var count: Int { setsOfProgram.count }

    /// Adds the requirements of the next program.
    ///
    /// - Parameters:
    ///   - nodes: The phrase.
    ///   - number: Gives the number of a syllable's plain letters.
    mutating func add(_ nodes: [PhraseNode], number: (PatternSyllable) -> UInt32) {
        let first = Int32(wordsOfSet.count)
        for set in Self.sets(of: nodes, number) {
            let start = Int32(words.count)
            words += set
            wordsOfSet.append(start..<Int32(words.count))
        }
        setsOfProgram.append(first..<Int32(wordsOfSet.count))
    }

    /// Whether a text can match a program.
    ///
    /// - Parameters:
    ///   - program: The program.
    ///   - held: Not 0 where the text holds a word, by word number.
    /// - Returns: Whether the text holds what the program cannot do without.
    func allow(_ program: Int, held: UnsafeBufferPointer<UInt8>) -> Bool {
        for set in setsOfProgram[program] {
            let range = wordsOfSet[Int(set)]
            var isHeld = false
            var index = range.lowerBound
            while index < range.upperBound, !isHeld {
                isHeld = held[Int(words[Int(index)])] != 0
                index += 1
            }
            if !isHeld { return false }
        }
        return true
    }

    private static func sets(of nodes: [PhraseNode], _ number: (PatternSyllable) -> UInt32) -> [[UInt32]] {
        var sets: [[UInt32]] = []
        for node in nodes {
            switch node {
            case .syllable(let pattern): sets.append([number(pattern)])
            case .oneOf(let choices):
                // One word of each choice; nothing is required when a choice has none that it must hold.
                let heads = choices.compactMap { self.sets(of: $0, number).first }
                if heads.count == choices.count { sets.append(heads.flatMap(\.self)) }
            case .gap, .clauseGap, .token, .list: break
            }
        }
        return sets
    }
}
