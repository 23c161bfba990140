import Casework
import CivilCalendar
import Deadlines
import Foundation
import OperatorWeb
import Testing

@Suite struct HandlingPageTests {
    /// Ten days to accept a complaint, counted from receipt.
    private static let vocabulary: SiteVocabulary = {
        var vocabulary = TestSite.vocabulary
        vocabulary.deadlines = DeadlineClock(
            calendar: WorkCalendar(years: []),
            table: DeadlineTable(rules: [
                DeadlineRule(
                    id: "thu-ly", step: .accept, classes: ["khieu_nai"], start: .received, term: 10, unit: .days,
                    warnings: [3], basis: "Luật Khiếu nại 2011, Điều 27", validFrom: CivilDate(dayNumber: 0))
            ]))
        return vocabulary
    }()

    @Test func anOfficerClassifiesAndAcceptsAndSeesTheDeadlineChange() async throws {
        try await TestSite.run(vocabulary: Self.vocabulary) { site in
            let code = try #require(try await site.file(.gathering))
            let officer = try await site.officer()
            let fields = [("viec", "classify"), ("loai_don", "khieu_nai"), ("lan_hai", "1")]
            #expect(try await officer.post("/ho-so/\(code)/buoc", fields).status == 303)
            var page = try await officer.get("/ho-so/\(code)").text
            #expect(page.contains("Thụ lý hoặc từ chối") && page.contains("hết ngày 01/12/2026"))
            #expect(page.contains("10 ngày kể từ ngày nhận (21/11/2026), theo Luật Khiếu nại 2011, Điều 27."))
            let refused = try await officer.post("/ho-so/\(code)/buoc", [("viec", "accept")])
            #expect(refused.status == 422 && refused.text.contains("phải ghi số văn bản"))
            let accept = [("viec", "accept"), ("van_ban", "15/TB-UBND"), ("tu_ngay", "2026-11-21")]
            #expect(try await officer.post("/ho-so/\(code)/buoc", accept).status == 303)
            page = try await officer.get("/ho-so/\(code)").text
            #expect(page.contains("Đã thụ lý") && page.contains("Đúng hạn") && page.contains("15/TB-UBND"))
        }
    }

    @Test func theSecondOfTwoOfficersIsToldWhatTheFirstDid() async throws {
        try await TestSite.run(vocabulary: Self.vocabulary) { site in
            let code = try #require(try await site.file(.gathering))
            let seen = String(try await site.store.caseFile(code).summary.revision)
            let first = try await site.officer("lan")
            let second = try await site.officer("minh")
            let close = [("viec", "settle"), ("ly_do", "Đã trả lời"), ("phien_ban", seen)]
            #expect(try await first.post("/ho-so/\(code)/buoc", close).status == 303)
            let twice = try await first.post("/ho-so/\(code)/buoc", close)
            #expect(twice.status == 409 && twice.text.contains("vừa thay đổi"))
            let other = try await second.post("/ho-so/\(code)/nhan", [("phien_ban", seen)])
            #expect(other.status == 409 && other.text.contains("«lan»") && other.text.contains("Đã trả lời"))
            #expect(try await site.store.caseFile(code).summary.assignee == nil)
        }
    }

    @Test func whatWasTypedIsKeptWhenSomethingIsMissing() async throws {
        try await TestSite.run(vocabulary: Self.vocabulary) { site in
            let code = try #require(try await site.file(.gathering))
            let officer = try await site.officer()
            let fields = [("viec", "withdraw"), ("ly_do", "<b>xin rút & thôi"), ("tu_ngay", "2999-01-01")]
            let page = try await officer.post("/ho-so/\(code)/buoc", fields)
            #expect(page.status == 422 && page.text.contains("tương lai"))
            #expect(page.text.contains("&lt;b&gt;xin rút &amp; thôi") && !page.text.contains("<b>xin"))
            let nonsense = [("viec", "withdraw"), ("ly_do", "x"), ("tu_ngay", "hôm qua")]
            #expect(try await officer.post("/ho-so/\(code)/buoc", nonsense).status == 422)
            #expect(try await officer.post("/ho-so/\(code)/buoc", [("viec", "no-such")]).status == 404)
            #expect(try await site.store.caseFile(code).summary.state == .new)
        }
    }

    @Test func theListOfDeadlinesShowsWhatIsLateFirst() async throws {
        try await TestSite.run(vocabulary: Self.vocabulary) { site in
            let officer = try await site.officer()
            #expect(try await officer.get("/han-xu-ly").text.contains("Không có hồ sơ nào."))
            let code = try #require(try await site.file(.gathering, minutesAgo: 60 * 24 * 20))
            let fields = [("viec", "classify"), ("loai_don", "khieu_nai")]
            #expect(try await officer.post("/ho-so/\(code)/buoc", fields).status == 303)
            let page = try await officer.get("/han-xu-ly").text
            #expect(page.contains("\(code)") && page.contains("Quá hạn") && page.contains("1 hồ sơ quá hạn"))
            #expect(page.contains("Chưa có lịch nghỉ năm 2026, 2027"))
            #expect(try await officer.get("/han-xu-ly?xem=qua-han").text.contains("\(code)"))
        }
    }
}
