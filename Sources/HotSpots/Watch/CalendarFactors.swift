import CivilCalendar

/// How many letters an hour brings compared with the average hour: weekday × hour × part of the lunar year, for one
/// province.
///
/// Estimated from the province's own letters and drawn to the country's where there are few. Its integral over time is
/// the clock by which rates are counted: a quiet Sunday is a short day.
struct CalendarFactors: Sendable, Codable {
    /// Letters of one province, by weekday, hour and phase, and how often each occurred.
    struct Tally: Sendable, Codable {
        /// Letters by (phase, weekday).
        var byDay = [Double](repeating: 0, count: 28)
        /// Days by (phase, weekday).
        var days = [Double](repeating: 0, count: 28)
        /// Letters by hour.
        var byHour = [Double](repeating: 0, count: 24)

        static func + (left: Tally, right: Tally) -> Tally {
            var sum = left
            for index in sum.byDay.indices {
                sum.byDay[index] += right.byDay[index]
                sum.days[index] += right.days[index]
            }
            for index in sum.byHour.indices { sum.byHour[index] += right.byHour[index] }
            return sum
        }
    }

    /// Factor of a day by (phase, weekday); 1 on average over an ordinary week.
    private(set) var day = [Double](repeating: 1, count: 28)
    /// Share of a day that has passed at the start of each hour, 25 values from 0 to 1.
    private(set) var passed = (0...24).map { Double($0) / 24 }

    /// All hours alike.
    init() {}

    /// Estimates factors.
    ///
    /// - Parameters:
    ///   - own: the province's letters.
    ///   - country: all letters.
    init(own: Tally, country: Tally) {
        let all = CalendarFactors(country, towards: nil)
        self = CalendarFactors(own, towards: all)
    }

    private init(_ tally: Tally, towards: CalendarFactors?) {
        // Weekdays, from ordinary days only; each is drawn to what it is drawn to by the weight of so many letters.
        let weight = 60.0
        let ordinaryLetters = tally.byDay[0..<7].reduce(0, +)
        let ordinaryDays = tally.days[0..<7].reduce(0, +)
        let rate = ordinaryDays > 0 ? ordinaryLetters / ordinaryDays : 0
        var weekdays = (0..<7).map { weekday in
            let prior = towards?.day[weekday] ?? 1
            return (tally.byDay[weekday] + weight * prior) / (tally.days[weekday] * rate + weight)
        }
        let mean = weekdays.reduce(0, +) / 7
        if mean > 0 { weekdays = weekdays.map { $0 / mean } }
        for weekday in 0..<7 {
            day[weekday] = weekdays[weekday]
        }
        for phase in 1..<4 {
            var letters = 0.0
            var expected = 0.0
            for weekday in 0..<7 {
                letters += tally.byDay[phase * 7 + weekday]
                expected += tally.days[phase * 7 + weekday] * rate * weekdays[weekday]
            }
            let prior = towards.map { $0.day[phase * 7] / max($0.day[0], 1e-9) } ?? Self.usualPhase[phase]
            let factor = (letters + weight / 2 * prior) / (expected + weight / 2)
            for weekday in 0..<7 { day[phase * 7 + weekday] = factor * weekdays[weekday] }
        }
        let hours = tally.byHour.reduce(0, +)
        var sum = 0.0
        for hour in 0..<24 {
            let prior = towards.map { $0.passed[hour + 1] - $0.passed[hour] } ?? 1 / 24.0
            sum += (tally.byHour[hour] + 4 * weight * prior) / (hours + 4 * weight)
            passed[hour + 1] = sum
        }
    }

    /// What is believed before any new year was seen.
    private static let usualPhase = [1, 0.95, 0.5, 0.95]

    /// Factor of a local day.
    func factor(day number: Int) -> Double {
        day[TetCalendar.phase(number).rawValue * 7 + (CivilDate(dayNumber: number).weekday - 1)]
    }

    /// Share of a day's letters that come before so many milliseconds of it.
    @inline(__always)
    func share(_ millisecond: Int64) -> Double {
        let hour = Int(millisecond / HotSpotTime.hour)
        let rest = Double(millisecond % HotSpotTime.hour) / Double(HotSpotTime.hour)
        return passed[hour] + rest * (passed[hour + 1] - passed[hour])
    }
}
