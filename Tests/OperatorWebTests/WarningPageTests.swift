import Casework
import CivilCalendar
import Deadlines
import Testing

@testable import OperatorWeb

@Suite struct WarningPageTests {
    private static let rule = DeadlineRule(
        id: "giai-quyet", step: .settle, classes: nil, start: .received, term: 10, unit: .days, warnings: [3],
        basis: "Luật Thử nghiệm", validFrom: CivilDate(dayNumber: 0))

    private static var vocabulary: SiteVocabulary {
        var vocabulary = TestSite.vocabulary
        vocabulary.deadlines = DeadlineClock(calendar: WorkCalendar(years: []), table: DeadlineTable(rules: [rule]))
        return vocabulary
    }

    @Test func theListOfDeadlinesSaysWhenPeopleWereToldAndOfHowMuch() async throws {
        try await TestSite.run(vocabulary: Self.vocabulary) { site in
            let late = try #require(
                try await site.file(SampleLetter(subject: "Mương hỏng", body: "Hỏng."), minutesAgo: 28_800))
            let near = try #require(
                try await site.file(SampleLetter(subject: "Đèn hỏng", body: "Tối."), minutesAgo: 12_960))
            let officer = try await site.officer()
            #expect(try await !officer.get("/han-xu-ly").text.contains("Đã báo bằng thư"))
            // Without this year's calendar the page says so, as the mails do.
            #expect(try await officer.get("/han-xu-ly").text.contains("Chưa có lịch nghỉ năm 2026, 2027"))

            let day = LocalMoment(utcMilliseconds: site.clock.now.rawValue).date
            let warnings = [(late, DeadlineWarning.Kind.late), (near, .ahead)].map { code, kind in
                DeadlineWarning(code: code, queue: "chung", rule: Self.rule, due: .end(of: day), kind: kind)
            }
            let mail = OutgoingMessage(
                id: .make(at: site.clock.now), code: nil, kind: .warning, author: AuditEntry.system,
                createdAt: site.clock.now, sender: "tiepdan@xa.example", recipient: "lan@xa.example",
                subject: "Báo hạn", text: "Hồ sơ \(late)", messageID: "x@xa.example", content: [1], onceKey: "k")
            _ = try await site.store.warn(
                WarningDay(day: day, warnings: warnings, missingYears: []), by: [mail], at: site.clock.now)

            let page = try await officer.get("/han-xu-ly")
            #expect(
                page.text.contains(
                    "Đã báo bằng thư, lần gần nhất ngày \(day.vietnamese): 1 bước sắp đến hạn, 1 bước quá hạn."))
            // The outbox shows that a mail went out and to whom, not what it lists.
            let outbox = try await officer.get("/thu-di").text
            #expect(outbox.contains("Báo hạn xử lý") && outbox.contains("lan@xa.example"))
            #expect(!outbox.contains("Hồ sơ \(late)") && outbox.contains("href=\"/han-xu-ly\""))
        }
    }
}
