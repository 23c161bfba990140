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
        if name.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) { return name }
        return String(name.split(separator: ":").last ?? "").lowercased()
    }

    /// The name as `prefix:local`, or `local` for the formats' own elements.
    var qualifiedName: String {
        let prefix = vocabulary
        return prefix.isEmpty ? localName : "\(prefix):\(localName)"
    }

    /// ``QualifiedName/packed`` of the element's name.
    var packedName: UInt64 {
        guard let name = node.pointee.name else { return 0 }
        let number: Int?
        if let namespace = node.pointee.ns {
            number = namespace.pointee.href.flatMap { Self.vocabularyNumber($0) }
        } else {
            number = 0
        }
        // The parser ends each name with a zero, and keeps it as long as the document.
        let letters = UnsafeBufferPointer(start: name, count: Int(xmlStrlen(name)))
        return number.flatMap { QualifiedName.packed(letters, $0) } ?? QualifiedName(qualifiedName).packed
    }

    private static let knownAddresses = vocabularies.keys.sorted().map { Array($0.utf8) }
    private static let knownLengths = knownAddresses.map(\.count)
    private static let knownNumbers = vocabularies.keys.sorted().map { address in
        vocabularies[address].flatMap { QualifiedName.vocabularies.firstIndex(of: $0) }
    }

    private static func vocabularyNumber(_ address: UnsafePointer<xmlChar>) -> Int? {
        let length = Int(xmlStrlen(address))
        for index in knownLengths.indices where knownLengths[index] == length {
            // Both have as many bytes as are compared.
            if xmlStrncmp(address, knownAddresses[index], Int32(length)) == 0 { return knownNumbers[index] }
        }
        return nil
    }

    /// Whether the element has a name.
    func isNamed(_ name: QualifiedName) -> Bool {
        packedName == name.packed && (name.packed != 0 || qualifiedName == name.text)
    }

    /// Visits the child elements in order until `visit` says that it has seen enough.
    func eachChild(_ visit: (XMLElement) -> Bool) {
        var next = node.pointee.children
        while let current = next {
            if current.pointee.type == XML_ELEMENT_NODE, !visit(XMLElement(current)) { return }
            next = current.pointee.next
        }
    }

    /// Child elements of a name, in order.
    func children(_ name: QualifiedName) -> [XMLElement] {
        var found: [XMLElement] = []
        eachChild { child in
            if child.isNamed(name) { found.append(child) }
            return true
        }
        return found
    }

    /// The first child element of a name.
    func child(_ name: QualifiedName) -> XMLElement? {
        var found: XMLElement?
        eachChild { child in
            if child.isNamed(name) { found = child }
            return found == nil
        }
        return found
    }

    /// All child elements, by name.
    var fields: XMLFields { XMLFields(self) }

    /// Whether there are elements inside.
    var hasElements: Bool { xmlFirstElementChild(node) != nil }

    /// All characters inside the element.
    var content: String { withContent { String(decoding: $0, as: UTF8.self) } }

    /// Lends out all characters inside the element, as UTF-8.
    func withContent<Result>(_ read: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        // The text of an element that holds nothing else stands in the document, which is not changed meanwhile, up to a zero.
        if let only = node.pointee.children, only.pointee.next == nil,
            only.pointee.type == XML_TEXT_NODE || only.pointee.type == XML_CDATA_SECTION_NODE,
            let content = only.pointee.content
        {
            return read(UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content))))
        }
        guard let content = xmlNodeGetContent(node) else { return read(UnsafeBufferPointer(start: nil, count: 0)) }
        defer { clibxml_free(content) }
        return read(UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content))))
    }

    /// The value of an attribute, whatever its prefix.
    func attribute(_ name: String) -> String? {
        guard node.pointee.properties != nil, let value = xmlGetProp(node, name) else { return nil }
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
