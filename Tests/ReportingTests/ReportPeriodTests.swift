import Casework
import Testing

@testable import Reporting

@Suite struct ReportPeriodTests {
    /// Saturday 2026-11-21, 16:07 in Vietnam.
    private static let instant = Timestamp(rawValue: 1_795_252_020_000)

    @Test(arguments: [
        (ReportPeriod.Length.day, "Ngày 21/11/2026", "2026-11-21", "2026-11-22"),
        (.week, "Tuần 47 (từ ngày 16/11/2026 đến ngày 22/11/2026)", "2026-11-16", "2026-11-23"),
        (.month, "Tháng 11 năm 2026", "2026-11-01", "2026-12-01"),
        (.quarter, "Quý IV năm 2026", "2026-10-01", "2027-01-01"),
        (.year, "Năm 2026", "2026-01-01", "2027-01-01"),
    ])
    func aPeriodHoldsItsInstant(length: ReportPeriod.Length, caption: String, first: String, after: String) {
        let period = ReportPeriod(length, containing: Self.instant)
        #expect(period.caption == caption)
        #expect(period.fileStamp == first)
        #expect(period.next.fileStamp == after)
        #expect(period.from <= Self.instant && Self.instant < period.before)
        #expect(period.next.from == period.before && period.previous.before == period.from)
        #expect(period.previous.next == period)
    }

    @Test func daysBeginAtMidnightInVietnam() {
        let midnight = Timestamp(rawValue: 1_795_194_000_000)
        #expect(ReportPeriod(.day, containing: midnight).from == midnight)
        #expect(ReportPeriod(.day, containing: Timestamp(rawValue: midnight.rawValue - 1)).before == midnight)
    }

    @Test(arguments: [
        (2024, 2, 29, 9), (2021, 1, 3, 53), (2026, 1, 1, 1), (2020, 12, 31, 53), (1969, 12, 31, 1), (2000, 2, 29, 9),
        (1900, 3, 1, 9),
    ])
    func datesSurviveTheWayToInstantsAndBack(year: Int, month: Int, day: Int, week: Int64) {
        let date = CivilDate(year: year, month: month, day: day)
        #expect(CivilDate(date.start) == date)
        #expect(CivilDate(date.start.adding(seconds: 86_399)) == date)
        #expect(CivilDate(date.start.adding(seconds: 86_400)) == date.adding(days: 1))
        #expect(date.week == week)
    }

    @Test func instantsFarAwayDoNotCrash() {
        for raw in [Int64.min / 4, -9_000_000_000_000_000, 9_000_000_000_000_000] {
            _ = ReportPeriod(.week, containing: Timestamp(rawValue: raw)).caption
        }
    }
}
