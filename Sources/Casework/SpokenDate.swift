public import CivilCalendar

/// Days as people write them in an answer: `30/6`, "trong tháng 7", "quý II/2026", "trong 15 ngày tới", "trước Tết".
///
/// What names a span means its last day, what names no year means the next such day, and "trước ngày 30/6" means the 30th
/// itself: the reading that calls nobody late a day too early. A person confirms every day that is read.
public struct SpokenDate: Sendable, Hashable {
    /// The words.
    public var words: String
    /// The last day that they allow.
    public var day: CivilDate

    /// Creates a reading.
    public init(words: String, day: CivilDate) {
        self.words = words
        self.day = day
    }

    /// Most characters of a text that are looked at.
    private static let limit = 20_000

    /// Reads the days of a text, in the order in which they stand.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - reference: The day on which it was written.
    /// - Returns: What was found.
    public static func all(in text: String, writtenOn reference: CivilDate) -> [SpokenDate] {
        let text = String(text.prefix(limit))
        let reading = SpokenDateReading(tokens: SpokenToken.all(in: text), reference: reference)
        return reading.dates().map { found in
            SpokenDate(words: String(text[found.range]), day: found.day)
        }
    }
}

/// A word, a number or a sign of a text.
struct SpokenToken {
    var range: Range<String.Index>
    /// In lower case.
    var text: String
    /// Its value when it is a number of at most four digits.
    var number: Int?
    /// Whether it follows the token before it without a space.
    var isGlued: Bool

    static func all(in text: String) -> [SpokenToken] {
        var tokens: [SpokenToken] = []
        var index = text.startIndex
        var isGlued = false
        while index < text.endIndex {
            let start = index
            let first = text[index]
            guard !first.isWhitespace else {
                isGlued = false
                index = text.index(after: index)
                continue
            }
            let isDigit = first.isASCII && first.isNumber
            if isDigit || first.isLetter {
                while index < text.endIndex,
                    isDigit ? text[index].isASCII && text[index].isNumber : text[index].isLetter
                {
                    index = text.index(after: index)
                }
            } else {
                index = text.index(after: index)
            }
            let words = text[start..<index]
            tokens.append(
                SpokenToken(
                    range: start..<index, text: words.lowercased(),
                    number: isDigit && words.utf8.count <= 4 ? Int(words) : nil, isGlued: isGlued))
            isGlued = true
        }
        return tokens
    }
}

/// Finds days among the tokens of a text.
struct SpokenDateReading {
    let tokens: [SpokenToken]
    let reference: CivilDate

    private typealias Found = (end: Int, day: CivilDate)

    func dates() -> [(range: Range<String.Index>, day: CivilDate)] {
        var found: [(range: Range<String.Index>, day: CivilDate)] = []
        var index = 0
        while index < tokens.count {
            guard let date = read(index), date.end > index else {
                index += 1
                continue
            }
            let start = lead(before: index)
            found.append((tokens[start].range.lowerBound..<tokens[date.end - 1].range.upperBound, date.day))
            index = date.end
        }
        return found
    }

    private func read(_ index: Int) -> Found? {
        numericDate(index) ?? namedDate(index) ?? month(index) ?? quarter(index) ?? span(index) ?? year(index)
            ?? newYear(index) ?? near(index)
    }

    /// Words before a day that belong to it: "trước ngày", "chậm nhất là ngày", "trong".
    private func lead(before index: Int) -> Int {
        var start = index
        let words = [
            "ngày", "trước", "trong", "vòng", "đến", "hết", "cuối", "là", "nhất", "chậm", "muộn", "tới", "vào",
        ]
        while start > 0, index - start < 5, words.contains(where: { has($0, at: start - 1) }) { start -= 1 }
        return start
    }

    // MARK: Words

    private static let plain: [Character: Character] = {
        var plain: [Character: Character] = [:]
        for (marked, bare) in [
            ("àáạảãâầấậẩẫăằắặẳẵ", "a"), ("èéẹẻẽêềếệểễ", "e"), ("ìíịỉĩ", "i"), ("òóọỏõôồốộổỗơờớợởỡ", "o"),
            ("ùúụủũưừứựửữ", "u"), ("ỳýỵỷỹ", "y"), ("đ", "d"),
        ] { for letter in marked { plain[letter] = Character(bare) } }
        return plain
    }()

    /// Whether a word stands at an index, with its marks or without any; a word with other marks is another word.
    private func has(_ word: String, at index: Int) -> Bool {
        guard tokens.indices.contains(index) else { return false }
        let text = tokens[index].text
        if text == word { return true }
        guard text.utf8.count == text.count, text.count == word.count else { return false }
        return zip(text, word).allSatisfy { $0 == Self.plain[$1] ?? $1 }
    }

    private func hasOne(of words: [String], at index: Int) -> Bool { words.contains { has($0, at: index) } }

    private func number(_ index: Int) -> Int? { tokens.indices.contains(index) ? tokens[index].number : nil }

    private static let numerals = [
        "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười",
    ]

    /// A number in digits or as a word.
    private func amount(_ index: Int) -> Int? {
        number(index) ?? Self.numerals.firstIndex { has($0, at: index) }.map { $0 + 1 }
    }

    private func sign(_ signs: [String], _ index: Int) -> Bool {
        tokens.indices.contains(index) && signs.contains(tokens[index].text)
    }

    // MARK: Days

    /// `30/6/2026`, `30-6-2026`, `30.6.2026`, `30/6`.
    private func numericDate(_ index: Int) -> Found? {
        guard let day = number(index), sign(["/", "-", "."], index + 1), let month = number(index + 2),
            tokens[index + 1].isGlued, tokens[index + 2].isGlued
        else { return nil }
        let separator = tokens[index + 1].text
        if sign([separator], index + 3), tokens[index + 3].isGlued, let year = number(index + 4), year >= 1_000,
            tokens[index + 4].isGlued
        {
            return CivilDate(year: year, month: month, day: day).map { (index + 5, $0) }
        }
        // "1.5" and "2-3" are numbers and spans more often than days; a fraction has no word of time before it.
        guard separator == "/", hasOne(of: ["ngày", "trước", "đến", "hết", "tới", "vào"], at: index - 1) else {
            return nil
        }
        return next(month: month, day: day).map { (index + 3, $0) }
    }

    /// "30 tháng 6", "30 tháng 6 năm 2026".
    private func namedDate(_ index: Int) -> Found? {
        guard let day = number(index), has("tháng", at: index + 1), let month = number(index + 2),
            (1...31).contains(day), hasOne(of: ["ngày", "trước", "đến", "hết"], at: index - 1)
        else { return nil }
        if let (end, year) = yearAfter(index + 3) {
            return CivilDate(year: year, month: month, day: day).map { (end, $0) }
        }
        return next(month: month, day: day).map { (index + 3, $0) }
    }

    /// "/2026", "năm 2026", "năm nay", "năm sau" at an index.
    private func yearAfter(_ index: Int) -> (end: Int, year: Int)? {
        guard sign(["/", "-"], index) || has("năm", at: index) else { return nil }
        if let year = number(index + 1), (1_990...2_200).contains(year) { return (index + 2, year) }
        guard has("năm", at: index) else { return nil }
        if has("nay", at: index + 1) { return (index + 2, reference.year) }
        return hasOne(of: ["sau", "tới"], at: index + 1) ? (index + 2, reference.year + 1) : nil
    }

    /// "trong tháng 7", "đầu tháng 7", "tháng 7/2026", "tháng này", "tháng sau".
    private func month(_ index: Int) -> Found? {
        guard has("tháng", at: index) else { return nil }
        let part = hasOne(of: ["đầu"], at: index - 1) ? 10 : has("giữa", at: index - 1) ? 20 : 31
        let (year, month, _) = reference.components
        if let named = number(index + 1), (1...12).contains(named) {
            if let (end, year) = yearAfter(index + 2) { return (end, Self.day(part, month: named, year: year)) }
            return (index + 2, Self.day(part, month: named, year: named >= month ? year : year + 1))
        }
        if hasOne(of: ["này", "nay"], at: index + 1) { return (index + 2, Self.day(part, month: month, year: year)) }
        if hasOne(of: ["sau", "tới"], at: index + 1), number(index - 1) == nil, amount(index - 1) == nil {
            let following = Self.adding(1, to: (year, month))
            return (index + 2, Self.day(part, month: following.month, year: following.year))
        }
        return nil
    }

    /// "quý II/2026", "quý 3 năm 2026", "quý này", "quý tới".
    private func quarter(_ index: Int) -> Found? {
        guard has("quý", at: index) || has("qúy", at: index) else { return nil }
        let romans = ["i", "ii", "iii", "iv"]
        let (year, month, _) = reference.components
        let current = (month - 1) / 3 + 1
        if has("này", at: index + 1) { return (index + 2, Self.day(31, month: current * 3, year: year)) }
        if hasOne(of: ["sau", "tới"], at: index + 1) {
            let following = Self.adding(3, to: (year, current * 3))
            return (index + 2, Self.day(31, month: following.month, year: following.year))
        }
        guard tokens.indices.contains(index + 1),
            let quarter = romans.firstIndex(of: tokens[index + 1].text).map({ $0 + 1 }) ?? number(index + 1),
            (1...4).contains(quarter)
        else { return nil }
        if let (end, year) = yearAfter(index + 2) { return (end, Self.day(31, month: quarter * 3, year: year)) }
        return (index + 2, Self.day(31, month: quarter * 3, year: quarter >= current ? year : year + 1))
    }

    /// "trong 15 ngày", "15 ngày làm việc tới", "sau hai tuần", "3 tháng nữa".
    private func span(_ index: Int) -> Found? {
        guard let amount = amount(index), (1...3_650).contains(amount) else { return nil }
        var end = index + 2
        let isWorking = has("ngày", at: index + 1) && has("làm", at: end) && has("việc", at: end + 1)
        if isWorking { end += 2 }
        let isAhead = hasOne(of: ["tới", "nữa"], at: end)
        guard hasOne(of: ["trong", "vòng", "sau"], at: index - 1) || isAhead else { return nil }
        if isAhead { end += 1 }
        let (year, month, day) = reference.components
        if isWorking { return amount <= 500 ? (end, workingDay(amount)) : nil }
        if has("ngày", at: index + 1) { return (end, reference.adding(days: amount)) }
        if has("tuần", at: index + 1) { return (end, reference.adding(days: amount * 7)) }
        if has("tháng", at: index + 1), amount <= 240 {
            let later = Self.adding(amount, to: (year, month))
            return (end, Self.day(day, month: later.month, year: later.year))
        }
        if has("năm", at: index + 1), amount <= 20 { return (end, Self.day(day, month: month, year: year + amount)) }
        return nil
    }

    /// "cuối năm nay", "trong năm 2026", "cuối năm", "năm sau".
    private func year(_ index: Int) -> Found? {
        guard has("năm", at: index) else { return nil }
        if let (end, year) = yearAfter(index) { return (end, Self.day(31, month: 12, year: year)) }
        return has("cuối", at: index - 1) ? (index + 1, Self.day(31, month: 12, year: reference.year)) : nil
    }

    /// "trước Tết", "trước Tết Nguyên đán 2027": the day before the lunar year begins.
    private func newYear(_ index: Int) -> Found? {
        guard has("trước", at: index), has("tết", at: index + 1) else { return nil }
        var end = index + 2
        if has("nguyên", at: end), has("đán", at: end + 1) { end += 2 }
        if let (after, year) = yearAfter(end) ?? number(end).map({ (end + 1, $0) }), (1_990...2_200).contains(year) {
            return LunarDate(year: year, month: 1, day: 1).gregorian.map { (after, $0.adding(days: -1)) }
        }
        let years = [reference.year, reference.year + 1]
        let day = years.compactMap { LunarDate(year: $0, month: 1, day: 1).gregorian }.first { $0 > reference }
        return day.map { (end, $0.adding(days: -1)) }
    }

    /// "ngày mai", "tuần này", "tuần sau".
    private func near(_ index: Int) -> Found? {
        if has("ngày", at: index), has("mai", at: index + 1) { return (index + 2, reference.adding(days: 1)) }
        guard has("tuần", at: index), amount(index - 1) == nil else { return nil }
        let sunday = reference.adding(days: 7 - reference.weekday)
        if has("này", at: index + 1) { return (index + 2, sunday) }
        if hasOne(of: ["sau", "tới"], at: index + 1) { return (index + 2, sunday.adding(days: 7)) }
        return has("cuối", at: index - 1) ? (index + 1, sunday) : nil
    }

    // MARK: Reckoning

    /// The next such day; one of this year that has passed means next year's.
    private func next(month: Int, day: Int) -> CivilDate? {
        let years = [reference.year, reference.year + 1]
        return years.compactMap { CivilDate(year: $0, month: month, day: day) }.first { $0 >= reference }
    }

    /// So many days later that are no weekend; days off are the officer's to see.
    private func workingDay(_ count: Int) -> CivilDate {
        var day = reference
        var left = count
        while left > 0 {
            day = day.adding(days: 1)
            if !day.isWeekend { left -= 1 }
        }
        return day
    }

    /// A day of a month, or its last one when it has fewer.
    private static func day(_ day: Int, month: Int, year: Int) -> CivilDate {
        (0...3).lazy.compactMap { CivilDate(year: year, month: month, day: max(1, day - $0)) }.first
            ?? CivilDate(dayNumber: 0)
    }

    private static func adding(_ months: Int, to start: (year: Int, month: Int)) -> (year: Int, month: Int) {
        let months = start.year * 12 + start.month - 1 + months
        return (months / 12, months % 12 + 1)
    }
}
