import Testing
import WebReading

@Suite("Feeds become entries")
struct FeedReaderTests {
    @Test("Relative links of Atom are resolved against xml:base")
    func atomLinksAreMadeAbsolute() throws {
        let feed = try FeedReader().read(
            Array(
                """
                <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://x.vn/a/"><entry xml:base="b/"><id>1</id>
                <link href="c?d=1"/></entry><entry><id>2</id><link href="/e"/></entry>
                <entry><id>3</id><link href="http://y.vn/"/></entry></feed>
                """.utf8))
        #expect(feed.entries.map(\.link) == ["https://x.vn/a/b/c?d=1", "https://x.vn/e", "http://y.vn/"])
    }

    private func read(_ text: String, declared: String? = nil) throws -> Feed {
        try FeedReader().read(Array(text.utf8), declaredCharset: declared)
    }

    @Test("RSS 2.0 is read, full content before summary")
    func readsRSS() throws {
        let feed = try read(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
              xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
            <title>Báo &amp; Đài</title>
            <item><title><![CDATA[Đường <b>hỏng</b>]]></title><link>http://x.vn/1</link><guid isPermaLink="false">g1</guid>
            <media:content url="x"/><media:title>không lấy</media:title><dc:creator>Lê A</dc:creator>
            <pubDate>Thu, 21 Sep 2023 11:14:10 +0700</pubDate>
            <description>tóm&nbsp;tắt</description>
            <content:encoded><![CDATA[<p>Một</p><p>Hai&nbsp;ba</p>]]></content:encoded></item>
            <item><title>Hai</title><link>http://x.vn/?a=1&b=2</link><description>&lt;p&gt;Chữ&lt;/p&gt;</description></item>
            <item><title>Ba</title><pubDate>21/09/2023 11:14</pubDate></item>
            </channel></rss>
            """)
        #expect(feed.kind == .rss)
        #expect(feed.title == "Báo & Đài")
        #expect(
            feed.entries == [
                FeedEntry(
                    id: "g1", title: "Đường hỏng", link: "http://x.vn/1", author: "Lê A", published: 1_695_269_650_000,
                    updated: nil, text: "Một\nHai ba"),
                FeedEntry(
                    id: "http://x.vn/?a=1&b=2", title: "Hai", link: "http://x.vn/?a=1&b=2", author: nil, published: nil,
                    updated: nil, text: "Chữ", isSummary: true),
                FeedEntry(
                    id: "Ba|21/09/2023 11:14", title: "Ba", link: nil, author: nil, published: 1_695_269_640_000,
                    updated: nil, text: "", isSummary: true),
            ])
        #expect(feed.defects.isEmpty)
    }

    @Test("Atom is read with its kinds of text")
    func readsAtom() throws {
        let feed = try read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Tin &lt;b&gt;mới&lt;/b&gt;</title>
            <entry><id>urn:1</id><title>a &lt; b</title><link rel="self" href="http://x/self"/><link href="http://x/1"/>
            <author><name>Lê A</name></author><published>2023-09-21T11:14:10+07:00</published>
            <updated>2023-09-21T04:14:10.500Z</updated>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Một</p><p>Hai</p></div></content></entry>
            <entry><id>urn:2</id><title type="text">3 &lt; 4</title><summary type="text">5 &lt;b&gt; 6</summary></entry></feed>
            """)
        #expect(feed.kind == .atom)
        #expect(feed.title == "Tin mới")
        #expect(feed.entries.map(\.id) == ["urn:1", "urn:2"])
        #expect(feed.entries.map(\.text) == ["Một\nHai", "5 <b> 6"])
        #expect(feed.entries[0].link == "http://x/1")
        #expect(feed.entries[0].author == "Lê A")
        #expect(feed.entries[0].published == 1_695_269_650_000)
        #expect(feed.entries[0].updated == 1_695_269_650_500)
        #expect(feed.entries[1].title == "3 < 4")
    }

    @Test("RDF is read, its items beside the channel")
    func readsRDF() throws {
        let feed = try read(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
             xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="c"><title>Kênh</title></channel>
            <item rdf:about="http://x/1"><title>Một</title><link>http://x/1</link><dc:date>2023-09-21</dc:date></item></rdf:RDF>
            """)
        #expect(feed.kind == .rdf)
        #expect(feed.entries.map(\.id) == ["http://x/1"])
        #expect(feed.entries[0].published == 1_695_229_200_000)
    }

    @Test("Neither a foreign file nor a bomb of entities is expanded")
    func expandsNothing() throws {
        let external = try read(
            """
            <!DOCTYPE rss [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>
            <rss><channel><title>&xxe;</title><item><guid>1</guid><title>t</title></item></channel></rss>
            """)
        #expect(external.title == "&xxe;")
        #expect(external.defects.count == 1)
        var bomb = "<!DOCTYPE rss [<!ENTITY a0 \"ha\">"
        for level in 1...40 { bomb += "<!ENTITY a\(level) \"&a\(level - 1);&a\(level - 1);\">" }
        let laughs = try read(bomb + "]><rss><channel><title>&a40;</title></channel></rss>")
        #expect(laughs.title == "&a40;")
    }

    @Test(
        "A broken feed is read as far as it goes",
        arguments: [
            "<rss><channel><item><guid>1</guid><title>Một</title></item><item><guid>2</guid><title>Ha",
            "<rss><channel><item><guid>1</guid><title>Một</title></item></chanel></rss>",
            "  \n<rss><channel><item><guid>1</guid><title>M\u{1}ột</title></item>",
            "<rss><channel><item><guid>1</guid><title>Một &khong; & hai</title></item></channel></rss> thừa",
        ])
    func readsBroken(text: String) throws {
        #expect(try read(text).entries.first?.id == "1")
    }

    @Test(
        "What is no feed is refused with a reason",
        arguments: [
            ("", .empty), ("  \n", .empty), ("chỉ là chữ", .notXML), ("{\"a\":1}", .notAFeed(root: "JSON")),
            ("{\"items\":[", .brokenJSON),
            ("<html><body>x</body></html>", .notAFeed(root: "html")),
        ] as [(String, FeedReadingError)])
    func refuses(text: String, error: FeedReadingError) {
        #expect(throws: error) { try read(text) }
    }

    @Test("A wrong charset is no obstacle")
    func readsWrongCharset() throws {
        let text = "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><title>Đất đai</title></channel></rss>"
        #expect(try read(text).title == "Đất đai")
        #expect(try read(text, declared: "windows-1252").title == "Đất đai")
        let wide = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        #expect(try FeedReader().read([0xFF, 0xFE] + wide).title == "Đất đai")
    }

    @Test("Depth, entries and size are bounded")
    func isBounded() throws {
        let deep = "<rss><channel><title>t</title>" + String(repeating: "<a>", count: 100_000)
        #expect(try !read(deep).defects.isEmpty)
        let many = "<rss><channel>" + String(repeating: "<item><guid>1</guid></item>", count: 6000) + "</channel></rss>"
        #expect(try read(many).entries.count == 5000)
        #expect(throws: FeedReadingError.tooLarge(bytes: 16_000_001, limit: 16_000_000)) {
            try FeedReader().read([UInt8](repeating: 0x61, count: 16_000_001))
        }
    }

    @Test(
        "Dates are read as feeds and pages write them",
        arguments: [
            ("2023-09-21T11:14:10+07:00", 1_695_269_650_000), ("2023-09-21 11:14:10", 1_695_269_650_000),
            ("Thu, 21 Sep 2023 11:14:10 +0700", 1_695_269_650_000),
            ("Thu, 21 Sep 2023 04:14:10 GMT", 1_695_269_650_000),
            ("Thu, 21 Sep 2023 11:14:10 GMT+7", 1_695_269_650_000), ("21-Sep-2023 04:14:10", 1_695_269_650_000),
            ("Thứ Sáu, 1/7/2022", 1_656_608_400_000), ("Ngày 27 tháng 02 năm 2020", 1_582_736_400_000),
            ("Thứ năm, 28/12/2023 | 2:54:07 PM", 1_703_750_047_000), ("21/09/2023 - 11:14 (GMT+7)", 1_695_269_640_000),
            ("2023-02-30", nil), ("31/4/2023", nil), ("hôm qua", nil), ("", nil), ("99999999999999999999-1-1", nil),
        ] as [(String, Int64?)])
    func readsDate(text: String, milliseconds: Int64?) {
        #expect(FeedDate.milliseconds(text) == milliseconds)
    }

    @Test("Random bytes never stop the reader")
    func survivesRandomBytes() {
        var state: UInt64 = 3
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
        let pieces = [
            "<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<![CDATA[", "]]>", "&", ";",
            "<!DOCTYPE x [", "]>",
            "<feed>", "<entry>", "<content type='xhtml'>", "đ", "\u{0}", "<", ">", "\"", "<!--", "-->", "xmlns:a='b'",
            "<link/>",
        ]
        for _ in 0..<2000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int(next() % 60) {
                if next() % 6 == 0 {
                    bytes.append(UInt8(truncatingIfNeeded: next()))
                } else {
                    bytes.append(contentsOf: Array(pieces[Int(next() % UInt64(pieces.count))].utf8))
                }
            }
            _ = try? FeedReader().read(bytes)
        }
    }
}
