import Casework
import CurlTransfer
import Foundation
import Hummingbird
import Intake
import LocalServers
import SQLiteStore
import Synchronization
import Testing

@Suite struct FeedCollectorTests {
    /// A web site with one feed whose answer can be changed, and a count of what was asked.
    private final class Site: Sendable {
        struct Answer: Sendable {
            var status = 200
            var body: [UInt8] = []
            var contentType = "application/rss+xml"
        }

        private let shared: Shared
        let server: FileServer

        private final class Shared: Sendable {
            let answer: Mutex<Answer>
            let statuses = Mutex<[Int]>([])
            init(_ answer: Answer) { self.answer = Mutex(answer) }
        }

        init(_ body: [UInt8], contentType: String = "application/rss+xml") async throws {
            let shared = Shared(Answer(body: body, contentType: contentType))
            self.shared = shared
            let router = Router()
            router.get("feed.xml") { request, _ in
                let answer = shared.answer.withLock { $0 }
                let tag = "\"\(answer.body.hashValue)\""
                let isKnown = answer.status == 200 && request.headers[.ifNoneMatch] == tag
                let status = isKnown ? 304 : answer.status
                shared.statuses.withLock { $0.append(status) }
                let fields: HTTPFields = [.eTag: tag, .contentType: answer.contentType]
                return Response(
                    status: .init(code: status), headers: fields,
                    body: isKnown ? .init() : .init(byteBuffer: ByteBuffer(bytes: answer.body)))
            }
            server = try await FileServer(router: router)
        }

        var statuses: [Int] { shared.statuses.withLock { $0 } }
        func change(_ body: (inout Answer) -> Void) { shared.answer.withLock { body(&$0) } }
        var url: String { server.url("/feed.xml") }
    }

    private func collector(_ url: String, limit: Int = 1_000_000) throws -> FeedCollector {
        let requests = try WebAccess().requests(of: "Báo Thí Dụ", addressPolicy: .officeNetwork)
        return FeedCollector(requests: requests, url: url, maximumBytes: limit)
    }

    private func failure(_ collector: FeedCollector, _ office: TrialOffice) async -> String? {
        do throws(CollectionError) {
            _ = try await collector.collect(into: office.store, at: TrialOffice.now)
            return nil
        } catch {
            return error.description
        }
    }

    // MARK: Entries

    @Test(arguments: [("local-news.xml", 12), ("notices.atom.xml", 6)])
    func everyEntryIsTakenOnceAndDatedAsItsPublisherDoes(_ name: String, _ count: Int) async throws {
        let office = try TrialOffice()
        let server = try await FileServer(.folder(URL(fileURLWithPath: Fixtures.path("feed"))))
        let collector = try collector(server.url("/" + name))
        #expect(
            try await collector.collect(into: office.store, at: TrialOffice.now).acceptance
                == Acceptance(new: count, known: 0))
        #expect(
            try await collector.collect(into: office.store, at: TrialOffice.now).acceptance
                == Acceptance(new: 0, known: 0))
        #expect(try await office.processAll().opened == count)

        let expected = try Fixtures.table("feed/EXPECTED.csv").filter { $0["file"] == name }
        let messages = try await office.caseFiles().flatMap(\.messages).map(\.message)
        let dated = Set(messages.compactMap { $0.writtenAt })
        for row in expected {
            guard let published = row["published"], !published.isEmpty else { continue }
            let style = Date.ISO8601FormatStyle(includingFractionalSeconds: published.contains("."))
            #expect(dated.contains(Timestamp(try style.parse(published))), "\(row["id"] ?? "")")
        }
        #expect(messages.allSatisfy { $0.kind == .feedEntry && $0.channel == .web && $0.source == "Báo Thí Dụ" })
        #expect(messages.allSatisfy { $0.link?.isEmpty == false && $0.subject?.isEmpty == false })
    }

    @Test func anUnchangedFeedIsNotSentAgain() async throws {
        let office = try TrialOffice()
        let site = try await Site(try Fixtures.bytes("feed/local-news.xml"))
        let collector = try collector(site.url)
        for _ in 0..<3 { _ = try await collector.collect(into: office.store, at: TrialOffice.now) }
        #expect(site.statuses == [200, 304, 304])
        #expect(try await office.store.inboxCounts().accepted == 12)
    }

    @Test func aChangedFeedAddsOnlyItsNewEntry() async throws {
        let office = try TrialOffice()
        let before = try Fixtures.text("feed/local-news.xml")
        let site = try await Site(Array(before.utf8))
        let collector = try collector(site.url)
        _ = try await collector.collect(into: office.store, at: TrialOffice.now)
        let entry = "<item><guid>moi-1</guid><title>Cống vỡ</title><description>Nước tràn</description></item>"
        let end = try #require(before.range(of: "</channel>"))
        let after = before.replacingCharacters(in: end.lowerBound..<end.lowerBound, with: entry)
        site.change { $0.body = Array(after.utf8) }
        #expect(
            try await collector.collect(into: office.store, at: TrialOffice.now).acceptance
                == Acceptance(new: 1, known: 12))
        #expect(site.statuses == [200, 200])
        #expect(try await office.waiting().contains { $0.contains("Cống vỡ") })
    }

    @Test func entriesWithoutAnyIdentifierAreToldApart() async throws {
        let office = try TrialOffice()
        let items = ["Một", "Hai", "Ba"].map { "<item><description>\($0)</description></item>" }.joined()
        let site = try await Site(Array("<rss version=\"2.0\"><channel>\(items)</channel></rss>".utf8))
        let collector = try collector(site.url)
        #expect(try await collector.collect(into: office.store, at: TrialOffice.now).acceptance.new == 3)
    }

    @Test func theCharsetOfTheAnswerIsHeeded() async throws {
        let office = try TrialOffice()
        // windows-1258 writes ề as ê and a combining grave: 0xEA 0xCC.
        let body =
            Array("<rss><channel><item><guid>1</guid><title>V".utf8) + [0xEA, 0xCC]
            + Array(" ch\u{6F} r\u{61}c th\u{61}i</title></item></channel></rss>".utf8)
        let site = try await Site(body, contentType: "application/rss+xml; Charset=\"windows-1258\"")
        _ = try await collector(site.url).collect(into: office.store, at: TrialOffice.now)
        try await office.processAll()
        let title = try await office.onlyCase().summary.title
        #expect(title.precomposedStringWithCanonicalMapping == "Về cho rac thai")
    }

    @Test(arguments: ["unescaped-ampersand.xml", "wrong-encoding.xml", "truncated.xml"])
    func aMalformedFeedStillGivesItsEntries(_ name: String) async throws {
        let office = try TrialOffice()
        let site = try await Site(try Fixtures.bytes("feed/malformed/" + name))
        _ = try await collector(site.url).collect(into: office.store, at: TrialOffice.now)
        let summary = try await office.processAll()
        #expect(summary.quarantined == 0)
        let titles = try await Set(office.caseFiles().map(\.summary.title))
        switch name {
        case "unescaped-ampersand.xml":
            #expect(titles == ["Xưởng mộc A & B gây bụi ở phường Ninh Xá", "Lịch tiếp công dân"])
        case "wrong-encoding.xml": #expect(titles == ["Khói lò gạch phủ kín xóm Trại"])
        default: #expect(titles.contains("Thu hồi đất làm đường: dân hỏi giá bồi thường"))
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: ["feed-entity-bomb.xml", "feed-outside-entity.xml"])
    func entitiesOpenNothingAndGrowNothing(_ name: String) async throws {
        let office = try TrialOffice()
        let site = try await Site(try Fixtures.bytes("broken/" + name))
        _ = try await collector(site.url).collect(into: office.store, at: TrialOffice.now)
        try await office.processAll()
        for file in try await office.caseFiles() {
            for message in file.messages {
                #expect(message.message.body.utf8.count < 10_000)
                #expect(!message.message.body.contains("root:"))
            }
        }
    }

    // MARK: What cannot be read

    @Test func aPageInsteadOfAFeedIsQuarantinedWholeAndAskedForAgain() async throws {
        let office = try TrialOffice()
        let page = try Fixtures.bytes("broken/feed-html-error-page.xml")
        let site = try await Site(page)
        let collector = try collector(site.url)
        #expect(
            try await collector.collect(into: office.store, at: TrialOffice.now).acceptance
                == Acceptance(new: 1, known: 0))
        let kept = try #require(try await office.store.quarantined(limit: 10).first)
        #expect(kept.stage == .collect && kept.mediaType == .feed && kept.source == "Báo Thí Dụ")
        #expect(kept.reason.contains("<html>"))
        #expect(try await office.store.original(kept.id) == page)
        // Nothing is remembered of it: the next pass asks for the whole feed, and the same page is not kept twice.
        #expect(
            try await collector.collect(into: office.store, at: TrialOffice.now).acceptance
                == Acceptance(new: 0, known: 1))
        site.change { $0.body = (try? Fixtures.bytes("feed/notices.atom.xml")) ?? [] }
        #expect(
            try await collector.collect(into: office.store, at: TrialOffice.now).acceptance
                == Acceptance(new: 6, known: 0))
        #expect(site.statuses == [200, 200, 200])
    }

    @Test func anOutageKeepsWhatIsKnownOfTheFeed() async throws {
        let office = try TrialOffice()
        let feed = try Fixtures.bytes("feed/notices.atom.xml")
        let site = try await Site(feed)
        let collector = try collector(site.url)
        _ = try await collector.collect(into: office.store, at: TrialOffice.now)
        let watermark = try await office.store.watermark(scope: "Báo Thí Dụ")
        #expect(watermark != nil)
        site.change { $0.body = (try? Fixtures.bytes("broken/feed-html-error-page.xml")) ?? [] }
        _ = try await collector.collect(into: office.store, at: TrialOffice.now)
        #expect(try await office.store.watermark(scope: "Báo Thí Dụ") == watermark)
        site.change { $0.body = feed }
        _ = try await collector.collect(into: office.store, at: TrialOffice.now)
        #expect(site.statuses == [200, 200, 304])
    }

    @Test func retryingAPageThatIsNoFeedCountsTheAttempts() async throws {
        let office = try TrialOffice()
        let site = try await Site(try Fixtures.bytes("broken/feed-html-error-page.xml"))
        _ = try await collector(site.url).collect(into: office.store, at: TrialOffice.now)
        let first = try #require(try await office.store.quarantined(limit: 1).first)
        for attempt in 1...2 {
            try await office.store.retry(first.id, actor: "lan", at: TrialOffice.now)
            #expect(try await office.store.quarantined(limit: 1).isEmpty)
            #expect(try await office.processAll().quarantined == 1)
            let again = try #require(try await office.store.quarantined(limit: 1).first)
            #expect(again.id == first.id && again.attempts == first.attempts + attempt)
            #expect(again.stage == .read && again.reason == first.reason)
        }
    }

    @Test func aFeedInQuarantineThatCanBeReadNowGivesItsEntriesOnce() async throws {
        let office = try TrialOffice()
        let feed = try Fixtures.bytes("feed/notices.atom.xml")
        // As a version that could not read it yet would have left it.
        let item = CollectedItem(
            source: "Báo Thí Dụ", key: "feed/x", receivedAt: TrialOffice.now, mediaType: .feed, bytes: feed,
            defect: "Chưa đọc được.")
        _ = try await office.store.accept([item], watermark: nil)
        let kept = try #require(try await office.store.quarantined(limit: 1).first)
        try await office.store.retry(kept.id, actor: "lan", at: TrialOffice.now)
        #expect(try await office.processAll().opened == 6)
        #expect(try await office.store.inboxCounts() == InboxCounts(pending: 0, quarantined: 0, accepted: 7))
        let site = try await Site(feed)
        let later = try await collector(site.url).collect(into: office.store, at: TrialOffice.now)
        #expect(later.acceptance == Acceptance(new: 0, known: 6))
    }

    @Test func aFeedAboveTheLimitIsRefusedWithTheLimitNamed() async throws {
        let office = try TrialOffice()
        let site = try await Site(try Fixtures.bytes("feed/local-news.xml"))
        let said = try #require(await failure(try collector(site.url, limit: 5_000), office))
        #expect(said.hasPrefix("Báo Thí Dụ: ") && said.contains("5000 bytes"))
        #expect(try await office.store.inboxCounts().accepted == 0)
        #expect(try await collector(site.url).collect(into: office.store, at: TrialOffice.now).acceptance.new == 12)
    }

    @Test(arguments: [204, 301, 403, 404, 410, 500])
    func anotherStatusIsAnErrorThatNamesTheSource(_ status: Int) async throws {
        let office = try TrialOffice()
        let site = try await Site(try Fixtures.bytes("feed/local-news.xml"))
        site.change { $0.status = status }
        let said = try #require(await failure(try collector(site.url), office))
        #expect(said.hasPrefix("Báo Thí Dụ: ") && said.contains("status \(status)") && said.contains("again"))
        site.change { $0.status = 200 }
        #expect(try await collector(site.url).collect(into: office.store, at: TrialOffice.now).acceptance.new == 12)
    }

    @Test(arguments: [429, 503])
    func aServerThatWantsToBeLeftAloneIsLeftAlone(_ status: Int) async throws {
        let office = try TrialOffice()
        let site = try await Site(try Fixtures.bytes("feed/local-news.xml"))
        site.change { $0.status = status }
        for _ in 0..<3 {
            let said = try #require(await failure(try collector(site.url), office))
            #expect(said.hasPrefix("Báo Thí Dụ: ") && said.contains("not to be asked again before"))
        }
        #expect(site.statuses == [status])
        site.change { $0.status = 200 }
        let later = TrialOffice.now.adding(seconds: 301)
        #expect(try await collector(site.url).collect(into: office.store, at: later).acceptance.new == 12)
    }

    @Test func aServerThatIsGoneIsAnErrorThatNamesTheSource() async throws {
        let office = try TrialOffice()
        var said = ""
        // Another test's server may take the port that is free now; then it answers that the page is not there.
        for _ in 0..<10 {
            let site = try await Site([])
            await site.server.stop()
            said = try #require(await failure(try collector(site.url), office))
            if !said.contains("status 404") { break }
        }
        #expect(said.hasPrefix("Báo Thí Dụ: Nothing answers at 127.0.0.1"))
    }

    @Test(arguments: ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]", "2130706433"])
    func thisMachineIsRefusedUnlessTheConfigurationAllowsIt(_ host: String) async throws {
        let office = try TrialOffice()
        let site = try await Site(try Fixtures.bytes("feed/local-news.xml"))
        let requests = try WebAccess().requests(of: "Báo Thí Dụ", addressPolicy: .publicOnly)
        let collector = FeedCollector(
            requests: requests, url: "http://\(host):\(site.server.port)/feed.xml", maximumBytes: 1_000_000)
        let said = try #require(await failure(collector, office))
        #expect(said.hasPrefix("Báo Thí Dụ: ") && said.contains("may not be connected to"))
        #expect(said.contains("configuration"))
        #expect(site.statuses.isEmpty)
    }
}
