import MarkedYAML
import PhraseMatching

/// Named lists of wordings that any phrase may use as `{name}`.
///
///     kind: list
///     id: office
///     phrases: [UBND (xã|phường), cán bộ địa chính, một cửa]
struct PhraseLists {
    private var alternatives: [String: String] = [:]

    /// Whether a document is a list.
    static func isList(_ document: YAMLValue) -> Bool { document.peek("kind") == "list" }

    /// Adds the list of a document; lists of one id in several documents are one.
    mutating func add(_ document: YAMLValue) throws(YAMLProblem) {
        let keys = try document.mapping("a list", keys: ["kind", "id", "name", "phrases"])
        guard let idValue = keys["id"], let phrases = keys["phrases"] else {
            throw document.problem("a list needs the keys kind, id and phrases")
        }
        let id = try idValue.string("id")
        var sources: [String] = []
        for entry in try phrases.list("phrases") {
            let source = try entry.string("a phrase of phrases")
            do throws(PhraseError) { _ = try PhrasePattern(source) } catch {
                throw entry.problem(error.message, columnOffset: error.column - 1 + (entry.isQuoted ? 1 : 0))
            }
            sources.append(source)
        }
        guard !sources.isEmpty else { throw phrases.problem("phrases is an empty list; give at least one phrase") }
        let joined = sources.joined(separator: "|")
        alternatives[id] = alternatives[id].map { $0 + "|" + joined } ?? joined
    }

    /// A phrase with every `{name}` replaced by the wordings of that list.
    func expanded(_ source: String, at entry: YAMLValue) throws(YAMLProblem) -> String {
        guard source.utf8.contains(UInt8(ascii: "{")) else { return source }
        var result = ""
        var rest = Substring(source)
        while let opening = rest.firstIndex(of: "{") {
            result += rest[..<opening]
            let column = source.distance(from: source.startIndex, to: opening) + (entry.isQuoted ? 1 : 0)
            guard let closing = rest[opening...].firstIndex(of: "}") else {
                throw entry.problem("this «{» is never closed; write for example {office}", columnOffset: column)
            }
            let name = String(rest[rest.index(after: opening)..<closing])
            guard let wordings = alternatives[name] else {
                let known = alternatives.keys.sorted().joined(separator: ", ")
                throw entry.problem("there is no list «\(name)»; there are: \(known)", columnOffset: column)
            }
            result += "(\(wordings))"
            rest = rest[rest.index(after: closing)...]
        }
        return result + rest
    }
}
