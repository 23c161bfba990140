extension OfficeConfiguration {
    /// An RSS, Atom or JSON feed.
    public struct FeedSource: Sendable, Hashable {
        /// Whether the articles behind the entries are fetched.
        public enum FullText: String, Sendable, Hashable, CaseIterable {
            /// Where the feed has a teaser only.
            case auto
            /// For every entry.
            case always
            /// Never.
            case never
        }

        /// Where the feed is.
        public var address: WebAddress
        /// What its entries are taken for.
        public var labels: ItemLabels
        /// Whether the articles behind the entries are fetched.
        public var fullText: FullText

        /// Creates a feed.
        public init(
            address: WebAddress, labels: ItemLabels = ItemLabels(channel: "web", kind: "news"),
            fullText: FullText = .auto
        ) {
            self.address = address
            self.labels = labels
            self.fullText = fullText
        }
    }
}
