import VietnameseText

/// The words and pairs of words of labelled messages that may become vocabulary.
///
/// Names of people and places are left out: they say who and where, never what the matter is.
struct VocabularyCandidates {
    /// Wordings as a rule file writes them, in the order of the alphabet.
    private(set) var phrases: [String] = []

    private struct Count {
        var messages = 0
        /// How often it stood as a name would: every word with a capital, not at the start of a sentence.
        var asName = 0
        var occurrences = 0
    }

    /// Collects the wordings of one and two syllables that enough messages share.
    ///
    /// - Parameters:
    ///   - messages: Labelled messages; only those typed with accents are collected from, because only they say which
    ///     word is meant.
    ///   - least: In how many messages a wording must stand.
    ///   - repair: How texts are read.
    init(_ messages: [LabelledMessage], least: Int, repair: (any TokenRepairing)?) {
        var counts: [String: Count] = [:]
        for message in messages {
            let fields = [message.subject, message.body].compactMap(\.self).map { FoldedText($0, repair: repair) }
            // A message typed half without accents would teach its bare words as words of their own.
            guard LanguageSigns(fields.flatMap(\.syllables)).markedShare > 0.6 else { continue }
            var seen: Set<String> = []
            for field in fields { Self.count(field, into: &counts, seen: &seen) }
        }
        let kept = counts.filter { $0.value.messages >= least && $0.value.asName * 2 < $0.value.occurrences }
        phrases = Self.told(apart: kept)
    }

    private static func count(_ text: FoldedText, into counts: inout [String: Count], seen: inout Set<String>) {
        let syllables = text.syllables
        for first in syllables.indices {
            for last in first..<min(first + 2, syllables.count) {
                if last > first, syllables[last].gap > .light { break }
                // Of a short spelling that stands for several words, all or none.
                if first > 0, syllables[first - 1].start == syllables[first].start { break }
                if last + 1 < syllables.count, syllables[last + 1].start == syllables[last].start { continue }
                let run = syllables[first...last]
                if run.contains(where: \.isNumber) { break }
                let words = text.text(from: run[first].start, to: run[last].end).lowercased()
                guard words.utf8.count > 1, words.allSatisfy({ $0.isLetter || $0 == " " }) else { continue }
                if first == last, FunctionWords.all.contains(words) { continue }
                let isFirst = syllables[first].gap == .sentence
                let looksLikeName =
                    !isFirst && run.allSatisfy { $0.isCapitalized && !($0.isUppercase && $0.end - $0.start > 1) }
                counts[words, default: Count()].occurrences += isFirst ? 0 : 1
                if looksLikeName { counts[words, default: Count()].asName += 1 }
                if seen.insert(words).inserted { counts[words, default: Count()].messages += 1 }
            }
        }
    }

    /// Of pairs that are one when typed without accents, only the commonest may stand for the bare pair.
    private static func told(apart counts: [String: Count]) -> [String] {
        var commonest: [[SyllableKey]: (words: String, messages: Int)] = [:]
        func bare(_ words: String) -> [SyllableKey] { FoldedText(words).syllables.map(\.plain) }
        for (words, count) in counts where words.contains(" ") {
            let key = bare(words)
            if let known = commonest[key],
                (known.messages, words) > (count.messages, known.words)
            {
                continue
            }
            commonest[key] = (words, count.messages)
        }
        // A single word without marks is also what half the country types for its neighbours with marks.
        let marked = Set(counts.keys.filter { !isUnmarkedWord($0) && !$0.contains(" ") }.flatMap(bare))
        // A word with marks may stand for the bare one where that hardly ever means another.
        var uses: [SyllableKey: Int] = [:]
        for (words, count) in counts where !words.contains(" ") {
            for key in bare(words) { uses[key, default: 0] += count.messages }
        }
        let clear = counts.keys.filter { !isUnmarkedWord($0) || marked.isDisjoint(with: bare($0)) }
        return clear.sorted().map { words in
            if !words.contains(" "), !isUnmarkedWord(words), let count = counts[words],
                let key = bare(words).first, Double(count.messages) >= 0.7 * Double(uses[key] ?? 0)
            {
                return words + "~"
            }
            guard words.contains(" "), let known = commonest[bare(words)], known.words != words else { return words }
            return words.split(separator: " ").map { $0 + "!" }.joined(separator: " ")
        }
    }

    private static func isUnmarkedWord(_ words: String) -> Bool {
        !words.contains(" ") && words.utf8.allSatisfy { $0 < 0x80 }
    }
}
