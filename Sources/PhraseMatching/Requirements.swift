import VietnameseText

/// What a text must hold behind the beginning of each program's matches: of some sets of words one each, within some
/// syllables.
///
/// A phrase with gaps often begins with a common word; most places that hold it lack the others, and a look at the words
/// behind the place spares the run.
struct Requirements: Sendable {
    /// One of a set's words stands behind the beginning.
    struct Check: Sendable {
        /// Bit of the set in the rows of its words.
        var set: Int32
        /// Bit n says that it may stand n syllables behind.
        var window: UInt64
    }

    /// The checks of a program: where they lie in ``checks``.
    struct Program: Sendable {
        var first: UInt32
        var count: UInt32
    }

    /// The programs in their order.
    private(set) var programs: [Program] = []
    /// The checks of all programs, side by side, of each the one first that is least likely to hold.
    private(set) var checks: [Check] = []
    /// Which sets hold each word.
    private(set) var membership = SetMembership([], rows: 1)
    /// Number of the first token class among the words: they have numbers behind those of words.
    private(set) var tokenBase = 0

    private var needs: [[Needed]] = []
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
    ///   - vocabulary: Numbers the words.
    mutating func add(_ nodes: [PhraseNode], vocabulary: inout Vocabulary) {
        // What the first word is has been seen, or the place would not have been found.
        needs.append(extent(of: nodes, &vocabulary).sets.filter { $0.last > 0 && $0.last < Self.reach })
    }

    /// Completes the tables after the last program.
    ///
    /// - Parameter uses: How often each word stands in phrases, by word number: the best guess at how common it is.
    mutating func seal(uses: [UInt32]) {
        tokenBase = uses.count
        var uses = uses + TokenClass.allCases.map { _ in 0 }
        for program in needs.indices {
            for set in needs[program].indices {
                needs[program][set].words = needs[program][set].words.map {
                    $0 < Self.firstTokenWord ? $0 : UInt32(tokenBase) + ($0 - Self.firstTokenWord)
                }
                for word in needs[program][set].words { uses[Int(word)] += 1 }
            }
        }
        var numbers: [[UInt32]: Int32] = [:]
        var sets: [[UInt32]] = []
        func number(of words: [UInt32]) -> Int32 {
            let distinct = words.count == 1 ? words : Set(words).sorted()
            if let known = numbers[distinct] { return known }
            numbers[distinct] = Int32(sets.count)
            sets.append(distinct)
            return Int32(sets.count - 1)
        }
        for needed in needs {
            func likelihood(_ set: Needed) -> UInt64 {
                set.words.reduce(0) { $0 + UInt64(uses[Int($1)]) }
            }
            let ordered = needed.map { (set: $0, likelihood: likelihood($0)) }.sorted { $0.likelihood < $1.likelihood }
            programs.append(Program(first: UInt32(checks.count), count: UInt32(ordered.count)))
            for (set, _) in ordered {
                let ones = ~UInt64(0) >> UInt64(Self.reach - 1 - (set.last - set.first))
                checks.append(Check(set: number(of: set.words), window: ones << UInt64(set.first)))
            }
        }
        membership = SetMembership(sets, rows: uses.count)
        for index in checks.indices { checks[index].set = membership.bit(of: checks[index].set) }
        needs = []
        lists = [:]
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
