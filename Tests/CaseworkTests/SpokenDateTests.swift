import Casework
import CivilCalendar
import Testing

@Suite struct SpokenDateTests {
    struct Line: Sendable, CustomTestStringConvertible {
        var text: String
        var day: String?
        var written = "2026-05-20"
        var testDescription: String { text }
    }

    static let lines = [
        Line(text: "giải quyết trước ngày 30/6", day: "2026-06-30"),
        Line(text: "giải quyết trước ngày 30/6/2027", day: "2027-06-30"),
        Line(text: "trước 30-06-2026", day: "2026-06-30"), Line(text: "xong ngày 1.7.2026", day: "2026-07-01"),
        Line(text: "đến ngày 15/3", day: "2027-03-15"), Line(text: "đến ngày 20/5", day: "2026-05-20"),
        Line(text: "ngày 31/2/2026", day: nil), Line(text: "ngày 45/13", day: nil),
        Line(text: "chiếm 3/4 diện tích", day: nil), Line(text: "tăng 1.5 lần", day: nil),
        Line(text: "văn bản số 15/2026/UBND", day: nil), Line(text: "Quyết định 12/3 của xã", day: nil),
        Line(text: "trước ngày 30 tháng 6", day: "2026-06-30"),
        Line(text: "đến ngày 2 tháng 9 năm 2026", day: "2026-09-02"),
        Line(text: "trong tháng 7", day: "2026-07-31"), Line(text: "trong thang 7", day: "2026-07-31"),
        Line(text: "trong tháng 2", day: "2027-02-28"), Line(text: "tháng 2/2028", day: "2028-02-29"),
        Line(text: "đầu tháng 7", day: "2026-07-10"), Line(text: "giữa tháng 7", day: "2026-07-20"),
        Line(text: "cuối tháng 7 năm 2026", day: "2026-07-31"), Line(text: "trong tháng này", day: "2026-05-31"),
        Line(text: "tháng sau", day: "2026-06-30"),
        Line(text: "tháng sau", day: "2027-01-31", written: "2026-12-05"),
        Line(text: "thẳng 7", day: nil),
        Line(text: "cuối năm nay", day: "2026-12-31"), Line(text: "trong năm 2027", day: "2027-12-31"),
        Line(text: "cuối năm", day: "2026-12-31"), Line(text: "năm sau", day: "2027-12-31"),
        Line(text: "trong 15 ngày", day: "2026-06-04"), Line(text: "trong 15 ngày tới", day: "2026-06-04"),
        Line(text: "trong vòng 15 ngày", day: "2026-06-04"), Line(text: "30 ngày nữa", day: "2026-06-19"),
        Line(text: "đã chờ 30 ngày", day: nil), Line(text: "trong 10 ngày làm việc", day: "2026-06-03"),
        Line(text: "trong hai tuần", day: "2026-06-03"), Line(text: "trong năm ngày tới", day: "2026-05-25"),
        Line(text: "trong 3 tháng tới", day: "2026-08-20"),
        Line(text: "trong 1 tháng", day: "2026-02-28", written: "2026-01-31"),
        Line(text: "quý II/2026", day: "2026-06-30"), Line(text: "trong quý III", day: "2026-09-30"),
        Line(text: "quý 1", day: "2027-03-31"), Line(text: "quý 4 năm 2026", day: "2026-12-31"),
        Line(text: "hết quý này", day: "2026-06-30"), Line(text: "quý V", day: nil),
        Line(text: "quý sau", day: "2027-03-31", written: "2026-11-21"),
        Line(text: "trước Tết", day: "2027-02-05"), Line(text: "trước Tết Nguyên đán 2028", day: "2028-01-25"),
        Line(text: "trước Tết", day: "2026-02-16", written: "2026-01-10"), Line(text: "sau Tết", day: nil),
        Line(text: "tuần này", day: "2026-05-24"), Line(text: "tuần sau", day: "2026-05-31"),
        Line(text: "ngày mai", day: "2026-05-21"), Line(text: "", day: nil), Line(text: "trong 99999 ngày", day: nil),
        Line(text: "trong tháng 99999999999999999999", day: nil),
    ]

    @Test(arguments: lines) func aDayIsReadAsPeopleMeanIt(line: Line) throws {
        let written = try #require(CivilDate(iso: line.written))
        let read = SpokenDate.all(in: line.text, writtenOn: written)
        #expect(read.first?.day.iso == line.day, "\(line.text): \(read)")
        #expect(read.count == (line.day == nil ? 0 : 1), "\(line.text): \(read)")
    }

    @Test func theWordsThatWereReadAreQuoted() throws {
        let written = try #require(CivilDate(iso: "2026-05-20"))
        let text = "UBND xã sẽ trả lời chậm nhất ngày 30/6, xong toàn bộ trong quý III/2026."
        let read = SpokenDate.all(in: text, writtenOn: written)
        #expect(read.map(\.words) == ["chậm nhất ngày 30/6", "trong quý III/2026"])
    }

    @Test func aSentenceThatPromisesIsSuggestedWithItsDay() throws {
        let written = try #require(CivilDate(iso: "2026-05-20"))
        let text = """
            Kính gửi ông/bà. UBND xã đã kiểm tra ngày 12/5/2026. UBND xã sẽ cho nạo vét mương trước ngày 30/6/2026. \
            Công ty cam kết không xả thải nữa; việc bồi thường sẽ được xem xét.
            Chúng tôi không thể cam kết điều khác. Ông/bà gửi thêm giấy tờ trước ngày 1/6.
            """
        let found = PromiseSuggestion.all(in: text, writtenOn: written)
        #expect(
            found.map(\.sentence) == [
                "UBND xã sẽ cho nạo vét mương trước ngày 30/6/2026", "Công ty cam kết không xả thải nữa",
            ])
        #expect(found.map(\.dueOn?.iso) == ["2026-06-30", nil])
        #expect(found.first?.words == "trước ngày 30/6/2026")
    }

    @Test func hostileTextIsReadWithinBounds() throws {
        let written = try #require(CivilDate(iso: "2026-05-20"))
        for text in [String(repeating: "sẽ 1/1/", count: 50_000), String(repeating: "\u{301}", count: 30_000)] {
            _ = SpokenDate.all(in: text, writtenOn: written)
            #expect(PromiseSuggestion.all(in: text, writtenOn: written).count <= 10)
        }
    }
}
