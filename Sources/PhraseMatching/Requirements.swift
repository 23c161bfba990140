import VietnameseText

/// What must stand behind a place for a program to match there: of each of some sets of words one, within some syllables.
///
/// A phrase with gaps often begins with a common word; most places that hold it lack the others, and a look at the words
/// behind the place spares the runs.
struct Requirements: Sendable {
    /// One of a set's words stands behind the place.
    struct Check: Sendable {
        /// Number of the set.
        var set: UInt32
        /// Bit n says that it may stand n syllables behind the place.
        var window: UInt64
    }

    /// The checks of one program.
    struct Program: Sendable {
        /// First of them in ``checks``.
        var first: UInt32
        /// How many they are.
        var count: UInt32
    }

    /// The checks of all programs, side by side.
    private(set) var checks: [Check] = []
    /// The programs in their order.
    private(set) var programs: [Program] = []
    /// Where each set's words lie in ``words``, with one more at the end.
    private(set) var sets: [UInt32] = []
    /// The words of the sets by their numbers; a token class has a number behind those of words.
    private(set) var words: [UInt32] = []
    /// Number of the first token class among the words.
    private(set) var tokenBase = 0

    private var numbers: [[UInt32]: UInt32] = [:]
    private var lists: [String: Extent] = [:]

    /// How far a phrase or list reaches, and what it cannot do without.
    private struct Extent {
        var shortest = 0
        /// More than the farthest syllable that can be asked about when it has no bound.
        var longest = 0
        var sets: [Needed] = []
    }

    /// Words of which one stands so many syllables behind the place.
    private struct Needed {
        var words: [UInt32]
        var first: Int
        var last: Int
    }

    /// Syllables behind a place that can be asked about, the place itself among them.
    static let reach = 64
    private static let unbounded = 1 << 20
    /// In sets, token classes are words with numbers from here on.
    private static let firstTokenWord: UInt32 = 1 << 31

    private static func word(for token: TokenClass) -> UInt32 { firstTokenWord + UInt32(number(of: token)) }

    /// A number that tells token classes apart, from 0.
    static func number(of token: TokenClass) -> Int { TokenClass.allCases.firstIndex(of: token) ?? 0 }

    /// Syllables that a token has; in a text where one has more, nothing can be asked.
    static func longest(_ token: TokenClass) -> Int {
        switch token {
        case .number, .percent: 1
        default: 12
        }
    }

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
    ///   - vocabulary: Numbers the words.
    mutating func add(_ nodes: [PhraseNode], vocabulary: inout Vocabulary) {
        let extent = extent(of: nodes, &vocabulary)
        let first = UInt32(checks.count)
        // What the first word is has been seen, or the place would not have been found.
        for needed in extent.sets where needed.last > 0 && needed.last < Self.reach {
            let ones = ~UInt64(0) >> UInt64(Self.reach - 1 - (needed.last - needed.first))
            checks.append(Check(set: setNumber(needed.words), window: ones << UInt64(needed.first)))
        }
        programs.append(Program(first: first, count: UInt32(checks.count) - first))
    }

    /// Completes the tables after the last program.
    mutating func seal(wordCount: Int) {
        tokenBase = wordCount + 1
        let inOrder = numbers.sorted { $0.value < $1.value }
        for (words, _) in inOrder {
            sets.append(UInt32(self.words.count))
            self.words += words.map {
                $0 < Self.firstTokenWord ? $0 : UInt32(tokenBase) + ($0 - Self.firstTokenWord)
            }
        }
        sets.append(UInt32(words.count))
        numbers = [:]
        lists = [:]
    }

    private mutating func setNumber(_ words: [UInt32]) -> UInt32 {
        let next = UInt32(numbers.count)
        let distinct = words.count == 1 ? words : Set(words).sorted()
        if let known = numbers[distinct] { return known }
        numbers[distinct] = next
        return next
    }

    private func extent(of nodes: [PhraseNode], _ vocabulary: inout Vocabulary) -> Extent {
        var extent = Extent()
        for node in nodes {
            let part: Extent
            switch node {
            case .syllable(let pattern):
                part = Extent(shortest: 1, longest: 1, sets: [Needed(words: [vocabulary.number(pattern.syllable.plain)], first: 0, last: 0)])
            case .oneOf(let choices): part = either(choices, &vocabulary)
            case .gap(let length), .clauseGap(let length): part = Extent(longest: length)
            case .token(let named):
                let needed = Needed(words: [Self.word(for: named)], first: 0, last: 0)
                part = Extent(shortest: 1, longest: Self.longest(named), sets: [needed])
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
        let heads = extents.compactMap(\.sets.first)
        if heads.count == extents.count, let first = heads.map(\.first).min(), let last = heads.map(\.last).max() {
            result.sets = [Needed(words: heads.flatMap(\.words), first: first, last: last)]
        }
        return result
    }
}
