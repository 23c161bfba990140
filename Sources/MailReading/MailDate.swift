/// The Date field of a mail as a point in time.
///
/// > Source: RFC 5322 §3.3 and §4.3 (two-digit years, named zones, comments). Also met and read: no day name, seconds or zone;
/// > the order of C's `asctime`; the month first; RFC 3339; twelve-hour clocks; dots in the clock; `GMT+7`.
enum MailDate {
    /// Milliseconds since 1970 UTC, nil when the text is no date.
    ///
    /// A time without a zone counts as UTC, as RFC 5322 §4.3 has it for zones that mean nothing.
    static func milliseconds(_ text: String) -> Int64? {
        if let date = PlainMailDate(text) {
            guard date.day >= 1, date.day <= daysInMonth(date.month, date.year) else { return nil }
            let days = Int64(days(year: date.year, month: date.month, day: date.day))
            return (days * 86400 + Int64(date.seconds - date.offset)) * 1000
        }
        let words = tokens(text)
        guard let (day, month, year, used) = calendarDate(words) else { return nil }
        guard (1...31).contains(day), day <= daysInMonth(month, year) else { return nil }
        var seconds = 0
        var offset = 0
        var hasZone = false
        for (index, word) in words.enumerated() where !used.contains(index) {
            if word.contains(":") || word.split(separator: ".").count == 3, let read = clockSeconds(word) {
                seconds = read
            } else if let half = ["AM": 0, "SA": 0, "PM": 12, "CH": 12][word.uppercased()], seconds < 13 * 3600 {
                seconds = (seconds / 3600 % 12 + half) * 3600 + seconds % 3600
            } else if !hasZone, let zone = zoneSeconds(word) {
                offset = zone
                hasZone = true
            } else if word.first.map({ $0.isNumber }) == true, word.contains(":") {
                return nil
            }
        }
        return (Int64(days(year: year, month: month, day: day)) * 86400 + Int64(seconds - offset)) * 1000
    }

    /// Day, month and year, and which words they are.
    private static func calendarDate(_ words: [String]) -> (day: Int, month: Int, year: Int, used: Set<Int>)? {
        guard let place = words.firstIndex(where: { month($0) != nil }), let month = month(words[place]) else {
            return numericDate(words)
        }
        // "21 Sep 2023"
        if place > 0, place + 1 < words.count, let day = Int(words[place - 1]), let year = year(words[place + 1]) {
            return (day, month, year, [place - 1, place, place + 1])
        }
        // "Sep 21 11:14:10 2023", "Sep 21, 2023"
        guard place + 1 < words.count, let day = Int(words[place + 1]), words[place + 1].count <= 2 else { return nil }
        for (index, word) in words.enumerated().dropFirst(place + 2) where word.count == 4 {
            if let year = year(word) { return (day, month, year, [place, place + 1, index]) }
        }
        return nil
    }

    /// "2023-09-21", with or without the clock behind a T.
    private static func numericDate(_ words: [String]) -> (day: Int, month: Int, year: Int, used: Set<Int>)? {
        for (index, word) in words.enumerated() {
            let pieces = word.split(separator: "-").map { Int($0) }
            if pieces.count == 3, word.count <= 10, let year = pieces[0], (1900...9999).contains(year),
                let month = pieces[1], (1...12).contains(month), let day = pieces[2]
            {
                return (day, month, year, [index])
            }
        }
        return nil
    }

    /// Words between white space, commas and comments; at most 20.
    private static func tokens(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var comments = 0
        for character in text.unicodeScalars.prefix(400) {
            if character == "(" {
                // A comment parts words as a blank does (RFC 5322 §3.2.2).
                if !word.isEmpty { words.append(word) }
                word = ""
                comments += 1
            }
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
        return words.prefix(20).flatMap(pieces)
    }

    /// What is met as one word: "21-Sep-2023", "2023-09-21T11:14:10+07:00", "11:14:10+0700".
    private static func pieces(_ word: String) -> [String] {
        let parts = word.split(separator: "-").map(String.init)
        if parts.count == 3, month(parts[1]) != nil { return parts }
        if let mark = word.firstIndex(of: "T"), word[..<mark].count == 10, word.contains(":") {
            return [String(word[..<mark])] + pieces(String(word[word.index(after: mark)...]))
        }
        guard let colon = word.firstIndex(of: ":"), word.first?.isNumber == true else { return [word] }
        if word.hasSuffix("Z") { return [String(word.dropLast()), "Z"] }
        if let sign = word[colon...].firstIndex(where: { $0 == "+" || $0 == "-" }) {
            return [String(word[..<sign]), String(word[sign...])]
        }
        // "9:15AM"
        let letters = word.reversed().prefix { $0.isLetter }.count
        return letters == 2 ? [String(word.dropLast(2)), String(word.suffix(2))] : [word]
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
        let fields = word.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }.prefix(3).map { field in
            field.allSatisfy(\.isNumber) ? Int(field.prefix(2)) : nil
        }
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
        let upper = word.uppercased()
        if let hours = named[upper] { return hours * 3600 }
        for name in ["GMT", "UTC"] where upper.hasPrefix(name) { return zoneSeconds(String(word.dropFirst(3))) }
        var digits = word.dropFirst().filter { $0 != ":" }
        // "GMT+7"
        if digits.count <= 2 { digits += "00" }
        if digits.count == 3 { digits = "0" + digits }
        guard let sign = word.first, sign == "+" || sign == "-", digits.count == 4, digits.allSatisfy(\.isNumber),
            let value = Int(digits), value >= 0, value % 100 < 60
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
