/// Named lists of phrases, with the lists that they use put in.
struct PhraseLists {
    private var choices: [String: [[PhraseNode]]] = [:]

    init(_ lists: [String: [PhrasePattern]]) throws(PhraseListError) {
        for name in lists.keys.sorted() { try resolve(name, in: lists, path: []) }
    }

    /// The nodes with every list replaced by its phrases.
    func expand(_ nodes: [PhraseNode], of phrase: String) throws(PhraseListError) -> [PhraseNode] {
        var expanded: [PhraseNode] = []
        for node in nodes {
            switch node {
            case .list(let name):
                guard let phrases = choices[name] else { throw .unknownList(name: name, phrase: phrase) }
                expanded.append(.oneOf(phrases))
            case .oneOf(let alternatives):
                var replaced: [[PhraseNode]] = []
                for alternative in alternatives { replaced.append(try expand(alternative, of: phrase)) }
                expanded.append(.oneOf(replaced))
            case .syllable, .gap, .clauseGap, .token: expanded.append(node)
            }
        }
        return expanded
    }

    private mutating func resolve(
        _ name: String, in lists: [String: [PhrasePattern]], path: [String]
    ) throws(PhraseListError) {
        if let first = path.firstIndex(of: name) { throw .circle(names: Array(path[first...]) + [name]) }
        guard choices[name] == nil, let phrases = lists[name] else { return }
        for phrase in phrases {
            for used in Self.names(in: phrase.nodes) { try resolve(used, in: lists, path: path + [name]) }
        }
        var expanded: [[PhraseNode]] = []
        for phrase in phrases { expanded.append(try expand(phrase.nodes, of: phrase.source)) }
        choices[name] = expanded
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
