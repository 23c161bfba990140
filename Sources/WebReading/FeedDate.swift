/// A date as feeds and Vietnamese pages write it.
///
/// Read are RFC 3339 and ISO 8601 (`2023-09-21T11:14:10+07:00`, `2023-09-21 11:14:10`), RFC 822 (`Thu, 21 Sep 2023 11:14:10
/// +0700`), day first with slashes (`Thứ năm, 28/12/2023 | 2:54:07 PM`) and words (`Ngày 27 tháng 02 năm 2020`). A date
/// without a zone is Vietnam's time, except in RFC 822, where the zone may never be left out and GMT is meant.
public enum FeedDate {
    private static let vietnamSeconds = 7 * 3600

    /// The point in time a text means.
    ///
    /// - Parameter text: The text; what stands around the date is skipped.
    /// - Returns: Milliseconds since 1970 UTC, nil when the text holds no date.
    public static func milliseconds(_ text: String) -> Int64? {
        if let exact = ExactDate.milliseconds(text) { return exact }
        let tokens = DateToken.tokens(text)
        for index in tokens.indices {
            if let found = isoDate(tokens, index) ?? wordDate(tokens, index) ?? slashDate(tokens, index)
                ?? vietnameseDate(tokens, index)
            {
                return found
            }
        }
        return nil
    }

    private static func isoDate(_ tokens: [DateToken], _ index: Int) -> Int64? {
        guard let year = number(tokens, index), digits(tokens, index) == 4, isMark(tokens, index + 1, "-"),
            let month = number(tokens, index + 2), isMark(tokens, index + 3, "-"), let day = number(tokens, index + 4)
        else { return nil }
        return assemble(year, month, day, tokens, after: index + 5, zone: vietnamSeconds)
    }

    private static func wordDate(_ tokens: [DateToken], _ index: Int) -> Int64? {
        guard let day = number(tokens, index) else { return nil }
        let monthIndex = isMark(tokens, index + 1, "-") ? index + 2 : index + 1
        guard monthIndex < tokens.count, case .word(let word) = tokens[monthIndex], let month = monthNumber(word) else {
            return nil
        }
        let yearIndex =
            isMark(tokens, monthIndex + 1, "-") || isMark(tokens, monthIndex + 1, ",") ? monthIndex + 2 : monthIndex + 1
        guard var year = number(tokens, yearIndex) else { return nil }
        if digits(tokens, yearIndex) == 2 { year += year < 50 ? 2000 : 1900 }
        return assemble(year, month, day, tokens, after: yearIndex + 1, zone: 0)
    }

    private static func slashDate(_ tokens: [DateToken], _ index: Int) -> Int64? {
        for mark in ["/", "-", "."] {
            guard let day = number(tokens, index), isMark(tokens, index + 1, mark),
                let month = number(tokens, index + 2),
                isMark(tokens, index + 3, mark), let year = number(tokens, index + 4), digits(tokens, index + 4) == 4
            else { continue }
            return assemble(year, month, day, tokens, after: index + 5, zone: vietnamSeconds)
        }
        return nil
    }

    private static func vietnameseDate(_ tokens: [DateToken], _ index: Int) -> Int64? {
        guard let day = number(tokens, index), isWord(tokens, index + 1, "tháng"),
            let month = number(tokens, index + 2)
        else { return nil }
        let yearIndex = isWord(tokens, index + 3, "năm") || isMark(tokens, index + 3, ",") ? index + 4 : index + 3
        guard let year = number(tokens, yearIndex) else { return nil }
        return assemble(year, month, day, tokens, after: yearIndex + 1, zone: vietnamSeconds)
    }

    /// Date, the clock time that follows within a few tokens, and its zone.
    private static func assemble(
        _ year: Int, _ month: Int, _ day: Int, _ tokens: [DateToken], after: Int, zone: Int
    ) -> Int64? {
        guard (1900...9999).contains(year), (1...12).contains(month), (1...31).contains(day),
            day <= CivilDays.inMonth(month, year)
        else { return nil }
        var seconds = CivilDays.since1970(year: year, month: month, day: day) * 86400
        var thousandths = 0
        var offset = zone
        if let clock = DateClock(tokens, from: after) {
            seconds += clock.seconds
            thousandths = clock.thousandths
            offset = clock.zoneSeconds ?? zone
        }
        return Int64(seconds - offset) * 1000 + Int64(thousandths)
    }

    private static func monthNumber(_ word: String) -> Int? {
        let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        return names.firstIndex(of: String(word.prefix(3))).map { $0 + 1 }
    }

    private static func number(_ tokens: [DateToken], _ index: Int) -> Int? {
        guard index < tokens.count, case .number(let value, _) = tokens[index] else { return nil }
        return value
    }

    private static func digits(_ tokens: [DateToken], _ index: Int) -> Int? {
        guard index < tokens.count, case .number(_, let digits) = tokens[index] else { return nil }
        return digits
    }

    private static func isMark(_ tokens: [DateToken], _ index: Int, _ mark: String) -> Bool {
        index < tokens.count && tokens[index] == .mark(mark)
    }

    private static func isWord(_ tokens: [DateToken], _ index: Int, _ word: String) -> Bool {
        index < tokens.count && tokens[index] == .word(word)
    }
}
