import CLibXML
import Testing

@testable import HTMLReading

/// A reader of pages may not notice who made the nodes of the tree.
@Suite("Nodes laid side by side make the parser's tree")
struct NodeArenaTests {
    @Test(
        "Each document gives the tree that the parser makes by itself",
        arguments: [
            "<p>Một</p> <p>Hai</p>",
            "chữ <b>đậm</b> <i>nghiêng</i> <time>x</time> <time>y</time> <label>z</label> <u>t</u>",
            "<ul class=\"menu\"><li class=muc-1><a href='/x?a=1&amp;b=2'>Mục 1</a></li> <li hidden><a>Mục 2</a></li></ul>",
            "<!-- đầu --><?xml-stylesheet href=\"a\"?><!DOCTYPE html><!-- hai --><html lang=vi><title>Tên</title>Thân</html>đuôi",
            "<html><body class=a>x<html class=b id=k><body id=z>y</body></html><p>sau</p> <!-- c --> <p>cuối",
            "<o:p>một</o:p> <x:>hai</x:><:y>ba</:y><xml:p>bốn</xml:p><a:b:c>năm</a:b:c>",
            "<1:p>một</1:p><a:1>hai</a:1>",
            "<script>var a = '<b>';</script><style>p{}</style><script type=\"application/ld+json\">{}</script>",
            "<select><option selected>một<option>hai</select><input disabled value=\"\">",
            "<table> <tr> <td>a</td> <td>b</td> </tr> </table> <pre>\n a\n</pre>",
            "<p title=\"\(String(repeating: "x", count: 60000))\">\(String(repeating: "chữ ", count: 20000))</p> <b>z</b>",
            "a<p>b<!-- c -->d</p><!-- e --> <p> <!-- f --> g</p>&nbsp;&amp;&#7841;&khong;",
            "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"><body> <p>a</p> <b>b</b> c</body>",
            "", " ", "<", "</p>",
        ])
    func isTheSame(html: String) { expectSame(html) }

    @Test("Mixtures of all kinds of pieces give the same tree")
    func mixtures() {
        let pieces = [
            "<p>", "</p>", "<div class=\"tin\">", "</div>", "<b>", "</b>", " ", "\n", "chữ", "<!-- x -->", "<br>",
            "<td>",
            "<tr>", "<table>", "</table>", "<a href=\"/x\">", "</a>", "<html id=h>", "<body id=b>", "<head>", "</head>",
            "<title>t</title>", "<script>s</script>", "&amp;", "<o:p>", "</o:p>", "<?pi x?>", "<li>", "<span hidden>",
            "</span>", "<h1>", "</h1>", "</body>", "</html>", "<select>", "<option>", "<form>",
            "<meta name=a content=b>",
        ]
        var state: UInt64 = 20_261_122
        for _ in 0..<1500 {
            var html = ""
            for _ in 0..<24 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                html += pieces[Int((state >> 33) % UInt64(pieces.count))]
            }
            expectSame(html)
        }
    }

    @Test("A tree that is too deep is refused as the parser refuses it")
    func depth() {
        for depth in [200, 300, 5000] {
            expectSame(String(repeating: "<div>", count: depth) + "Nội dung")
        }
    }

    private func expectSame(_ html: String) {
        let bytes = Array(html.utf8)
        let own = HTMLTree.withDocument(bytes) { Self.written($0.pointee.children) }
        let laid = HTMLTree.withDocument(bytes, nodes: NodeArena()) { Self.written($0.pointee.children) }
        #expect(own == laid, "\(html.prefix(300))")
    }

    /// A tree as text; neighbouring texts count as one.
    private static func written(_ first: xmlNodePtr?) -> String {
        var result = ""
        var next = first
        while let node = next {
            #expect(node.pointee.next.map { $0.pointee.prev == node } ?? true)
            switch node.pointee.type {
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: result += text(node.pointee.content)
            case XML_ELEMENT_NODE:
                result += "<" + text(node.pointee.name)
                var attribute = node.pointee.properties
                while let current = attribute {
                    let name = text(current.pointee.name)
                    // What a boolean attribute is set to says no more than its name.
                    let value = text(current.pointee.children?.pointee.content)
                    result += " " + name + "=" + (value == name ? "" : value)
                    attribute = current.pointee.next
                }
                result += ">" + written(node.pointee.children) + "</>"
            case XML_DTD_NODE: break
            default: result += "<type \(node.pointee.type.rawValue)>"
            }
            next = node.pointee.next
        }
        return result
    }

    private static func text(_ bytes: UnsafePointer<xmlChar>?) -> String { bytes.map { String(cString: $0) } ?? "" }
}
