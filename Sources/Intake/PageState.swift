/// What a page source remembers between two passes; its watermark.
struct PageState: Codable, Sendable {
    /// What is remembered of one item.
    struct Known: Codable, Sendable {
        /// Stands for the title: tells items with the same address apart.
        var title: String
        /// Stands for what the list says of the item.
        var list: String
        /// First seen, milliseconds since 1970 UTC.
        var first: Int64
        /// Its page was last fetched.
        var fetched: Int64?
        /// Last seen in the list.
        var seen: Int64
        /// How often in a row its page could not be fetched.
        var failures: Int?

        private enum CodingKeys: String, CodingKey {
            case title = "t"
            case list = "l"
            case first = "a"
            case fetched = "f"
            case seen = "s"
            case failures = "x"
        }
    }

    /// The selectors that the rest was learnt with.
    var fingerprint = ""
    /// The first page of the list; kept only when everything on it was taken.
    var list = FetchState()
    /// Where the list has moved for good.
    var movedTo: String?
    /// Pages of the list to read even when all their items are known, because some were left for later.
    var backlogPages: Int?
    var drift = SchemaDrift()
    var itemDrift = SchemaDrift()
    /// By what stands for the item's id.
    var items: [String: Known] = [:]
    /// The server is not to be asked before this time.
    var notBefore: Int64?

    /// Most items remembered; of more the ones not seen for the longest time are forgotten.
    private static let itemLimit = 1500
    /// How often the page of an item is looked at again, and for how long.
    private static let recheckAfter: Int64 = 24 * 3_600_000
    private static let recheckFor: Int64 = 8 * 24 * 3_600_000

    /// Whether the page of an item is to be looked at again for changes.
    static func isDue(_ known: Known, at time: Int64) -> Bool {
        guard let fetched = known.fetched else { return true }
        return time - fetched >= recheckAfter && time - known.first < recheckFor
    }

    /// Whether any item's page is to be looked at again, for which the list must be read even when it has not changed.
    func hasDueItems(at time: Int64) -> Bool {
        items.values.contains { $0.fetched != nil && Self.isDue($0, at: time) }
    }

    mutating func shorten() {
        guard items.count > Self.itemLimit else { return }
        let kept = items.sorted { $0.value.seen > $1.value.seen }.prefix(Self.itemLimit)
        items = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
}
