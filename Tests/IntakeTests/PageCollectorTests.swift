import Casework
import CurlTransfer
import Foundation
import Intake
import LocalServers
import SQLiteStore
import Testing
import WebReading

@Suite struct PageCollectorTests {
    private static let words =
        "Bà con thôn Nhì phản ánh cống đầu làng tắc đã hai tháng, nước thải tràn vào sân mỗi khi mưa. Xã hứa sửa trước ngày 15 "
        + "nhưng đến nay chưa thấy ai xuống kiểm tra, người già và trẻ em đi lại rất khổ."

    private static func row(_ number: Int, title: String? = nil, date: String = "01/07/2022", link: String? = nil)
        -> String
    {
        """
        <div class="tin"><h3><a href="\(link ?? "/tin/\(number).html")">\(title ?? "Tin số \(number) về cống thôn Nhì")</a></h3>
        <span class="ngay">\(date)</span></div>
        """
    }

    private static func list(_ rows: [String], next: String? = nil) -> String {
        """
        <html><body><nav><a href="/">Trang chủ</a></nav><div class="ds">\(rows.joined())</div>
        \(next.map { "<a class=next href='\($0)'>Trang sau</a>" } ?? "")</body></html>
        """
    }

    private static func article(_ number: Int, words: String = words) -> String {
        """
        <html><body><nav><a href="/">Trang chủ</a></nav><h1>Tin số \(number) về cống thôn Nhì</h1><p>Thứ Sáu, 1/7/2022 | 08:30</p>
        <div class="than"><p>\(words) (\(number))</p></div><p class="ky">Lê Thị Sen</p><p>Gửi cho bạn bè</p></body></html>
        """
    }

    private func site(_ count: Int = 3, next: String? = nil) async throws -> TrialSite {
        var pages = ["/tin": Self.list((1...count).map { Self.row($0) }, next: next)]
        for number in 1...count { pages["/tin/\(number).html"] = Self.article(number) }
        return try await TrialSite(pages)
    }

    private func settings(_ site: TrialSite, change: (inout PageSettings) throws -> Void = { _ in }) throws
        -> PageSettings
    {
        var settings = PageSettings(url: site.url("/tin"))
        settings.item = try PageSelector("div.tin")
        settings.fields = [
            "title": try PageSelector("h3 a"), "link": try PageSelector("h3 a@href"), "date": try PageSelector(".ngay"),
        ]
        settings.itemPages = .articles
        settings.delay = .zero
        try change(&settings)
        return settings
    }

    private func collector(
        _ site: TrialSite, change: (inout PageSettings) throws -> Void = { _ in }
    ) throws -> PageCollector {
        let requests = try WebAccess().requests(
            of: "Trang Thí Dụ", addressPolicy: .officeNetwork, contact: "https://xa.example/lien-he")
        return PageCollector(requests: requests, settings: try settings(site, change: change))
    }

    private func pass(_ collector: PageCollector, _ office: TrialOffice, days: Int64 = 0) async throws -> WebPass {
        try await collector.collect(into: office.store, at: TrialOffice.now.adding(seconds: days * 86_400))
    }

    @Test func theArticlesBehindAListAreTakenOnceAndFiled() async throws {
        let office = try TrialOffice()
        let site = try await site()
        let collector = try collector(site)
        let first = try await pass(collector, office)
        #expect(first.acceptance == Acceptance(new: 3, known: 0) && first.notices.isEmpty)
        #expect(site.asked() == ["/tin", "/tin/1.html", "/tin/2.html", "/tin/3.html"])
        #expect(site.agents == ["LangNghe/1.0 (+https://xa.example/lien-he)"])
        try await office.processAll()
        let messages = try await office.caseFiles().flatMap(\.messages).map(\.message)
        let one = try #require(messages.first { $0.subject == "Tin số 1 về cống thôn Nhì" })
        #expect(one.body == Self.words + " (1)")
        #expect(one.sender?.name == "Lê Thị Sen")
        #expect(one.writtenAt == Timestamp(rawValue: 1_656_639_000_000))
        #expect(one.link == site.url("/tin/1.html") && one.kind == .feedEntry)

        let second = try await pass(collector, office)
        #expect(second.acceptance == Acceptance(new: 0, known: 0))
        #expect(site.asked() == ["/tin"])
    }

    @Test func aNewItemIsFetchedAloneAndTheOthersAreKnown() async throws {
        let office = try TrialOffice()
        let site = try await site()
        let collector = try collector(site)
        _ = try await pass(collector, office)
        _ = site.asked()
        site["/tin"]?.body = Self.list((1...4).reversed().map { Self.row($0) })
        site["/tin/4.html"] = .init(body: Self.article(4))
        #expect(try await pass(collector, office).acceptance == Acceptance(new: 1, known: 3))
        #expect(site.asked() == ["/tin", "/tin/4.html"])
    }

    @Test func anArticleThatChangedComesAsAVersionOfItsCase() async throws {
        let office = try TrialOffice()
        let site = try await site(1)
        let collector = try collector(site)
        _ = try await pass(collector, office)
        try await office.processAll()
        site["/tin/1.html"]?.body = Self.article(1, words: Self.words + " Cập nhật: xã đã cho xe hút bùn.")
        // Within a day its page is not asked again, after it it is, though the list has not changed.
        #expect(try await pass(collector, office).acceptance.new == 0)
        #expect(try await pass(collector, office, days: 2).acceptance.new == 1)
        try await office.processAll()
        let file = try await office.onlyCase()
        #expect(file.messages.count == 2)
        #expect(file.messages.contains { $0.message.body.contains("xe hút bùn") && !$0.message.defects.isEmpty })
        // And not for ever.
        _ = site.asked()
        _ = try await pass(collector, office, days: 30)
        #expect(site.asked() == ["/tin"])
    }

    @Test func aChangedEntryOfTheListIsLookedAtAtOnce() async throws {
        let office = try TrialOffice()
        let site = try await site(1)
        let collector = try collector(site)
        _ = try await pass(collector, office)
        site["/tin"]?.body = Self.list([Self.row(1, date: "02/07/2022")])
        site["/tin/1.html"]?.body = Self.article(1, words: Self.words + " Đính chính.")
        #expect(try await pass(collector, office).acceptance.new == 1)
    }

    @Test func itemsWithOneAddressAreToldApartAndStaySo() async throws {
        let office = try TrialOffice()
        let rows = ["Họp dân thôn Nhì", "Họp dân thôn Đoài", "Họp dân thôn Hạ"].map {
            Self.row(1, title: $0, link: "/lich.html")
        }
        let site = try await TrialSite(["/tin": Self.list(rows)])
        let collector = try collector(site) { $0.itemPages = .never }
        #expect(try await pass(collector, office).acceptance == Acceptance(new: 3, known: 0))
        // The first one, whose id is the bare address, leaves the list.
        site["/tin"]?.body = Self.list(Array(rows.dropFirst()))
        #expect(try await pass(collector, office).acceptance == Acceptance(new: 0, known: 2))
        site["/tin"]?.body = Self.list(Array(rows.reversed()))
        #expect(try await pass(collector, office).acceptance == Acceptance(new: 0, known: 3))
    }

    // MARK: Pagination

    private func paged(_ pages: Int) async throws -> TrialSite {
        var all: [String: String] = [:]
        for page in 1...pages {
            let rows = (1...2).map { Self.row(page * 10 + $0, date: "\(page)/0\(7 - page)/2022") }
            let next = page < pages ? "/tin?p=\(page + 1)" : nil
            all[page == 1 ? "/tin" : "/tin?p=\(page)"] = Self.list(rows, next: next)
        }
        return try await TrialSite(all)
    }

    @Test func theNextPageIsFollowedUntilEverythingIsKnown() async throws {
        let office = try TrialOffice()
        let site = try await paged(4)
        let collector = try collector(site) {
            $0.itemPages = .never
            $0.pagination = .next(try PageSelector("a.next@href"))
        }
        #expect(try await pass(collector, office).acceptance.new == 8)
        #expect(site.asked() == ["/tin", "/tin?p=2", "/tin?p=3", "/tin?p=4"])
        site["/tin"]?.body += "<!-- another look, nothing new -->"
        #expect(try await pass(collector, office).acceptance == Acceptance(new: 0, known: 2))
        #expect(site.asked() == ["/tin"])
    }

    @Test func numberedPagesEndAtTheLimitAtTheDateAndAtTheEnd() async throws {
        let site = try await paged(4)
        func asked(_ change: (inout PageSettings) -> Void) async throws -> [String] {
            let office = try TrialOffice()
            let collector = try collector(site) {
                $0.itemPages = .never
                $0.pagination = .numbered("/tin?p={page}")
                change(&$0)
            }
            _ = try await pass(collector, office)
            return site.asked()
        }
        #expect(try await asked { $0.maximumPages = 2 } == ["/tin", "/tin?p=2"])
        #expect(try await asked { $0.maximumPages = 9 } == ["/tin", "/tin?p=2", "/tin?p=3", "/tin?p=4", "/tin?p=5"])
        // The items of the third page are of 3 April.
        #expect(try await asked { $0.since = 1_649_000_000_000 } == ["/tin", "/tin?p=2", "/tin?p=3"])
    }

    @Test func aListThatLeadsToItselfOrToAnotherServerComesToAnEnd() async throws {
        let office = try TrialOffice()
        for next in ["/tin", "http://127.0.0.1:1/tin", "javascript:next()"] {
            let site = try await TrialSite(["/tin": Self.list([Self.row(1)], next: next)])
            let collector = try collector(site) {
                $0.itemPages = .never
                $0.maximumPages = 50
                $0.pagination = .next(try PageSelector("a.next@href"))
            }
            _ = try await pass(collector, office)
            #expect(site.asked() == ["/tin"])
        }
    }

    @Test func whatOnePassLeavesTheNextOnesTake() async throws {
        let office = try TrialOffice()
        let site = try await site(5)
        let collector = try collector(site) { $0.maximumItemPages = 2 }
        var new: [Int] = []
        for _ in 0..<4 { new.append(try await pass(collector, office).acceptance.new) }
        #expect(new == [2, 2, 1, 0])
        #expect(site.asked().count(where: { $0 == "/tin" }) == 4)
    }

    // MARK: What goes wrong

    @Test func aListThatMovedForGoodIsAskedAtItsNewPlaceUntilItIsGoneFromThere() async throws {
        let office = try TrialOffice()
        let site = try await site()
        let collector = try collector(site)
        _ = try await pass(collector, office)
        let list = try #require(site["/tin"])
        _ = site.asked()
        site["/tin"] = .init(status: 308, location: "/moi")
        site["/moi"] = list
        _ = try await pass(collector, office)
        #expect(site.asked() == ["/tin", "/moi"])
        _ = try await pass(collector, office)
        #expect(site.asked() == ["/moi"])
        site["/moi"] = .init(status: 410)
        site["/tin"] = list
        _ = try await pass(collector, office)
        #expect(site.asked() == ["/moi", "/tin"])
        // A temporary move is not remembered.
        site["/tin"] = .init(status: 302, location: "/tam")
        site["/tam"] = list
        for _ in 0..<2 { _ = try await pass(collector, office) }
        #expect(site.asked() == ["/tin", "/tam", "/tin", "/tam"])
    }

    @Test func robotsTxtIsObeyedForTheListAndForEachPage() async throws {
        let office = try TrialOffice()
        let site = try await site(2)
        site["/robots.txt"] = .init(type: "text/plain", body: "User-agent: *\nDisallow: /tin/2\n")
        let some = try await pass(try collector(site), office)
        #expect(some.acceptance.new == 2 && some.notices.count == 1)
        #expect(site.asked() == ["/tin", "/tin/1.html"])

        site["/robots.txt"]?.body = "User-agent: LangNghe\nDisallow: /tin\n"
        let error = await #expect(throws: CollectionError.self) { try await pass(try collector(site), office) }
        #expect(error?.description.contains("robots.txt") == true)
        #expect(site.asked().isEmpty)
    }

    @Test func aSelectorThatMatchesNothingAnyMoreIsToldAndTheRawPageIsKept() async throws {
        let office = try TrialOffice()
        let site = try await site()
        let collector = try collector(site)
        _ = try await pass(collector, office)
        site["/tin"]?.body =
            "<html><body><div class=moi><h3><a href=/tin/9.html>Giao diện mới</a></h3></div></body></html>"
        let pass = try await pass(collector, office)
        #expect(pass.notices.contains { $0.contains("div.tin") })
        try await office.processAll()
        let kept = try await office.store.quarantined(limit: 10)
        #expect(kept.count == 1 && kept[0].reason.contains("div.tin"))
        // The same broken page is kept once.
        _ = try await self.pass(collector, office)
        try await office.processAll()
        #expect(try await office.store.quarantined(limit: 10).count == 1)
    }

    @Test func aFieldThatVanishesFromAllItemsIsTold() async throws {
        let office = try TrialOffice()
        let site = try await site(4)
        let collector = try collector(site) { $0.itemPages = .never }
        _ = try await pass(collector, office)
        site["/tin"]?.body = Self.list((1...4).map { Self.row($0) }).replacing("class=\"ngay\"", with: "class=\"day\"")
        let pass = try await pass(collector, office)
        #expect(pass.notices.contains { $0.contains("'date' biến mất") })
        try await office.processAll()
        #expect(try await office.store.quarantined(limit: 10).count == 1)
    }

    @Test func aSelectorThatNeverMatchedIsToldAtTheFirstPass() async throws {
        let office = try TrialOffice()
        let site = try await site(4)
        let collector = try collector(site) {
            $0.fields["author"] = try PageSelector(".nguoi-viet")
            $0.itemPages = .never
        }
        #expect(try await pass(collector, office).notices.contains { $0.contains("nguoi-viet") })
    }

    @Test func pagesThatCannotBeHadNowAreTriedAgainAndThenTakenWithoutThem() async throws {
        let office = try TrialOffice()
        let site = try await site(2)
        site["/tin/2.html"]?.status = 500
        let collector = try collector(site)
        #expect(try await pass(collector, office).acceptance.new == 1)
        #expect(try await pass(collector, office).acceptance.new == 0)
        let third = try await pass(collector, office)
        #expect(third.acceptance.new == 1 && !third.notices.isEmpty)
        #expect(try await office.waiting().contains { $0.contains("mã 500") })
    }

    @Test func aServerThatWantsToBeLeftAloneIsLeftAloneAndNothingIsLost() async throws {
        let office = try TrialOffice()
        let site = try await site(3)
        site["/tin/2.html"] = .init(status: 429, retryAfter: "600", body: "")
        let collector = try collector(site)
        let first = try await pass(collector, office)
        #expect(first.acceptance.new == 1 && first.notBefore == TrialOffice.now.adding(seconds: 600))
        #expect(site.asked() == ["/tin", "/tin/1.html", "/tin/2.html"])
        await #expect(throws: CollectionError.self) { try await pass(collector, office) }
        #expect(site.asked().isEmpty)
        site["/tin/2.html"] = .init(body: Self.article(2))
        let second = try await collector.collect(into: office.store, at: TrialOffice.now.adding(seconds: 700))
        #expect(second.acceptance.new == 2)
    }

    @Test func aDocumentBehindAnItemIsKeptAsItsFile() async throws {
        let office = try TrialOffice()
        let site = try await TrialSite(["/tin": Self.list([Self.row(1, title: "Kết luận thanh tra", link: "/kl.pdf")])])
        site["/kl.pdf"] = .init(type: "application/pdf", body: "%PDF-1.4 xin chào")
        _ = try await pass(try collector(site), office)
        let waiting = try await office.waiting()
        let item = try JSONDecoder().decode(WebItemRecord.self, from: Data(try #require(waiting.first).utf8))
        #expect(item.attachments?.first?.filename == "kl.pdf")
        #expect(item.attachments?.first?.content == Data("%PDF-1.4 xin chào".utf8))
        #expect(item.text == "Kết luận thanh tra")
    }

    @Test func selectorsTakeFieldsFromItemPagesAndOtherFieldsAreShown() async throws {
        let office = try TrialOffice()
        let row = Self.row(1).replacing("</div>", with: "<b class='linh-vuc'>Đất đai</b></div>")
        let site = try await TrialSite(["/tin": Self.list([row]), "/tin/1.html": Self.article(1)])
        let collector = try collector(site) {
            $0.labels = ItemLabels(channel: .web, kind: .letter)
            $0.fields["Lĩnh vực"] = try PageSelector(".linh-vuc")
            $0.itemPages = .selected(["text": try PageSelector(".than p"), "author": try PageSelector("p.ky")])
        }
        _ = try await pass(collector, office)
        try await office.processAll()
        let message = try #require(try await office.onlyCase().messages.first?.message)
        #expect(message.body == Self.words + " (1)" && message.sender?.name == "Lê Thị Sen" && message.kind == .letter)
        #expect(message.extra?["Lĩnh vực"] == "Đất đai")
    }

    @Test func aPageThatHoldsArticlesItselfNeedsNoSelectors() async throws {
        let office = try TrialOffice()
        let parts = (1...2).map { "<h3>Bản tin số \($0) của thôn</h3><p>\($0)/7/2022</p><p>\(Self.words)</p>" }
        let site = try await TrialSite(["/tin": "<html><body>\(parts.joined())</body></html>"])
        let requests = try WebAccess().requests(of: "Bản tin", addressPolicy: .officeNetwork)
        var settings = PageSettings(url: site.url("/tin"))
        settings.delay = .zero
        let collector = PageCollector(requests: requests, settings: settings)
        #expect(try await pass(collector, office).acceptance.new == 2)
        site["/tin"]?.body =
            "<html><body><h3>Bản tin số 3 của thôn</h3><p>3/7/2022</p><p>\(Self.words)</p>\(parts.joined())</body></html>"
        #expect(try await pass(collector, office).acceptance == Acceptance(new: 1, known: 2))
    }

    @Test func theTrialShowsWhatWouldBeTakenAndStoresNothing() async throws {
        let site = try await site(3)
        var steps: [SourceTrial.Step] = []
        let collector = try collector(site) { $0.fields["author"] = try PageSelector(".khong-co") }
        #expect(try await collector.trial { steps.append($0) })
        #expect(steps.contains { $0.name == "list" && $0.detail.hasPrefix("3 items match «div.tin»") })
        #expect(steps.contains { $0.name == "field title" && $0.detail.contains("in 3 of 3") })
        #expect(steps.contains { $0.name == "field author" && $0.result == .remark })
        #expect(steps.contains { $0.name == "item 2" && $0.detail.contains("date read as 2022-06-30T17:00:00Z") })
        #expect(steps.contains { $0.name == "page of item 1" && $0.detail.contains("author=Lê Thị Sen") })
        site["/tin"]?.body = "<html></html>x"
        steps = []
        #expect(try await !collector.trial { steps.append($0) })
        #expect(steps.last?.result == .fails)
    }
}
