package import Casework

/// A date of the proleptic Gregorian calendar in Vietnam's time (+07:00, which knows no summer time).
package struct CivilDate: Sendable, Hashable, Comparable {
    /// Year.
    package var year: Int
    /// Month, 1 to 12.
    package var month: Int
    /// Day of the month, from 1.
    package var day: Int

    /// Seconds that Vietnam's clocks are ahead of UTC.
    package static let offsetSeconds: Int64 = 7 * 3600

    /// Creates a date.
    package init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The date that holds an instant.
    package init(_ instant: Timestamp) { self.init(dayNumber: Self.localSeconds(instant).flooredQuotient(by: 86_400)) }

    /// Seconds since local midnight at an instant.
    package static func secondOfDay(_ instant: Timestamp) -> Int64 {
        let seconds = localSeconds(instant)
        return seconds - seconds.flooredQuotient(by: 86_400) * 86_400
    }

    /// The instant at which the date begins.
    package var start: Timestamp { Timestamp(rawValue: (dayNumber * 86_400 - Self.offsetSeconds) * 1000) }

    /// The date so many days later.
    package func adding(days: Int64) -> CivilDate { CivilDate(dayNumber: dayNumber + days) }

    /// Day of the week: 0 for Monday to 6 for Sunday.
    package var weekday: Int64 {
        let shifted = dayNumber + 3
        return shifted - shifted.flooredQuotient(by: 7) * 7
    }

    /// Number of the week in its year, weeks starting on Monday.
    ///
    /// > Source: ISO 8601-1:2019 §3.1.1.23, week 1 holds the year's first Thursday.
    package var week: Int64 {
        let thursday = adding(days: 3 - weekday)
        let newYear = CivilDate(year: thursday.year, month: 1, day: 1)
        return (thursday.dayNumber - newYear.dayNumber) / 7 + 1
    }

    /// The date as Vietnamese offices write it: "21/11/2026".
    package var text: String { "\(Self.twoDigits(day))/\(Self.twoDigits(month))/\(year)" }

    /// Whether one date lies before another.
    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// A number with at least two digits.
    package static func twoDigits(_ number: some BinaryInteger) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func localSeconds(_ instant: Timestamp) -> Int64 {
        instant.rawValue.flooredQuotient(by: 1000) + offsetSeconds
    }

    /// Days since 1970-01-01.
    ///
    /// > Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
    private var dayNumber: Int64 {
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let era = shiftedYear.flooredQuotient(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let shiftedMonth = Int64((month + 9) % 12)
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + Int64(day) - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// > Source: the same, `civil_from_days`.
    private init(dayNumber: Int64) {
        let shifted = dayNumber + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
        month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
        year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    }
}

extension Int64 {
    /// The quotient rounded toward minus infinity, for a positive divisor.
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
