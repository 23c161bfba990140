import CLibXML

/// The attributes of an element that say what it holds.
struct NodeAttributes {
    private(set) var isEmpty = true
    private(set) var id = ""
    private(set) var classes = ""
    private(set) var link: String?
    private(set) var time: String?
    private(set) var hints: PageHints = []
    private(set) var furniture: Furniture?
    /// `property`, `name` or `itemprop` with the value of `content`, as metadata has them.
    private(set) var property = ""
    private(set) var content = ""
    private(set) var relation = ""
    private(set) var type = ""

    /// Longest value that is looked at.
    private static let longestValue = 4000

    init(_ node: xmlNodePtr) {
        var next = node.pointee.properties
        while let attribute = next {
            next = attribute.pointee.next
            guard let rawName = attribute.pointee.name else { continue }
            isEmpty = false
            let raw = attribute.pointee.children?.pointee.content
            let value = raw.map { xmlStrlen($0) <= Self.longestValue ? String(cString: $0) : "" } ?? ""
            read(String(cString: rawName), value)
        }
    }

    private mutating func read(_ name: String, _ value: String) {
        switch name {
        case "id": id = value
        case "class": classes = value
        case "href": link = Trimming.trim(value)
        case "datetime": time = value
        case "hidden": furniture = .hidden
        case "aria-hidden": if value == "true" { furniture = .hidden }
        case "style":
            guard value.utf8.count < 400 else { return }
            let plain = value.lowercased().filter { $0 != " " }
            if plain.contains("display:none") || plain.contains("visibility:hidden") { furniture = .hidden }
        case "role":
            if ["navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog"].contains(
                value)
            {
                furniture = .element
            }
        case "itemprop":
            property = value
            switch value.lowercased() {
            case "headline": hints.formUnion([.title, .exactTitle])
            case "articlebody": hints.insert(.body)
            case "datepublished": hints.insert(.date)
            case "author": hints.insert(.author)
            case "description": hints.insert(.lead)
            default: break
            }
        case "rel":
            relation = value.lowercased()
            if relation == "author" { hints.insert(.author) }
        case "property", "name": property = property.isEmpty ? value : property
        case "content": content = value
        case "type": type = value.lowercased()
        default: break
        }
    }
}
