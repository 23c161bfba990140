public import CivilCalendar

/// A sentence of an answer that looks like a promise, with the day that was read from it.
///
/// It is offered to an officer, who records it or not; nothing is recorded by itself.
public struct PromiseSuggestion: Sendable, Hashable {
    /// The sentence.
    public var sentence: String
    /// The words that were read as a day; nil when there are none.
    public var words: String?
    /// The day.
    public var dueOn: CivilDate?
    /// The day on which it was written.
    public var writtenOn: CivilDate

    /// Creates a suggestion.
    public init(sentence: String, words: String?, dueOn: CivilDate?, writtenOn: CivilDate) {
        self.sentence = sentence
        self.words = words
        self.dueOn = dueOn
        self.writtenOn = writtenOn
    }

    /// Most suggestions made of one text.
    private static let limit = 10
    /// Words that promise, when a day is named with them.
    private static let promising = ["sẽ", "hẹn", "phấn đấu", "chậm nhất", "bảo đảm", "đảm bảo", "hoàn thành"]
    /// Words that promise by themselves.
    private static let pledging = ["cam kết", "xin hứa", "hứa với", "hứa sẽ"]
    /// What before such a word turns it round.
    private static let refusing = ["không ", "chưa thể ", "không thể ", "đề nghị ông bà "]

    /// Reads the promises of a text.
    ///
    /// - Parameters:
    ///   - text: What the office wrote.
    ///   - day: When it wrote it.
    /// - Returns: The sentences that look like promises, in their order.
    public static func all(in text: String, writtenOn day: CivilDate) -> [PromiseSuggestion] {
        var suggestions: [PromiseSuggestion] = []
        for sentence in sentences(of: text) where suggestions.count < limit {
            let lower = sentence.lowercased()
            let pledges = contains(pledging, in: lower)
            guard pledges || contains(promising, in: lower) else { continue }
            // Of several days in a sentence, the last is the one until which it is promised.
            let date = SpokenDate.all(in: sentence, writtenOn: day).last { $0.day >= day }
            guard pledges || date != nil else { continue }
            suggestions.append(
                PromiseSuggestion(sentence: sentence, words: date?.words, dueOn: date?.day, writtenOn: day))
        }
        return suggestions
    }

    private static func contains(_ words: [String], in sentence: String) -> Bool {
        words.contains { word in
            sentence.ranges(of: word).contains { range in
                let before = sentence[..<range.lowerBound]
                let isWhole =
                    before.last?.isLetter != true
                    && (range.upperBound == sentence.endIndex || !sentence[range.upperBound].isLetter)
                return isWhole && !refusing.contains(where: before.hasSuffix)
            }
        }
    }

    /// The sentences of a text; a full stop between digits ends none.
    private static func sentences(of text: String) -> [String] {
        var sentences: [String] = []
        var current = ""
        let characters = Array(text.prefix(20_000))
        for (index, character) in characters.enumerated() {
            let isStop = character == "." && !(index + 1 < characters.count && characters[index + 1].isNumber)
            guard isStop || character.isNewline || "!?;".contains(character) else {
                current.append(character)
                continue
            }
            sentences.append(current)
            current = ""
        }
        sentences.append(current)
        return sentences.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            .filter { (8...Promise.whatLimit).contains($0.unicodeScalars.count) }
    }
}
