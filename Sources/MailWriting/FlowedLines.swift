/// Text cut into lines that a program may flow together again.
///
/// > Source: RFC 3676 §4.
enum FlowedLines {
    /// Characters of a line, its soft end's space not counted.
    private static let width = 72

    /// The lines without their ends: one that ends with a space goes on in the next.
    static func of(_ text: String) -> [String] {
        var lines: [String] = []
        var paragraphs = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        while paragraphs.last?.allSatisfy(\.isWhitespace) == true { paragraphs.removeLast() }
        for paragraph in paragraphs { lines += flow(trimmed(paragraph)).map(stuffed) }
        return lines
    }

    /// The lines of one paragraph; `-- ` alone stays as it is, for it begins a signature.
    private static func flow(_ paragraph: Substring) -> [String] {
        guard paragraph.count > width else { return [String(paragraph)] }
        var lines: [String] = []
        let words = paragraph.split(separator: " ", omittingEmptySubsequences: false)
        var line = String(words[0])
        for word in words.dropFirst() {
            if line.count + 1 + word.count > width {
                lines.append(line + " ")
                line = String(word)
            } else {
                line += " " + word
            }
        }
        return lines + [line]
    }

    /// A hard end has no space before it.
    private static func trimmed(_ paragraph: Substring) -> Substring {
        guard paragraph != "-- " else { return paragraph }
        var end = paragraph.endIndex
        while end > paragraph.startIndex, paragraph[paragraph.index(before: end)] == " " {
            end = paragraph.index(before: end)
        }
        return paragraph[..<end]
    }

    /// A line that begins like a quotation, a space or an mbox separator gets a space in front, which the reader takes off.
    private static func stuffed(_ line: String) -> String {
        line.hasPrefix(" ") || line.hasPrefix(">") || line.hasPrefix("From ") ? " " + line : line
    }
}
