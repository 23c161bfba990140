/// The paragraphs of a letter, as an officer marks them.
enum Paragraphs {
    /// Most paragraphs of a case; the last one takes what is left, so that nothing is lost.
    static let limit = 120
    /// A line that is shorter ends its paragraph, for lines that were broken by a mail program are longer.
    private static let fullLine = 60

    /// The paragraphs of texts, one text after the other.
    static func of(_ texts: [String]) -> [String] {
        let all = texts.flatMap(paragraphs)
        guard all.count > limit else { return all }
        return all.prefix(limit - 1) + [all.dropFirst(limit - 1).joined(separator: "\n")]
    }

    /// Lines that were only broken for their length are one paragraph.
    private static func paragraphs(_ text: String) -> [String] {
        var paragraphs: [String] = []
        var current = ""
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let line = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if !line.isEmpty { current += current.isEmpty ? line : " " + line }
            let goesOn = line.count >= fullLine && line.last.map { !".!?:;".contains($0) } == true
            guard !goesOn, !current.isEmpty else { continue }
            paragraphs.append(current)
            current = ""
        }
        if !current.isEmpty { paragraphs.append(current) }
        return paragraphs
    }
}
