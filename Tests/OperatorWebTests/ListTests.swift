import Casework
import CurlTransfer
import OperatorWeb
import Places
import Testing

@Suite struct ListTests {
    @Test(arguments: [
        ("bai+rac", true), ("b%C3%A3i%20r%C3%A1c", true), ("%22", false), ("%22b%C3%A3i+r%C3%A1c%22", true),
        ("%27+OR+1%3D1--", false), ("*", false), ("%25", false), ("AND+NOT+%28", false), ("%FF%FE", false),
    ])
    func searchTakesWhateverIsTyped(query: String, finds: Bool) async throws {
        try await TestSite.run { site in
            for letter in SampleLetter.all { try await site.file(letter) }
            let page = try await site.officer().get("/tat-ca?q=\(query)")
            #expect(page.status == 200)
            if finds { #expect(page.text.contains("bãi rác Đồng Mác cháy")) }
        }
    }

    @Test func aTrackingCodeInTheSearchFieldOpensItsCase() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(.fish))
            let officer = try await site.officer()
            let typed = code.digits
            #expect(try await officer.get("/tat-ca?q=\(typed)").header("Location") == "/ho-so/\(code)")
            #expect(try await officer.get("/tat-ca?q=482-719-356").status == 200)
        }
    }

    @Test func casesOfOneUnitAreListed() async throws {
        try await TestSite.run { site in
            var letter = SampleLetter.gathering
            letter.place = PlaceText(
                province: "Hòa Bình", commune: "xã Cao Răm",
                today: PlaceToday(
                    provinceCode: "25", province: "Phú Thọ", communeCode: "05068", commune: "xã Liên Sơn"))
            let code = try #require(try await site.file(letter))
            var split = SampleLetter.certificate
            split.place.today = PlaceToday(
                provinceCode: "24", province: "Bắc Ninh",
                candidates: [.init(code: "09187", name: "phường Kinh Bắc"), .init(code: "09193", name: "<phường>")])
            let open = try #require(try await site.file(split))
            let officer = try await site.officer()
            let page = try await officer.get("/ho-so/\(code)").text
            #expect(page.contains("href=\"/tat-ca?dia_ban=05068\"") && page.contains("xã Liên Sơn"))
            #expect(page.contains("xã Cao Răm, Hòa Bình"))
            let candidates = try await officer.get("/ho-so/\(open)").text
            #expect(candidates.contains("phường Kinh Bắc, &lt;phường&gt;"))
            for unit in ["05068", "25"] {
                let list = try await officer.get("/tat-ca?dia_ban=\(unit)").text
                #expect(list.contains("xã Liên Sơn, Phú Thọ (xã Cao Răm, Hòa Bình)"))
                #expect(list.contains("/ho-so/\(code)") && !list.contains("/ho-so/\(open)"))
                #expect(list.contains("name=\"dia_ban\" value=\"\(unit)\""))
            }
            // What is no code filters nothing.
            for wrong in ["1", "00000000", "%27+OR+1", "", "%D9%A2%D9%A5"] {
                let list = try await officer.get("/tat-ca?dia_ban=\(wrong)").text
                #expect(list.contains("/ho-so/\(code)") && list.contains("/ho-so/\(open)"))
            }
        }
    }

    @Test func longListsComeInPages() async throws {
        try await TestSite.run { site in
            for number in 1...53 {
                var letter = SampleLetter.certificate
                letter.subject = "Đơn số \(number) hết"
                letter.sender.address = "n\(number)@example.org"
                try await site.file(letter, minutesAgo: Int64(number))
            }
            let officer = try await site.officer()
            let first = try await officer.get("/hang-doi/dat-dai").text
            #expect(first.contains("Đơn số 1 hết") && !first.contains("Đơn số 51 hết"))
            #expect(first.contains("Trang 1 trên 2") && first.contains("href=\"/hang-doi/dat-dai?trang=2\""))
            let second = try await officer.get("/hang-doi/dat-dai?trang=2").text
            #expect(second.contains("Đơn số 51 hết") && !second.contains("Đơn số 1 hết"))
            for page in ["0", "-1", "x", "9223372036854775807"] {
                #expect(try await officer.get("/hang-doi/dat-dai?trang=\(page)").status == 200)
            }
        }
    }

    @Test func whatCouldNotBeReadIsShownAndTriedAgain() async throws {
        try await TestSite.run { site in
            let id = try #require(try await site.quarantine(reason: "Thư hỏng phần <đầu>", bytes: "<html>x"))
            let officer = try await site.officer()
            let page = try await officer.get("/cach-ly").text
            #expect(page.contains("Thư hỏng phần &lt;đầu&gt;") && page.contains("UID 7") && page.contains("7 B"))
            let original = try await officer.get("/cach-ly/\(id.rawValue)/ban-goc")
            #expect(original.text == "<html>x" && original.header("Content-Type") == "text/plain; charset=utf-8")
            #expect(original.header("Content-Disposition")?.contains("attachment") == true)
            let inside = try await officer.get("/cach-ly/\(id.rawValue)").text
            #expect(inside.contains("<pre class=\"raw\" dir=\"ltr\">&lt;html&gt;x</pre>") && inside.contains("Lấy thư"))
            #expect(try await officer.post("/cach-ly/\(id.rawValue)/thu-lai", token: "sai").status == 403)
            #expect(try await officer.get("/cach-ly/\(id.rawValue)").status == 200)
            #expect(try await officer.post("/cach-ly/\(id.rawValue)/thu-lai").status == 303)
            #expect(try await site.store.inboxCounts().quarantined == 0)
            #expect(try await officer.get("/cach-ly/\(id.rawValue)").status == 404)
            #expect(try await officer.post("/cach-ly/\(id.rawValue)/thu-lai").status == 404)
            #expect(try await officer.get("/cach-ly").text.contains("Mọi thư, tin đều đã đọc được."))
        }
    }

    @Test func everythingInQuarantineCanBeTriedAgainAtOnce() async throws {
        try await TestSite.run { site in
            for number in 1...3 {
                let item = CollectedItem(
                    source: "s", key: "\(number)", receivedAt: site.clock.now, mediaType: .mail, bytes: [1],
                    defect: "hỏng")
                _ = try await site.store.accept([item], watermark: nil)
            }
            #expect(try await site.officer().post("/cach-ly/thu-lai-tat-ca").status == 303)
            #expect(try await site.store.inboxCounts().pending == 3)
        }
    }

    @Test func machineMadeMessagesAreListedWithoutACase() async throws {
        try await TestSite.run { site in
            var letter = SampleLetter.certificate
            letter.kind = .autoReply
            letter.subject = "Trả lời tự động: đi vắng"
            #expect(try await site.file(letter) == nil)
            let page = try await site.officer().get("/khong-mo-ho-so").text
            #expect(page.contains("Trả lời tự động: đi vắng") && page.contains("Thư trả lời tự động"))
            #expect(!page.contains("nguoi.viet@example.org"))
        }
    }

    @Test(arguments: [
        ("ngay", "Ngày 21/11/2026"), ("tuan", "Tuần 47"), ("thang", "Tháng 11 năm 2026"), ("nam", "Năm 2026"),
    ])
    func theReportShowsThePeriod(key: String, caption: String) async throws {
        try await TestSite.run { site in
            for letter in SampleLetter.all { try await site.file(letter) }
            let officer = try await site.officer()
            let page = try await officer.get("/bao-cao?ky=\(key)").text
            #expect(page.contains(caption) && page.contains("“hơn 60 người dân tập trung đông người”"))
            let before = try await officer.get("/bao-cao?ky=\(key)&lui=2").text
            #expect(!before.contains(caption + ".") && !before.contains("Đồng Mác"))
        }
    }

    @Test func reportsCanBeTakenAlong() async throws {
        try await TestSite.run { site in
            try await site.file(.gathering)
            let officer = try await site.officer()
            let table = try await officer.get("/bao-cao/tai-ve?ky=tuan&dang=csv")
            #expect(table.body.starts(with: [0xEF, 0xBB, 0xBF]))
            #expect(table.header("Content-Disposition") == "attachment; filename=\"bao-cao-tuan-2026-11-16.csv\"")
            let page = try await officer.get("/bao-cao/tai-ve?ky=tuan&dang=html")
            #expect(page.text.hasPrefix("<!DOCTYPE html>"))
            #expect(page.header("Content-Disposition") == "attachment; filename=\"bao-cao-tuan-2026-11-16.html\"")
        }
    }
}
