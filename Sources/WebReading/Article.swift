public import ReadingDefects

/// One article, or one post of a forum, as it stood on a page.
public struct Article: Sendable, Equatable {
    /// Its heading; nil when it has none.
    public var title: String?
    /// Who wrote it, as the page names them.
    public var author: String?
    /// When it was published, milliseconds since 1970 UTC; nil when the page does not say.
    public var published: Int64?
    /// The readable text without heading, date and author line; lines are separated by `\n`.
    public var text: String
    /// Where the article itself stands; nil when the page does not say and its address is not known.
    public var link: String?

    /// An article from its pieces.
    public init(title: String?, author: String?, published: Int64?, text: String, link: String?) {
        self.title = title
        self.author = author
        self.published = published
        self.text = text
        self.link = link
    }
}

/// What was found on a page.
public struct ArticlePage: Sendable, Equatable {
    /// The articles in the order of the page; empty when it holds none (a menu, a list of links, an error message).
    public var articles: [Article]
    /// Sentences on what was unusual about the page.
    public var defects: [ReadingDefect]

    /// A page from its pieces.
    public init(articles: [Article], defects: [ReadingDefect] = []) {
        self.articles = articles
        self.defects = defects
    }
}

/// Why bytes cannot be read as a page.
public enum PageReadingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There are no bytes.
    case empty
    /// The page has more bytes than the limit.
    case tooLarge(bytes: Int, limit: Int)

    /// One sentence on what is wrong and what to do.
    public var description: String {
        switch self {
        case .empty: "The page is empty; check the address it is fetched from."
        case .tooLarge(let bytes, let limit):
            "The page has \(bytes) bytes, more than the limit of \(limit); give the address of a single article."
        }
    }
}
