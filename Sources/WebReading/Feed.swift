public import ReadingDefects

/// A news feed.
public struct Feed: Sendable, Equatable {
    /// Which format it is in.
    public var kind: FeedKind
    /// Its title as text; nil when it has none.
    public var title: String?
    /// Its entries in the order of the document.
    public var entries: [FeedEntry]
    /// Sentences on what was broken; empty for a sound feed.
    public var defects: [ReadingDefect]
    /// Seconds within which the feed says that nothing new comes (`ttl`, `sy:updatePeriod`); nil when it does not say.
    public var updateSeconds: Int?

    /// A feed from its pieces.
    public init(
        kind: FeedKind, title: String?, entries: [FeedEntry], defects: [ReadingDefect] = [], updateSeconds: Int? = nil
    ) {
        self.kind = kind
        self.title = title
        self.entries = entries
        self.defects = defects
        self.updateSeconds = updateSeconds
    }
}

/// The format of a feed.
public enum FeedKind: String, Sendable, Equatable, CaseIterable {
    /// RSS 0.91 to 2.0.
    case rss
    /// RSS 0.90 and 1.0, which are RDF.
    case rdf
    /// Atom 0.3 and 1.0 (RFC 4287).
    case atom
    /// JSON Feed 1.0 and 1.1.
    case json
}

/// One entry of a feed.
public struct FeedEntry: Sendable, Equatable {
    /// What stays the same when the entry is fetched again: its own id, else its link, else `title|published`.
    public var id: String
    /// The title as text.
    public var title: String?
    /// Where the article stands.
    public var link: String?
    /// Who wrote it.
    public var author: String?
    /// First publication, milliseconds since 1970 UTC; nil when missing or unreadable.
    public var published: Int64?
    /// Last change, milliseconds since 1970 UTC; nil when missing or unreadable.
    public var updated: Int64?
    /// The content, or else the summary, as readable text.
    public var text: String
    /// Tags, categories and keywords as the publisher wrote them.
    public var tags: [String]
    /// Whether the feed has no content of the entry but only a summary or description.
    public var isSummary: Bool

    /// An entry from its pieces.
    public init(
        id: String, title: String?, link: String?, author: String?, published: Int64?, updated: Int64?, text: String,
        tags: [String] = [], isSummary: Bool = false
    ) {
        self.id = id
        self.title = title
        self.link = link
        self.author = author
        self.published = published
        self.updated = updated
        self.text = text
        self.tags = tags
        self.isSummary = isSummary
    }
}

/// Why bytes cannot be read as a feed.
public enum FeedReadingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There are no bytes.
    case empty
    /// The document has more bytes than the limit.
    case tooLarge(bytes: Int, limit: Int)
    /// No element could be read at all.
    case notXML
    /// The document begins as JSON and breaks off or is none.
    case brokenJSON
    /// The document is XML, HTML or JSON, but no feed.
    case notAFeed(root: String)

    /// One sentence on what is wrong and what to do.
    public var description: String {
        switch self {
        case .empty: "The feed is empty; check the address it is fetched from."
        case .tooLarge(let bytes, let limit):
            "The feed has \(bytes) bytes, more than the limit of \(limit); ask its site for a shorter one."
        case .notXML: "The document is no XML; check that the address is that of an RSS or Atom feed."
        case .brokenJSON: "The document is broken JSON; check that the address is that of a feed and that it is whole."
        case .notAFeed(let root):
            "The document is <\(root)>, not an RSS or Atom feed; look on the site's page for the address of its feed."
        }
    }
}
