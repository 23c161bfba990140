/// A day counted as workbooks do, from 1900 or 1904 on.
///
/// > Source: ECMA-376 part 1 §18.17.4 (dates and times).
enum SerialDate {
    /// A number as day and time in ISO 8601 form, or as time alone; nil when it is no day between 1900 and 9999.
    static func text(_ serial: Double, hasDay: Bool, hasTime: Bool, from1904: Bool) -> String? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        let seconds = Int((serial * 86_400).rounded())
        let (day, rest) = (seconds / 86_400, seconds % 86_400)
        // A moment may be shown by its time of day alone; its day is not lost for that.
        if !hasDay, serial < 60 { return time(seconds) }
        guard let date = date(day, from1904: from1904) else { return hasTime || rest > 0 ? time(rest) : nil }
        return rest == 0 ? date : "\(date) \(time(rest))"
    }

    /// The day of a count as "2025-12-31"; nil for the day nought of the system of 1900, which is none.
    static func date(_ day: Int, from1904: Bool) -> String? {
        if from1904 { return CivilDay(daysSince1970: day - 24_107).isoText }
        // The system of 1900 has a 29 February in that year, which never was; what comes before it is off by one.
        guard day > 0 else { return nil }
        return CivilDay(daysSince1970: (day < 60 ? day + 1 : day) - 25_569).isoText
    }

    private static func time(_ seconds: Int) -> String {
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
        let clock = "\(twoDigits(hour)):\(twoDigits(minute))"
        return second == 0 ? clock : clock + ":" + twoDigits(second)
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// A day of the Gregorian calendar.
struct CivilDay: Hashable {
    var year: Int
    var month: Int
    var day: Int

    /// A day, if there is such a one.
    init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(year, month) else {
            return nil
        }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// The day so many days after 1 January 1970.
    ///
    /// > Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
    init(daysSince1970 days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days after 1 January 1970; the inverse of ``init(daysSince1970:)``.
    var daysSince1970: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// "2025-12-31".
    var isoText: String {
        let digits = String(year)
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return "\(padded)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    private static func length(_ year: Int, _ month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
