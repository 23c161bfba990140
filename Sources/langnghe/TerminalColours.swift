import Classification

/// Colours the words that count in a text on a terminal.
struct TerminalColours {
    /// Whether colours are written; off in a pipe.
    var isOn: Bool

    /// The text with its evidence coloured: green speaks for a tag, red against one.
    func marked(_ text: String, _ evidence: [Evidence]) -> String {
        let bytes = Array(text.utf8)
        guard isOn else { return TerminalText.clean(text) }
        var result = ""
        var position = 0
        for line in evidence.sorted(by: { ($0.start, -$0.end) < ($1.start, -$1.end) }) {
            guard line.start >= position, line.end <= bytes.count else { continue }
            result += TerminalText.clean(String(decoding: bytes[position..<line.start], as: UTF8.self))
            let words = TerminalText.clean(String(decoding: bytes[line.start..<line.end], as: UTF8.self))
            result += (line.bans < 0 ? "\u{1B}[31m" : "\u{1B}[32m") + words + "\u{1B}[0m"
            position = line.end
        }
        return result + TerminalText.clean(String(decoding: bytes[position...], as: UTF8.self))
    }
}
