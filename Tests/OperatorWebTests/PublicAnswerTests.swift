import Casework
import Classification
import CurlTransfer
import Places
import SQLiteStore
import Testing

@testable import OperatorWeb

/// Answers for everybody: who may publish what, and what strangers can reach.
@Suite struct PublicAnswerTests {
    private static let settings = SiteSettings(
        officeName: "Ban Tiếp công dân tỉnh", port: 0, publishesAnswers: true)

    private static func run(_ test: (TestSite) async throws -> Void) async throws {
        try await TestSite.run(
            settings: settings,
            strangers: { store, _ in
                PublicAnswersSite(
                    store: store, officeName: "Ban Tiếp công dân", origin: "https://phananh.example",
                    topics: { TestSite.vocabulary.topics }
                ).routes
            }, test)
    }

    private static let question = "Bãi rác <script>alert(1)</script> bốc khói, khi nào xong?"

    /// Closes a letter, writes its public answer as one officer and publishes it as a lead.
    @discardableResult
    private static func publish(
        _ site: TestSite, _ letter: SampleLetter = .gathering, question: String = question,
        answer: String = "Đã dập lửa & dọn rác."
    ) async throws -> (code: TrackingCode, address: String) {
        let code = try #require(try await site.file(letter))
        try await site.store.act(.close(reason: "Đã trả lời"), on: code, actor: "canbo", at: site.clock.now)
        let officer = try await site.officer("soan", role: .officer)
        let lead = try await site.officer("duyet")
        let fields = [("cau_hoi", question), ("cau_tra_loi", answer), ("phien_ban", "0")]
        #expect(try await officer.post("/ho-so/\(code)/cong-khai", fields).status == 303)
        #expect(try await lead.post("/ho-so/\(code)/cong-khai/dang", [("phien_ban", "1")]).status == 303)
        let publication = try #require(try await site.store.publication(of: code))
        return (code, "/cong-khai/\(publication.id.rawValue)")
    }

    @Test func aPublishedAnswerIsReadByEverybodyAndLeadsToNoCase() async throws {
        try await Self.run { site in
            let (code, address) = try await Self.publish(site)
            let stranger = try site.browser()
            for path in [address, "/cong-khai", "/cong-khai?q=bai+rac", "/cong-khai/atom.xml"] {
                let page = try await stranger.get(path)
                #expect(page.status == 200, "\(path)")
                #expect(page.text.contains("bốc khói"), "\(path)")
                #expect(page.text.contains("&lt;script&gt;") && !page.text.contains("<script>"), "\(path)")
                #expect(!page.text.contains("\(code)") && !page.text.contains(code.digits), "\(path)")
                #expect(!page.text.contains("Mẫu") && !page.text.contains("soan"), "\(path)")
                #expect(page.header("Set-Cookie") == nil, "\(path)")
                #expect(page.header("Cache-Control") == "public, max-age=300", "\(path)")
                #expect(page.header("X-Content-Type-Options") == "nosniff", "\(path)")
                #expect(page.header("Content-Security-Policy")?.contains("default-src 'none'") == true, "\(path)")
                let tag = try #require(page.header("ETag"))
                let again = try await stranger.get(path, headers: [HTTPHeader("If-None-Match", tag)])
                #expect(again.status == 304 && again.body.isEmpty, "\(path)")
            }
            let feed = try await stranger.get("/cong-khai/atom.xml")
            #expect(feed.header("Content-Type") == "application/atom+xml; charset=utf-8")
            #expect(feed.text.contains("<id>https://phananh.example\(address)</id>"))
        }
    }

    @Test func searchAndFiltersNarrowTheList() async throws {
        try await Self.run { site in
            var letter = SampleLetter.gathering
            letter.place = PlaceText(
                province: "Bắc Ninh",
                today: PlaceToday(
                    provinceCode: "24", province: "Bắc Ninh", communeCode: "00001", commune: "xã Mẫu"))
            try await Self.publish(site, letter)
            try await Self.publish(site, .certificate, question: "Giấy chứng nhận bao giờ có?", answer: "Tuần tới.")
            let stranger = try site.browser()
            let searches: [(String, rubbish: Bool, paper: Bool)] = [
                ("", true, true), ("?q=BÃI RÁC".replacing(" ", with: "%20"), true, false),
                ("?q=giay+chung", false, true),
                ("?q=%25", true, true), ("?q=khong+co", false, false), ("?dia_ban=24", true, false),
                ("?dia_ban=00001", true, false), ("?dia_ban=99", true, true), ("?linh_vuc=environment", true, false),
                ("?linh_vuc=' OR 1=1".replacing(" ", with: "%20"), true, true), ("?trang=99", false, false),
                ("?trang=-1", true, true),
            ]
            for (query, rubbish, paper) in searches {
                let path = "/cong-khai" + query.replacing("Ã", with: "%C3%83").replacing("Á", with: "%C3%81")
                let text = try await stranger.get(path).text
                #expect(text.contains("bốc khói") == rubbish, "\(query)")
                #expect(text.contains("bao giờ có?") == paper, "\(query)")
            }
        }
    }

    @Test func whoWroteItDoesNotPublishItAndOfficersDoNot() async throws {
        try await Self.run { site in
            let code = try #require(try await site.file(.gathering))
            try await site.store.act(.close(reason: "Đã trả lời"), on: code, actor: "canbo", at: site.clock.now)
            let author = try await site.officer("mot")
            let other = try await site.officer("hai")
            let officer = try await site.officer("ba", role: .officer)
            let path = "/ho-so/\(code)/cong-khai"
            let fields = [("cau_hoi", "Hỏi"), ("cau_tra_loi", "Đáp"), ("phien_ban", "0")]
            #expect(try await author.post(path, fields).status == 303)
            #expect(try await author.post(path, fields).status == 303)
            #expect(try await author.post("\(path)/dang", [("phien_ban", "1")]).status == 409)
            #expect(try await officer.post("\(path)/dang", [("phien_ban", "1")]).status == 404)
            #expect(try await author.get("/cho-cong-khai").text.contains("\(code)"))
            // The second lead changes a word, and has become an author too.
            let changed = [("cau_hoi", "Hỏi lại"), ("cau_tra_loi", "Đáp"), ("phien_ban", "1")]
            #expect(try await other.post(path, changed).status == 303)
            #expect(try await other.post("\(path)/dang", [("phien_ban", "2")]).status == 409)
            let third = try await site.officer("bon")
            let old = try await third.post("\(path)/dang", [("phien_ban", "1")])
            #expect(old.status == 409 && old.text.contains("vừa thay đổi"))
            #expect(try await third.post("\(path)/dang", [("phien_ban", "2")]).status == 303)
            #expect(try await third.post("\(path)/dang", [("phien_ban", "2")]).status == 303)
            let history = try await site.store.caseFile(code).history
            #expect(history.count { $0.act == AuditAct.answerPublished.rawValue } == 1)
        }
    }

    @Test func personalDataIsListedAndMustGoOrBeConfirmed() async throws {
        try await Self.run { site in
            let code = try #require(try await site.file(.gathering))
            try await site.store.act(.close(reason: "Đã trả lời"), on: code, actor: "canbo", at: site.clock.now)
            let author = try await site.officer("soan", role: .officer)
            let lead = try await site.officer("duyet")
            let path = "/ho-so/\(code)/cong-khai"
            let text = "Ông Lò Văn Mẫu gọi số 0912 345 678."
            func fields(_ revision: Int, _ confirmed: [String]) -> [(String, String)] {
                [("cau_hoi", "Khi nào xong?"), ("cau_tra_loi", text), ("phien_ban", "\(revision)")]
                    + confirmed.map { ("cong_khai", $0) }
            }
            #expect(try await author.post(path, fields(0, [])).status == 303)
            let page = try await author.get(path).text
            #expect(page.contains("<bdi>0912 345 678</bdi>") && page.contains("[số điện thoại]"))
            let refused = try await lead.post("\(path)/dang", [("phien_ban", "1")])
            #expect(refused.status == 409 && refused.text.contains("giống thông tin cá nhân"))
            let found = try await site.store.privateWords(in: "Khi nào xong?\n\(text)", of: code).map(\.words)
            #expect(found.count >= 2)
            #expect(try await author.post(path, fields(1, Array(found.dropLast()))).status == 303)
            #expect(try await lead.post("\(path)/dang", [("phien_ban", "2")]).status == 409)
            #expect(try await author.post(path, fields(2, found)).status == 303)
            #expect(try await lead.post("\(path)/dang", [("phien_ban", "3")]).status == 303)
        }
    }

    @Test func theFirstTextsAreTheRedactedLetterAndAnswer() async throws {
        try await Self.run { site in
            let code = try #require(try await site.file(.gathering))
            let outcome = "Đã trả lời ông Lò Văn Mẫu, điện thoại 0912 345 678."
            try await site.store.act(.close(reason: outcome), on: code, actor: "canbo", at: site.clock.now)
            let page = try await site.officer().get("/ho-so/\(code)/cong-khai").text
            #expect(page.contains("bãi rác ở thôn Đồng Mác") && page.contains("[số điện thoại]"))
            #expect(!page.contains("0912 345 678"))
            #expect(try await site.officer().get("/ho-so/\(code)").text.contains("/ho-so/\(code)/cong-khai"))
        }
    }

    @Test(arguments: [LetterClass.denunciation, .mixed])
    func aLetterThatMayDenounceIsNeverPublished(letterClass: LetterClass) async throws {
        try await Self.run { site in
            var letter = SampleLetter.clearance
            letter.letterClass = letterClass
            let code = try #require(try await site.file(letter))
            try await site.store.act(.close(reason: "Đã trả lời"), on: code, actor: "canbo", at: site.clock.now)
            let officer = try await site.officer()
            let fields = [("cau_hoi", "Hỏi"), ("cau_tra_loi", "Đáp"), ("phien_ban", "0")]
            #expect(try await officer.get("/ho-so/\(code)/cong-khai").status == 404)
            #expect(try await officer.post("/ho-so/\(code)/cong-khai", fields).status != 303)
            #expect(try await site.store.publication(of: code) == nil)
            #expect(!(try await officer.get("/ho-so/\(code)").text.contains("/ho-so/\(code)/cong-khai")))
        }
    }

    @Test func aCaseThatIsReopenedOrBecomesADenunciationIsGoneAtOnce() async throws {
        try await Self.run { site in
            let (code, address) = try await Self.publish(site)
            let stranger = try site.browser()
            try await site.store.act(.reopen(reason: "xem lại"), on: code, actor: "canbo", at: site.clock.now)
            #expect(try await stranger.get(address).status == 404)
            // Closed once more, it has to be read and published anew.
            try await site.store.act(.close(reason: "xong"), on: code, actor: "canbo", at: site.clock.now)
            #expect(try await stranger.get(address).status == 404)
            let lead = try await site.officer("duyet")
            #expect(try await lead.get("/cho-cong-khai").text.contains("\(code)"))
            let again = try await lead.post("/ho-so/\(code)/cong-khai/dang", [("phien_ban", "3")])
            #expect(again.status == 303)
            #expect(try await stranger.get(address).status == 200)
            try await site.store.act(.reopen(reason: "xem lại"), on: code, actor: "canbo", at: site.clock.now)
            try await site.store.act(
                .handle(HandlingAct(.classify, letterClass: .denunciation)), on: code, actor: "canbo",
                at: site.clock.now)
            try await site.store.act(.close(reason: "xong"), on: code, actor: "canbo", at: site.clock.now)
            for path in [address, "/cong-khai", "/cong-khai/atom.xml", "/cong-khai?q=khoi"] {
                #expect(!(try await stranger.get(path).text.contains("bốc khói")), "\(path)")
            }
            #expect(try await stranger.get(address).status == 404)
        }
    }

    @Test func anAnswerIsTakenBackWithAReason() async throws {
        try await Self.run { site in
            let (code, address) = try await Self.publish(site)
            let path = "/ho-so/\(code)/cong-khai"
            let lead = try await site.officer("duyet")
            let officer = try await site.officer("soan", role: .officer)
            let edit = [("cau_hoi", "Khác"), ("cau_tra_loi", "Khác"), ("phien_ban", "2")]
            #expect(try await officer.post(path, edit).status == 422)
            #expect(try await lead.post("\(path)/go", [("ly_do_go", "")]).status == 422)
            #expect(try await lead.post("\(path)/go", [("ly_do_go", "other")]).status == 409)
            #expect(try await officer.post("\(path)/go", [("ly_do_go", "wrong")]).status == 404)
            let reason = [("ly_do_go", "wrong"), ("noi_ro", "sai số nhà ông A")]
            #expect(try await lead.post("\(path)/go", reason).status == 303)
            let stranger = try site.browser()
            let gone = try await stranger.get(address)
            #expect(gone.status == 410 && gone.text.contains("chưa chính xác"))
            #expect(!gone.text.contains("bốc khói") && !gone.text.contains("số nhà") && !gone.text.contains("duyet"))
            #expect(!(try await stranger.get("/cong-khai").text.contains("bốc khói")))
            let history = try await site.store.caseFile(code).history
            #expect(history.last?.act == AuditAct.publicationWithdrawn.rawValue)
            #expect(history.last?.actor == "duyet")
            #expect(try await officer.get(path).text.contains("sai số nhà ông A"))
        }
    }

    @Test func nothingUnpublishedIsReachableAndNothingIsThereWhenItIsOff() async throws {
        try await Self.run { site in
            let code = try #require(try await site.file(.gathering))
            try await site.store.act(.close(reason: "Đã trả lời"), on: code, actor: "canbo", at: site.clock.now)
            let author = try await site.officer("soan", role: .officer)
            let fields = [("cau_hoi", "bốc khói?"), ("cau_tra_loi", "Đáp"), ("phien_ban", "0")]
            #expect(try await author.post("/ho-so/\(code)/cong-khai", fields).status == 303)
            let id = try #require(try await site.store.publication(of: code)).id.rawValue
            let stranger = try site.browser()
            for path in [id, code.digits, code.description, "%00", "..%2F", String(repeating: "a", count: 5_000)] {
                #expect(try await stranger.get("/cong-khai/\(path)").status == 404, "\(path.prefix(40))")
            }
            #expect(!(try await stranger.get("/cong-khai").text.contains("bốc khói")))
        }
        try await TestSite.run { site in
            let code = try #require(try await site.file(.gathering))
            try await site.store.act(.close(reason: "Đã trả lời"), on: code, actor: "canbo", at: site.clock.now)
            let officer = try await site.officer()
            #expect(try await officer.get("/cong-khai").status == 404)
            #expect(try await officer.get("/ho-so/\(code)/cong-khai").status == 404)
            #expect(try await officer.get("/cho-cong-khai").status == 404)
        }
    }
}
