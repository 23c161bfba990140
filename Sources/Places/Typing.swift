import VietnameseText

/// How a message is typed, as far as names are told by it.
struct Typing {
    /// Whether capital letters tell names: not in a text typed in small letters.
    var hasCapitals: Bool
    /// Whether the text has marks, so that a word without any has none.
    var isAccented: Bool

    /// How some fields are typed, taken together: a subject line is too short to tell.
    init(_ fields: [FoldedText]) {
        var words = 0
        var marked = 0
        hasCapitals = false
        for field in fields {
            let counts = field.accentCounts
            words += counts.words
            marked += counts.marked
            if !hasCapitals { hasCapitals = field.syllables.contains { $0.isCapitalized && $0.gap < .sentence } }
        }
        isAccented = FoldedText.isAccented(words: words, marked: marked)
    }
}
