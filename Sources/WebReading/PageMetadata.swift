import CLibXML
import Foundation

/// What a page says of itself for machines: JSON-LD, Open Graph, `meta`, `link`.
///
/// Sites often copy one template onto every page, so nothing here is believed against what a reader sees.
///
/// > Source: schema.org Article, ogp.me, HTML Living Standard §4.2.5.
struct PageMetadata {
    /// Headings that the page may mean, the most trustworthy first.
    private(set) var titles: [String] = []
    /// The text of the `title` element.
    private(set) var documentTitle: String?
    private(set) var siteName: String?
    private(set) var authors: [String] = []
    /// Points in time that the page may have been published, the most trustworthy first.
    private(set) var published: [Int64] = []
    /// Addresses that the page gives itself, the most trustworthy first.
    private(set) var addresses: [String] = []
    /// What links are relative to.
    private(set) var base: String?

    /// What is known without a tree.
    init(documentTitle: String? = nil) { self.documentTitle = documentTitle }

    /// The page says that it is the front page of the site, as templates that were filled in once say on every page.
    var isOfTemplate: Bool { !addresses.isEmpty && addresses.allSatisfy(PageAddress.isRoot) }

    private var structuredBytes = 0

    /// Most bytes of JSON-LD that are parsed.
    private static let structuredLimit = 300_000

    /// Reads an element whose content is not for readers: the head, or a script.
    mutating func read(_ part: ElementKind.Part?, _ node: xmlNodePtr) {
        switch part {
        case .head:
            var next = node.pointee.children
            while let child = next {
                next = child.pointee.next
                guard child.pointee.type == XML_ELEMENT_NODE else { continue }
                let part = ElementKind.of(child).part
                if part == .script || part == .title {
                    read(part, child)
                } else {
                    read(NodeAttributes(child), of: part)
                }
            }
        case .title:
            guard documentTitle == nil else { return }
            documentTitle = Self.oneLine(Self.content(of: node)).map { String($0.prefix(500)) }
        case .script:
            guard NodeAttributes(node).type.hasPrefix("application/ld+json") else { return }
            let text = Self.content(of: node)
            structuredBytes += text.utf8.count
            guard structuredBytes <= Self.structuredLimit,
                let json = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: [.fragmentsAllowed])
            else { return }
            structured(json, depth: 0)
        default: break
        }
    }

    /// Reads the attributes of a `meta`, `link` or `base` element, wherever it stands.
    mutating func read(_ attributes: NodeAttributes, of part: ElementKind.Part?) {
        switch part {
        case .link:
            if attributes.relation == "canonical", let link = attributes.link { addresses.insert(link, at: 0) }
        case .base: base = base ?? attributes.link
        case .meta:
            guard let value = Self.oneLine(attributes.content.text) else { return }
            property(attributes.property.text.lowercased(), value)
        default: break
        }
    }

    private mutating func property(_ name: String, _ value: String) {
        switch name {
        case "og:title", "twitter:title", "dc.title", "headline": titles.append(value)
        case "og:site_name", "application-name": siteName = siteName ?? value
        case "og:url": addresses.append(value)
        case "author", "article:author", "dc.creator": authors.append(value)
        case "article:published_time", "datepublished", "pubdate", "date", "dc.date", "dc.date.issued", "publishdate",
            "og:published_time", "dcterms.created":
            if let time = FeedDate.milliseconds(value) { published.append(time) }
        default: break
        }
    }

    private static let articleTypes: Set<String> = [
        "article", "newsarticle", "blogposting", "report", "reportagenewsarticle", "discussionforumposting",
        "socialmediaposting", "advertisercontentarticle", "analysisnewsarticle", "governmentservice",
    ]

    private mutating func structured(_ json: Any, depth: Int) {
        guard depth < 6 else { return }
        if let list = json as? [Any] {
            for part in list.prefix(50) { structured(part, depth: depth + 1) }
        }
        guard let object = json as? [String: Any] else { return }
        if let graph = object["@graph"] { structured(graph, depth: depth + 1) }
        let types = (object["@type"] as? [Any] ?? [object["@type"] as Any]).compactMap { ($0 as? String)?.lowercased() }
        guard types.contains(where: Self.articleTypes.contains) else { return }
        if let title = (object["headline"] as? String ?? object["name"] as? String).flatMap(Self.oneLine) {
            titles.insert(title, at: 0)
        }
        if let date = object["datePublished"] as? String, let time = FeedDate.milliseconds(date) {
            published.insert(time, at: 0)
        }
        if let name = Self.name(object["author"]) { authors.insert(name, at: 0) }
        if let publisher = Self.name(object["publisher"]) { siteName = siteName ?? publisher }
    }

    private static func name(_ json: Any?) -> String? {
        switch json {
        case let name as String: oneLine(name)
        case let object as [String: Any]: (object["name"] as? String).flatMap(oneLine)
        case let list as [Any]:
            list.prefix(8).compactMap { name($0) }.joined(separator: ", ").nilIfEmpty
        default: nil
        }
    }

    private static func content(of node: xmlNodePtr) -> String {
        guard let content = xmlNodeGetContent(node) else { return "" }
        defer { clibxml_free(content) }
        return String(cString: content)
    }

    private static func oneLine(_ text: String) -> String? {
        // Most texts are short and have single blanks already.
        if text.utf8.count <= 2000, ByteSearch.isPlain(text[...].utf8), Trimming.oneLine(text) == text {
            return text.nilIfEmpty
        }
        return text.prefix(2000).split(whereSeparator: \.isWhitespace).joined(separator: " ").nilIfEmpty
    }
}

extension String {
    /// The text, nil when there is none.
    var nilIfEmpty: String? { isEmpty ? nil : self }
}
