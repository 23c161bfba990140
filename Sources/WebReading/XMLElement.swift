import CLibXML

/// One element of a parsed document, valid as long as the document is.
struct XMLElement {
    private let node: xmlNodePtr

    init(_ node: xmlNodePtr) { self.node = node }

    /// The prefix that says which vocabulary the element is of: of its namespace where that is known, else as written.
    private var vocabulary: String {
        if let namespace = node.pointee.ns {
            let address = namespace.pointee.href.map { String(cString: $0) } ?? ""
            if let known = Self.vocabularies[address] { return known }
            return namespace.pointee.prefix.map { String(cString: $0) } ?? ""
        }
        return rawName.firstIndex(of: ":").map { String(rawName[..<$0]) } ?? ""
    }

    /// Core elements of the feed formats have no prefix here, whichever the document uses.
    private static let vocabularies = [
        "http://www.w3.org/2005/Atom": "", "http://purl.org/atom/ns#": "", "http://purl.org/rss/1.0/": "",
        "http://my.netscape.com/rdf/simple/0.9/": "", "http://channel.netscape.com/rdf/simple/0.9/": "",
        "http://backend.userland.com/rss2": "", "http://purl.org/dc/elements/1.1/": "dc",
        "http://blogs.law.harvard.edu/tech/rss": "", "http://purl.org/dc/elements/1.0/": "dc",
        "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes", "http://search.yahoo.com/mrss": "media",
        "http://purl.org/rss/1.0/modules/syndication/": "sy", "http://purl.org/net/rss1.1#": "",
        "http://purl.org/dc/terms/": "dcterms",
        "http://purl.org/rss/1.0/modules/content/": "content", "http://search.yahoo.com/mrss/": "media",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "", "http://www.w3.org/1999/xhtml": "xhtml",
    ]

    private var rawName: String { node.pointee.name.map { String(cString: $0) } ?? "" }

    /// The name without its prefix, lower case.
    var localName: String {
        let name = rawName
        // Nearly every name is that already.
        if name.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) { return name }
        return String(name.split(separator: ":").last ?? "").lowercased()
    }

    /// The name as `prefix:local`, or `local` for the formats' own elements.
    var qualifiedName: String {
        let prefix = vocabulary
        return prefix.isEmpty ? localName : "\(prefix):\(localName)"
    }

    /// Child elements of any of the names, in order.
    func children(_ names: Set<String>) -> [XMLElement] {
        var found: [XMLElement] = []
        var next = node.pointee.children
        while let current = next {
            if current.pointee.type == XML_ELEMENT_NODE {
                let element = XMLElement(current)
                if names.contains(element.qualifiedName) { found.append(element) }
            }
            next = current.pointee.next
        }
        return found
    }

    /// The first child element of a name.
    func child(_ name: String) -> XMLElement? { children([name]).first }

    /// All child elements, by name.
    var fields: XMLFields {
        var found: [XMLElement] = []
        var next = node.pointee.children
        while let current = next {
            if current.pointee.type == XML_ELEMENT_NODE { found.append(XMLElement(current)) }
            next = current.pointee.next
        }
        return XMLFields(found)
    }

    /// Whether there are elements inside.
    var hasElements: Bool { xmlFirstElementChild(node) != nil }

    /// All characters inside the element.
    var content: String {
        guard let content = xmlNodeGetContent(node) else { return "" }
        defer { clibxml_free(content) }
        return String(cString: content)
    }

    /// The value of an attribute, whatever its prefix.
    func attribute(_ name: String) -> String? {
        guard let value = xmlGetProp(node, name) else { return nil }
        defer { clibxml_free(value) }
        return String(cString: value)
    }

    /// An address in the element, made absolute by the `xml:base` of the elements around it.
    ///
    /// > Source: RFC 4287 §2, W3C XML Base.
    func resolved(_ address: String) -> String {
        guard let base = xmlNodeGetBase(node.pointee.doc, node) else { return address }
        defer { clibxml_free(base) }
        return Self.resolved(address, base: String(cString: base))
    }

    /// An address made absolute by another; as it is where that cannot be done.
    static func resolved(_ address: String, base: String?) -> String {
        guard let base, let uri = xmlBuildURI(address, base) else { return address }
        defer { clibxml_free(uri) }
        return String(cString: uri)
    }

    /// The markup inside the element, for content that is XHTML.
    var innerMarkup: String {
        guard let buffer = xmlBufferCreate() else { return content }
        defer { xmlBufferFree(buffer) }
        var next = node.pointee.children
        while let current = next {
            xmlNodeDump(buffer, node.pointee.doc, current, 0, 0)
            next = current.pointee.next
        }
        return xmlBufferContent(buffer).map { String(cString: $0) } ?? content
    }
}
