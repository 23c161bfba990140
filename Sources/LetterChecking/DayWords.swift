/// Dates as letters write them.
enum DayWords {
    /// Whether a line tells a day: "ngày 5 tháng 11 năm 2026", "05/11/2026", "ngày 5-11-2026".
    static func isDated(_ sentence: CheckedSentence) -> Bool {
        let (words, vocabulary) = (sentence.words, sentence.vocabulary)
        for index in words.indices {
            guard words[index].digits > 0, (1...31).contains(words[index].value) else { continue }
            if index + 2 < words.count, isMonth(words[index + 1]), isYear(words[index + 2]) { return true }
            if index + 4 < words.count, words[index + 1].number == vocabulary.month, isMonth(words[index + 2]),
                words[index + 3].number == vocabulary.year, isYear(words[index + 4])
            {
                return true
            }
        }
        return false
    }

    private static func isMonth(_ word: CheckedWord) -> Bool { word.digits > 0 && (1...12).contains(word.value) }

    private static func isYear(_ word: CheckedWord) -> Bool {
        word.digits == 4 && (1_950...2_150).contains(word.value)
    }
}
