import Testing
import WebReading

@Suite("Feeds as people publish them")
struct FeedShapesTests {
    private func read(_ text: String, base: String? = nil) throws -> Feed {
        try FeedReader().read(Array(text.utf8), baseURL: base)
    }

    @Test("JSON Feed 1.1 and 1.0 are read") func readsJSONFeed() throws {
        let feed = try read(
            """
            {"version": "https://jsonfeed.org/version/1.1", "title": "Bản tin xã", "authors": [{"name": "Ban Biên tập"}],
            "items": [
              {"id": 7, "url": "/tin/7", "title": " Đường\\nhỏng ", "content_html": "<p>Một</p><p>Hai</p>",
               "date_published": "2023-09-21T11:14:10+07:00", "date_modified": "2023-09-22T00:00:00Z",
               "tags": ["Đất đai", 3], "authors": [{"name": "A"}, {"name": "B"}, {"name": "A"}]},
              {"id": "x", "external_url": "https://y.vn/8", "content_text": "Chữ", "author": {"name": "C"}},
              "không phải đối tượng", {"summary": "chỉ có tóm tắt", "url": "https://x.vn/9"}, {}
            ]}
            """, base: "https://x.vn/feed.json")
        #expect(feed.kind == .json && feed.title == "Bản tin xã" && feed.defects.count == 1)
        #expect(feed.entries.map(\.id) == ["7", "x", "https://x.vn/9", "|"])
        let first = try #require(feed.entries.first)
        #expect(first.link == "https://x.vn/tin/7" && first.title == "Đường hỏng" && first.text == "Một\nHai")
        #expect(first.published == 1_695_269_650_000 && first.updated == 1_695_340_800_000)
        #expect(first.author == "A, B" && first.tags == ["Đất đai", "3"] && !first.isSummary)
        #expect(feed.entries[1].author == "C" && feed.entries[2].author == "Ban Biên tập")
        #expect(feed.entries[2].isSummary)
    }

    @Test(
        "What is no JSON Feed is refused",
        arguments: [
            ("{\"items\":", FeedReadingError.brokenJSON), ("{\"items\": 3}", .notAFeed(root: "JSON")),
            ("{\"version\":\"https://jsonfeed.org/version/1.1\"}", .notAFeed(root: "JSON")),
            (String(repeating: "{\"a\":[", count: 100_000), .notAFeed(root: "JSON")),
        ])
    func refusesJSON(_ text: String, _ error: FeedReadingError) {
        #expect(throws: error) { try read(text) }
    }

    @Test(
        "JSON that is nested too deeply is told",
        arguments: [
            ("[[[]]]", true), (String(repeating: "[", count: 64), true), (String(repeating: "[", count: 65), false),
            ("\"" + String(repeating: "[", count: 1_000) + "\"", true),
            ("\"\\\"" + String(repeating: "[", count: 1_000) + "\"", true),
            (String(repeating: "[]", count: 10_000), true), (String(repeating: "{\"a\":", count: 65), false),
        ])
    func depthIsBounded(_ text: String, _ isBounded: Bool) {
        #expect(JSONDepth.isBounded(Array(text.utf8)) == isBounded)
    }

    @Test(
        "Junk before the feed is left out and told of",
        arguments: [
            "\n\n", "Warning: mysql_connect() in /x.php on line 3\n", "<br />\n<b>Notice</b>: x &amp; y<br />\n",
            "\u{FEFF}\u{FEFF}  ", "<!-- một chú thích <rss trong đó -->",
        ])
    func junkIsLeftOut(_ junk: String) throws {
        let feed = try read(
            junk
                + "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>T</title><item><guid>1</guid></item></channel></rss>"
        )
        #expect(feed.title == "T" && feed.entries.map(\.id) == ["1"])
    }

    @Test("Undeclared prefixes, and names in the usual namespaces under other prefixes") func prefixes() throws {
        let feed = try read(
            """
            <rss version="2.0" xmlns:noi-dung="http://purl.org/rss/1.0/modules/content/"><channel>
            <item><guid>1</guid><dc:creator>Lê A</dc:creator><content:encoded>&lt;p&gt;Chữ&lt;/p&gt;</content:encoded></item>
            <item><guid>2</guid><noi-dung:encoded>Hai</noi-dung:encoded></item></channel></rss>
            """)
        #expect(feed.entries.map(\.text) == ["Chữ", "Hai"])
        #expect(feed.entries.first?.author == "Lê A")
    }

    @Test("Links are made absolute by xml:base, else by the feed's own address") func links() throws {
        let feed = try read(
            """
            <rss version="2.0"><channel><item xml:base="https://y.vn/a/"><link>b?c=1&amp;d=2</link></item>
            <item><link>
              /tin/2
            </link></item><item><guid>tag:x,3</guid></item><item><guid>http://z.vn/4</guid></item></channel></rss>
            """, base: "https://x.vn/rss/tin.xml")
        #expect(feed.entries.map(\.link) == ["https://y.vn/a/b?c=1&d=2", "https://x.vn/tin/2", nil, "http://z.vn/4"])
    }

    @Test(
        "The feed says how often something new may come",
        arguments: [
            ("<ttl>60</ttl>", 3_600), ("<ttl>0</ttl>", nil), ("<ttl>x</ttl>", nil), ("<ttl>9999999</ttl>", 21_600),
            ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 900),
            ("<sy:updatePeriod> Daily </sy:updatePeriod>", 21_600),
            ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 3_600),
            ("<sy:updatePeriod>never</sy:updatePeriod>", nil), ("", nil),
        ])
    func updatePeriod(_ element: String, _ seconds: Int?) throws {
        let feed = try read("<rss version=\"2.0\"><channel>\(element)<item><guid>1</guid></item></channel></rss>")
        #expect(feed.updateSeconds == seconds)
    }

    @Test("Tags are kept apart from the text") func tags() throws {
        let rss = try read(
            "<rss><channel><item><guid>1</guid><category>Đất đai</category><category> </category><category>Tin</category></item></channel></rss>"
        )
        #expect(rss.entries.first?.tags == ["Đất đai", "Tin"] && rss.entries.first?.text == "")
        let atom = try read(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>1</id><category term=\"a\" label=\"Môi trường\"/><category term=\"b\"/></entry></feed>"
        )
        #expect(atom.entries.first?.tags == ["Môi trường", "b"])
    }

    @Test("Teasers are told from whole articles") func teasers() {
        func entry(_ text: String, isSummary: Bool) -> FeedEntry {
            FeedEntry(
                id: "1", title: nil, link: "https://x.vn/1", author: nil, published: nil, updated: nil, text: text,
                isSummary: isSummary)
        }
        let long = String(repeating: "Người dân thôn Đoài phản ánh. ", count: 40)
        #expect(entry("Ngắn", isSummary: true).isTeaser && !entry("Ngắn", isSummary: false).isTeaser)
        #expect(!entry(long, isSummary: true).isTeaser && entry(long + "[…]", isSummary: true).isTeaser)
        #expect(entry("Người dân phản ánh... Xem tiếp", isSummary: false).isTeaser)
    }

    @Test(
        "Dates of Vietnamese pages and of careless programs",
        arguments: [
            ("Thứ Sáu, 1/7/2022", 1_656_608_400_000), ("2023-09-21 11:14:10", 1_695_269_650_000),
            ("Ngày 27 tháng 02 năm 2020", 1_582_736_400_000),
            ("Thứ năm, 28/12/2023 | 2:54:07 PM", 1_703_750_047_000),
            ("Thu, 21 Sep 2023 11:14:10 +0700", 1_695_269_650_000), ("Thu, 21 Sep 23 04:14:10 GMT", 1_695_269_650_000),
            ("2023-09-21T04:14:10Z", 1_695_269_650_000), ("21 September 2023 04:14 UTC", 1_695_269_640_000),
            ("2023-09-21T11:14:10.000+07:00", 1_695_269_650_000),
        ])
    func dates(_ text: String, _ milliseconds: Int64) {
        #expect(FeedDate.milliseconds(text) == milliseconds)
    }

    @Test("Entities of the document neither open files nor grow", .timeLimit(.minutes(5))) func entities() throws {
        var bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"ha\">"
        for level in 1...30 { bomb += "<!ENTITY a\(level) \"&a\(level - 1);&a\(level - 1);\">" }
        bomb += "<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY % y SYSTEM \"http://127.0.0.1:1/d\"> %y;]>"
        bomb +=
            "<rss><channel><item><guid>1</guid><title>&a30;</title><description>&x;</description></item></channel></rss>"
        let feed = try read(bomb)
        #expect(feed.entries.first?.title == "&a30;" && feed.entries.first?.text == "&x;")
        #expect(!feed.defects.isEmpty)
    }

    @Test("Elements nested without end are no obstacle", .timeLimit(.minutes(5))) func deep() throws {
        let deep = String(repeating: "<a>", count: 200_000)
        let feed = try? read("<rss><channel><item><guid>1</guid></item><item>\(deep)")
        #expect((feed?.entries.count ?? 0) <= 2)
    }
}
