import CivilCalendar
import Deadlines
import RuleFiles
import Testing

@Suite struct LunarDateTests {
    /// First days of the lunar year as printed in Vietnamese calendars, the years in which China's differs among them.
    @Test(arguments: [
        (1968, "1968-01-29"), (1985, "1985-01-21"), (2000, "2000-02-05"), (2007, "2007-02-17"), (2015, "2015-02-19"),
        (2020, "2020-01-25"), (2023, "2023-01-22"), (2024, "2024-02-10"), (2025, "2025-01-29"), (2026, "2026-02-17"),
        (2027, "2027-02-06"), (2028, "2028-01-26"), (2030, "2030-02-02"),
    ])
    func newYearFallsWhereCalendarsPrintIt(_ year: Int, _ expected: String) {
        #expect(LunarDate(year: year, month: 1, day: 1).gregorian?.iso == expected)
    }

    @Test(arguments: [
        (2023, 2), (2025, 6), (2028, 5), (2031, 3), (2033, 11), (2020, 4), (2017, 6),
    ])
    func leapMonthsAreThoseOfPrintedCalendars(_ year: Int, _ month: Int) {
        #expect(LunarDate(year: year, month: month, day: 1, isLeapMonth: true).gregorian != nil)
        let others = (1...12).filter { $0 != month }
        #expect(
            others.allSatisfy { LunarDate(year: year, month: $0, day: 1, isLeapMonth: true).gregorian == nil })
    }

    @Test func everyDayOfTwoCenturiesGoesThereAndBack() throws {
        let first = try #require(CivilDate(iso: "1950-01-01")).dayNumber
        let last = try #require(CivilDate(iso: "2099-12-31")).dayNumber
        var previous = LunarDate(CivilDate(dayNumber: first - 1))
        for number in first...last {
            let date = CivilDate(dayNumber: number)
            let lunar = LunarDate(date)
            #expect(lunar.gregorian == date, "\(date.iso)")
            let followsOn = lunar.day == previous.day + 1 && lunar.month == previous.month
            let beginsMonth = lunar.day == 1 && (29...30).contains(previous.day)
            #expect(followsOn || beginsMonth, "\(date.iso)")
            previous = lunar
        }
    }

    @Test(arguments: [2024, 2025, 2026, 2027])
    func theShippedCalendarsHaveTheLunarHolidays(_ year: Int) throws {
        let calendar = try #require(WorkedDeadline.rules).deadlines.calendar
        for day in 1...3 {
            let tet = try #require(LunarDate(year: year, month: 1, day: day).gregorian)
            #expect(!calendar.isWorkingDay(tet), "\(tet.iso)")
        }
        let eve = try #require(LunarDate(year: year, month: 1, day: 1).gregorian).adding(days: -1)
        #expect(!calendar.isWorkingDay(eve))
        // The day of the Hùng kings, or the working day after it when it falls on a weekend.
        var kings = try #require(LunarDate(year: year, month: 3, day: 10).gregorian)
        while kings.isWeekend { kings = kings.adding(days: 1) }
        #expect(calendar.holiday(on: kings)?.name.contains("Hùng") == true)
    }

    @Test func daysThatDoNotExistAreRefused() {
        #expect(CivilDate(year: 2025, month: 2, day: 29) == nil)
        #expect(CivilDate(iso: "2026-2-3") == nil)
        #expect(CivilDate(iso: "２０２６-02-03") == nil)
        #expect(LunarDate(year: 2025, month: 13, day: 1).gregorian == nil)
        #expect(LunarDate(year: 2026, month: 1, day: 31).gregorian == nil)
    }
}
