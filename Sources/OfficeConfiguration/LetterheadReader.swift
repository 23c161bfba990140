import MarkedYAML

/// Reads the block `letterhead`.
enum LetterheadReader {
    private static let keys: Set<String> = [
        "superior", "place", "symbol", "copies", "signatory_title", "signatory",
    ]
    /// Longest line, in characters: more does not fit into half the width of a page.
    private static let lineLimit = 120

    static func letterhead(_ value: YAMLValue) throws(YAMLProblem) -> OfficeConfiguration.Letterhead {
        let keys = try value.mapping("letterhead", keys: keys)
        func line(_ key: String) throws(YAMLProblem) -> String? {
            try keys[key].map { value throws(YAMLProblem) in try Self.line(value, key) }
        }
        return OfficeConfiguration.Letterhead(
            superior: try line("superior"), place: try line("place"), symbol: try line("symbol"),
            copies: try lines(keys["copies"], "copies", limit: 10),
            signatoryTitle: try lines(keys["signatory_title"], "signatory_title", limit: 4),
            signatory: try line("signatory"))
    }

    /// One line or a list of lines.
    private static func lines(_ value: YAMLValue?, _ what: String, limit: Int) throws(YAMLProblem) -> [String] {
        guard let value else { return [] }
        guard value.isList else { return [try line(value, what)] }
        let entries = try value.list(what)
        guard (1...limit).contains(entries.count) else { throw value.problem("\(what) must hold 1 to \(limit) lines") }
        var lines: [String] = []
        for entry in entries { lines.append(try line(entry, what)) }
        return lines
    }

    private static func line(_ value: YAMLValue, _ what: String) throws(YAMLProblem) -> String {
        let text = try value.string(what)
        guard text.count <= lineLimit, !text.contains(where: \.isNewline) else {
            throw value.problem("\(what) must be one line of at most \(lineLimit) characters")
        }
        return text
    }
}
