import CharsetDecoding
import Foundation
import HTMLReading
import ReadingDefects

/// Reads articles out of web pages: their text without what stands around it on a site.
///
/// Menus, "Gửi cho bạn bè", "Xem nhiều nhất", "Các tin khác", counters of visits, share bars, comments, adverts and footers are
/// left out. Several articles on one page, and the posts of a forum, are told apart. What the page says of itself (JSON-LD,
/// Open Graph, `meta`, `time`) is used where it agrees with what a reader sees; where it does not, what a reader sees counts.
public struct ArticleReader: Sendable {
    /// Largest page in bytes.
    public static let limitBytes = 16_000_000

    /// A reader; it has no state and may be used from several threads at once.
    public init() {}

    /// Reads the articles of a page.
    ///
    /// A page that the tree parser cannot have (``HTMLText``) loses its tags in one linear pass, and its lines are judged by
    /// their words alone; a defect says so.
    ///
    /// - Parameters:
    ///   - bytes: The page as it was fetched.
    ///   - declaredCharset: The charset that HTTP declared, nil when it declared none; the page's own declaration comes next.
    ///   - address: Where the page was fetched, for links; nil when that is not known.
    /// - Returns: The articles.
    /// - Throws: ``PageReadingError`` when the bytes are empty or too many.
    public func read(
        _ bytes: [UInt8], declaredCharset: String? = nil, address: String? = nil
    ) throws(PageReadingError) -> ArticlePage {
        let page = try PageText(bytes, declaredCharset: declaredCharset)
        switch HTMLDocument.read(page.utf8, skipsPrograms: true, { document in PageOutline(document) }) {
        case .read(let outline):
            return ArticlePage(articles: outline.articles(address: address), defects: page.defects)
        case .refused(let defect):
            let text = page.text
            let lines = HTMLText.extract(text).text.split(separator: "\n", omittingEmptySubsequences: true)
            // The title of the document comes first, for it is not told from the rest.
            let title =
                text.range(of: "<title", options: .caseInsensitive) == nil ? nil : lines.first.map(String.init)
            let articles = PlainArticles(lines.prefix(Self.lineLimit).map(String.init), title: title)
                .articles(address: address)
            return ArticlePage(articles: articles, defects: page.defects + [defect])
        }
    }

    /// Parts a plain text in which articles run together, as the text of a feed's entry often is.
    ///
    /// - Parameter text: The text, one paragraph a line.
    /// - Returns: The articles without furniture; empty when the text is furniture alone.
    public func articles(inText text: String) -> [Article] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
        return PlainArticles(lines.prefix(Self.lineLimit).map(String.init)).articles(address: nil)
    }

    /// Most lines of a page that are looked at.
    static let lineLimit = 50_000
}

/// The decoded text of a page.
struct PageText {
    let utf8: [UInt8]
    let defects: [ReadingDefect]

    var text: String { String(decoding: utf8, as: UTF8.self) }

    init(_ bytes: [UInt8], declaredCharset: String?) throws(PageReadingError) {
        guard bytes.contains(where: { $0 > 0x20 }) else { throw .empty }
        guard bytes.count <= ArticleReader.limitBytes else {
            throw .tooLarge(bytes: bytes.count, limit: ArticleReader.limitBytes)
        }
        let decoded = CharsetDecoder.decodeToUTF8(bytes, declared: declaredCharset ?? Self.ownDeclaration(bytes))
        utf8 = decoded.utf8
        defects = [decoded.defect].compactMap { $0 }
    }

    /// The charset that a `meta` element names within the first 4096 bytes.
    private static func ownDeclaration(_ bytes: [UInt8]) -> String? {
        let head = bytes.prefix(4096)
        let label = Array("charset=".utf8)
        for start in head.indices.dropLast(label.count)
        where head[start] | 0x20 == label[0]
            && head[start...].prefix(label.count).map({ $0 | 0x20 }) == label.map({ $0 | 0x20 })
        {
            let value = head[(start + label.count)...].drop { $0 == 0x22 || $0 == 0x27 || $0 == 0x20 }
            let name = value.prefix {
                ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D || $0 == 0x5F
            }
            if !name.isEmpty { return String(decoding: name, as: UTF8.self) }
        }
        return nil
    }
}
