import MarkedYAML
import VietnameseText

/// Reads the files of `rules/lexicon` into one lexicon.
enum LexiconReader {
    private static let keys: Set<String> = [
        "write", "means", "unless_after", "only_after", "unless_before", "note",
    ]

    /// Reads the documents of all lexicon files together, so that a spelling stands for one thing only.
    ///
    /// - Parameter documents: One list of entries each.
    /// - Returns: The lexicon.
    /// - Throws: ``YAMLProblem`` at the first thing that is wrong.
    static func read(_ documents: [YAMLValue]) throws(YAMLProblem) -> Lexicon {
        var entries: [LexiconEntry] = []
        var places: [String: YAMLValue] = [:]
        for document in documents {
            for value in try document.list("a lexicon") {
                let entry = try entry(value, places: &places)
                // One entry alone tells what is wrong with it; together they tell what is said twice.
                do throws(LexiconError) {
                    _ = try Lexicon([entry])
                } catch {
                    throw (places[error.subject] ?? value).problem(error.description)
                }
                entries.append(entry)
            }
        }
        do throws(LexiconError) {
            return try Lexicon(entries)
        } catch {
            guard let place = places[error.subject] ?? documents.first else { return .empty }
            throw place.problem(error.description)
        }
    }

    private static func entry(
        _ value: YAMLValue, places: inout [String: YAMLValue]
    ) throws(YAMLProblem) -> LexiconEntry {
        let keys = try value.mapping("an entry of a lexicon", keys: Self.keys)
        guard let write = keys["write"], let means = keys["means"] else {
            throw value.problem("an entry of a lexicon needs the keys write and means")
        }
        var spellings: [String] = []
        for spelling in try write.list("write") {
            let text = try spelling.string("a spelling")
            places[text] = spelling
            spellings.append(text)
        }
        guard !spellings.isEmpty else { throw write.problem("write is an empty list; give at least one spelling") }
        let meaning = try means.string("means")
        if places[meaning] == nil { places[meaning] = means }
        return LexiconEntry(
            spellings: spellings, meaning: meaning, unlessAfter: try neighbors(keys["unless_after"], "unless_after"),
            onlyAfter: try neighbors(keys["only_after"], "only_after"),
            unlessBefore: try followers(keys["unless_before"]))
    }

    private static func neighbors(_ value: YAMLValue?, _ what: String) throws(YAMLProblem) -> [LexiconEntry.Neighbor] {
        var neighbors: [LexiconEntry.Neighbor] = []
        for entry in try oneOrMany(value, what) {
            let name = try entry.string("a word of \(what)")
            switch name {
            case "number": neighbors.append(.number)
            case "capitals": neighbors.append(.capitals)
            case "letter": neighbors.append(.letter)
            default:
                guard SyllableTable.standard.validity(name) != .invalid else {
                    throw entry.problem("«\(name)» must be one Vietnamese word, or number, capitals or letter")
                }
                neighbors.append(.word(name))
            }
        }
        return neighbors
    }

    private static func followers(_ value: YAMLValue?) throws(YAMLProblem) -> [LexiconEntry.Follower] {
        var followers: [LexiconEntry.Follower] = []
        for entry in try oneOrMany(value, "unless_before") {
            switch try entry.string("a sign of unless_before") {
            case "point": followers.append(.point)
            case "slash": followers.append(.slash)
            default: throw entry.problem("unless_before takes point and slash only")
            }
        }
        return followers
    }

    /// A list, or one word that needs no brackets.
    private static func oneOrMany(_ value: YAMLValue?, _ what: String) throws(YAMLProblem) -> [YAMLValue] {
        guard let value else { return [] }
        return (try? value.list(what)) ?? [value]
    }
}
