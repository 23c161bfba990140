import Foundation
import Testing
import WebReading

@Suite("Pages become articles")
struct ArticleReaderTests {
    private let reader = ArticleReader()

    private func read(_ html: String, address: String? = nil) throws -> [Article] {
        try reader.read(Array(html.utf8), address: address).articles
    }

    private static let prose =
        "Người dân thôn Nhì phản ánh cống thoát nước đầu làng bị tắc từ tháng trước, nước thải tràn vào nhà dân mỗi khi mưa lớn. "
        + "Ủy ban nhân dân xã cho biết đã giao công chức địa chính kiểm tra và sẽ trả lời bà con trước ngày 15."

    @Test("Over all sample pages hardly a word of an article is lost and hardly any furniture is left")
    func keepsTheArticlesAndDropsTheFurniture() throws {
        try #require(PageFixture.all.count >= 55)
        var overlap = WordOverlap()
        for page in PageFixture.all {
            let found = try reader.read(page.bytes, address: page.expected.address).articles
            overlap.add(
                expected: page.expected.articles.map(\.text).joined(separator: "\n"),
                found: found.map(\.text).joined(separator: "\n"))
        }
        #expect(overlap.recall >= 0.995)
        #expect(overlap.precision >= 0.995)
    }

    /// What the reader does not get right; everything else is right to the letter.
    private static let imperfect: Set<String> = ["static-frontpage", "medium-like-english-labels"]

    @Test("Each sample page gives its articles with heading, author, date and link", arguments: PageFixture.all)
    func readsEachPage(_ page: PageFixture) throws {
        guard !Self.imperfect.contains(page.name) else { return }
        let found = try reader.read(page.bytes, address: page.expected.address).articles
        #expect(found.map(\.title) == page.expected.articles.map(\.title))
        #expect(found.map(\.author) == page.expected.articles.map(\.author))
        #expect(found.map(\.published) == page.expected.articles.map(\.published))
        #expect(found.map(\.link) == page.expected.articles.map(\.link))
        #expect(found.map(\.text) == page.expected.articles.map(\.text))
    }

    @Test(
        "The date of an article is read in the styles that Vietnamese sites use",
        arguments: [
            ("Thứ Sáu, 1/7/2022", "2022-06-30T17:00:00Z"),
            ("2023-09-21 11:14:10", "2023-09-21T04:14:10Z"),
            ("Ngày 27 tháng 02 năm 2020", "2020-02-26T17:00:00Z"),
            ("Thứ năm, 28/12/2023 | 2:54:07 PM", "2023-12-28T07:54:07Z"),
            ("Thứ ba - 14/09/2021 15:41", "2021-09-14T08:41:00Z"),
            ("Cập nhật lúc: 10:25 12/03/2024", "2024-03-12T03:25:00Z"),
            ("Cập nhật lúc 8h30 ngày 12-3-2024", "2024-03-12T01:30:00Z"),
            ("8 giờ 05 phút, ngày 12 tháng 3 năm 2024", "2024-03-12T01:05:00Z"),
            ("12.03.2024 | 08g15 | Lượt xem: 12", "2024-03-12T01:15:00Z"),
            ("03 Tháng Mười Một, 2022", "2022-11-02T17:00:00Z"),
            ("29 Tháng Mười Hai, 2022", "2022-12-28T17:00:00Z"),
            ("Feb 14, 2024", "2024-02-13T17:00:00Z"),
            ("4 September 2023", "2023-09-03T17:00:00Z"),
            ("Đăng ngày: 05-11-2021 07:00:00 SA", "2021-11-05T00:00:00Z"),
        ])
    func readsDateStyles(_ written: String, _ instant: String) throws {
        let html = "<h1>Cống tắc ở thôn Nhì</h1><div>\(written)</div><p>\(Self.prose)</p>"
        let article = try #require(try read(html).first)
        let expected = try Date(instant, strategy: .iso8601).timeIntervalSince1970 * 1000
        #expect(article.published == Int64(expected))
        #expect(article.text == Self.prose)
    }

    @Test(
        "What looks like a date but is none gives none",
        arguments: ["Ngày 31 tháng 02 năm 2020", "32/13/2024", "2.5/10"])
    func ignoresImpossibleDates(_ written: String) throws {
        let html = "<h1>Cống tắc ở thôn Nhì</h1><div>\(written)</div><p>\(Self.prose)</p>"
        #expect(try #require(try read(html).first).published == nil)
    }

    @Test("A date that the page only says for machines is used, unless readers see another day")
    func metadataCountWhereTheyAgree() throws {
        func page(_ seen: String) -> String {
            """
            <html><head><meta property="article:published_time" content="2024-03-12T08:15:30+07:00"></head><body>
            <h1>Cống tắc ở thôn Nhì</h1><div class="date">\(seen)</div><p>\(Self.prose)</p></body></html>
            """
        }
        #expect(try read(page("")).first?.published == 1_710_206_130_000)
        #expect(try read(page("12/3/2024")).first?.published == 1_710_206_130_000)
        #expect(try read(page("01/02/2021")).first?.published == 1_612_112_400_000)
    }

    @Test("A name that means furniture is not believed of the element that holds the article")
    func misleadingNames() throws {
        for name in ["sidebar-wrap share", "comments", "menu-content", "popup"] {
            let found = try read("<h1>Cống tắc ở thôn Nhì</h1><div class='\(name)'><p>\(Self.prose)</p></div>")
            #expect(found.first?.text == Self.prose, "\(name)")
        }
    }

    @Test("Sentences that begin like labels of a site stay")
    func labelsThatAreSentences() throws {
        let sentences = [
            "Đã xem xét hồ sơ của bà và có văn bản trả lời.", "Họ và tên: Nguyễn Văn Bậm",
            "Hôm nay: 12 hộ chưa có nước sạch để dùng.", "Tin khác với thực tế nên bà con bức xúc.",
        ]
        let html = "<h1>Kết quả giải quyết</h1><p>\(Self.prose)</p>" + sentences.map { "<p>\($0)</p>" }.joined()
        #expect(try #require(try read(html).first).text == ([Self.prose] + sentences).joined(separator: "\n"))
    }

    @Test("Plain text in which articles run together is parted, as feeds need it")
    func partsPlainText() {
        let text = """
            Cống tắc ở thôn Nhì
            Thứ Sáu, 1/7/2022
            \(Self.prose)
            Gửi cho bạn bè
            Lượt xem: 1.204
            Cầu mới ở thôn Đoài
            Ngày 27 tháng 02 năm 2020
            Cầu dân sinh thôn Đoài dài mười hai mét đã khánh thành, bà con góp đất và công để làm đường dẫn hai đầu cầu.
            Các tin khác
            Cá chết trắng hồ Bình Trung
            """
        let found = reader.articles(inText: text)
        #expect(found.map(\.title) == ["Cống tắc ở thôn Nhì", "Cầu mới ở thôn Đoài"])
        #expect(found.map(\.published) == [1_656_608_400_000, 1_582_736_400_000])
        #expect(found.first?.text == Self.prose)
        #expect(found.last?.text.hasSuffix("hai đầu cầu.") == true)
    }

    @Test("Links of articles are made absolute, and lead nowhere but to pages")
    func absoluteLinks() throws {
        let part = { (link: String, title: String) in
            "<article><h2><a href='\(link)'>\(title)</a></h2><time datetime='2024-05-01'>1/5/2024</time><p>\(Self.prose)</p>"
                + "<p>\(Self.prose)</p></article>"
        }
        let html =
            part("bai-1.html?a=1&amp;b=2#x", "Một việc ở thôn Nhì")
            + part("javascript:alert(1)", "Hai việc ở thôn Đoài")
        let found = try read(html, address: "https://x.example/tin/")
        #expect(found.map(\.link) == ["https://x.example/tin/bai-1.html?a=1&b=2", nil])
    }
}

@Suite("Hostile pages")
struct HostilePageTests {
    private let reader = ArticleReader()
    private static let prose = String(
        repeating: "Khói lò gạch phủ kín xóm Trại, trẻ con ho suốt đêm, bà con kêu mãi. ", count: 4)

    @Test("A page beyond the limit is refused with a sentence that says so")
    func refusesHugePages() {
        let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 20_000_000)
        #expect(throws: PageReadingError.tooLarge(bytes: 20_000_000, limit: ArticleReader.limitBytes)) {
            try reader.read(bytes)
        }
        #expect("\(PageReadingError.tooLarge(bytes: 20_000_000, limit: 16_000_000))".contains("16000000"))
    }

    @Test("Nothing is no page", arguments: ["", "  \n\t "])
    func refusesEmptyPages(_ text: String) {
        #expect(throws: PageReadingError.empty) { try reader.read(Array(text.utf8)) }
    }

    @Test("Pages too large, too deep or never ended are read line by line, and a defect says so")
    func readsByLines() throws {
        let article = "<h1>Lò gạch xóm Trại</h1><p>Thứ Sáu, 1/7/2022</p><p>\(Self.prose)</p>"
        let pages = [
            String(repeating: "<div>", count: 5000) + article,
            article + "<script>var x = '" + String(repeating: "a", count: 1000),
            article + "<p " + String(repeating: "a=1 ", count: 300) + ">",
            article + "<!-- " + String(repeating: "<div>", count: 10),
            article + String(repeating: "<p class='x'></p>", count: 150_000),
        ]
        for page in pages {
            let read = try reader.read(Array(page.utf8))
            #expect(read.articles.first?.text.contains("trẻ con ho suốt đêm") == true)
            #expect(read.articles.first?.published == 1_656_608_400_000)
            #expect(!read.defects.isEmpty)
        }
    }

    @Test(
        "Repeated structures come to an end",
        arguments: [
            String(repeating: "<table><tr><td>", count: 80), String(repeating: "<a href=x>y", count: 30_000),
            String(repeating: "<li>Tin khác</li>", count: 30_000), String(repeating: "12/3/2024 | ", count: 20_000),
            String(repeating: "<div class='a b c d e f g h' id=x>t</div>", count: 20_000),
            "<script type='application/ld+json'>" + String(repeating: "[", count: 100_000) + "</script>",
            String(repeating: "<h2>Một tiêu đề dài vừa phải</h2><p>1/2/2024</p>", count: 5000),
            String(repeating: "\u{0}\u{FEFF}&#0;&#x110000;", count: 1000),
        ])
    func comesToAnEnd(_ part: String) throws {
        let html = "<html><body>\(part)<h1>Lò gạch xóm Trại</h1><p>\(Self.prose)</p></body></html>"
        #expect(throws: Never.self) { try reader.read(Array(html.utf8)) }
    }

    @Test("Any bytes are read without a crash")
    func readsAnyBytes() throws {
        var state: UInt64 = 42
        let sample = try #require(PageFixture.all.first { $0.name == "wordpress-single-1" })
        for _ in 0..<60 {
            var bytes = sample.bytes
            for _ in 0..<40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let place = Int(state >> 33) % bytes.count
                if state & 1 == 0 {
                    bytes[place] = UInt8(truncatingIfNeeded: state >> 20)
                } else {
                    bytes.remove(at: place)
                }
            }
            #expect(throws: Never.self) { try reader.read(bytes) }
        }
    }
}
