import Casework
import Classification
import CurlTransfer
import OperatorWeb
import Places
import Reporting
import Testing

@Suite struct CasePageTests {
    @Test func theHottestCaseStandsFirst() async throws {
        try await TestSite.run { site in
            for letter in SampleLetter.all { try await site.file(letter) }
            let page = try await site.officer().get("/diem-nong").text
            let places = try SampleLetter.all.filter { !$0.alarms.isEmpty }.map { letter in
                let title = try #require(letter.subject)
                return (letter.severity, try #require(page.ranges(of: title).first).lowerBound)
            }
            #expect(places.count == 4)
            #expect(places.sorted { $0.0 > $1.0 }.map(\.1) == places.map(\.1).sorted())
            #expect(
                page.contains("Tập trung đông người, chặn xe") && page.contains("thôn Đồng Mác, xã Cao Dương, Phú Thọ"))
            #expect(!page.contains("Hỏi về thủ tục cấp đổi sổ hồng"))
        }
    }

    @Test(arguments: ["/diem-nong", "/tat-ca", "/hang-doi/moi-truong", "/bao-cao?ky=nam"])
    func listsAndReportsNameNoSender(path: String) async throws {
        try await TestSite.run { site in
            try await site.file(.gathering)
            let page = try await site.officer().get(path).text
            #expect(page.contains("bãi rác Đồng Mác"))
            #expect(!page.contains("Lò Văn Mẫu") && !page.contains("lo.van.mau"))
        }
    }

    @Test func theCasePageShowsWordsAndRulesAndNoSender() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(.gathering))
            let page = try await site.officer().get("/ho-so/\(code)").text
            #expect(!page.contains("lo.van.mau@example.org") && !page.contains("Lò Văn Mẫu"))
            #expect(page.contains("cue.<wbr>gathering.<wbr>crowd") && page.contains("+1,10"))
            #expect(page.contains("chặn xe.mp4") && page.contains("8 MB"))
            #expect(page.contains("Kiến nghị, phản ánh"))
            #expect(!page.contains("đã thụ lý"))
            // −1 before any evidence, +1.2 +0.9 +1.1 for the rules.
            #expect(page.contains("−1,00") && page.contains("+2,20"))
            #expect(page.contains("Mở hồ sơ"))
        }
    }

    @Test func overlappingMarksAreCutAtTheirEdges() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(.gathering))
            let page = try await site.officer().get("/ho-so/\(code)").text
            // The cue "không ai giải quyết" lies inside the topic's "gửi đơn 4 lần mà không ai giải quyết".
            let inner = try #require(page.ranges(of: "không ai giải quyết</mark></mark>").first)
            let before = page[..<inner.lowerBound]
            #expect(before.hasSuffix("\">"))
            #expect(page.contains("gửi đơn 4 lần mà </mark><mark class=\"cue\""))
            #expect(page.ranges(of: "<mark").count == page.ranges(of: "</mark>").count)
        }
    }

    @Test(arguments: [
        (-5, 3), (0, 1_000_000), (7, 7), (9, 3), (Int.max - 1, Int.max), (Int.min, Int.max), (1, 2), (2, 3),
    ])
    func evidenceThatPointsNowhereDoesNoHarm(start: Int, end: Int) async throws {
        try await TestSite.run { site in
            var letter = SampleLetter.certificate
            letter.body = "đất đai và e\u{302}\u{301} 👩‍👩‍👧‍👦 <b>"
            letter.extraEvidence = [Field.subject, .body].map { field in
                Evidence(
                    group: "land", rule: "land.x", name: "X", text: "x", field: field, start: start, end: end, bans: 1)
            }
            let code = try #require(try await site.file(letter))
            let page = try await site.officer().get("/ho-so/\(code)")
            #expect(page.status == 200)
            #expect(page.text.contains("👩‍👩‍👧‍👦") && page.text.contains("&lt;b&gt;"))
        }
    }

    @Test func citizensTextNeverBecomesMarkup() async throws {
        let attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
        var vocabulary = TestSite.vocabulary
        vocabulary.routing.queues = [Queue(id: "moi-truong", name: attack)]
        vocabulary.topics.append(.init(id: "x", name: attack))
        try await TestSite.run(
            settings: SiteSettings(officeName: attack, port: 0), vocabulary: vocabulary
        ) { site in
            var letter = SampleLetter.gathering
            letter.subject = attack
            letter.body = "bãi rác \(attack) mùi hôi thối"
            letter.sender = Correspondent(name: attack, address: attack)
            letter.attachments = [AttachmentListing(path: "2", type: attack, filename: attack, size: 1)]
            letter.defects = [attack]
            letter.place = PlaceText(province: attack)
            letter.link = "javascript:alert(3)"
            letter.alarms = [Verdict.Alarm(id: "x", name: attack, cues: [])]
            letter.hits[0].name = attack
            letter.hits[0].rule = attack
            letter.hits.append(.init(words: attack, kind: .cue, group: "x", rule: "x", name: "x", bans: 1))
            let code = try #require(try await site.file(letter, source: attack))
            _ = try await site.quarantine(reason: attack)
            let officer = try await site.officer()
            let paths = [
                "/diem-nong", "/ho-so/\(code)", "/hang-doi/moi-truong", "/tat-ca?q=" + encoded(attack), "/cach-ly",
                "/bao-cao", "/ho-so/\(code)?xong=" + encoded(attack),
            ]
            for path in paths {
                let page = try await officer.get(path).text
                #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("'><"), "\(path)")
                #expect(page.contains("&lt;script&gt;"), "\(path)")
                #expect(!page.contains("href=\"javascript"), "\(path)")
            }
        }
    }

    private func encoded(_ text: String) -> String {
        text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test func anOfficerTakesCorrectsClosesAndReopens() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(.gathering))
            let officer = try await site.officer()
            func state() async throws -> Case { try await site.store.caseFile(code).summary }

            let taken = try await officer.post("/ho-so/\(code)/nhan")
            #expect(taken.header("Location") == "/ho-so/\(code)?xong=nhan")
            #expect(try await state().assignee == "canbo")
            #expect(try await officer.get("/ho-so/\(code)?xong=nhan").text.contains("Đã nhận xử lý hồ sơ."))

            #expect(try await officer.post("/ho-so/\(code)/xac-nhan").status == 303)
            #expect(try await state().topicsConfirmed)

            let fields = [("linh_vuc", "land"), ("linh_vuc", "no-such-topic"), ("linh_vuc", "land")]
            #expect(try await officer.post("/ho-so/\(code)/sua-linh-vuc", fields).status == 303)
            #expect(try await state().topics == ["land"])
            #expect(try await state().queue == "dat-dai")

            let refused = try await officer.post("/ho-so/\(code)/buoc", [("viec", "settle"), ("ly_do", " \r\n\t ")])
            #expect(refused.status == 422 && refused.text.contains("phải ghi lý do"))
            let tooLong = try await officer.post(
                "/ho-so/\(code)/buoc", [("viec", "settle"), ("ly_do", String(repeating: "ế", count: 2001))])
            #expect(tooLong.status == 422)
            #expect(try await state().state == .inProgress)

            let reason = "Đã đối thoại với bà con ngày 21/11."
            #expect(
                try await officer.post("/ho-so/\(code)/buoc", [("viec", "settle"), ("ly_do", reason)]).status == 303)
            #expect(try await state().state == .closed)
            let closed = try await officer.get("/ho-so/\(code)").text
            #expect(
                closed.contains(reason) && closed.contains("value=\"reopen\"") && !closed.contains("value=\"settle\""))
            #expect(!(try await officer.get("/diem-nong").text.contains("Đồng Mác")))

            let again = try await officer.post("/ho-so/\(code)/buoc", [("viec", "settle"), ("ly_do", reason)])
            #expect(again.status == 422 && again.text.contains("Đã giải quyết"))
            #expect(try await officer.post("/ho-so/\(code)/buoc", [("viec", "reopen"), ("ly_do", "")]).status == 422)
            #expect(
                try await officer.post("/ho-so/\(code)/buoc", [("viec", "reopen"), ("ly_do", "Bà con báo lại")]).status
                    == 303)
            #expect(try await state().state == .inProgress)
        }
    }

    @Test func theOriginalIsAFileThatNoBrowserShowsAsAPage() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(.gathering))
            let officer = try await site.officer()
            let why = [("ly_do", "Đối chiếu chữ ký trên đơn")]
            let page = try await officer.post("/ho-so/\(code)/ban-goc/1", why)
            #expect(page.status == 200 && page.text.hasPrefix("Subject: bản gốc <b>"))
            #expect(page.header("Content-Type") == "text/plain; charset=utf-8")
            #expect(page.header("Content-Disposition")?.hasPrefix("attachment;") == true)
            #expect(page.header("Content-Security-Policy")?.contains("sandbox") == true)
            for number in ["0", "2", "-1", "99999999999999999999", "x"] {
                #expect(try await officer.post("/ho-so/\(code)/ban-goc/\(number)", why).status == 404)
            }
        }
    }
}
