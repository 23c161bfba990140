import VietnameseText

/// Words and short phrases, looked up at a syllable of a text.
struct WordList: Sendable {
    private let phrases: SyllableKeyTable<[[Syllable]]>

    /// Creates a list.
    ///
    /// - Parameter words: Words with their marks, commas between them.
    init(_ words: String) {
        var phrases: [SyllableKey: [[Syllable]]] = [:]
        for word in words.split(separator: ",") {
            let syllables = FoldedText(String(word)).syllables
            guard let first = syllables.first else { continue }
            phrases[first.plain, default: []].append(syllables)
        }
        self.phrases = SyllableKeyTable(phrases.mapValues { list in list.sorted { $0.count > $1.count } })
    }

    /// The syllable after the longest phrase that stands at a syllable, with its marks, or without any in a
    /// text that has none; nil when no phrase stands there.
    func end(in text: TypedText, at position: Int) -> Int? {
        guard position >= 0, position < text.syllables.count, let list = phrases[text.syllables[position].plain]
        else { return nil }
        for phrase in list {
            let end = position + phrase.count
            guard end <= text.syllables.count else { continue }
            let fits = phrase.indices.allSatisfy { offset in
                text.reads(position + offset, as: phrase[offset])
                    && (offset == 0 || text.syllables[position + offset].gap <= .light)
            }
            if fits { return end }
        }
        return nil
    }

    /// Whether a phrase of up to three syllables ends right before a syllable.
    func ends(in text: TypedText, before position: Int) -> Bool { start(in: text, before: position) != nil }

    /// Where a phrase of up to three syllables that ends right before a syllable begins.
    func start(in text: TypedText, before position: Int) -> Int? {
        for length in stride(from: 3, through: 1, by: -1) where end(in: text, at: position - length) == position {
            return position - length
        }
        return nil
    }
}
