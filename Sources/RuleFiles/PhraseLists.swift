import Classification
import MarkedYAML
import PhraseMatching
import VietnameseText

/// Named lists of wordings that any phrase may use as `{name}`.
///
///     kind: list
///     id: office
///     phrases: [UBND (xã|phường), cán bộ địa chính, một cửa]
struct PhraseLists {
    /// The phrases of each list.
    private(set) var phrases: [String: [PhrasePattern]] = [:]
    /// Where each list stands.
    private(set) var places: [String: YAMLValue] = [:]
    /// How phrases and texts are read.
    private let reader: PhraseReader
    private var entries: [(pattern: PhrasePattern, place: YAMLValue)] = []

    /// No lists yet.
    init(repair: any TokenRepairing) { reader = PhraseReader(repair: repair) }

    /// Whether a document is a list.
    static func isList(_ document: YAMLValue) -> Bool { document.peek("kind") == "list" }

    /// Adds the list of a document; lists of one id in several documents are one.
    mutating func add(_ document: YAMLValue) throws(YAMLProblem) {
        let keys = try document.mapping("a list", keys: ["kind", "id", "name", "phrases"])
        guard let idValue = keys["id"], let phrasesValue = keys["phrases"] else {
            throw document.problem("a list needs the keys kind, id and phrases")
        }
        let id = try idValue.string("id")
        var patterns: [PhrasePattern] = []
        for entry in try phrasesValue.list("phrases") {
            let pattern = try phrase(entry, "phrases")
            patterns.append(pattern)
            entries.append((pattern, entry))
        }
        guard !patterns.isEmpty else {
            throw phrasesValue.problem("phrases is an empty list; give at least one phrase")
        }
        phrases[id, default: []] += patterns
        if places[id] == nil { places[id] = idValue }
    }

    /// Phrases of lists that name a list that does not exist.
    var problems: [YAMLProblem] {
        entries.compactMap { entry in unknownList(in: entry.pattern).map { unknown($0, at: entry.place) } }
    }

    /// Says that a phrase names a list that does not exist.
    func unknown(_ name: String, at place: YAMLValue) -> YAMLProblem {
        let known = phrases.keys.sorted().joined(separator: ", ")
        return place.problem("there is no list «\(name)»; there are: \(known.isEmpty ? "none" : known)")
    }

    /// The first list that a phrase names and that does not exist.
    func unknownList(in pattern: PhrasePattern) -> String? { unknownList(in: pattern.nodes) }

    private func unknownList(in nodes: [PhraseNode]) -> String? {
        for node in nodes {
            switch node {
            case .list(let name): if phrases[name] == nil { return name }
            case .oneOf(let choices):
                for choice in choices { if let name = unknownList(in: choice) { return name } }
            case .syllable, .gap, .clauseGap, .token: break
            }
        }
        return nil
    }

    /// Reads a phrase as texts are read.
    func phrase(_ entry: YAMLValue, _ what: String) throws(YAMLProblem) -> PhrasePattern {
        let source = try entry.string("a phrase of \(what)")
        do throws(PhraseError) {
            return try reader.pattern(source)
        } catch {
            throw entry.problem(error.message, columnOffset: error.column - 1 + (entry.isQuoted ? 1 : 0))
        }
    }
}
