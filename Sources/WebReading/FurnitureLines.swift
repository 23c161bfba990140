import VietnameseText

/// Lines that stand around articles on Vietnamese sites, known by their words.
enum FurnitureLines {
    /// What a line is.
    enum Kind {
        /// It stands over a list of other articles.
        case listHeading
        /// It stands over what readers wrote, or may write: the article has ended.
        case end
        /// A button, a counter, a notice of the site.
        case label
    }

    /// Longest line that is judged, in characters.
    private static let longest = 160
    /// Longest line of links that is judged: a longer one is a heading of some article, which counts for nothing as it is.
    private static let longestLinks = 60

    /// What the line is; nil for a line that may be an article's.
    static func kind(_ line: PageLine) -> Kind? {
        guard line.length <= (line.isLinks ? longestLinks : longest) else { return nil }
        if !line.text.utf8.contains(where: { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0x80 }) {
            return line.text.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } ? nil : .label
        }
        return kind(of: line.text, isPiece: false)
    }

    private static func kind(of text: String, isPiece: Bool) -> Kind? {
        if let kind = kindByWords(text) { return kind }
        // Several labels on one line.
        guard !isPiece, mayHaveSeparator(text) else { return nil }
        let pieces = pieces(of: text)
        guard pieces.count > 1 else { return nil }
        return pieces.allSatisfy { kind(of: $0, isPiece: true) != nil } ? .label : nil
    }

    /// What the words of a text say; nil when they say nothing.
    private static func kindByWords(_ text: String) -> Kind? {
        var text = text
        return text.withUTF8 { bytes in
            let last = bytes.last
            return withFoldedForSearch(utf8: bytes) { folded in
                guard !folded.isEmpty else { return .label }
                let hasColon = last == UInt8(ascii: ":")
                let endsSentence = last == UInt8(ascii: ".")
                let phrases = FurniturePhrases.shared
                if let kind = phrases.kind(folded, endsSentence: endsSentence, hasColon: hasColon) { return kind }
                // "Chuyên mục: Tin tức".
                guard folded.count <= 60, !endsSentence, bytes.contains(UInt8(ascii: ":")) else { return nil }
                return phrases.isCategory(folded) ? .label : nil
            }
        }
    }

    /// The parts of a line that are set apart by bars, dots and tabs.
    static func pieces(of text: String) -> [String] {
        guard mayHaveSeparator(text) else { return text.isEmpty ? [] : [Trimming.trim(text)] }
        let separators: Set<Unicode.Scalar> = ["|", "•", "·", "»", "\t", "¦", "●", "▪"]
        return text.unicodeScalars.split { separators.contains($0) }
            .map { Trimming.trim(String(String.UnicodeScalarView($0))) }
            .filter { !$0.isEmpty }
    }

    /// The separators begin with one of these bytes.
    private static func mayHaveSeparator(_ text: String) -> Bool {
        text.utf8.contains { $0 == 0x7C || $0 == 0x09 || $0 == 0xC2 || $0 == 0xE2 }
    }
}
