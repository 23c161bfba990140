/// Named lists of phrases, in an order in which each list comes after those that it uses.
struct PhraseLists {
    /// The lists.
    private(set) var ordered: [(name: String, phrases: [PhrasePattern])] = []
    /// The place of each list in ``ordered``.
    private(set) var numbers: [String: Int] = [:]

    /// Orders lists.
    ///
    /// - Throws: ``PhraseListError`` when a name stands for no list or lists use each other in a circle.
    init(_ lists: [String: [PhrasePattern]]) throws(PhraseListError) {
        for name in lists.keys.sorted() { try add(name, of: lists, path: []) }
    }

    /// No lists.
    init() {}

    /// Makes sure that every list a phrase uses exists.
    func check(_ phrase: PhrasePattern) throws(PhraseListError) {
        for name in Self.names(in: phrase.nodes) where numbers[name] == nil {
            throw .unknownList(name: name, phrase: phrase.source)
        }
    }

    private mutating func add(
        _ name: String, of lists: [String: [PhrasePattern]], path: [String]
    ) throws(PhraseListError) {
        if let first = path.firstIndex(of: name) { throw .circle(names: Array(path[first...]) + [name]) }
        guard numbers[name] == nil, let phrases = lists[name] else { return }
        for phrase in phrases {
            for used in Self.names(in: phrase.nodes) {
                guard lists[used] != nil else { throw .unknownList(name: used, phrase: phrase.source) }
                try add(used, of: lists, path: path + [name])
            }
        }
        numbers[name] = ordered.count
        ordered.append((name, phrases))
    }

    private static func names(in nodes: [PhraseNode]) -> [String] {
        nodes.flatMap { node -> [String] in
            switch node {
            case .list(let name): [name]
            case .oneOf(let choices): choices.flatMap(names)
            case .syllable, .gap, .clauseGap, .token: []
            }
        }
    }
}

/// Named lists that cannot be used as they are written.
public enum PhraseListError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A phrase names a list that does not exist.
    case unknownList(name: String, phrase: String)
    /// Lists use each other in a circle; the first name stands at the end again.
    case circle(names: [String])

    /// One sentence: what is wrong and what to do.
    public var description: String {
        switch self {
        case .unknownList(let name, let phrase):
            "The phrase «\(phrase)» uses the list {\(name)}, which does not exist; correct the name or add the list."
        case .circle(let names):
            "Lists use each other in a circle, \(names.map { "{\($0)}" }.joined(separator: " → ")); "
                + "take one of them out of the circle."
        }
    }
}
