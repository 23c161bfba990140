import VietnameseText

/// What a text must hold around the beginning of each program's matches: of some sets of words one each, within some
/// syllables.
///
/// A phrase with gaps often begins with a common word; most places that hold it lack the others. So a program is looked for
/// by the rarest of its sets, and tried only where the others stand around that.
struct Requirements: Sendable {
    /// One of a set's words stands from `first` to `last` syllables behind the beginning.
    struct Check: Sendable {
        /// Number of the set.
        var set: UInt32
        var first: UInt8
        var last: UInt8
    }

    /// A program with its checks.
    struct Program: Sendable {
        /// Number of the phrase.
        var phrase: Int32
        /// First of its checks in ``checks``.
        var firstCheck: UInt32
        /// How many they are.
        var checkCount: UInt32
    }

    /// The programs in their order.
    private(set) var programs: [Program] = []
    /// The checks of all programs, side by side, of each the one first that is least likely to hold.
    private(set) var checks: [Check] = []
    /// Where each set's words lie in ``words``, with one more at the end.
    private(set) var sets: [UInt32] = []
    /// The words of the sets by their numbers; a token class has a number behind those of words.
    private(set) var words: [UInt32] = []
    /// Number of the first token class among the words.
    private(set) var tokenBase = 0
    /// Where the programs of each word lie in ``wordPrograms``, with one more at the end.
    private(set) var wordStarts: [UInt32] = []
    /// The programs that are looked for by each word.
    private(set) var wordPrograms: [UInt32] = []
    /// Programs that nothing can be asked about: they may match anywhere.
    private(set) var anywhere: [UInt32] = []

    private var needs: [(phrase: Int32, sets: [Needed])] = []
    private var lists: [String: Extent] = [:]

    /// How far a phrase or list reaches, and what it cannot do without.
    private struct Extent {
        var shortest = 0
        var longest = 0
        var sets: [Needed] = []
    }

    /// Words of which one stands so many syllables behind the beginning.
    private struct Needed {
        var words: [UInt32]
        var first: Int
        var last: Int
    }

    /// Syllables from a beginning on that can be asked about.
    static let reach = 64
    private static let unbounded = 1 << 20
    /// While programs are added, token classes are words with numbers from here on.
    private static let firstTokenWord: UInt32 = 1 << 31

    /// A number that tells token classes apart, from 0.
    static func number(of token: TokenClass) -> Int { TokenClass.allCases.firstIndex(of: token) ?? 0 }

    /// Adds a list that programs may use; the lists that it uses must have been added before.
    ///
    /// - Parameters:
    ///   - name: The list's name.
    ///   - phrases: Its phrases.
    ///   - vocabulary: Numbers the words.
    mutating func add(list name: String, _ phrases: [PhrasePattern], vocabulary: inout Vocabulary) {
        lists[name] = either(phrases.map(\.nodes), &vocabulary)
    }

    /// Adds the requirements of the next program.
    ///
    /// - Parameters:
    ///   - nodes: The phrase.
    ///   - phrase: Its number.
    ///   - vocabulary: Numbers the words.
    mutating func add(_ nodes: [PhraseNode], phrase: UInt32, vocabulary: inout Vocabulary) {
        let sets = extent(of: nodes, &vocabulary).sets.filter { $0.last < Self.reach }
        needs.append((Int32(phrase), sets))
    }

    /// Completes the tables after the last program.
    ///
    /// - Parameter uses: How often each word stands in phrases, by word number: the best guess at how common it is.
    mutating func seal(uses: [UInt32]) {
        tokenBase = uses.count
        var uses = uses + TokenClass.allCases.map { _ in 0 }
        for index in needs.indices {
            for set in needs[index].sets.indices {
                for word in needs[index].sets[set].words.indices
                where needs[index].sets[set].words[word] >= Self.firstTokenWord {
                    let token = needs[index].sets[set].words[word] - Self.firstTokenWord
                    needs[index].sets[set].words[word] = UInt32(tokenBase) + token
                }
                for word in needs[index].sets[set].words { uses[Int(word)] += 1 }
            }
        }
        var numbers: [[UInt32]: UInt32] = [:]
        var byWord: [(word: UInt32, program: UInt32)] = []
        for (phrase, sets) in needs {
            let program = UInt32(programs.count)
            func likelihood(_ set: Needed) -> UInt64 {
                set.words.reduce(0) { $0 + UInt64(uses[Int($1)]) } * UInt64(set.last - set.first + 4)
            }
            let ordered = sets.map { (set: $0, likelihood: likelihood($0)) }.sorted { $0.likelihood < $1.likelihood }
            programs.append(
                Program(phrase: phrase, firstCheck: UInt32(checks.count), checkCount: UInt32(ordered.count)))
            for (set, _) in ordered {
                checks.append(
                    Check(set: number(of: set.words, &numbers), first: UInt8(set.first), last: UInt8(set.last)))
            }
            guard let rarest = ordered.first?.set else {
                anywhere.append(program)
                continue
            }
            for word in Set(rarest.words) { byWord.append((word, program)) }
        }
        sets.append(UInt32(words.count))
        wordStarts = [UInt32](repeating: 0, count: uses.count + 1)
        for (word, _) in byWord { wordStarts[Int(word) + 1] += 1 }
        for word in uses.indices { wordStarts[word + 1] += wordStarts[word] }
        wordPrograms = byWord.sorted { ($0.word, $0.program) < ($1.word, $1.program) }.map(\.program)
        needs = []
        lists = [:]
    }

    private mutating func number(of words: [UInt32], _ numbers: inout [[UInt32]: UInt32]) -> UInt32 {
        let distinct = words.count == 1 ? words : Set(words).sorted()
        if let known = numbers[distinct] { return known }
        let next = UInt32(numbers.count)
        numbers[distinct] = next
        sets.append(UInt32(self.words.count))
        self.words += distinct
        return next
    }

    private func extent(of nodes: [PhraseNode], _ vocabulary: inout Vocabulary) -> Extent {
        var extent = Extent()
        for node in nodes {
            let part: Extent
            switch node {
            case .syllable(let pattern):
                let word = vocabulary.number(pattern.syllable.plain)
                part = Extent(shortest: 1, longest: 1, sets: [Needed(words: [word], first: 0, last: 0)])
            case .oneOf(let choices): part = either(choices, &vocabulary)
            case .gap(let length), .clauseGap(let length): part = Extent(longest: length)
            case .token(let named):
                let word = Self.firstTokenWord + UInt32(Self.number(of: named))
                part = Extent(
                    shortest: 1, longest: TokenSpans.longest(named), sets: [Needed(words: [word], first: 0, last: 0)])
            case .list(let name): part = lists[name] ?? Extent(longest: Self.unbounded)
            }
            extent.sets += part.sets.map { needed in
                Needed(
                    words: needed.words, first: extent.shortest + needed.first, last: extent.longest + needed.last)
            }
            extent.shortest = min(extent.shortest + part.shortest, Self.unbounded)
            extent.longest = min(extent.longest + part.longest, Self.unbounded)
        }
        return extent
    }

    /// What one of several sequences needs: one word of each, and nothing when one of them has none that it must hold.
    private func either(_ choices: [[PhraseNode]], _ vocabulary: inout Vocabulary) -> Extent {
        var extents: [Extent] = []
        for choice in choices { extents.append(extent(of: choice, &vocabulary)) }
        var result = Extent(
            shortest: extents.map(\.shortest).min() ?? 0, longest: extents.map(\.longest).max() ?? 0)
        guard extents.allSatisfy({ !$0.sets.isEmpty }) else { return result }
        result.sets = [Self.union(extents.compactMap(\.sets.first))]
        // Of alternatives of several words the last one tells more than the first: không trả lời, chưa giải quyết.
        if extents.contains(where: { $0.sets.count > 1 }) {
            result.sets.append(Self.union(extents.compactMap(\.sets.last)))
        }
        return result
    }

    private static func union(_ sets: [Needed]) -> Needed {
        Needed(
            words: sets.flatMap(\.words), first: sets.map(\.first).min() ?? 0, last: sets.map(\.last).max() ?? 0)
    }
}
