/// Phrases of folded words, found by their first word.
struct PhraseBook: Sendable {
    private var phrases: [String: [[String]]] = [:]

    init(_ texts: [String]) {
        for text in texts {
            let words = text.split(separator: " ").map(String.init)
            guard let first = words.first else { continue }
            phrases[first, default: []].append(words)
        }
    }

    /// Whether any phrase begins with a word.
    func has(first word: String) -> Bool { phrases[word] != nil }

    /// Whether the words begin with a phrase.
    func begins(_ words: ArraySlice<String>) -> Bool {
        guard let first = words.first, let candidates = phrases[first] else { return false }
        return candidates.contains { words.starts(with: $0) }
    }

    /// Whether a phrase stands anywhere among the words.
    func occurs(in words: ArraySlice<String>) -> Bool { words.indices.contains { begins(words[$0...]) } }

    /// Whether the words are a phrase and nothing else.
    func isWhole(_ words: ArraySlice<String>) -> Bool {
        guard let first = words.first, let candidates = phrases[first] else { return false }
        return candidates.contains { words.elementsEqual($0) }
    }
}
