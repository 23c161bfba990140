import Testing
import WebReading

@Suite("Selectors")
struct PageSelectorTests {
    private static let page = """
        <html><head><base href="https://x.example/tin/"></head><body>
        <div id="list" class="news list-1" lang="vi-VN">
          <div class="item first" data-id="7"><h3><a href="bai-7.html" title="Bài bảy">Bài <b>bảy</b></a></h3>
            <span class="date">1/7/2022</span><p>Đoạn một.</p><p>Đoạn hai.</p></div>
          <div class="item" data-id="8"><h3><a href="/bai-8.html" title="it's &quot;8&quot;">Bài tám</a></h3>
            <span class="date old">2/7/2022</span><p>Đoạn ba.</p><em></em></div>
          <div class="item ad" data-id="9"><h3><a href="javascript:void(0)">Quảng cáo</a></h3></div>
        </div><ul><li>một<li>hai<li>ba<li>bốn<li>năm</ul>
        <div class="pager"><a href="?p=1">1</a><a class="next md:flex" href="?p=2">Sau</a></div></body></html>
        """

    private func texts(_ selector: String) throws -> String? {
        let reader = ListPageReader(item: nil, fields: ["text": try PageSelector(selector)])
        return try reader.read(Array(Self.page.utf8), address: "https://x.example/a/b").items.first?.fields["text"]
    }

    @Test(
        "CSS takes what a browser would take",
        arguments: [
            ("h3 a", "Bài bảy|Bài tám|Quảng cáo"), ("#list h3 > a", "Bài bảy|Bài tám|Quảng cáo"),
            ("div.item.first h3", "Bài bảy"), ("DIV.item:not(.ad):not(.first) H3", "Bài tám"),
            ("[data-id='8'] .date", "2/7/2022"), ("[data-id=\"8\"] .date", "2/7/2022"),
            (".item:first-child .date", "1/7/2022"), (".item:last-child h3", "Quảng cáo"),
            ("li:nth-child(2)", "hai"), ("li:nth-child(odd)", "một|ba|năm"), ("li:nth-child(2n)", "hai|bốn"),
            ("li:nth-child(-n+2)", "một|hai"), ("li:nth-child(3n+2)", "hai|năm"), ("li:nth-last-child(2)", "bốn"),
            ("h3 + span", "1/7/2022|2/7/2022"), ("h3 ~ p", "Đoạn một.|Đoạn hai.|Đoạn ba."),
            ("span.date + p", "Đoạn một.|Đoạn ba."), (".date, .item.ad h3", "1/7/2022|2/7/2022|Quảng cáo"),
            ("a[href^='bai']", "Bài bảy"), ("a[href$='8.html']", "Bài tám"), ("a[href*='bai']", "Bài bảy|Bài tám"),
            ("span[class~=old]", "2/7/2022"), ("[lang|=vi] .first h3", "Bài bảy"), ("a[href^='']", ""),
            (":is(.first, .ad) h3", "Bài bảy|Quảng cáo"), ("div:has(> .date.old) h3", "Bài tám"),
            ("a:contains(\"Sau\")", "Sau"), ("p:first-of-type", "Đoạn một.|Đoạn ba."),
            ("p:last-of-type", "Đoạn hai.|Đoạn ba."), (".md\\:flex", "Sau"), ("a[title=\"it's \\\"8\\\"\"]", "Bài tám"),
            ("ul > *:only-child", ""), ("body > ul > li:first-child", "một"), ("em:empty", ""), ("div.không-có", ""),
            ("//div[@class='item']/h3", "Bài tám"), ("xpath: //li[last()]", "năm"), ("(//li)[2]", "hai"),
            ("xpath: count(//li)", "5"), ("//h3/a/@title", "Bài bảy|it's \"8\""), ("div.item@data-id", "7|8|9"),
        ])
    func takesWhatABrowserTakes(_ selector: String, _ expected: String) throws {
        let found = try texts(selector)?.replacing("\n", with: "|") ?? ""
        #expect(found == expected)
    }

    @Test("Addresses are made absolute; those that lead to no page are left out")
    func resolvesAddresses() throws {
        #expect(try texts("h3 a@href") == "https://x.example/tin/bai-7.html\nhttps://x.example/bai-8.html")
        #expect(try texts("//a[@class]/@href") == "https://x.example/tin/?p=2")
    }

    @Test(
        "A selector that makes no sense is refused with the place where it stops to make sense",
        arguments: [
            ("div..a", 5), ("div >", 6), ("a[href", 7), ("a[href=]", 8), ("a[href='x]", 8), ("a:nth-child(x)", 13),
            ("p::before", 2), ("p:hover", 2), ("a b, ", 5), ("a !", 3), ("*:first-of-type", 2), ("a:not(b c)", 9),
            ("", 1), ("a@", 3), ("a@x y", 3), (":contains(x)", 11), ("li:nth-child(99999999999n)", 14),
            ("a:is(" + String(repeating: ":is(", count: 40), 6 + 4 * 7),
        ])
    func refusesNonsense(_ selector: String, _ position: Int) throws {
        let error = #expect(throws: SelectorError.self) { try PageSelector(selector) }
        #expect(error?.position == position)
        #expect(error?.description.contains("character \(position)") == true)
    }

    @Test("XPath that makes no sense is refused", arguments: ["//a[", "/a/b/", "xpath: count(", "//a[foo=]", "(//li"])
    func refusesWrongXPath(_ selector: String) {
        #expect(throws: SelectorError.self) { try PageSelector(selector) }
    }

    @Test("Fields are taken within each item, and the address of the next page from the page")
    func readsList() throws {
        let reader = ListPageReader(
            item: try PageSelector("#list > .item:not(.ad)"),
            fields: [
                "title": try PageSelector("h3"), "link": try PageSelector("h3 a@href"), "text": try PageSelector("p"),
                "id": try PageSelector("@data-id"), "missing": try PageSelector(".x"),
            ], next: try PageSelector("a.next@href"))
        let list = try reader.read(Array(Self.page.utf8), address: "https://x.example/tin/")
        #expect(list.next == "https://x.example/tin/?p=2")
        #expect(
            list.items.map(\.fields) == [
                [
                    "title": "Bài bảy", "link": "https://x.example/tin/bai-7.html", "text": "Đoạn một.\nĐoạn hai.",
                    "id": "7",
                ],
                ["title": "Bài tám", "link": "https://x.example/bai-8.html", "text": "Đoạn ba.", "id": "8"],
            ])
    }

    @Test("A selector made to run for ever on a large page comes to an end")
    func hostileSelector() throws {
        let page = String(repeating: "<div><div>", count: 100) + String(repeating: "<p>x</p>", count: 5000)
        let slow = "//*[count(//*[count(//*) > 1]) > 1]"
        let reader = ListPageReader(item: try PageSelector(slow), fields: [:])
        #expect(try reader.read(Array(page.utf8)).items.isEmpty)
    }

    @Test("A page that cannot be parsed is refused with a reason")
    func refusesUnparsablePages() throws {
        let reader = ListPageReader(item: try PageSelector("p"), fields: [:])
        let page = String(repeating: "<div>", count: 3000) + "<p>x</p>"
        let error = #expect(throws: PageReadingError.self) { try reader.read(Array(page.utf8)) }
        #expect(error?.description.contains("Selectors cannot be used") == true)
    }
}

@Suite("Date patterns")
struct DatePatternTests {
    @Test(
        "A site's own style is read",
        arguments: [
            ("d-M-yy", "Ngày 5-11-21", 1_636_045_200_000), ("M/d/yyyy H:mm a", "11/5/2021 3:07 PM", 1_636_099_620_000),
            ("yyyyMMdd", "20211105", 1_636_045_200_000),
            ("dd.MM.yyyy*HH'mm", "05.11.2021 lúc 15'07", 1_636_099_620_000),
            ("d/M/y H:m:s", "5/11/2021   15:07:00", 1_636_099_620_000),
        ] as [(String, String, Int64)])
    func readsOwnStyles(_ pattern: String, _ text: String, _ expected: Int64) throws {
        #expect(try #require(DatePattern(pattern)).milliseconds(text) == expected)
    }

    @Test(
        "What is not of the style, or no date, gives none", arguments: ["31/2/2021", "5-11-2021", "", "x/y/z", "5/11/"])
    func refusesOthers(_ text: String) throws {
        #expect(try #require(DatePattern("d/M/yyyy")).milliseconds(text) == nil)
    }

    @Test(
        "A pattern needs day, month and year, each once",
        arguments: ["d/M", "d/d/M/y", "", "***** d M y * *d", "HH:mm"])
    func refusesPatterns(_ pattern: String) { #expect(DatePattern(pattern) == nil) }
}
