import Casework
import Testing

@Suite struct QuietHoursTests {
    /// 2026-06-01 00:00 in Việt Nam.
    private static let midnight = Timestamp(rawValue: 1_780_246_800_000)

    @Test(
        arguments: [
            // hours, minute of the day, minute at which they end counted from the same midnight
            (1_320, 360, 1_319, nil), (1_320, 360, 1_320, 1_800), (1_320, 360, 0, 360), (1_320, 360, 359, 360),
            (1_320, 360, 360, nil), (720, 780, 719, nil), (720, 780, 720, 780), (720, 780, 779, 780),
            (720, 780, 780, nil),
            (1_320, 0, 1_439, 1_440), (1_320, 0, 0, nil),
        ] as [(Int, Int, Int, Int?)])
    func endAtTheNextEndOfTheHours(_ start: Int, _ end: Int, _ minute: Int, _ expected: Int?) throws {
        let hours = try #require(QuietHours(start: start, end: end))
        let told = hours.end(at: Self.midnight.adding(seconds: Int64(minute) * 60))
        #expect(told == expected.map { Self.midnight.adding(seconds: Int64($0) * 60) })
    }

    @Test(arguments: [(0, 0), (-1, 5), (5, 1_440)])
    func neverCoverTheWholeDayOrMore(_ start: Int, _ end: Int) {
        #expect(QuietHours(start: start, end: end) == nil)
    }
}
