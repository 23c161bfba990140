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
        let last = text.utf8.last
        let folded = foldedForSearch(utf8: Array(text.utf8))
        guard !folded.isEmpty else { return .label }
        let hasColon = last == UInt8(ascii: ":")
        if let kind = FurniturePhrases.shared.kind(folded, endsSentence: last == UInt8(ascii: "."), hasColon: hasColon)
        {
            return kind
        }
        if isCategory(text, folded) { return .label }
        // Several labels on one line.
        guard !isPiece, mayHaveSeparator(text) else { return nil }
        let pieces = pieces(of: text)
        guard pieces.count > 1 else { return nil }
        return pieces.allSatisfy { kind(of: $0, isPiece: true) != nil } ? .label : nil
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

    /// "Chuyên mục: Tin tức".
    private static func isCategory(_ text: String, _ folded: [UInt8]) -> Bool {
        guard folded.count <= 60, text.utf8.contains(UInt8(ascii: ":")), text.utf8.last != UInt8(ascii: ".") else {
            return false
        }
        return FurniturePhrases.shared.isCategory(folded)
    }
}
