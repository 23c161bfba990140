import VietnameseText

/// A date as lists of news write it.
public enum WrittenDate {
    /// The point in time that a short text means: in any style that ``ArticleReader`` knows, or counted back from now (`3 giờ
    /// trước`, `hôm qua 14:20`).
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - now: Now, milliseconds since 1970 UTC; nil leaves counted dates unread.
    /// - Returns: Milliseconds since 1970 UTC; nil when the text holds no date.
    public static func milliseconds(_ text: String, now: Int64? = nil) -> Int64? {
        let short = String(text.prefix(200))
        if let found = PageDate(short)?.milliseconds ?? FeedDate.milliseconds(short) { return found }
        guard let now, text.utf8.count <= 100 else { return nil }
        let words = foldedForSearch(short).split(separator: " ").map(String.init)
        let day: Int64 = 86_400_000
        if words.starts(with: ["hom", "nay"]) || words.starts(with: ["hom", "qua"]) {
            let midnight = PageDate.day(now) * day - 7 * 3_600_000 - (words[1] == "qua" ? day : 0)
            let tokens = DateToken.tokens(PageDate.withColons(short))
            for index in tokens.indices {
                if case .number = tokens[index], let clock = DateClock(tokens, from: index) {
                    return midnight + Int64(clock.seconds) * 1000
                }
            }
            return midnight
        }
        guard words.count >= 3, let count = Int64(words[0]), (0...10_000).contains(count), words[2] == "truoc" else {
            return nil
        }
        let units: [String: Int64] = [
            "giay": 1000, "phut": 60_000, "gio": 3_600_000, "tieng": 3_600_000, "ngay": day, "tuan": 7 * day,
            "thang": 30 * day,
        ]
        return units[words[1]].map { now - count * $0 }
    }
}
