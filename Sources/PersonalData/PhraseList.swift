import VietnameseText

/// A list of short phrases that can be looked up by where they end or begin in a text.
///
/// Marks are compared as everywhere in this product: a bare syllable of the text fits a marked one of the phrase, a
/// marked one must be equal.
struct PhraseList: Sendable {
    private let phrases: [[Syllable]]
    private let byLast: SyllableKeyTable<[Int]>
    private let byFirst: SyllableKeyTable<[Int]>

    /// Builds a list from phrases parted by commas.
    init(_ source: String) {
        var phrases: [[Syllable]] = []
        var byLast: [SyllableKey: [Int]] = [:]
        var byFirst: [SyllableKey: [Int]] = [:]
        for part in source.split(separator: ",") {
            let syllables = FoldedText(String(part)).syllables
            guard let first = syllables.first, let last = syllables.last else { continue }
            byFirst[first.plain, default: []].append(phrases.count)
            byLast[last.plain, default: []].append(phrases.count)
            phrases.append(syllables)
        }
        self.phrases = phrases
        self.byLast = SyllableKeyTable(byLast)
        self.byFirst = SyllableKeyTable(byFirst)
    }

    /// Number of words of the longest phrase whose last word is this one; 0 when there is none.
    func count(endingAt index: Int, in text: ScannedText) -> Int {
        guard index >= 0, index < text.words.count, let candidates = byLast[text.words[index].plain] else { return 0 }
        return candidates.reduce(0) { longest, candidate in
            let length = phrases[candidate].count
            return length > longest && fits(candidate, at: index + 1 - length, in: text) ? length : longest
        }
    }

    /// Number of words of the longest phrase that begins with this word; 0 when there is none.
    ///
    /// - Parameters:
    ///   - index: The word.
    ///   - text: The text.
    ///   - isExact: Whether a bare word of the text fits bare words of the phrases only.
    /// - Returns: The number of words.
    func count(startingAt index: Int, in text: ScannedText, isExact: Bool = false) -> Int {
        guard index >= 0, index < text.words.count, let candidates = byFirst[text.words[index].plain] else { return 0 }
        return candidates.reduce(0) { longest, candidate in
            let length = phrases[candidate].count
            return length > longest && fits(candidate, at: index, in: text, isExact: isExact) ? length : longest
        }
    }

    private func fits(_ phrase: Int, at start: Int, in text: ScannedText, isExact: Bool = false) -> Bool {
        let syllables = phrases[phrase]
        guard start >= 0, start + syllables.count <= text.words.count else { return false }
        for (offset, syllable) in syllables.enumerated() {
            let word = text.words[start + offset]
            let fit = word.fit(syllable)
            guard fit != .no, !isExact || fit != .bare, offset == 0 || word.gap <= .light else { return false }
        }
        return true
    }
}

extension PhraseList {
    /// The nearest phrase before a word, at most so many words away and in the same sentence.
    ///
    /// A full point right before the word does not end the sentence: "ĐT. 0912…".
    func nearest(before index: Int, within reach: Int, in text: ScannedText) -> Range<Int>? {
        var last = index - 1
        while last >= 0, last >= index - reach {
            if text.endsSentence(before: last + 1, headOf: index) { return nil }
            let length = count(endingAt: last, in: text)
            if length > 0 { return (last + 1 - length)..<(last + 1) }
            last -= 1
        }
        return nil
    }

    /// The nearest phrase from a word on, at most so many words away and in the same sentence.
    func nearest(after index: Int, within reach: Int, in text: ScannedText) -> Range<Int>? {
        var first = index
        while first < text.words.count, first < index + reach, text.words[first].gap < .sentence {
            let length = count(startingAt: first, in: text)
            if length > 0 { return first..<(first + length) }
            first += 1
        }
        return nil
    }
}
