import Casework
import CivilCalendar
import OperatorWeb
import Testing

@Suite struct RetentionPageTests {
    private static let vocabulary: SiteVocabulary = {
        var vocabulary = TestSite.vocabulary
        let from = CivilDate(iso: "2020-01-01") ?? CivilDate(dayNumber: 0)
        vocabulary.retention = RetentionTable(rules: [
            RetentionRule(
                id: "don", states: [.closed], start: .changed, age: 1, unit: .days, action: .reduce,
                basis: "Danh mục <của> cơ quan", isToBeConfirmed: true, validFrom: from)
        ])
        return vocabulary
    }()

    private func run(_ test: (TestSite, Browser, TrackingCode) async throws -> Void) async throws {
        try await TestSite.run(vocabulary: Self.vocabulary) { site in
            let code = try #require(try await site.file(SampleLetter(subject: "Cống vỡ", body: "Cống vỡ đã lâu")))
            try await site.store.act(.close(reason: "xong"), on: code, actor: "canbo", at: site.clock.now)
            site.clock.advance(seconds: 3 * 86_400)
            try await test(site, try await site.officer(), code)
        }
    }

    /// The plan's code as the page shows it.
    private func fingerprint(_ page: String) throws -> String {
        let start = try #require(page.ranges(of: "name=\"ke_hoach\" value=\"").first)
        return String(page[start.upperBound...].prefix { $0 != "\"" })
    }

    @Test func whatWasShownGoesWhenTheCodeIsTyped() async throws {
        try await run { site, officer, code in
            let page = try await officer.get("/luu-giu").text
            #expect(page.contains("Danh mục &lt;của&gt; cơ quan") && page.contains("cần đối chiếu văn bản"))
            #expect(page.contains(code.description))
            let plan = try fingerprint(page)
            let wrong = [("ke_hoach", plan), ("ngay", ""), ("go_lai", "00000000")]
            let refused = try await officer.post("/luu-giu/thuc-hien", wrong)
            #expect(refused.status == 422 && refused.text.contains("chưa gỡ bỏ gì"))
            let right = [("ke_hoach", plan), ("ngay", ""), ("go_lai", String(plan.prefix(8)))]
            #expect(try await officer.post("/luu-giu/thuc-hien", right).status == 303)
            let after = try await officer.get("/luu-giu").text
            #expect(after.contains("Đợt 1") && after.contains("1/1 hồ sơ"))
            let file = try await officer.get("/ho-so/\(code)").text
            #expect(file.contains("Đã rút gọn") && !file.contains("Cống vỡ") && file.contains("Bản gốc của 1 tin"))
        }
    }

    @Test func aHoldIsSetAndLiftedOnTheCasePageAndStandsInThePlan() async throws {
        try await run { _, officer, code in
            _ = try await officer.get("/ho-so/\(code)")
            let empty = try await officer.post("/ho-so/\(code)/giu", [("ly_do", " "), ("van_ban", "1/QĐ")])
            #expect(empty.status == 409)
            let fields = [("ly_do", "Thanh tra"), ("van_ban", "12/QĐ-TTr")]
            #expect(try await officer.post("/ho-so/\(code)/giu", fields).status == 303)
            #expect(try await officer.get("/ho-so/\(code)").text.contains("văn bản 12/QĐ-TTr"))
            let plan = try await officer.get("/luu-giu").text
            #expect(plan.contains("12/QĐ-TTr") && plan.contains("không có gì đến hạn"))
            #expect(try await officer.post("/ho-so/\(code)/bo-giu", [("ly_do", "xong")]).status == 303)
            #expect(try await officer.get("/luu-giu").text.contains("Thực hiện kế hoạch"))
        }
    }

    @Test func whoMayNotDecideFindsNoSuchPage() async throws {
        try await run { site, _, code in
            let account = Account(name: "xuly", displayName: "x", passwordHash: "x", role: .officer)
            try await site.store.add(account, at: site.clock.now)
            let browser = try await site.officer("xuly")
            #expect(try await browser.get("/luu-giu").status == 404)
            #expect(!(try await browser.get("/ho-so/\(code)").text.contains("Đặt lệnh giữ")))
            #expect(try await browser.post("/ho-so/\(code)/giu", [("ly_do", "x"), ("van_ban", "1")]).status == 404)
        }
    }
}
