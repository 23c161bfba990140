/// Dates as letters write them.
enum DayWords {
    /// Whether a line tells a day: "ngày 5 tháng 11 năm 2026", "05/11/2026", "ngày 5-11-2026".
    static func isDated(_ sentence: CheckedSentence) -> Bool {
        let tokens = sentence.tokens
        for index in tokens.indices {
            guard let day = Int(tokens[index]), (1...31).contains(day) else { continue }
            if index + 2 < tokens.count, isMonth(tokens[index + 1]), isYear(tokens[index + 2]) { return true }
            if index + 4 < tokens.count, tokens[index + 1] == sentence.spelled("tháng"), isMonth(tokens[index + 2]),
                tokens[index + 3] == sentence.spelled("năm"), isYear(tokens[index + 4])
            {
                return true
            }
        }
        return false
    }

    private static func isMonth(_ token: String) -> Bool { Int(token).map { (1...12).contains($0) } ?? false }

    private static func isYear(_ token: String) -> Bool {
        token.utf8.count == 4 && Int(token).map { (1_950...2_150).contains($0) } ?? false
    }
}
