import CLibXML

/// What the name of an element says about what it holds.
struct ElementKind {
    /// An element that is read in a way of its own.
    enum Part {
        case anchor, base, bold, cell, head, lineBreak, link, listItem, meta, paragraph, row, rule, script, time, title
    }

    /// A number of its own for each name; 0 for one that says nothing.
    private(set) var number = 0
    private(set) var part: Part?
    /// It holds nothing for a reader.
    private(set) var isSilent = false
    private(set) var isBlock = false
    /// What is inside it is no longer the heading around it.
    private(set) var endsHeading = false
    /// 1 to 6 for `h1` to `h6`.
    private(set) var level: Int?
    private(set) var furniture: Furniture?
    /// One of several such elements may hold a post or an article each.
    private(set) var isPart = false

    /// The kind of an element without a name of its own.
    static let unknown = ElementKind()

    /// What the name of a node says.
    static func of(_ node: xmlNodePtr) -> ElementKind {
        guard let raw = node.pointee.name, let name = ShortName(raw) else { return unknown }
        return table[name] ?? unknown
    }

    private static let table: ShortNames<ElementKind> = {
        var kinds: [(ShortName, ElementKind)] = []
        for name in silent + blocks + others {
            let text = name.description
            let kind = ElementKind(
                number: kinds.count + 1, part: parts[text], isSilent: kinds.count < silent.count,
                isBlock: (silent.count..<(silent.count + blocks.count)).contains(kinds.count),
                endsHeading: headingEnds.contains(text), level: levels[text], furniture: furniture[text],
                isPart: wholes.contains(text))
            kinds.append((ShortName(name), kind))
        }
        return ShortNames(kinds)
    }()

    private static let silent: [StaticString] = [
        "script", "style", "template", "head", "select", "button", "textarea", "noscript", "iframe", "svg", "object",
        "video", "audio", "canvas", "map", "input", "datalist", "math",
    ]

    private static let blocks: [StaticString] = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "html", "legend", "li", "main", "marquee", "menu", "nav", "ol", "p", "pre", "section", "summary",
        "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ]

    private static let others: [StaticString] = [
        "a", "b", "base", "br", "hr", "link", "meta", "strong", "time", "title",
    ]

    private static let parts: [String: Part] = [
        "a": .anchor, "b": .bold, "base": .base, "br": .lineBreak, "head": .head, "hr": .rule, "li": .listItem,
        "link": .link, "meta": .meta, "p": .paragraph, "script": .script, "strong": .bold, "td": .cell, "th": .cell,
        "time": .time, "title": .title, "tr": .row,
    ]

    private static let headingEnds: Set<String> = ["div", "section", "article", "p", "table", "ul", "li", "dl"]

    private static let wholes: Set<String> = ["article", "div", "section", "li", "tr", "table", "tbody", "td", "dd"]

    private static let levels = ["h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6]

    private static let furniture: [String: Furniture] = [
        "nav": .element, "footer": .footer, "aside": .element, "menu": .element, "marquee": .element,
        "dialog": .element,
    ]
}
