/// Articles among lines without markup: a feed's text, or a page whose tags had to be taken out one by one.
struct PlainArticles {
    private let lines: [PageLine]

    private let title: String?

    /// Lines of a text.
    ///
    /// - Parameters:
    ///   - lines: Its lines, without blank ones.
    ///   - title: What the document calls itself.
    init(_ lines: [String], title: String? = nil) {
        self.title = title
        self.lines = lines.map { line in
            var plain = PageLine(line.hasPrefix("- ") ? String(line.dropFirst(2)) : line)
            plain.isListItem = line.hasPrefix("- ")
            return plain
        }.filter { $0.length > 0 }
    }

    func articles(address: String?) -> [Article] {
        let box = PageBox(
            parent: 0, kind: .unknown, classes: "", hints: [], furniture: nil, firstLine: 0, endLine: lines.count)
        return ArticleSearch(
            lines: lines, boxes: [box], metadata: PageMetadata(documentTitle: title), address: address, isPlain: true
        ).articles()
    }
}
