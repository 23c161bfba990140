import Foundation
import PersonalData
import VietnameseText

/// A letter's text in lines and sentences, with where its personal data stands.
struct CheckedText {
    /// One line.
    struct Line {
        /// The line without the white space around it.
        var text: String
        /// Kinds of personal data in it, and how many bytes of the line they take.
        var personal: [PersonalDataKind: Int]
        /// Whether a name stands at its start, behind a number or hyphen at most.
        var beginsWithName: Bool
        /// Whether it begins with a number, as the lines of a list do.
        var isNumbered: Bool
    }

    /// Unicode scalars of a text that are looked at.
    static let limit = 100_000

    /// Lines that are not empty, in their order.
    let lines: [Line]
    /// Sentences, in their order.
    let sentences: [CheckedSentence]
    /// Number of words.
    let words: Int

    init(_ text: String) {
        let kept = String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.limit)))
            .precomposedStringWithCanonicalMapping
        let bytes = Array(kept.utf8)
        let spans = PersonalDataFinder.spans(in: kept)
        var lines: [Line] = []
        var sentences: [CheckedSentence] = []
        var next = spans.startIndex
        var start = 0
        for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let end = start + part.count
            while next < spans.endIndex, spans[next].end <= start { next += 1 }
            var inside: [PersonalDataSpan] = []
            var place = next
            while place < spans.endIndex, spans[place].start < end {
                inside.append(spans[place])
                place += 1
            }
            if let line = Self.line(String(decoding: part, as: UTF8.self), inside, from: start) {
                lines.append(line)
                sentences += CheckedSentence.all(in: line.text)
            }
            start = end + 1
        }
        self.lines = lines
        self.sentences = sentences
        words = sentences.reduce(0) { $0 + $1.tokens.count }
    }

    private static func line(_ raw: String, _ spans: [PersonalDataSpan], from start: Int) -> Line? {
        let text = raw.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { return nil }
        var personal: [PersonalDataKind: Int] = [:]
        for span in spans { personal[span.kind, default: 0] += span.end - span.start }
        for kind in PersonalDataKind.allCases where text.contains(kind.label) {
            personal[kind, default: 0] += kind.label.utf8.count
        }
        let marks = Set("0123456789.)-–+/: \t")
        let lead = raw.prefix { marks.contains($0) || $0.isWhitespace }.utf8.count
        let label = PersonalDataKind.personName.label
        let begins =
            spans.contains { $0.kind == .personName && $0.start - start <= lead + 8 }
            || raw.utf8.dropFirst(lead).starts(with: label.utf8)
        return Line(
            text: text, personal: personal, beginsWithName: begins,
            isNumbered: text.first?.isNumber == true && text.dropFirst().prefix(3).contains { ".)-/: ".contains($0) })
    }
}

/// A sentence as phrases are looked for in it.
struct CheckedSentence {
    /// Longest sentence, in characters.
    private static let limit = 400

    /// The sentence as written.
    let text: String
    /// Its words in lower case, numbers without the dots of thousands.
    let tokens: [String]
    private let padded: String
    private let hasMarks: Bool

    init(_ text: String) {
        self.text = text
        let lowered = text.lowercased()
        tokens = Self.words(of: lowered)
        let joined = tokens.joined(separator: " ")
        padded = " " + joined + " "
        hasMarks = foldedForSearch(joined) != joined
    }

    /// The sentences of a line.
    static func all(in line: String) -> [CheckedSentence] {
        var sentences: [CheckedSentence] = []
        var current = ""
        var count = 0
        var previous: Character = " "
        for character in line {
            let isEnd = character == " " && ".!?;".contains(previous)
            if isEnd || count >= limit {
                sentences.append(CheckedSentence(current))
                (current, count) = ("", 0)
            }
            current.append(character)
            count += 1
            previous = character
        }
        sentences.append(CheckedSentence(current))
        return sentences.filter { !$0.tokens.isEmpty }
    }

    /// Whether it holds a phrase, whole words only; where nothing is accented, the phrase without its accents.
    func holds(_ phrase: String) -> Bool { padded.contains(" " + spelled(phrase) + " ") }

    /// The first of some phrases that it holds.
    func first(of phrases: [String]) -> String? { phrases.first(where: holds) }

    /// How many words stand behind a phrase; 0 when it does not hold it.
    func wordsBehind(_ phrase: String) -> Int {
        guard let found = padded.firstRange(of: " " + spelled(phrase) + " ") else { return 0 }
        return padded[found.upperBound...].split(separator: " ").count
    }

    /// A phrase as this sentence would spell it.
    func spelled(_ phrase: String) -> String { hasMarks ? phrase : foldedForSearch(phrase) }

    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            if character.isLetter || character.isNumber {
                word.append(character)
                continue
            }
            let isThousands =
                character == "." && word.last?.isNumber == true && index + 3 < characters.count
                && characters[(index + 1)...(index + 3)].allSatisfy(\.isNumber)
            if isThousands { continue }
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        if !word.isEmpty { words.append(word) }
        return words
    }
}
