import Casework
import Classification
import CurlTransfer
import Foundation
import Hummingbird
import Intake
import LocalServers
import SQLiteStore
import Synchronization
import Testing

/// What a feed's server may ask of its readers, and articles behind teasers.
@Suite struct FeedPoliteTests {
    /// A site whose pages are set by path; it remembers what was asked and how.
    private final class Site: Sendable {
        struct Page: Sendable {
            var status = 200
            var fields: [String: String] = [:]
            var body = ""
        }

        private final class Shared: Sendable {
            let pages: Mutex<[String: Page]>
            let asked = Mutex<[(path: String, agent: String)]>([])
            init(_ pages: [String: Page]) { self.pages = Mutex(pages) }
        }

        private let shared: Shared
        let server: FileServer

        init(_ pages: [String: Page]) async throws {
            let shared = Shared(pages)
            self.shared = shared
            let router = Router()
            router.get("**") { request, _ in
                shared.asked.withLock { $0.append((request.uri.path, request.headers[.userAgent] ?? "")) }
                guard let page = shared.pages.withLock({ $0[request.uri.path] }) else {
                    return Response(status: .notFound)
                }
                var fields = HTTPFields()
                fields[.contentType] = page.fields["Content-Type"]
                fields[.location] = page.fields["Location"]
                fields[.retryAfter] = page.fields["Retry-After"]
                fields[.cacheControl] = page.fields["Cache-Control"]
                let tag = "\"\(page.body.utf8.count)\""
                if page.status == 200, request.headers[.ifNoneMatch] == tag {
                    return Response(status: .notModified, headers: fields)
                }
                if page.status == 200 { fields[.eTag] = tag }
                return Response(
                    status: .init(code: page.status), headers: fields,
                    body: .init(byteBuffer: ByteBuffer(string: page.body)))
            }
            server = try await FileServer(router: router)
        }

        var paths: [String] { shared.asked.withLock { $0.map(\.path) } }
        var agents: Set<String> { shared.asked.withLock { Set($0.map(\.agent)) } }
        func set(_ path: String, _ page: Page) { shared.pages.withLock { $0[path] = page } }
        func url(_ path: String) -> String { server.url(path) }
    }

    private func feed(_ items: String, _ channel: String = "") -> Site.Page {
        Site.Page(
            fields: ["Content-Type": "application/rss+xml"],
            body: "<rss version=\"2.0\"><channel><title>T</title>\(channel)\(items)</channel></rss>")
    }

    private static let article = """
        <html><head><title>Cống vỡ</title></head><body><div id="menu"><a href="/">Trang chủ</a> <a href="/x">Liên hệ</a></div>
        <h1>Cống vỡ ở thôn Đoài</h1><div class="content"><p>Cống đầu thôn vỡ từ sáng nay, nước tràn vào nhà dân và ruộng lúa
        hai bên đường, nhiều hộ phải kê đồ đạc lên cao.</p><p>Ông trưởng thôn cho biết đã báo lên xã ba lần nhưng chưa có ai
        xuống xem xét, trong khi mưa lớn còn kéo dài đến cuối tuần này.</p><p>Người dân đề nghị chính quyền cho sửa ngay trước
        khi lúa bị ngập hoàn toàn và đường thôn không đi lại được nữa.</p></div><div>Lượt truy cập: 12345</div></body></html>
        """

    private func collector(_ site: Site, _ fullText: FullText = .never, path: String = "/feed") throws -> FeedCollector
    {
        let requests = try WebAccess().requests(
            of: "báo", addressPolicy: .officeNetwork, contact: "https://xa.example.vn/lien-he")
        return FeedCollector(requests: requests, url: site.url(path), maximumBytes: 1_000_000, fullText: fullText)
    }

    @Test func aTeaserIsCompletedByItsArticle() async throws {
        let office = try TrialOffice()
        let items =
            "<item><guid>1</guid><title>Cống vỡ ở thôn Đoài</title><link>/bai/1</link><description>Nước tràn…</description></item>"
        let site = try await Site(["/feed": feed(items), "/bai/1": .init(body: Self.article)])
        let collector = try collector(site, .auto)
        #expect(try await collector.collect(into: office.store, at: TrialOffice.now).acceptance.new == 1)
        #expect(site.paths == ["/feed", "/robots.txt", "/bai/1"])
        #expect(site.agents == ["LangNghe/1.0 (+https://xa.example.vn/lien-he)"])
        try await office.processAll()
        let message = try #require(try await office.onlyCase().messages.first?.message)
        #expect(message.body.contains("đã báo lên xã ba lần") && message.body.contains("Nước tràn"))
        #expect(!message.body.contains("Liên hệ") && !message.body.contains("12345"))
        // The article is not fetched again, though the feed has changed.
        let more = items + "<item><guid>2</guid><title>Khác</title></item>"
        site.set("/feed", feed(more))
        #expect(
            try await collector.collect(into: office.store, at: TrialOffice.now).acceptance
                == Acceptance(new: 1, known: 1))
        #expect(site.paths.count { $0 == "/bai/1" } == 1)
    }

    @Test(arguments: [
        ("/robots.txt", 200, "User-agent: *\nDisallow: /bai", "robots.txt"), ("/robots.txt", 500, "", "robots.txt"),
        ("/bai/1", 404, "", "404"), ("/bai/1", 200, "", "không có bài"),
        ("/bai/1", 302, "http://169.254.169.254/", "169.254.169.254"),
        ("/bai/1", 302, "file:///etc/passwd", "trang trả lời"),
    ])
    func aTeaserStaysWhereItsArticleCannotBeHad(
        _ path: String, _ status: Int, _ body: String, _ reason: String
    ) async throws {
        let office = try TrialOffice()
        let items =
            "<item><guid>1</guid><title>T</title><link>/bai/1</link><description>Nước tràn…</description></item>"
        let site = try await Site(["/feed": feed(items), "/bai/1": .init(body: Self.article)])
        site.set(path, .init(status: status, fields: status == 302 ? ["Location": body] : [:], body: body))
        _ = try await collector(site, .auto).collect(into: office.store, at: TrialOffice.now)
        try await office.processAll()
        let message = try #require(try await office.onlyCase().messages.first?.message)
        #expect(message.body == "Nước tràn…")
        let note = message.extra?["Toàn văn"] ?? ""
        #expect(note.contains(reason) || status == 302 && !note.isEmpty, "\(note)")
        #expect(!message.body.contains("root:"))
    }

    @Test func aPassFetchesAFewArticlesAndTheNextOnesTheRest() async throws {
        let office = try TrialOffice()
        let items = (1...23).map { "<item><guid>\($0)</guid><title>T\($0)</title><link>/bai/\($0)</link></item>" }
        let site = try await Site(["/feed": feed(items.joined())])
        for number in 1...23 { site.set("/bai/\(number)", .init(status: 404)) }
        let collector = try collector(site, .always)
        #expect(try await collector.collect(into: office.store, at: TrialOffice.now).acceptance.new == 20)
        #expect(
            try await collector.collect(into: office.store, at: TrialOffice.now).acceptance
                == Acceptance(new: 3, known: 20))
        #expect(try await collector.collect(into: office.store, at: TrialOffice.now).acceptance.new == 0)
        #expect(site.paths.count { $0 == "/feed" } == 3)
    }

    @Test func anEntryWaitsForAnArticleThatCannotBeHadNowButNotForEver() async throws {
        let office = try TrialOffice()
        let items =
            "<item><guid>1</guid><title>T</title><link>/bai/1</link></item>"
            + "<item><guid>2</guid><title>U</title><link>/bai/2</link></item>"
        let site = try await Site([
            "/feed": feed(items), "/bai/1": .init(status: 500), "/bai/2": .init(status: 502),
        ])
        let collector = try collector(site, .always)
        #expect(try await collector.collect(into: office.store, at: TrialOffice.now).acceptance.new == 0)
        // The first server error is over at the second try; the other one stays.
        site.set("/bai/1", .init(body: Self.article))
        #expect(try await collector.collect(into: office.store, at: TrialOffice.now).acceptance.new == 1)
        #expect(
            try await collector.collect(into: office.store, at: TrialOffice.now).acceptance
                == Acceptance(new: 1, known: 1))
        try await office.processAll()
        let messages = try await office.caseFiles().flatMap(\.messages).map(\.message)
        #expect(messages.contains { $0.body.contains("đã báo lên xã ba lần") && $0.extra?["Toàn văn"] == nil })
        #expect(messages.contains { $0.extra?["Toàn văn"]?.contains("502") == true })
        #expect(try await collector.collect(into: office.store, at: TrialOffice.now).acceptance.new == 0)
    }

    @Test func aPermanentRedirectIsRememberedAndATemporaryOneIsNot() async throws {
        let office = try TrialOffice()
        let page = feed("<item><guid>1</guid><title>T</title></item>")
        let site = try await Site([
            "/feed": .init(status: 301, fields: ["Location": "/moi"]), "/moi": page,
            "/tam": .init(status: 302, fields: ["Location": "/moi"]),
        ])
        for _ in 0..<2 { _ = try await collector(site).collect(into: office.store, at: TrialOffice.now) }
        #expect(site.paths == ["/feed", "/moi", "/moi"])
        // What was remembered is gone: the address of the configuration is asked again.
        site.set("/moi", .init(status: 410))
        site.set("/feed", page)
        _ = try await collector(site).collect(into: office.store, at: TrialOffice.now)
        #expect(site.paths.suffix(2) == ["/moi", "/feed"])
        site.set("/moi", page)
        for _ in 0..<2 { _ = try await collector(site, path: "/tam").collect(into: office.store, at: TrialOffice.now) }
        #expect(site.paths.count { $0 == "/tam" } == 2)
    }

    @Test(arguments: [
        ("Retry-After", "7200", 7_200), ("Retry-After", "0", 1), ("Retry-After", "bald", 300),
        ("Retry-After", "999999999", 86_400), ("X", "y", 300),
    ])
    func retryAfterIsObeyedWithinReason(_ name: String, _ value: String, _ seconds: Int64) async throws {
        let office = try TrialOffice()
        let site = try await Site(["/feed": .init(status: 429, fields: [name: value])])
        let collector = try collector(site)
        await #expect(throws: CollectionError.self) {
            _ = try await collector.collect(into: office.store, at: TrialOffice.now)
        }
        let end = TrialOffice.now.adding(seconds: seconds)
        await #expect(throws: CollectionError.self) {
            _ = try await collector.collect(into: office.store, at: end.adding(seconds: -1))
        }
        #expect(site.paths == ["/feed"])
        site.set("/feed", feed("<item><guid>1</guid><title>T</title></item>"))
        #expect(try await collector.collect(into: office.store, at: end).acceptance.new == 1)
    }

    @Test func theFeedAndItsServerSayWhenToComeAgain() async throws {
        let office = try TrialOffice()
        var page = feed("<item><guid>1</guid><title>T</title></item>", "<ttl>10</ttl>")
        page.fields["Cache-Control"] = "public, max-age=1800"
        let site = try await Site(["/feed": page])
        for _ in 0..<2 {
            let pass = try await collector(site).collect(into: office.store, at: TrialOffice.now)
            #expect(pass.notBefore == TrialOffice.now.adding(seconds: 1_800))
        }
        page = feed("<item><guid>2</guid><title>T</title></item><item><guid>3</guid></item>")
        page.fields["Cache-Control"] = "no-cache, max-age=1800"
        site.set("/feed", page)
        #expect(try await collector(site).collect(into: office.store, at: TrialOffice.now).notBefore == nil)
    }

    @Test func anEntryThatIsCorrectedJoinsItsCase() async throws {
        let office = try TrialOffice()
        let site = try await Site([
            "/feed": feed("<item><guid>1</guid><title>T</title><description>Ba hộ</description></item>")
        ])
        _ = try await collector(site).collect(into: office.store, at: TrialOffice.now)
        site.set("/feed", feed("<item><guid>1</guid><title>T</title><description>Ba mươi hộ</description></item>"))
        #expect(try await collector(site).collect(into: office.store, at: TrialOffice.now).acceptance.new == 1)
        try await office.processAll()
        let file = try await office.onlyCase()
        #expect(file.messages.count == 2 && file.summary.kind == .news)
        #expect(file.messages.last?.message.defects.isEmpty == false)
    }

    @Test func categoriesOfAFeedNeverBecomeTopics() async throws {
        let office = try TrialOffice()
        let tags = ["Đất đai", "Thu hồi đất", "Ô nhiễm", "Tôn giáo", "Khiếu nại, tố cáo"]
        let categories = tags.map { "<category>\($0)</category>" }.joined()
        let site = try await Site([
            "/feed": feed("<item><guid>1</guid><title>Hội làng mùa xuân</title>\(categories)</item>")
        ])
        _ = try await collector(site).collect(into: office.store, at: TrialOffice.now)
        try await office.processAll()
        let file = try await office.onlyCase()
        #expect(file.summary.topics.isEmpty && file.messages.first?.verdict.topics.isEmpty == true)
        #expect(file.messages.first?.message.extra?["Thẻ của nguồn"] == tags.joined(separator: ", "))
    }

    @Test func aTrialShowsWhatWouldBeTakenAndKeepsNothing() async throws {
        let office = try TrialOffice()
        let items =
            "<item><guid>1</guid><title>Cống vỡ</title><link>/bai/1</link><description>Nước…</description></item>"
        let site = try await Site(["/feed": feed(items), "/bai/1": .init(body: Self.article)])
        let steps = Mutex<[SourceTrial.Step]>([])
        let works = await SourceTrial(web: try collector(site, .auto)).run { step in steps.withLock { $0.append(step) }
        }
        let shown = steps.withLock { $0 }
        #expect(works && shown.allSatisfy { $0.result == .works })
        #expect(shown.first?.detail == "1 entries, 1 of them with a teaser only")
        #expect(shown.last?.detail.contains("Cống vỡ") == true)
        #expect(try await office.store.inboxCounts().accepted == 0)
    }
}
