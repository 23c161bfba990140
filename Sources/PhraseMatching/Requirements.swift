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

    /// What each program needs, side by side, and where that of each lies.
    private var needs: [Needed] = []
    private var needsOfPrograms: [Range<Int>] = []
    /// The words of what is needed, side by side.
    private var pool: [UInt32] = []
    private var lists: [String: Extent] = [:]

    /// How far a phrase or list reaches, and what it cannot do without.
    private struct Extent {
        var shortest = 0
        var longest = 0
        var needs: [Needed] = []
    }

    /// Words, by their places in the pool, of which one stands so many syllables behind the beginning.
    private struct Needed {
        var words: Range<Int>
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
        lists[name] = either(phrases.map { $0.nodes }, &vocabulary)
    }

    /// Adds the requirements of the next program.
    ///
    /// - Parameters:
    ///   - nodes: The phrase.
    ///   - vocabulary: Numbers the words.
    mutating func add(_ nodes: [PhraseNode], vocabulary: inout Vocabulary) {
        let first = needs.count
        // What the first word is has been seen, or the place would not have been found.
        for needed in extent(of: nodes, &vocabulary).needs where needed.last > 0 && needed.last < Self.reach {
            needs.append(needed)
        }
        needsOfPrograms.append(first..<needs.count)
    }

    /// Completes the tables after the last program.
    ///
    /// - Parameter uses: How often each word stands in phrases, by word number: the best guess at how common it is.
    mutating func seal(uses: [UInt32]) {
        tokenBase = uses.count
        var uses = uses + TokenClass.allCases.map { _ in 0 }
        for index in pool.indices where pool[index] >= Self.firstTokenWord {
            pool[index] = UInt32(tokenBase) + (pool[index] - Self.firstTokenWord)
        }
        for needed in needs {
            for word in pool[needed.words] { uses[Int(word)] += 1 }
        }
        let likelihoods = needs.map { needed in
            pool[needed.words].reduce(UInt64(0)) { $0 + UInt64(uses[Int($1)]) }
        }
        var sets = WordSets()
        for range in needsOfPrograms {
            programs.append(Program(first: UInt32(checks.count), count: UInt32(range.count)))
            for index in range.sorted(by: { likelihoods[$0] < likelihoods[$1] }) {
                let needed = needs[index]
                let ones = ~UInt64(0) >> UInt64(Self.reach - 1 - (needed.last - needed.first))
                checks.append(Check(set: sets.number(of: pool[needed.words]), window: ones << UInt64(needed.first)))
            }
        }
        membership = SetMembership(sets.sets, rows: uses.count)
        for index in checks.indices { checks[index].set = membership.bit(of: checks[index].set) }
        needs = []
        needsOfPrograms = []
        pool = []
        lists = [:]
    }

    private mutating func extent(of nodes: [PhraseNode], _ vocabulary: inout Vocabulary) -> Extent {
        var extent = Extent()
        for node in nodes {
            switch node {
            case .syllable(let pattern):
                need(vocabulary.number(pattern.syllable.plain), in: &extent)
                extent.shortest += 1
                extent.longest += 1
            case .gap(let length), .clauseGap(let length): extent.longest += length
            case .token(let named):
                need(Self.firstTokenWord + UInt32(Self.number(of: named)), in: &extent)
                extent.shortest += 1
                extent.longest += TokenSpans.longest(named)
            case .oneOf(let choices): Self.append(either(choices, &vocabulary), to: &extent)
            case .list(let name): Self.append(lists[name] ?? Extent(longest: Self.unbounded), to: &extent)
            }
            extent.shortest = min(extent.shortest, Self.unbounded)
            extent.longest = min(extent.longest, Self.unbounded)
        }
        return extent
    }

    private mutating func need(_ word: UInt32, in extent: inout Extent) {
        pool.append(word)
        extent.needs.append(
            Needed(words: (pool.count - 1)..<pool.count, first: extent.shortest, last: extent.longest))
    }

    private static func append(_ part: Extent, to extent: inout Extent) {
        for needed in part.needs {
            extent.needs.append(
                Needed(
                    words: needed.words, first: extent.shortest + needed.first, last: extent.longest + needed.last))
        }
        extent.shortest += part.shortest
        extent.longest += part.longest
    }

    /// What one of several sequences needs: one word of each, and nothing when one of them has none that it must hold.
    private mutating func either(_ choices: [[PhraseNode]], _ vocabulary: inout Vocabulary) -> Extent {
        var result = Extent(shortest: Self.unbounded)
        var firsts: [Needed] = []
        var lasts: [Needed] = []
        var isLonger = false
        for choice in choices {
            let extent = extent(of: choice, &vocabulary)
            result.shortest = min(result.shortest, extent.shortest)
            result.longest = max(result.longest, extent.longest)
            guard let first = extent.needs.first, let last = extent.needs.last else { continue }
            firsts.append(first)
            lasts.append(last)
            isLonger = isLonger || extent.needs.count > 1
        }
        guard !choices.isEmpty else { return Extent() }
        guard firsts.count == choices.count else { return result }
        result.needs = [union(firsts)]
        // Of alternatives of several words the last one tells more than the first: không trả lời, chưa giải quyết.
        if isLonger { result.needs.append(union(lasts)) }
        return result
    }

    private mutating func union(_ parts: [Needed]) -> Needed {
        let start = pool.count
        var result = Needed(words: start..<start, first: Self.unbounded, last: 0)
        for part in parts {
            for place in part.words { pool.append(pool[place]) }
            result.first = min(result.first, part.first)
            result.last = max(result.last, part.last)
        }
        result.words = start..<pool.count
        return result
    }
}

/// Sets of words, equal ones once.
private struct WordSets {
    private(set) var sets: [[UInt32]] = []
    private var numbers: [UInt64: Int32] = [:]

    /// The number of the set of some words.
    mutating func number(of words: ArraySlice<UInt32>) -> Int32 {
        var distinct = Array(words)
        if distinct.count > 1 {
            distinct.sort()
            var kept = 0
            for word in distinct where kept == 0 || distinct[kept - 1] != word {
                distinct[kept] = word
                kept += 1
            }
            distinct.removeLast(distinct.count - kept)
        }
        var hash: UInt64 = 0
        for word in distinct { hash = (hash ^ UInt64(word)) &* 0xFF51_AFD7_ED55_8CCD ^ hash >> 29 }
        if let known = numbers[hash], sets[Int(known)] == distinct { return known }
        let next = Int32(sets.count)
        numbers[hash] = next
        sets.append(distinct)
        return next
    }
}
