/// Takes the time of day and the day out of a cell's tokens.
struct MomentParser {
    /// A time of day.
    struct Clock: Hashable {
        /// Seconds since midnight.
        var seconds: Int
        /// Seconds before UTC, where an offset is told.
        var offsetSeconds: Int?
    }

    private typealias Token = CellTokens.Token

    private var tokens: [Token]
    private let order: CellMoment.Order
    private(set) var clock: Clock?
    private(set) var day: CivilDay?

    private static let dots: Set<Character> = ["/", "-", ".", "–", "−"]
    private static let hours: Set<String> = ["h", "g", "gio"]
    private static let afternoon: Set<String> = ["pm", "p", "ch", "chieu", "toi", "dem"]
    private static let morning: Set<String> = ["am", "a", "sa", "sang", "trua"]

    init(_ tokens: [CellTokens.Token], order: CellMoment.Order) {
        self.tokens = tokens
        self.order = order
    }

    var isEmpty: Bool { tokens.isEmpty }

    /// Whether numbers are left over: another day, or something else altogether.
    var hasMoreNumbers: Bool {
        tokens.enumerated().contains { place, token in
            guard case .number = token else { return false }
            // "Thứ 6", "T6": a day of the week.
            if place > 0, case .word(let word) = tokens[place - 1] { return word != "thu" && word != "t" }
            return true
        }
    }

    /// Whether something says that the day is of the lunar calendar.
    var isLunar: Bool {
        let words = tokens.map { token in
            if case .word(let word) = token { word } else { "" }
        }
        if words.contains(where: { ["al", "giap", "nham", "mung", "mong", "chap"].contains($0) }) { return true }
        return zip(words, words.dropFirst()).contains { pair in
            pair == ("am", "lich") || pair == ("thang", "gieng") || pair == ("thang", "chap")
        }
    }

    private func number(_ place: Int, upTo limit: Int = .max) -> Int? {
        guard tokens.indices.contains(place), case .number(let value, let digits) = tokens[place], digits <= 4,
            value <= limit
        else { return nil }
        return value
    }

    private func digits(_ place: Int) -> Int {
        guard tokens.indices.contains(place), case .number(_, let digits) = tokens[place] else { return 0 }
        return digits
    }

    private func sign(_ place: Int) -> Character? {
        guard tokens.indices.contains(place), case .sign(let sign) = tokens[place] else { return nil }
        return sign
    }

    private func word(_ place: Int) -> String? {
        guard tokens.indices.contains(place), case .word(let word) = tokens[place] else { return nil }
        return word
    }

    // MARK: Time of day

    /// Takes the first time of day out: "8h30", "14 giờ 05 phút", "2:54:07 PM", "08:30:00+07:00".
    mutating func takeTime() {
        for start in tokens.indices {
            guard let hour = number(start, upTo: 24), digits(start) <= 2 else { continue }
            if sign(start + 1) == ":", number(start + 2, upTo: 59) != nil, digits(start + 2) == 2 {
                return takeColonTime(hour, from: start)
            }
            if let unit = word(start + 1), Self.hours.contains(unit) { return takeSpokenTime(hour, from: start) }
        }
    }

    private mutating func takeColonTime(_ hour: Int, from start: Int) {
        let minute = number(start + 2) ?? 0
        var second = 0
        var end = start + 3
        if sign(end) == ":", let value = number(end + 1, upTo: 60) {
            second = value
            end += 2
            // Fractions of a second.
            if let dot = sign(end), dot == "." || dot == ",", digits(end + 1) > 0 { end += 2 }
        }
        finish(hour, minute, second, from: start, to: end)
    }

    private mutating func takeSpokenTime(_ hour: Int, from start: Int) {
        var minute = 0
        var second = 0
        var end = start + 2
        // "14 giờ 3/2/2025": the 3 is a day.
        if let value = number(end, upTo: 59), digits(end) <= 2, !isDaySeparator(end + 1) {
            minute = value
            end += 1
            if word(end) == "phut" || word(end) == "p" || sign(end) == "'" || sign(end) == "’" { end += 1 }
            if let value = number(end, upTo: 59), word(end + 1) == "giay" || word(end + 1) == "s" {
                second = value
                end += 2
            }
        } else if word(end) == "ruoi" {
            minute = 30
            end += 1
        }
        finish(hour, minute, second, from: start, to: end)
    }

    private func isDaySeparator(_ place: Int) -> Bool {
        if word(place) == "thang" { return true }
        guard let sign = sign(place) else { return false }
        return Self.dots.contains(sign) && digits(place + 1) > 0
    }

    private mutating func finish(_ hour: Int, _ minute: Int, _ second: Int, from start: Int, to end: Int) {
        var hour = hour
        var end = end
        if let half = word(end) {
            if Self.afternoon.contains(half) {
                if hour < 12 { hour += 12 }
                end += 1
            } else if Self.morning.contains(half) {
                if hour == 12, half != "trua", half != "sang" { hour = 0 }
                end += 1
            }
            // "p.m."
            while sign(end) == "." || word(end) == "m" { end += 1 }
        }
        var offset: Int?
        if word(end) == "z" {
            offset = 0
            end += 1
        } else if let direction = sign(end), direction == "+" || direction == "-", digits(end + 1) == 2,
            let hours = number(end + 1, upTo: 14), sign(end + 2) == ":", let minutes = number(end + 3, upTo: 59)
        {
            offset = (hours * 3600 + minutes * 60) * (direction == "-" ? -1 : 1)
            end += 4
        }
        guard hour * 3600 + minute * 60 + second <= 86_400 else { return }
        clock = Clock(seconds: hour * 3600 + minute * 60 + second, offsetSeconds: offset)
        tokens.removeSubrange(start..<min(end, tokens.count))
    }

    // MARK: Day

    /// Takes the first day out: "31/12/2025", "2025-12-31", "ngày 3 tháng 2 năm 2025", "20251231".
    mutating func takeDay() {
        for start in tokens.indices {
            guard case .number(let value, let length) = tokens[start] else { continue }
            if length == 8, let found = Self.compact(value) { return take(found, from: start, count: 1) }
            if tokens.count == 1, (5...6).contains(length), let found = Self.serial(value) {
                return take(found, from: start, count: 1)
            }
            if word(start + 1) == "thang" { return takeSpokenDay(from: start) }
            guard let first = number(start), let separator = sign(start + 1), Self.dots.contains(separator),
                let second = number(start + 2), let last = sign(start + 3), Self.dots.contains(last),
                let third = number(start + 4)
            else { continue }
            return take(
                Self.day(first, second, third, yearDigits: (digits(start), digits(start + 4)), order: order),
                from: start, count: 5)
        }
    }

    private mutating func takeSpokenDay(from start: Int) {
        var place = start + 3
        while let sign = sign(place), sign == "," || sign == "/" || sign == "-" { place += 1 }
        if word(place) == "nam" { place += 1 }
        guard let day = number(start), let month = number(start + 2), let year = number(place) else { return }
        take(
            Self.fullYear(year, digits: digits(place)).flatMap { CivilDay(year: $0, month: month, day: day) },
            from: start, count: place - start + 1)
    }

    private mutating func take(_ found: CivilDay?, from start: Int, count: Int) {
        guard let found else { return }
        day = found
        tokens.removeSubrange(start..<min(start + count, tokens.count))
    }

    private static func day(
        _ first: Int, _ second: Int, _ third: Int, yearDigits: (first: Int, last: Int), order: CellMoment.Order
    ) -> CivilDay? {
        if yearDigits.first == 4 { return CivilDay(year: first, month: second, day: third) }
        guard let year = fullYear(third, digits: yearDigits.last) else { return nil }
        return order == .dayFirst
            ? CivilDay(year: year, month: second, day: first) : CivilDay(year: year, month: first, day: second)
    }

    /// Years of two digits lie between 1970 and 2069.
    private static func fullYear(_ year: Int, digits: Int) -> Int? {
        switch digits {
        case 4: year
        case 2: year < 70 ? 2000 + year : 1900 + year
        default: nil
        }
    }

    private static func compact(_ digits: Int) -> CivilDay? {
        guard (1900...2100).contains(digits / 10_000) else { return nil }
        return CivilDay(year: digits / 10_000, month: digits / 100 % 100, day: digits % 100)
    }

    /// A day that lost its format on the way out of a workbook: between 1982 and 2064, counted from 1900.
    private static func serial(_ number: Int) -> CivilDay? {
        (30_000...60_000).contains(number) ? CivilDay(daysSince1970: number - 25_569) : nil
    }
}
