import HTMLReading
import Testing

@Suite("Plain fragments read as the tree parser reads them")
struct SimpleFragmentTests {
    private static let pieces = [
        "<p>", "</p>", "<div>", "</div>", "<br>", "<BR />", "<b>", "</b>", "<a href=\"x\">", "</a>", "<i>", "</i>",
        "<span style='color: red'>", "</span>", "<img src=\"/a.jpg\"/>", " ", "\n", "\t", "chữ", "đất ", " x", "&nbsp;",
        "&amp;", "&#146;", "&#xA0;", "&#9;", "&eacute;", "& ", "&x;", "&#0;", "\u{A0}", "\u{92}", "\u{1F600}", "<",
        ">", "<!-- c -->", "<li>", "</li>", "<h2>", "</h2>", "\u{1}", "<p title=\"&lt;a\">", "</p >", "\u{FEFF}",
        "<br title=\"a>b\">", "- ",
    ]

    @Test("Any mixture of tags, blanks and references has one text, whether quotations are marked or not")
    func mixtures() {
        // Quotations are marked by the tree parser alone; without any the texts are the same.
        var state: UInt64 = 20_261_122
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<20_000 {
            let html = (0..<random(14)).map { _ in Self.pieces[random(Self.pieces.count)] }.joined()
            let text = HTMLText.extract(html).text
            let marked = HTMLText.extract(html, marksQuotes: true).text
            #expect(Array(text.utf8) == Array(marked.utf8), "\(html.debugDescription)")
        }
    }

    @Test(
        "White space between elements is kept where the tree parser keeps it",
        arguments: [
            ("<p>một <b>hai</b> <i>ba</i></p>", "một hai ba"), ("<p>một</p> <p>hai</p>", "một\nhai"),
            ("<div>một<br/>hai <a href=\"/x\">ba</a>.</div>", "một\nhai ba."), ("<p>a&nbsp;&lt;b&gt;</p>", "a <b>"),
        ])
    func blanks(html: String, expected: String) {
        #expect(HTMLText.extract(html).text == expected)
    }
}
