import VietnameseText

/// The date that a line of a page gives, and whether the line says anything else.
struct PageDate {
    /// Milliseconds since 1970 UTC.
    let milliseconds: Int64
    /// Words of the line that belong neither to the date nor to its label ("Cập nhật lúc").
    let others: [Substring]

    /// The line is the date and nothing else.
    var isWhole: Bool { others.isEmpty }

    /// Whether a clock time was written.
    var hasTime: Bool { (milliseconds + 7 * 3_600_000) % 86_400_000 != 0 }

    /// The day in Vietnam, counted from 1970.
    var day: Int64 { Self.day(milliseconds) }

    static func day(_ milliseconds: Int64) -> Int64 { (milliseconds + 7 * 3_600_000) / 86_400_000 }

    /// Longest line that can be a date with its surroundings, in characters.
    private static let longest = 120

    /// The date in a short line: `Thứ Sáu, 1/7/2022`, `2023-09-21 11:14:10`, `Ngày 27 tháng 02 năm 2020`, `Thứ năm, 28/12/2023 |
    /// 2:54:07 PM`, `08h30 - 12/3/2024`, `Cập nhật lúc: 10:25 12/03/2024`.
    init?(_ line: String) {
        var digits = 0
        var length = 0
        for byte in line.utf8 {
            if byte >= 0x30, byte <= 0x39 { digits += 1 }
            if byte & 0xC0 != 0x80 { length += 1 }
        }
        guard digits >= 5, length <= Self.longest else { return nil }
        let text = WrittenMonths.inNumbers(Self.withColons(line))
        guard var found = FeedDate.milliseconds(text) else { return nil }
        if (found + 7 * 3_600_000) % 86_400_000 == 0, let clock = Self.firstClock(text) {
            found += Int64(clock.seconds) * 1000
        }
        milliseconds = found
        others = foldedForSearch(line).split(separator: " ")
            .filter { !$0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && !Self.dateWords.contains(String($0)) }
            .map { Substring(String($0)) }
    }

    /// A clock time that stands before the date.
    private static func firstClock(_ text: String) -> DateClock? {
        let tokens = DateToken.tokens(text)
        for index in tokens.indices {
            guard index + 1 < tokens.count, tokens[index + 1] == .mark(":") else { continue }
            if let clock = DateClock(tokens, from: index), clock.seconds > 0 { return clock }
        }
        return nil
    }

    /// `8h30`, `8g30` and `8 giờ 30` as `8:30`.
    static func withColons(_ line: String) -> String {
        var result: [Unicode.Scalar] = []
        let scalars = Array(line.unicodeScalars)
        var index = 0
        while index < scalars.count {
            var next = index
            if isDigit(result.last ?? " ") {
                while next < scalars.count, scalars[next] == " " { next += 1 }
                for word in ["giờ", "h", "H", "g"] {
                    let letters = Array(word.unicodeScalars)
                    guard scalars[next...].starts(with: letters) else { continue }
                    var after = next + letters.count
                    while after < scalars.count, scalars[after] == " " { after += 1 }
                    if after + 1 < scalars.count, isDigit(scalars[after]), isDigit(scalars[after + 1]) {
                        result.append(":")
                        index = after
                    }
                    break
                }
            }
            result.append(scalars[index])
            index += 1
        }
        return String(String.UnicodeScalarView(result))
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x30 && scalar.value <= 0x39 }

    /// Words of dates and of the labels in front of them, folded.
    private static let dateWords: Set<String> = [
        "thu", "hai", "ba", "tu", "nam", "sau", "bay", "chu", "nhat", "cn", "t", "ngay", "thang", "luc", "gio", "phut",
        "giay", "am", "pm", "sa", "ch", "gmt", "utc", "ict", "h", "g", "cap", "dang", "xuat", "ban", "tao", "gui",
        "bai",
        "viet", "posted", "post", "on", "at", "date", "published", "updated", "created", "time", "thoi", "gian", "mon",
        "tue", "wed", "thur", "thurs", "fri",
        "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "jan", "feb", "mar",
        "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "january", "february", "march", "april", "june",
        "july", "august", "september", "october", "november", "december", "written", "last", "modified", "vao", "z",
        "hanh", "mot", "muoi", "bon",
    ]
}
