public import VietnameseText

/// Where a phrase stands in a text.
public struct PhraseHit: Sendable, Hashable {
    /// Number of the phrase in the index.
    public var phrase: Int
    /// First syllable.
    public var firstSyllable: Int
    /// First syllable after the hit.
    public var endSyllable: Int
    /// First byte in the original.
    public var start: Int
    /// First byte after the hit in the original.
    public var end: Int
    /// Whether some syllable of the text left out marks that the phrase has.
    public var leavesOutMarks: Bool
}

/// Many phrases, found in one pass over a text.
///
/// Semantics: every phrase is reported at every syllable where it begins, with its longest match there; different phrases
/// may overlap. Syllables of a phrase follow each other across white space and light separators only; a gap may cross a
/// comma but never a sentence end. See `docs/rule-language.md` for how marks are compared.
public struct PhraseIndex: Sendable {
    private let programs: PhrasePrograms
    /// Phrases that begin with these two syllables.
    private let byPair: [Pair: [Int32]]
    /// Phrases that begin with this syllable and go on with anything; by the syllable's number.
    private let bySyllable: [[Int32]]
    private let byToken: [TokenClass: [Int32]]

    private struct Pair: Hashable {
        var first: Int32
        var second: Int32
    }

    /// Builds an index of phrases that may use named lists; hits name a phrase by its position.
    ///
    /// - Parameters:
    ///   - phrases: The phrases; one may begin with a list.
    ///   - lists: The phrases of each list by its name, without braces; a list may use other lists.
    /// - Throws: ``PhraseListError`` when a name stands for no list or lists use each other in a circle.
    public init(_ phrases: [PhrasePattern], lists: [String: [PhrasePattern]]) throws(PhraseListError) {
        let expansion = try PhraseLists(lists)
        var expanded: [[PhraseNode]] = []
        for phrase in phrases { expanded.append(try expansion.expand(phrase.nodes, of: phrase.source)) }
        self.init(nodes: expanded)
    }

    /// Builds an index of phrases without lists; a phrase that names one finds nothing.
    ///
    /// Hits name a phrase by its position.
    public init(_ phrases: [PhrasePattern]) { self.init(nodes: phrases.map(\.nodes)) }

    private init(nodes phrases: [[PhraseNode]]) {
        let programs = PhrasePrograms(phrases)
        var byPair: [Pair: [Int32]] = [:]
        var bySyllable = [[Int32]](repeating: [], count: programs.vocabulary.count)
        var byToken: [TokenClass: [Int32]] = [:]
        func add(_ phrase: Int32, to list: inout [Int32]) {
            if list.last != phrase { list.append(phrase) }
        }
        for phrase in phrases.indices.map(Int32.init) {
            for step in programs.reachable(from: programs.starts[Int(phrase)]) {
                switch programs.steps[Int(step)] {
                case .word(let word):
                    let first = programs.words[Int(word)].number
                    if let seconds = Self.words(after: step, in: programs) {
                        for second in seconds {
                            add(phrase, to: &byPair[Pair(first: first, second: second), default: []])
                        }
                    } else {
                        add(phrase, to: &bySyllable[Int(first)])
                    }
                case .token(let named): add(phrase, to: &byToken[named, default: []])
                case .gap, .split, .jump, .accept: break
                }
            }
        }
        self.programs = programs
        self.byPair = byPair
        self.bySyllable = bySyllable
        self.byToken = byToken
    }

    /// The syllables that can follow a word, or nil when something else can.
    private static func words(after step: Int32, in programs: PhrasePrograms) -> [Int32]? {
        var numbers: [Int32] = []
        for next in programs.reachable(from: step + 1) {
            guard case .word(let word) = programs.steps[Int(next)] else { return nil }
            numbers.append(programs.words[Int(word)].number)
        }
        return numbers
    }

    /// All hits in a text, in the order of their first syllables.
    public func hits(in text: FoldedText) -> [PhraseHit] {
        let tokens = TokenSpans(text)
        let numbers = text.syllables.map { programs.vocabulary[$0.plain] ?? -1 }
        var machine = PhraseMachine(programs: programs, text: text, numbers: numbers, tokens: tokens)
        var hits: [PhraseHit] = []
        for position in text.syllables.indices {
            let first = numbers[position]
            if first >= 0 {
                for phrase in bySyllable[Int(first)] { machine.run(phrase, at: position, into: &hits) }
                if position + 1 < numbers.count, numbers[position + 1] >= 0 {
                    let pair = Pair(first: first, second: numbers[position + 1])
                    for phrase in byPair[pair] ?? [] { machine.run(phrase, at: position, into: &hits) }
                }
            }
            guard !tokens.isEmpty else { continue }
            for named in tokens.classes(at: position) {
                for phrase in byToken[named] ?? [] { machine.run(phrase, at: position, into: &hits) }
            }
        }
        return hits
    }
}
