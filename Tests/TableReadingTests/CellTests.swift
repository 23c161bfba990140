import Testing

@testable import TableReading

@Suite struct CellTests {
    /// Milliseconds of a moment in Viet Nam.
    private static func moment(_ day: (Int, Int, Int), _ time: (Int, Int, Int) = (0, 0, 0)) throws -> Int64 {
        let days = try #require(CivilDay(year: day.0, month: day.1, day: day.2)).daysSince1970
        return (Int64(days) * 86_400 + Int64(time.0 * 3600 + time.1 * 60 + time.2) - 25_200) * 1000
    }

    @Test(
        arguments: [
            "31/12/2025", "31-12-2025", "31.12.2025", "31 / 12 / 2025", "31/12/25", "2025-12-31", "2025/12/31",
            "20251231",
            "ngày 31 tháng 12 năm 2025", "Ngày 31 tháng 12, 2025", "NGÀY 31 THÁNG 12 NĂM 2025", "Thứ Tư, 31/12/2025",
            "T4 31/12/2025", "46022",
        ])
    func aDayIsReadHoweverItIsWritten(text: String) throws {
        let moment = try CellMoment(text)
        #expect(try moment.milliseconds == Self.moment((2025, 12, 31)))
        #expect(!moment.hasTime)
    }

    @Test(
        arguments: [
            ("3-2-25 8h30", 8, 30, 0), ("8h30 ngày 3/2/2025", 8, 30, 0), ("14 giờ ngày 3 tháng 2 năm 2025", 14, 0, 0),
            ("14 giờ 3/2/2025", 14, 0, 0), ("14 giờ 05 phút, 3/2/2025", 14, 5, 0), ("3/2/2025 08:30:15", 8, 30, 15),
            ("2025-02-03T08:30:15", 8, 30, 15), ("2025-02-03 08:30:15.123", 8, 30, 15),
            ("3/2/2025 2:54:07 PM", 14, 54, 7), ("Thứ hai, 3/2/2025 | 2:54:07 PM", 14, 54, 7),
            ("3/2/2025 12:10 SA", 0, 10, 0), ("3/2/2025 2:10 CH", 14, 10, 0), ("2 giờ chiều 3/2/2025", 14, 0, 0),
            ("9 giờ rưỡi sáng ngày 3/2/2025", 9, 30, 0), ("2025-02-03T01:30:00Z", 8, 30, 0),
            ("2025-02-03T03:30:00+02:00", 8, 30, 0), ("lúc 7g15' 3/2/2025", 7, 15, 0),
        ])
    func aTimeOfDayIsReadWithItsDay(text: String, hour: Int, minute: Int, second: Int) throws {
        let moment = try CellMoment(text)
        #expect(try moment.milliseconds == Self.moment((2025, 2, 3), (hour, minute, second)))
        #expect(moment.hasTime)
    }

    @Test(
        arguments: [
            ("", CellMoment.Problem.empty), ("3/2/2025 âm lịch", .lunar), ("mùng 3 tháng Giêng năm 2025", .lunar),
            ("3/2 (ÂL) 2025", .lunar), ("31/2/2025", .notADay), ("29/02/2025", .notADay), ("3/2", .notADay),
            ("hôm qua", .notADay), ("31/12/2025 - 02/01/2026", .notADay), ("2025", .notADay), ("0912345678", .notADay),
            ("99/99/9999", .notADay), ("3/2/1", .notADay), (String(repeating: "1/", count: 9_999), .notADay),
        ])
    func whatIsNoDayOrALunarOneIsNotGuessedAt(text: String, problem: CellMoment.Problem) {
        #expect(throws: problem) { try CellMoment(text) }
    }

    @Test func theOrderOfDayAndMonthIsThatInWhichAColumnSDaysExist() throws {
        #expect(CellMoment.Order.of(["3/2/2025", "12/31/2025", "5/6/2025"]) == .monthFirst)
        #expect(CellMoment.Order.of(["3/2/2025", "31/12/2025"]) == .dayFirst)
        #expect(CellMoment.Order.of(["3/2/2025", "4/2/2025"]) == .dayFirst)
        #expect(CellMoment.Order.of(["31/12/2025", "12/31/2025"]) == .dayFirst)
        #expect(try CellMoment("2/3/2025", order: .monthFirst).milliseconds == Self.moment((2025, 2, 3)))
    }

    @Test func aTimeOfDayMayHaveAColumnOfItsOwn() throws {
        let moment = try CellMoment("3/2/2025", time: "14h05")
        #expect(try moment.milliseconds == Self.moment((2025, 2, 3), (14, 5, 0)))
    }

    @Test(
        arguments: [
            ("4,5 nghìn", 4500), ("11.562", 11_562), ("1.234.567,89", 1_234_567.89), ("1,234,567.89", 1_234_567.89),
            ("1,234,567", 1_234_567), ("4.5", 4.5), ("4,5", 4.5), ("12 345", 12_345), ("-3", -3), ("2 tỷ", 2e9),
            ("1,5 triệu", 1_500_000), ("0", 0), ("0,5", 0.5), ("0.125", 0.125), ("300k", 300_000),
        ] as [(String, Double)])
    func numbersAreReadAsTheyAreWrittenHere(text: String, value: Double) throws {
        let number = try #require(CellNumber(text))
        #expect(abs(number.value - value) < 1e-9 * max(1, abs(value)))
        #expect(!number.isPercent)
    }

    @Test func aShareOfAHundredKeepsItsHundredths() throws {
        let number = try #require(CellNumber("99,54%"))
        #expect(number.value == 99.54)
        #expect(number.isPercent)
    }

    @Test(arguments: ["", "0912345678", "12 đường số 5", "1.2.3.4", "1,23,456", ",5", "5,", "ba", "3/2", "1.234,567,8"])
    func whatIsANameOrNoNumberIsNone(text: String) {
        #expect(CellNumber(text) == nil)
    }

    @Test(
        arguments: [
            ("912345678", "0912345678"), ("0912345678", "0912345678"), ("912 345 678", "0912345678"),
            ("2412345678", "02412345678"), ("không rõ", "không rõ"), ("+84912345678", "+84912345678"), ("123", "123"),
            ("912345678 (con trai)", "912345678 (con trai)"),
        ])
    func aTelephoneNumberGetsBackItsNoughtAndNothingElse(cell: String, number: String) {
        #expect(PhoneText.restored(cell) == number)
    }

    @Test func daysAndTheirCountsAreEachOtherSInverse() {
        for days in stride(from: -800_000, to: 2_900_000, by: 997) {
            #expect(CivilDay(daysSince1970: days).daysSince1970 == days)
        }
    }
}
