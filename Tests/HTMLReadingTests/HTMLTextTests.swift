import HTMLReading
import Testing

@Suite("HTML becomes readable text")
struct HTMLTextTests {
    @Test(
        "A document reads as a person sees it",
        arguments: [
            ("<p>Một</p><p>Hai</p>", "Một\nHai"),
            ("Dòng một<br>Dòng hai", "Dòng một\nDòng hai"),
            ("<ul><li>đất</li><li>nước</li></ul>", "- đất\n- nước"),
            ("<table><tr><td>Thửa</td><td>125</td></tr><tr><td>Tờ</td><td>7</td></tr></table>", "Thửa\t125\nTờ\t7"),
            ("<script>alert('x')</script><style>p{}</style>Thật<!-- ẩn -->", "Thật"),
            ("<head><title>Tên</title></head><body>Thân</body>", "Thân"),
            ("&#7841; &agrave; &lt;b&gt; &nbsp; &amp;", "ạ à <b> &"),
            ("<meta charset=iso-8859-1>Khiếu nại", "Khiếu nại"),
            ("Khiếu\n   nại\tđất", "Khiếu nại đất"),
            ("<b>Khi</b>ếu <i>nại</i>", "Khiếu nại"),
            ("a < b và 3>2", "a < b và 3>2"),
            ("<template>mẫu</template>x", "x"),
            ("", ""),
            ("   ", ""),
            ("<pre>a\n  b</pre>", "a\n  b"),
            ("trước\u{0}sau", "trước sau"),
        ])
    func readsAsSeen(html: String, text: String) {
        #expect(HTMLText.extract(html).text == text)
    }

    @Test("A quoted block is marked when asked for")
    func marksQuotes() {
        let html = "Tôi đồng ý.<blockquote>Ông viết<br>hôm qua</blockquote>Hết"
        #expect(HTMLText.extract(html, marksQuotes: true).text == "Tôi đồng ý.\n> Ông viết\n> hôm qua\nHết")
    }

    @Test(
        "No text is lost in a document that a parser gives up on",
        arguments: [
            (
                "300 nested divs",
                String(repeating: "<div>", count: 300) + "đáy" + String(repeating: "</div>", count: 300)
            ),
            ("50,000 unclosed b", String(repeating: "<b>x", count: 50_000) + "đáy"),
            ("50,000 attributes", "<p " + (0..<50_000).map { "a\($0)=1 " }.joined() + ">đáy</p>"),
            ("a tag of 1 MB", "<p title=\"" + String(repeating: "x", count: 1_000_000) + "\">đáy</p>"),
            ("an unended comment", "<p>trước</p><!-- ghi chú <p>đáy</p>"),
            ("an unended script", "<p>trước</p><script>var x; </p><p>đáy</p>"),
            ("an unended quotation mark", "<p>trước</p><a href=\"x>chữ</a><p>đáy</p>"),
            ("a document of 3 MB", String(repeating: "<p>chữ</p>", count: 300_000) + "đáy"),
        ])
    func losesNothing(name: String, html: String) {
        let read = HTMLText.extract(html)
        #expect(read.text.contains("đáy"), "\(name)")
        #expect(read.defects.count == 1, "\(name)")
    }

    @Test(
        "Hostile repetition is read in linear time",
        arguments: [
            "<a \"", "<!--", "<script>", "<a href='", "<", "&", "&#", "</", "<![CDATA[", "<style><", "<p x=\"", "<?",
            "<!",
        ])
    func staysLinear(unit: String) {
        let clock = ContinuousClock()
        let html = String(repeating: unit, count: 200_000 / unit.utf8.count) + " đáy"
        let elapsed = clock.measure { #expect(HTMLText.extract(html).text.contains("đáy") || unit == "<style><") }
        #expect(elapsed < .seconds(8))
    }

    @Test("Random bytes never stop the reader")
    func survivesRandomBytes() {
        var generator = SplitMix(state: 11)
        let pieces = [
            "<", ">", "</", "<div", "<b>", "\"", "'", "=", "&", ";", "#", "x", "đ", "<!--", "-->", "<script>", " ",
            "\n",
        ]
        for _ in 0..<2000 {
            var html = ""
            for _ in 0..<Int(generator.next() % 60) { html += pieces[Int(generator.next() % UInt64(pieces.count))] }
            _ = HTMLText.extract(html)
        }
    }
}

/// A small deterministic generator, so that a failing input can be made again.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
