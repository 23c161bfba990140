import Casework
import OperatorWeb
import Testing

@Suite struct SourcesPageTests {
    private static let sources = [
        SiteSource(name: "hộp thư <1>", type: "imap", intervalSeconds: 60, isWatched: true),
        SiteSource(name: "báo", type: "feed", intervalSeconds: 300, silentAfterHours: 24),
        SiteSource(name: "mới", type: "pop3", intervalSeconds: 60),
    ]

    private func run(_ test: (TestSite, Browser) async throws -> Void) async throws {
        let settings = SiteSettings(officeName: "UBND xã Mẫu", port: 0, sources: Self.sources)
        try await TestSite.run(settings: settings) { site in
            try await test(site, try await site.officer())
        }
    }

    private func note(
        _ site: TestSite, _ source: String, _ outcome: PassReport.Outcome, part: String = "", minutesAgo: Int64 = 1,
        expires: Timestamp? = nil
    ) async throws {
        try await site.store.note(
            PassReport(
                source: source, part: part, at: site.clock.now.adding(seconds: -60 * minutesAgo), outcome: outcome,
                credentialExpiresAt: expires))
    }

    /// What the page says of one source.
    private func box(_ name: String, _ page: String) throws -> String {
        let boxes = page.split(separator: "<article class=\"box source\">").dropFirst()
        return String(try #require(boxes.first { $0.hasPrefix("<h2><bdi>\(name)") }))
    }

    @Test func theStateOfEachSourceAndFolderStandsInWords() async throws {
        try await run { site, officer in
            try await note(site, "hộp thư <1>", .success(notice: nil), part: "INBOX", minutesAgo: 7)
            try await note(
                site, "hộp thư <1>",
                .failure(.refused, "sai <mật khẩu>", retryAt: site.clock.now.adding(seconds: 1_200)), part: "Đơn")
            try await note(site, "báo", .success(notice: nil), expires: site.clock.now.adding(seconds: 86_400 * 3))
            let page = try await officer.get("/nguon-tin").text
            let mail = try box("hộp thư &lt;1&gt;", page)
            #expect(mail.contains("Cần xem") && mail.contains("sai &lt;mật khẩu&gt;") && mail.contains("lần thứ 1"))
            #expect(mail.contains("7 phút trước") && mail.contains("Đang chờ máy chủ báo thư mới"))
            #expect(mail.contains("sau 20 phút") && mail.contains("Bị từ chối đăng nhập"))
            let feed = try box("báo", page)
            #expect(feed.contains("còn 3 ngày") && feed.contains("16:07 ngày 24/11/2026"))
            #expect(feed.contains("sau 4 phút"))
            #expect(try box("mới", page).contains("Chưa lấy lần nào"))
            // What needs somebody stands first.
            let order = ["hộp thư", "báo", "mới"].map { page.ranges(of: "<h2><bdi>\($0)").first?.lowerBound }
            #expect(order == order.sorted { ($0 ?? page.endIndex) < ($1 ?? page.endIndex) })
        }
    }

    @Test func countsOfTheDayStandBesideTheUsualAndTheWeekAsBarsAndTable() async throws {
        try await run { site, officer in
            var items: [CollectedItem] = []
            for day in 0..<20 {
                for number in 0..<(day == 0 ? 5 : 4) {
                    items.append(
                        CollectedItem(
                            source: "báo", key: "\(day)-\(number)",
                            receivedAt: Timestamp.now().adding(seconds: -86_400 * Int64(day) - 60), mediaType: .mail,
                            bytes: [1]))
                }
            }
            _ = try await site.store.accept(items, watermark: nil)
            site.clock.advance(seconds: (Timestamp.now().rawValue - site.clock.now.rawValue) / 1000)
            let officer2 = try await site.officer()
            try await note(site, "báo", .success(notice: nil))
            let feed = try box("báo", try await officer2.get("/nguon-tin").text)
            #expect(feed.contains("giờ này thường có khoảng"))
            #expect(feed.contains("<svg") && feed.contains("role=\"img\"") && feed.contains("Thứ Hai 4,0"))
            #expect(feed.contains("<th scope=\"row\">Chủ Nhật</th><td class=\"number\">4,0</td>"))
            _ = officer
        }
    }

    @Test func aPauseStandsOnThePageWithWhoAndWhyAndEndsByOneClick() async throws {
        try await run { site, officer in
            try await note(site, "báo", .failure(.refused, "x", retryAt: site.clock.now))
            _ = try await officer.get("/nguon-tin")
            let fields = [("nguon", "báo"), ("ly_do", "bảo trì <máy chủ>")]
            #expect(try await officer.post("/nguon-tin/tam-dung", fields, token: "sai").status == 403)
            _ = try await officer.get("/nguon-tin")
            #expect(try await site.store.sourceControls().isEmpty)
            let answer = try await officer.post("/nguon-tin/tam-dung", fields)
            #expect(answer.status == 303 && answer.header("Location") == "/nguon-tin?xong=tam-dung")
            #expect(
                try await site.store.sourceControls()["báo"]?.pause
                    == SourcePause(since: site.clock.now, actor: "canbo", reason: "bảo trì <máy chủ>"))
            let paused = try box("báo", try await officer.get("/nguon-tin?xong=tam-dung").text)
            #expect(paused.contains("Tạm dừng") && paused.contains("canbo đã tạm dừng:"))
            #expect(paused.contains("bảo trì &lt;máy chủ&gt;") && !paused.contains("Bị từ chối đăng nhập</b><p"))
            #expect(try await officer.post("/nguon-tin/thu-ngay", [("nguon", "báo")]).status == 409)
            _ = try await officer.get("/nguon-tin")
            #expect(try await officer.post("/nguon-tin/tiep-tuc", [("nguon", "báo")]).status == 303)
            #expect(try await site.store.sourceControls()["báo"]?.pause == nil)
            _ = try await officer.get("/nguon-tin")
            #expect(try await officer.post("/nguon-tin/thu-ngay", [("nguon", "báo")]).status == 303)
            #expect(try await site.store.sourceControls()["báo"]?.triedAt == site.clock.now)
            #expect(try await site.store.firstBrokenAuditEntry() == nil)
        }
    }

    @Test(arguments: ["tam-dung", "tiep-tuc", "thu-ngay"])
    func aSourceThatIsNotConfiguredIsNotFound(_ act: String) async throws {
        try await run { site, officer in
            _ = try await officer.get("/nguon-tin")
            for name in ["", "khác", "báo\0", "báo "] {
                let fields = [("nguon", name), ("ly_do", "x")]
                #expect(try await officer.post("/nguon-tin/\(act)", fields).status == 404)
            }
            #expect(try await site.store.sourceControls().isEmpty)
        }
    }

    @Test func aPauseWithoutAReasonIsAskedForOneAndChangesNothing() async throws {
        try await run { site, officer in
            _ = try await officer.get("/nguon-tin")
            for reason in ["", " \n "] {
                let answer = try await officer.post("/nguon-tin/tam-dung", [("nguon", "báo"), ("ly_do", reason)])
                #expect(answer.status == 422 && answer.text.contains("Xin ghi lý do tạm dừng"))
            }
            #expect(try await site.store.sourceControls().isEmpty)
        }
    }

    @Test func alarmsAreSaidOnEveryPageUntilTheyEnd() async throws {
        try await run { site, officer in
            #expect(!(try await officer.get("/diem-nong").text.contains("class=\"banner\"")))
            let alarms = [SourceAlarm.Kind.silent, .expiring].map {
                SourceAlarm(source: "báo", kind: $0, part: "", text: "x")
            }
            _ = try await site.store.noteAlarms(alarms, at: site.clock.now)
            for path in ["/diem-nong", "/tat-ca", "/cach-ly", "/bao-cao"] {
                let page = try await officer.get(path).text
                #expect(page.contains("1 nguồn tin cần xem (2 báo động)") && page.contains("href=\"/nguon-tin\""))
            }
            #expect(!(try await site.browser().get("/dang-nhap").text.contains("nguồn tin cần xem")))
            _ = try await officer.post("/ngon-ngu", [("ngon_ngu", "en"), ("tiep", "/nguon-tin")])
            let english = try await officer.get("/nguon-tin").text
            #expect(english.contains("1 source needs attention (2 alarms).") && english.contains("Never collected"))
            _ = try await site.store.noteAlarms([], at: site.clock.now)
            #expect(!(try await officer.get("/tat-ca").text.contains("class=\"banner\"")))
        }
    }

    @Test func listsCanBeNarrowedToOneSource() async throws {
        try await run { site, officer in
            let code = try #require(try await site.file(.clearance, source: "hộp thư <1>"))
            let other = try #require(try await site.file(.certificate, source: "nguồn cũ & đã bỏ"))
            let all = try await officer.get("/tat-ca").text
            #expect(all.contains("\(code)") && all.contains("\(other)"))
            #expect(all.contains("<option value=\"nguồn cũ &amp; đã bỏ\">"))
            let page = try await officer.get("/nguon-tin").text
            let link = try #require(try box("hộp thư &lt;1&gt;", page).between("href=\"/tat-ca?nguon=", "\""))
            let narrowed = try await officer.get("/tat-ca?nguon=\(link)").text
            #expect(narrowed.contains("\(code)") && !narrowed.contains("\(other)") && narrowed.contains("1 hồ sơ"))
            #expect(narrowed.contains("<option value=\"hộp thư &lt;1&gt;\" selected>"))
            #expect(!(try await officer.get("/tat-ca?nguon=khong-co").text.contains("\(code)")))
            for path in ["/diem-nong", "/hang-doi/dat-dai", "/hang-doi/chung"] {
                let list = try await officer.get("\(path)?nguon=khong-co")
                #expect(list.status == 200 && !list.text.contains("class=\"title\""))
            }
        }
    }

    @Test func aListOfOneSourceKeepsItsSourceFromPageToPage() async throws {
        try await run { site, officer in
            for number in 1...52 {
                var letter = SampleLetter.certificate
                letter.subject = "Đơn số \(number) hết"
                letter.sender.address = "n\(number)@example.org"
                try await site.file(letter, minutesAgo: Int64(number), source: "báo")
            }
            let first = try await officer.get("/hang-doi/dat-dai?nguon=b%C3%A1o").text
            #expect(first.contains("href=\"/hang-doi/dat-dai?nguon=b%C3%A1o&amp;trang=2\""))
            #expect(first.contains("href=\"/hang-doi/dat-dai?ca=1&amp;nguon=b%C3%A1o\""))
            #expect(try await officer.get("/tat-ca?nguon=b%C3%A1o&trang=2").text.contains("Đơn số 52 hết"))
        }
    }

    @Test func whatCouldNotBeReadIsListedBySource() async throws {
        try await run { site, officer in
            for (source, reason) in [("báo", "hỏng một"), ("hộp thư <1>", "hỏng hai")] {
                let item = CollectedItem(
                    source: source, key: "1", receivedAt: site.clock.now, mediaType: .mail, bytes: [1], defect: reason)
                _ = try await site.store.accept([item], watermark: nil)
            }
            let page = try await officer.get("/nguon-tin").text
            #expect(try box("báo", page).contains("href=\"/cach-ly?nguon=b%C3%A1o\">1 mục chưa đọc được"))
            let list = try await officer.get("/cach-ly?nguon=b%C3%A1o").text
            #expect(list.contains("hỏng một") && !list.contains("hỏng hai") && !list.contains("Đọc lại tất cả"))
        }
    }

    @Test func healthCountsAlarmsAndNamesNothing() async throws {
        try await run { site, _ in
            let alarms = ["báo", "mới"].map {
                SourceAlarm(source: $0, kind: .refused, part: "Đơn mật", text: "mật khẩu của lan sai")
            }
            _ = try await site.store.noteAlarms(
                alarms + [SourceAlarm(source: "báo", kind: .silent, part: "", text: "x")], at: site.clock.now)
            try await site.store.pause("mới", reason: "bí mật", actor: "lan", at: site.clock.now)
            let health = try await site.browser().get("/health").text
            #expect(
                health.contains(#""sources":{"alarming":2,"alarms":{"refused":2,"silent":1},"paused":1}"#), "\(health)")
            for word in ["báo", "mới", "mật", "lan"] { #expect(!health.contains(word)) }
        }
    }

    @Test func aMailAboutAnAlarmStandsInTheOutboxWithoutACase() async throws {
        try await run { site, officer in
            _ = try await site.store.noteAlarms(
                [SourceAlarm(source: "báo", kind: .failing, part: "", text: "x")], at: site.clock.now)
            let mail = OutgoingMessage(
                id: .make(at: site.clock.now), code: nil, kind: .alarm, author: AuditEntry.system,
                createdAt: site.clock.now, sender: "xa@example.vn", recipient: "truc@example.vn", subject: "Nguồn tin",
                text: "x", messageID: "1@example.vn", content: [1], onceKey: "alarm/1")
            _ = try await site.store.tell(try await site.store.alarmsToTell(), by: [mail], at: site.clock.now)
            let claimed = try await site.store.claim(
                limit: 1, at: site.clock.now, until: site.clock.now.adding(seconds: 9))
            try await site.store.settle(try #require(claimed.first).id, .failed(reason: "550 no"), at: site.clock.now)
            let page = try await officer.get("/thu-di").text
            #expect(page.contains("Báo động nguồn tin") && page.contains("truc@example.vn") && page.contains("550 no"))
            let decided = try await officer.post("/thu-di/\(mail.id.rawValue)/quyet-dinh", [("viec", "send_again")])
            #expect(decided.header("Location") == "/thu-di?xong=thu-di")
            #expect(try await site.store.outgoing(in: [.waiting], limit: 9).map(\.kind) == [.alarm])
        }
    }
}
