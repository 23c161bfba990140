extension FeedEntry {
    /// A summary of fewer characters is taken for a teaser.
    static let teaserLength = 600

    /// What teasers end with.
    private static let teaserEnds = [
        "…", "...", "[…]", "[...]", "(…)", "»", ">>", "xem tiếp", "đọc tiếp", "xem thêm", "chi tiết", "read more",
        "continue reading", "xem chi tiết",
    ]

    /// Whether the text is only the beginning or the gist of what stands on the entry's page.
    public var isTeaser: Bool {
        guard isSummary else { return Self.isCut(text) && text.count < Self.teaserLength }
        return text.count < Self.teaserLength || Self.isCut(text)
    }

    private static func isCut(_ text: String) -> Bool {
        let end = Trimming.trim(String(text.suffix(40))).lowercased()
        return teaserEnds.contains { end.hasSuffix($0) }
    }
}
