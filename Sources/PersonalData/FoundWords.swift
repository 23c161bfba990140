import VietnameseText

/// Words of a text that a redaction would replace.
public struct FoundWords: Sendable, Hashable {
    /// What they are.
    public var kind: PersonalDataKind
    /// The words.
    public var words: String

    /// Finds the personal data of a text, each different one once, in the order in which it stands.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - persons: People whose names are found wherever they stand.
    /// - Returns: What was found.
    public static func all(in text: String, knowing persons: KnownPersons = KnownPersons()) -> [FoundWords] {
        let bytes = Array(text.utf8)
        var found: [FoundWords] = []
        for replacement in Redaction(FoldedText(text), knowing: persons).replacements {
            let range = replacement.original.clamped(to: 0..<bytes.count)
            let words = FoundWords(kind: replacement.kind, words: String(decoding: bytes[range], as: UTF8.self))
            if !found.contains(words) { found.append(words) }
        }
        return found
    }
}
