public import Casework
public import WebReading

/// How a page source is read.
public struct PageSettings: Sendable, Hashable {
    /// How the pages behind the items are read.
    public enum ItemPages: Sendable, Hashable {
        /// They are not fetched.
        case never
        /// The articles are found without selectors.
        case articles
        /// These fields are taken by selectors, all others as ``articles``.
        case selected([String: PageSelector])
    }

    /// How the list goes on.
    public enum Pagination: Sendable, Hashable {
        /// By the address that a selector takes from each page.
        case next(PageSelector)
        /// By an address with a number in the place of `{page}`, from 2 on.
        case numbered(String)
    }

    /// Where the list is.
    public var url: String
    /// What its items are taken for.
    public var labels: ItemLabels
    /// Largest page taken, decoded, in bytes.
    public var maximumBytes = 8 << 20
    /// Matches each item; nil when the page holds articles itself.
    public var item: PageSelector?
    /// Matches each field within an item, by name.
    public var fields: [String: PageSelector] = [:]
    /// How the pages behind the items are read.
    public var itemPages = ItemPages.never
    /// How the list goes on; nil when it has one page.
    public var pagination: Pagination?
    /// Most pages of the list that one pass reads.
    public var maximumPages = 5
    /// Most pages of items that one pass fetches; the others follow in the next passes.
    public var maximumItemPages = 50
    /// Items before this time are left out, and end the list; milliseconds since 1970 UTC.
    public var since: Int64?
    /// The site's own style of dates.
    public var dateStyle: DatePattern?
    /// Time between two requests to the server, when its robots.txt does not ask for more.
    public var delay = Duration.seconds(1)

    /// Settings with nothing but an address; change what differs.
    public init(url: String, labels: ItemLabels = ItemLabels(channel: .web, kind: .feedEntry)) {
        self.url = url
        self.labels = labels
    }

    /// Changes when something else would be taken from the same page.
    var fingerprint: String {
        let parts = [url, item?.written ?? ""] + fields.map { "\($0.key)=\($0.value.written)" }.sorted()
        return ContentHash.short(of: Array(parts.joined(separator: "\n").utf8))
    }

    /// The date that a text means.
    func date(_ text: String?, now: Int64) -> Int64? {
        guard let text else { return nil }
        return dateStyle?.milliseconds(text) ?? WrittenDate.milliseconds(text, now: now)
    }
}
