/// The Date field of a mail as a point in time.
///
/// > Source: RFC 5322 §3.3 and §4.3 (two-digit years, named zones, comments); also without day name, seconds or zone.
enum MailDate {
    /// Milliseconds since 1970 UTC, nil when the text is no date.
    static func milliseconds(_ text: String) -> Int64? {
        let words = tokens(text)
        guard let monthIndex = words.firstIndex(where: { month($0) != nil }), let month = month(words[monthIndex]),
            monthIndex > 0, monthIndex + 1 < words.count, let day = Int(words[monthIndex - 1]), (1...31).contains(day),
            let year = year(words[monthIndex + 1])
        else { return nil }
        var rest = words.dropFirst(monthIndex + 2)
        var seconds = 0
        if let clock = rest.first, let read = clockSeconds(clock) {
            seconds = read
            rest = rest.dropFirst()
        }
        guard day <= daysInMonth(month, year) else { return nil }
        let offset = rest.first.flatMap(zoneSeconds) ?? 0
        return (Int64(days(year: year, month: month, day: day)) * 86400 + Int64(seconds - offset)) * 1000
    }

    /// Words between white space, commas and comments; at most 20.
    private static func tokens(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var comments = 0
        for character in text.unicodeScalars.prefix(400) {
            if character == "(" { comments += 1 }
            if character == ")", comments > 0 {
                comments -= 1
                continue
            }
            guard comments == 0 else { continue }
            if character.properties.isWhitespace || character == "," {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.unicodeScalars.append(character)
            }
        }
        if !word.isEmpty { words.append(word) }
        // "21-Sep-2023" is met as one word.
        return words.prefix(20).flatMap { word in
            let pieces = word.split(separator: "-").map(String.init)
            return pieces.count == 3 && month(pieces[1]) != nil ? pieces : [word]
        }
    }

    private static func month(_ word: String) -> Int? {
        let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        return names.firstIndex(of: String(word.lowercased().prefix(3))).map { $0 + 1 }
    }

    private static func year(_ word: String) -> Int? {
        guard let value = Int(word), value >= 0 else { return nil }
        if word.count <= 2 { return value < 50 ? 2000 + value : 1900 + value }
        if word.count == 3 { return 1900 + value }
        return (1900...9999).contains(value) ? value : nil
    }

    private static func clockSeconds(_ word: String) -> Int? {
        let fields = word.split(separator: ":", omittingEmptySubsequences: false).map { Int($0.prefix(2)) }
        guard fields.count == 2 || fields.count == 3, let hour = fields[0], let minute = fields[1],
            (0...23).contains(hour), (0...59).contains(minute)
        else { return nil }
        guard fields.count == 3 else { return hour * 3600 + minute * 60 }
        guard let second = fields[2], (0...60).contains(second) else { return nil }
        return hour * 3600 + minute * 60 + min(second, 59)
    }

    private static func zoneSeconds(_ word: String) -> Int? {
        let named = [
            "UT": 0, "GMT": 0, "UTC": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
            "PST": -8, "PDT": -7, "ICT": 7,
        ]
        if let hours = named[word.uppercased()] { return hours * 3600 }
        let digits = word.dropFirst().filter { $0 != ":" }
        guard let sign = word.first, sign == "+" || sign == "-", digits.count == 4, let value = Int(digits), value >= 0
        else { return nil }
        let seconds = (value / 100) * 3600 + (value % 100) * 60
        return sign == "-" ? -seconds : seconds
    }

    private static func daysInMonth(_ month: Int, _ year: Int) -> Int {
        if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
