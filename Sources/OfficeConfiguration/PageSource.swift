public import WebReading

extension OfficeConfiguration {
    /// A page that lists items, read by selectors; or a page that holds articles itself.
    public struct PageSource: Sendable, Hashable {
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
        public var address: WebAddress
        /// What its items are taken for.
        public var labels: ItemLabels
        /// Matches each item; nil when the page holds articles itself.
        public var item: PageSelector?
        /// Matches each field within an item, by name.
        public var fields: [String: PageSelector]
        /// How the pages behind the items are read.
        public var itemPages: ItemPages
        /// How the list goes on; nil when it has one page.
        public var pagination: Pagination?
        /// Most pages of the list that one pass reads.
        public var maximumPages: Int
        /// Items before this time are left out, and end the list; milliseconds since 1970 UTC.
        public var since: Int64?
        /// The site's own style of dates.
        public var dateStyle: DatePattern?
        /// Seconds between two requests to the server.
        public var delaySeconds: Double

        /// Creates a source.
        public init(
            address: WebAddress, labels: ItemLabels, item: PageSelector?, fields: [String: PageSelector],
            itemPages: ItemPages, pagination: Pagination?, maximumPages: Int, since: Int64?, dateStyle: DatePattern?,
            delaySeconds: Double
        ) {
            self.address = address
            self.labels = labels
            self.item = item
            self.fields = fields
            self.itemPages = itemPages
            self.pagination = pagination
            self.maximumPages = maximumPages
            self.since = since
            self.dateStyle = dateStyle
            self.delaySeconds = delaySeconds
        }
    }
}
