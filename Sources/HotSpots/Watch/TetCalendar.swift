import CivilCalendar

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
        guard let newYear = newYear(CivilDate(dayNumber: dayNumber).year) else { return .ordinary }
        switch dayNumber - newYear {
        case -14 ... -4: return .before
        case -3...5: return .holiday
        case 6...15: return .after
        default: return .ordinary
        }
    }

    /// Day number of the first day of the lunar year; nil outside of the table.
    static func newYear(_ year: Int) -> Int? { years.contains(year) ? newYears[year - years.lowerBound] : nil }

    private static let years = 1990...2100
    /// Worked out once: a replay asks for every day of every year.
    private static let newYears = years.map { LunarDate(year: $0, month: 1, day: 1).gregorian?.dayNumber }
}
