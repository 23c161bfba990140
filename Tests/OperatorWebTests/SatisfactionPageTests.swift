import Casework
import CivilCalendar
import Classification
import SQLiteStore
import Testing

@testable import OperatorWeb

/// What citizens think of outcomes, by a signed link and told to an officer; today is 2026-11-21.
@Suite struct SatisfactionPageTests {
    private static let settings = SiteSettings(
        officeName: "Ban Tiếp công dân tỉnh", port: 0,
        satisfaction: SatisfactionLinks(days: 30, origin: "https://phananh.example"))

    private static func run(_ test: (TestSite) async throws -> Void) async throws {
        try await TestSite.run(
            settings: settings,
            strangers: { store, clock in
                SatisfactionSite(store: store, officeName: "Ban Tiếp công dân", clock: { clock.now }).routes
            }, test)
    }

    private static func closed(
        _ site: TestSite, _ letter: SampleLetter = .gathering
    ) async throws -> (code: TrackingCode, path: String) {
        let code = try #require(try await site.file(letter))
        try await site.store.act(.close(reason: "Đã trả lời"), on: code, actor: "canbo", at: site.clock.now)
        return (code, try await path(site, code))
    }

    private static func path(_ site: TestSite, _ code: TrackingCode, days: Int = 30) async throws -> String {
        let day = LocalMoment(utcMilliseconds: site.clock.now.rawValue).date.adding(days: days)
        let key = try await site.store.threadKey()
        return "/danh-gia/\(SatisfactionToken(code: code, lastDay: day, key: key).text)"
    }

    @Test func aCitizenAnswersByTheLinkAndChangesTheAnswer() async throws {
        try await Self.run { site in
            let (code, path) = try await Self.closed(site)
            let citizen = try site.browser()
            let page = try await citizen.get(path)
            #expect(page.status == 200 && page.text.contains("\(code)") && page.text.contains("21/11/2026"))
            #expect(!page.text.contains("bãi rác") && !page.text.contains("Lò Văn Mẫu"))
            #expect(page.header("Set-Cookie") == nil && page.header("Cache-Control") == "no-store")
            #expect(page.header("Content-Security-Policy")?.contains("default-src 'none'") == true)
            let empty = try await citizen.post(path, [("danh_gia", "tuyệt vời")], token: .some(nil))
            #expect(empty.status == 422)
            for grade in ["satisfied", "satisfied", "dissatisfied"] {
                let fields = [("danh_gia", grade), ("nhan_xet", "Gọi 0912 345 678 <b>gấp")]
                #expect(try await citizen.post(path, fields, token: .some(nil)).status == 200)
            }
            let record = try #require(try await site.store.satisfaction(of: code))
            #expect(record.grade == .dissatisfied && record.way == .link && record.needsReview)
            #expect(!record.remark.contains("0912") && record.remark.contains("gấp"))
            let history = try await site.store.caseFile(code).history
            #expect(history.count { $0.act == AuditAct.satisfactionRecorded.rawValue } == 2)
            #expect(!history.contains { $0.detail.contains("0912") })
            let officer = try await site.officer()
            let shown = try await officer.get("/ho-so/\(code)").text
            #expect(shown.contains("Chưa hài lòng") && shown.contains("&lt;b&gt;gấp") && !shown.contains("<b>gấp"))
        }
    }

    @Test func whoChangesTheAnswerAgainAndAgainIsStopped() async throws {
        try await Self.run { site in
            let (code, path) = try await Self.closed(site)
            for turn in 0..<30 {
                let grade: SatisfactionGrade = turn.isMultiple(of: 2) ? .satisfied : .accepting
                _ = try await site.store.take(grade, remark: "", of: code, at: site.clock.now)
            }
            let citizen = try site.browser()
            let last = try await citizen.post(path, [("danh_gia", "dissatisfied")], token: .some(nil))
            #expect(last.status == 409 && last.text.contains("quá nhiều lần"))
            let history = try await site.store.caseFile(code).history
            #expect(history.count { $0.act == AuditAct.satisfactionRecorded.rawValue } == 21)
        }
    }

    @Test func whatIsNoRightLinkTellsNothing() async throws {
        try await Self.run { site in
            let (code, path) = try await Self.closed(site)
            let day = LocalMoment(utcMilliseconds: site.clock.now.rawValue).date.adding(days: 30)
            let foreign = SatisfactionToken(code: code, lastDay: day, key: ThreadKey.make().key).text
            let unknown = try await Self.path(site, .random())
            let mail = ThreadToken(code: code, key: try await site.store.threadKey())
            let citizen = try site.browser()
            var pages: [[UInt8]] = []
            for wrong in [
                "/danh-gia/\(foreign)", unknown, "/danh-gia/\(code)", "/danh-gia/\(mail.signature)", path + "a",
                "/danh-gia/%00", "/danh-gia/\(code.digits)-\(day.adding(days: 1).dayNumber)-\(path.suffix(32))",
            ] {
                let page = try await citizen.get(wrong)
                #expect(page.status == 404, "\(wrong)")
                #expect(!page.text.contains("\(code)"), "\(wrong)")
                pages.append(page.body)
                let sent = try await citizen.post(wrong, [("danh_gia", "satisfied")], token: .some(nil))
                #expect(sent.status == 404 && sent.body == page.body, "\(wrong)")
            }
            #expect(Set(pages).count == 1)
            #expect(try await site.store.satisfaction(of: code) == nil)
        }
    }

    @Test func aLinkEndsWithItsLastDay() async throws {
        try await Self.run { site in
            let (code, _) = try await Self.closed(site)
            let citizen = try site.browser()
            #expect(try await citizen.get(try await Self.path(site, code, days: 0)).status == 200)
            let over = try await Self.path(site, code, days: -1)
            #expect(try await citizen.get(over).status == 410)
            #expect(try await citizen.post(over, [("danh_gia", "satisfied")], token: .some(nil)).status == 410)
            #expect(try await site.store.satisfaction(of: code) == nil)
        }
    }

    @Test(arguments: [LetterClass.denunciation, .mixed])
    func aLetterThatMayDenounceIsAnsweredAsIfItDidNotExist(letterClass: LetterClass) async throws {
        try await Self.run { site in
            var letter = SampleLetter.gathering
            letter.letterClass = letterClass
            let (code, path) = try await Self.closed(site, letter)
            let citizen = try site.browser()
            #expect(try await citizen.get(path).status == 404)
            #expect(try await citizen.post(path, [("danh_gia", "satisfied")], token: .some(nil)).status == 404)
            let officer = try await site.officer()
            let page = try await officer.get("/ho-so/\(code)").text
            #expect(page.contains("Đánh giá của người dân") && !page.contains("/danh-gia/\(code.digits)"))
        }
    }

    @Test func aDissatisfiedCitizensCaseIsReopenedWithOneClick() async throws {
        try await Self.run { site in
            let (code, _) = try await Self.closed(site)
            let officer = try await site.officer()
            let said = [("muc", "dissatisfied"), ("ngay_noi", "2026-11-21"), ("nhan_xet", "Chưa làm gì")]
            #expect(try await officer.post("/ho-so/\(code)/danh-gia", said).status == 303)
            #expect(try await officer.get("/can-xem-lai").text.contains("\(code)"))
            let page = try await officer.get("/ho-so/\(code)").text
            #expect(page.contains("https://phananh.example/danh-gia/\(code.digits)-"))
            #expect(page.contains("/ho-so/\(code)/danh-gia/mo-lai"))
            #expect(try await officer.post("/ho-so/\(code)/danh-gia/mo-lai").status == 303)
            #expect(try await officer.post("/ho-so/\(code)/danh-gia/mo-lai").status == 303)
            let file = try await site.store.caseFile(code)
            #expect(
                file.summary.state == .inProgress || file.summary.state == .new || file.summary.stage == .classified)
            #expect(file.history.count { $0.act == AuditAct.reopened.rawValue } == 1)
            #expect(file.history.last?.detail.contains("chưa hài lòng") == true)
            #expect(try await officer.get("/can-xem-lai").text.contains(">\(code)<") == false)
            // Closed again, the old opinion does not ask for a second review.
            try await site.store.act(.close(reason: "Đã làm"), on: code, actor: "canbo", at: site.clock.now)
            #expect(try await site.store.reviewCount() == 0)
            let open = try #require(try await site.file(.certificate))
            #expect(try await officer.post("/ho-so/\(open)/danh-gia", said).status == 422)
        }
    }

    @Test func whoKeepsAnOutcomeSaysWhy() async throws {
        try await Self.run { site in
            let (code, path) = try await Self.closed(site)
            let citizen = try site.browser()
            _ = try await citizen.post(path, [("danh_gia", "dissatisfied")], token: .some(nil))
            let officer = try await site.officer()
            #expect(try await officer.post("/ho-so/\(code)/danh-gia/giu", [("ly_do_giu", " ")]).status == 409)
            #expect(try await site.store.reviewCount() == 1)
            let reason = [("ly_do_giu", "Đã giải quyết đúng luật")]
            for _ in 0..<2 {
                #expect(try await officer.post("/ho-so/\(code)/danh-gia/giu", reason).status == 303)
            }
            #expect(try await site.store.reviewCount() == 0)
            let history = try await site.store.caseFile(code).history
            #expect(history.count { $0.act == AuditAct.reviewClosed.rawValue } == 1)
        }
    }

    @Test func theReportTellsResultsAndSharesAndHoldsSmallNumbersOfDenunciationsBack() async throws {
        try await Self.run { site in
            let officer = try await site.officer()
            for (letter, grade) in [
                (SampleLetter.gathering, SatisfactionGrade.satisfied), (.certificate, .dissatisfied),
                (.fish, .satisfied),
            ] {
                let (code, _) = try await Self.closed(site, letter)
                let fields = [("muc", grade.rawValue), ("ngay_noi", "2026-11-21")]
                #expect(try await officer.post("/ho-so/\(code)/danh-gia", fields).status == 303)
            }
            var denunciation = SampleLetter.clearance
            denunciation.letterClass = .denunciation
            let (code, _) = try await Self.closed(site, denunciation)
            let fields = [("muc", "dissatisfied"), ("ngay_noi", "2026-11-21")]
            #expect(try await officer.post("/ho-so/\(code)/danh-gia", fields).status == 303)
            let csv = try await officer.get("/bao-cao/tai-ve?ky=ngay&dang=csv").text
            #expect(csv.contains("Hài lòng,2,\"66,7 %\"") && csv.contains("Chưa hài lòng,1,\"33,3 %\""))
            #expect(csv.contains("Tổng số,3,\"100,0 %\"") && csv.contains("3 trong 3 hồ sơ của kỳ này đã có kết quả"))
            #expect(csv.contains("chưa hài lòng dưới 5"))
        }
    }
}
