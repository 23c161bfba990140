/// A line of a page as a reader sees it, with what its markup says about it.
struct PageLine {
    var text: String
    /// Characters.
    var length: Int
    /// Characters that stand in links.
    var linkLength = 0
    /// Where its first link goes.
    var link: String?
    /// 1 to 6 inside `h1` to `h6`.
    var level: Int?
    /// All of it is in bold.
    var isBold = false
    var isListItem = false
    /// The point in time that a `time` element in it names.
    var time: String?
    /// What the names of the elements around it say.
    var hints: PageHints = []
    /// The innermost box it stands in.
    var box = 0

    init(_ text: String) {
        self.text = text
        length = text.unicodeScalars.count
    }

    /// Most of it is links.
    var isLinks: Bool { linkLength * 2 >= length && linkLength > 0 }

    /// It ends as a sentence ends, quotation marks and brackets not counted.
    var endsSentence: Bool {
        var bytes = text.utf8[...]
        while let last = bytes.last {
            switch last {
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"): bytes = bytes.dropLast()
            case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ";"), UInt8(ascii: ":"):
                return true
            // U+201D ” and U+2019 ’ are E2 80 9D and E2 80 99; U+2026 … is E2 80 A6.
            case 0x9D where bytes.suffix(3).starts(with: [0xE2, 0x80]),
                0x99 where bytes.suffix(3).starts(with: [0xE2, 0x80]):
                bytes = bytes.dropLast(3)
            default: return last == 0xA6 && bytes.suffix(3).starts(with: [0xE2, 0x80])
            }
        }
        return false
    }

    /// It reads like a part of an article rather than like a label.
    var isProse: Bool { !isLinks && (length >= 80 || length >= 25 && endsSentence) }

    /// It is a heading by its markup.
    var isHeading: Bool { level != nil || hints.contains(.title) }
}

/// What class names, ids and other attributes say about what an element holds.
struct PageHints: OptionSet, Hashable {
    let rawValue: UInt8

    static let title = PageHints(rawValue: 1)
    static let date = PageHints(rawValue: 2)
    static let author = PageHints(rawValue: 4)
    static let lead = PageHints(rawValue: 8)
    /// The body of an article.
    static let body = PageHints(rawValue: 16)
    /// `itemprop="headline"` and the like: said for machines, and rarely wrong.
    static let exactTitle = PageHints(rawValue: 32)
}

/// Why an element is taken to stand around the article rather than in it.
enum Furniture: Hashable {
    /// The element says so (`nav`, `footer`, `role="search"`).
    case element
    /// Its class or id says so.
    case name
    /// It is the foot of the page or of the article.
    case footer
    /// What readers wrote below.
    case comments
    /// It is not shown at first.
    case hidden
}

/// A block element with the lines inside it.
struct PageBox {
    var parent: Int
    var kind: ElementKind
    /// The class without numbers: with the element's kind, equal for elements of one kind.
    var classes: String
    var hints: PageHints
    var furniture: Furniture?
    var firstLine: Int
    var endLine: Int

    var lines: Range<Int> { firstLine..<endLine }
}
