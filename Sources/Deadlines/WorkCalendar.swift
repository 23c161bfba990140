public import CivilCalendar

/// On which days and at which hours an office works: weekends, holidays, swapped days, and the blocks of a day.
///
/// > Source: Bộ luật Lao động 2019, Điều 111 and 112; the days off of each year as announced.
public struct WorkCalendar: Sendable, Hashable {
    /// How certain a day off or a swapped working day is.
    public enum Certainty: String, Sendable, Hashable, Codable, CaseIterable {
        /// A competent authority has announced it.
        case announced
        /// It follows from the law and from custom, and awaits its announcement.
        case assumed
    }

    /// A day that is unlike others of its weekday.
    public struct SpecialDay: Sendable, Hashable {
        /// Why, as people call it.
        public var name: String
        /// Whether it has been announced.
        public var certainty: Certainty

        /// Creates a reason.
        public init(name: String, certainty: Certainty) {
            self.name = name
            self.certainty = certainty
        }
    }

    /// One year's days off and swapped working days.
    public struct Year: Sendable, Hashable {
        /// The year.
        public var year: Int
        /// Days off, weekends not listed unless they belong to a holiday.
        public var daysOff: [CivilDate: SpecialDay]
        /// Saturdays and Sundays on which offices work because another day was swapped for them.
        public var workingWeekends: [CivilDate: SpecialDay]

        /// Creates a year.
        public init(
            year: Int, daysOff: [CivilDate: SpecialDay], workingWeekends: [CivilDate: SpecialDay]
        ) {
            self.year = year
            self.daysOff = daysOff
            self.workingWeekends = workingWeekends
        }
    }

    /// A stretch of a working day.
    public struct Block: Sendable, Hashable {
        /// Second of the day at which it begins.
        public var start: Int
        /// Second of the day at which it ends.
        public var end: Int

        /// Creates a block.
        public init(start: Int, end: Int) {
            self.start = start
            self.end = end
        }
    }

    /// The known years.
    public var years: [Int: Year]
    /// The blocks of a working day, in their order, not overlapping.
    public var blocks: [Block]

    /// 07:30 to 11:30 and 13:30 to 17:00.
    public static let usualBlocks = [
        Block(start: 27_000, end: 41_400), Block(start: 48_600, end: 61_200),
    ]

    /// Creates a calendar.
    ///
    /// - Parameters:
    ///   - years: The known years.
    ///   - blocks: The blocks of a working day, in their order; at least one.
    public init(years: [Year], blocks: [Block] = usualBlocks) {
        self.years = Dictionary(years.map { ($0.year, $0) }, uniquingKeysWith: { _, last in last })
        self.blocks = blocks.isEmpty ? Self.usualBlocks : blocks
    }

    /// Whether offices work on a day.
    ///
    /// In a year without a calendar, weekends alone are days off.
    public func isWorkingDay(_ date: CivilDate) -> Bool {
        guard let year = years[date.year] else { return !date.isWeekend }
        if year.workingWeekends[date] != nil { return true }
        return !date.isWeekend && year.daysOff[date] == nil
    }

    /// Whether the calendar of a day's year is known.
    public func knows(_ date: CivilDate) -> Bool { years[date.year] != nil }

    /// Why a weekday is off; nil for working days and plain weekends.
    public func holiday(on date: CivilDate) -> SpecialDay? { years[date.year]?.daysOff[date] }

    /// The first working day on or after a day.
    ///
    /// - Returns: The day; after a year without one, the day itself.
    public func workingDay(onOrAfter date: CivilDate) -> CivilDate {
        for days in 0..<366 where isWorkingDay(date.adding(days: days)) { return date.adding(days: days) }
        return date
    }

    /// The day that is the n-th working day after a day; the day itself is not counted.
    ///
    /// > Source: Bộ luật Dân sự 2015, Điều 147 khoản 2: a term begins on the day after the event.
    public func workingDay(_ count: Int, after date: CivilDate) -> CivilDate {
        var day = date
        var left = max(0, count)
        // A calendar in which nobody works for years must not hold the program up.
        var patience = left * 14 + 366
        while left > 0, patience > 0 {
            day = day.adding(days: 1)
            patience -= 1
            if isWorkingDay(day) { left -= 1 }
        }
        return day
    }

    /// Number of working days after `first` up to and including `last`; negative when `last` lies before `first`.
    public func workingDays(after first: CivilDate, through last: CivilDate) -> Int {
        guard first <= last else { return -workingDays(after: last, through: first) }
        let span = min(last.dayNumber - first.dayNumber, 36_600)
        return (0..<span).count { isWorkingDay(first.adding(days: $0 + 1)) }
    }

    // MARK: Hours

    /// Working seconds between two moments.
    public func workingSeconds(from start: LocalMoment, to end: LocalMoment) -> Int {
        guard start < end else { return 0 }
        var sum = 0
        var day = start.date
        let last = min(end.date, start.date.adding(days: 36_600))
        while day <= last {
            if isWorkingDay(day) {
                let from = day == start.date ? start.second : 0
                let to = day == end.date ? end.second : 86_400
                for block in blocks { sum += max(0, min(block.end, to) - max(block.start, from)) }
            }
            day = day.adding(days: 1)
        }
        return sum
    }

    /// The moment from which so many working seconds are left until another.
    public func moment(workingSeconds count: Int, before end: LocalMoment) -> LocalMoment {
        var left = max(0, count)
        var day = end.date
        for _ in 0..<(left / 3_600 + 1_000) {
            if isWorkingDay(day) {
                for block in blocks.reversed() {
                    let to = day == end.date ? min(block.end, end.second) : block.end
                    guard to > block.start else { continue }
                    if left <= to - block.start { return LocalMoment(day, second: to - left) }
                    left -= to - block.start
                }
            }
            day = day.adding(days: -1)
        }
        return LocalMoment(day, second: 0)
    }

    /// The moment at which so many working seconds after a moment have passed.
    ///
    /// Hours that end with a block end there, not at the next block's beginning.
    public func moment(workingSeconds count: Int, after start: LocalMoment) -> LocalMoment {
        var left = max(0, count)
        var day = start.date
        for _ in 0..<(left / 3_600 + 1_000) {
            if isWorkingDay(day) {
                for block in blocks {
                    let from = day == start.date ? max(block.start, start.second) : block.start
                    guard from < block.end else { continue }
                    if left <= block.end - from { return LocalMoment(day, second: from + left) }
                    left -= block.end - from
                }
            }
            day = day.adding(days: 1)
        }
        return LocalMoment(day, second: 0)
    }
}
