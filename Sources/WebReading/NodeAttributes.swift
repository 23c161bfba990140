import CLibXML

/// The attributes of an element that say what it holds.
///
/// Their values are not copied: they may be looked at as long as the tree is there.
struct NodeAttributes {
    private(set) var isEmpty = true
    private(set) var id = AttributeValue()
    private(set) var classes = AttributeValue()
    /// Where a link leads, with white space at its ends.
    private(set) var rawLink: AttributeValue?
    private var datetime: AttributeValue?
    private(set) var hints: PageHints = []
    private(set) var furniture: Furniture?
    /// `property`, `name` or `itemprop` with the value of `content`, as metadata has them.
    private(set) var property = AttributeValue()
    private(set) var content = AttributeValue()
    private var rawRelation = AttributeValue()
    private var rawType = AttributeValue()

    var link: String? { rawLink.map { Trimming.trim($0.text) } }
    var time: String? { datetime?.text }
    var relation: String { rawRelation.text.lowercased() }
    var type: String { rawType.text.lowercased() }

    init(_ node: xmlNodePtr) {
        var next = node.pointee.properties
        while let attribute = next {
            next = attribute.pointee.next
            guard let rawName = attribute.pointee.name else { continue }
            isEmpty = false
            guard let name = ShortName(rawName), let kind = Self.kinds[name] else { continue }
            read(kind, AttributeValue(attribute.pointee.children?.pointee.content))
        }
    }

    private enum Kind {
        case id, classes, href, datetime, hidden, ariaHidden, style, role, itemprop, rel, property, content, type
    }

    private static let kinds = ShortNames<Kind>([
        (ShortName("id"), .id), (ShortName("class"), .classes), (ShortName("href"), .href),
        (ShortName("datetime"), .datetime), (ShortName("hidden"), .hidden), (ShortName("aria-hidden"), .ariaHidden),
        (ShortName("style"), .style), (ShortName("role"), .role), (ShortName("itemprop"), .itemprop),
        (ShortName("rel"), .rel), (ShortName("property"), .property), (ShortName("name"), .property),
        (ShortName("content"), .content), (ShortName("type"), .type),
    ])

    private mutating func read(_ kind: Kind, _ value: AttributeValue) {
        switch kind {
        case .id: id = value
        case .classes: classes = value
        case .href: rawLink = value
        case .datetime: datetime = value
        case .hidden: furniture = .hidden
        case .ariaHidden: if value.is("true") { furniture = .hidden }
        case .style: if Self.hides(value) { furniture = .hidden }
        case .role: if Self.furnitureRoles.contains(where: value.is) { furniture = .element }
        case .itemprop:
            property = value
            switch value.text.lowercased() {
            case "headline": hints.formUnion([.title, .exactTitle])
            case "articlebody": hints.insert(.body)
            case "datepublished": hints.insert(.date)
            case "author": hints.insert(.author)
            case "description": hints.insert(.lead)
            default: break
            }
        case .rel:
            rawRelation = value
            if value.bytes.count == 6, relation == "author" { hints.insert(.author) }
        case .property: if property.bytes.isEmpty { property = value }
        case .content: content = value
        case .type: rawType = value
        }
    }

    private static let furnitureRoles: [StaticString] = [
        "navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog",
    ]

    /// Whether a style sheet of one element does not show it.
    private static func hides(_ style: AttributeValue) -> Bool {
        // What hides has this in it, in whatever case; few styles do.
        guard style.bytes.count < 400, style.bytes.contains(where: { $0 | 0x20 == UInt8(ascii: "y") }) else {
            return false
        }
        let plain = style.text.lowercased().filter { $0 != " " }
        return plain.contains("display:none") || plain.contains("visibility:hidden")
    }
}

/// The value of an attribute.
struct AttributeValue {
    /// Its bytes, UTF-8 as the tree parser has them; they belong to the tree.
    private(set) var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

    /// Longest value that is looked at.
    private static let longest = 4000

    /// No value.
    init() {}

    /// A value that ends with a zero byte; a very long one counts as none.
    init(_ value: UnsafePointer<xmlChar>?) {
        guard let value else { return }
        let length = Int(xmlStrlen(value))
        if length <= Self.longest { bytes = UnsafeBufferPointer(start: value, count: length) }
    }

    /// The value as text.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether it is a word of ASCII.
    func `is`(_ word: StaticString) -> Bool { word.withUTF8Buffer { $0.elementsEqual(bytes) } }
}
