import CivilCalendar
import Testing

@Suite struct CivilDateTests {
    @Test(arguments: [
        (0, 1970, 1, 1), (11_017, 2000, 3, 1), (20_454, 2026, 1, 1), (-1, 1969, 12, 31), (-719_162, 1, 1, 1),
    ])
    func daysAreCountedFrom1970(_ number: Int, _ year: Int, _ month: Int, _ day: Int) throws {
        let date = try #require(CivilDate(year: year, month: month, day: day))
        #expect(date.dayNumber == number)
        let parts = CivilDate(dayNumber: number).components
        #expect(parts.year == year && parts.month == month && parts.day == day)
        #expect(CivilDate(iso: date.iso) == date)
    }

    @Test func theFirstOfJanuary1970WasAThursday() {
        #expect(CivilDate(dayNumber: 0).weekday == 4 && CivilDate(dayNumber: 0).vietnameseWeekday == "thứ Năm")
    }

    @Test(arguments: [
        ("2025-02-29", false), ("2024-02-29", true), ("2100-02-29", false), ("2026-13-01", false), ("", false),
    ])
    func onlyDaysThatExistAreRead(_ text: String, _ exists: Bool) { #expect((CivilDate(iso: text) != nil) == exists) }

    @Test func localMomentsAreSevenHoursAheadOfUTC() {
        let moment = LocalMoment(utcMilliseconds: -1)
        #expect(moment.date.iso == "1970-01-01" && moment.second == 25_199)
        #expect(LocalMoment(moment.date, second: 25_200).utcMilliseconds == 0)
        #expect(LocalMoment.end(of: moment.date).vietnamese == "hết ngày 01/01/1970")
    }
}
