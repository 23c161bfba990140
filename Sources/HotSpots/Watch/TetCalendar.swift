/// The weeks around the lunar new year, when offices rest and citizens write late.
enum TetCalendar {
    /// Parts of the year that count letters differently.
    enum Phase: Int, CaseIterable, Codable, Sendable {
        case ordinary
        /// 14 to 4 days before.
        case before
        /// 3 days before to 5 days after.
        case holiday
        /// 6 to 15 days after.
        case after
    }

    /// The part of the year a local day number falls into.
    static func phase(_ dayNumber: Int) -> Phase {
        let year = CivilDate(dayNumber: dayNumber).year
        guard let newYear = newYear(year) else { return .ordinary }
        switch dayNumber - newYear {
        case -14 ... -4: return .before
        case -3...5: return .holiday
        case 6...15: return .after
        default: return .ordinary
        }
    }

    /// Day number of the first day of the lunar year; nil outside of the table.
    static func newYear(_ year: Int) -> Int? {
        guard (firstYear..<(firstYear + dates.count)).contains(year) else { return nil }
        let (month, day) = dates[year - firstYear]
        return CivilDate(year: year, month: month, day: day).dayNumber
    }

    private static let firstYear = 2015

    /// Month and day from 2015 to 2055, in the time zone of Vietnam.
    ///
    /// > Source: computed with Hồ Ngọc Đức's published algorithm after J. Meeus, Astronomical Algorithms.
    private static let dates: [(Int, Int)] = [
        (2, 19), (2, 8), (1, 28), (2, 16), (2, 5), (1, 25), (2, 12), (2, 1),
        (1, 22), (2, 10), (1, 29), (2, 17), (2, 6), (1, 26), (2, 13), (2, 2),
        (1, 23), (2, 11), (1, 31), (2, 19), (2, 8), (1, 28), (2, 15), (2, 4),
        (1, 24), (2, 12), (2, 1), (1, 22), (2, 10), (1, 30), (2, 17), (2, 6),
        (1, 26), (2, 14), (2, 2), (1, 23), (2, 11), (2, 1), (2, 18), (2, 8),
        (1, 28),
    ]
}
