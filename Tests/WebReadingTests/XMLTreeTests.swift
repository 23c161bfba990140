import Testing
import WebReading

@Suite struct XMLTreeTests {
    @Test func elementsAndTextsAreRead() throws {
        let text =
            "<?xml version=\"1.0\"?>\n<a:list xmlns:a=\"x\"><one k=\"v\"> Lê &amp; <![CDATA[<b>]]> </one><two/><!-- c --></a:list>"
        let tree = try #require(XMLTree(Array(text.utf8)))
        #expect(tree.name == "list")
        #expect(tree["one"]?.text == "Lê & <b>")
        #expect(tree["two"]?.text == "")
        #expect(tree.children.count == 2 && tree["three"] == nil)
    }

    @Test(arguments: ["", "   ", "{\"a\":1}", "<a>", "<a></b>", "<a></a><b></b>", "text"])
    func whatIsNotXMLToItsEndIsNone(text: String) { #expect(XMLTree(Array(text.utf8)) == nil) }

    @Test func entitiesAreNeitherDefinedNorFetched() throws {
        let laughs =
            "<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;&x;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
        let tree = try #require(XMLTree(Array((laughs + "<a><b>&y;</b><c>&f;</c></a>").utf8)))
        #expect(tree["b"]?.text.contains("ha") == false)
        #expect(tree["c"]?.text.contains("root:") == false)
    }

    @Test func depthHasABound() {
        let deep = String(repeating: "<a>", count: 40) + String(repeating: "</a>", count: 40)
        #expect(XMLTree(Array(deep.utf8)) == nil)
    }
}
