/// Articles among lines without markup: a feed's text, or a page whose tags had to be taken out one by one.
struct PlainArticles {
    private let lines: [PageLine]

    init(_ lines: [String]) {
        self.lines = lines.map { line in
            var plain = PageLine(line.hasPrefix("- ") ? String(line.dropFirst(2)) : line)
            plain.isListItem = line.hasPrefix("- ")
            return plain
        }.filter { $0.length > 0 }
    }

    func articles(address: String?) -> [Article] {
        let box = PageBox(
            parent: 0, name: "", signature: "", hints: [], furniture: nil, firstLine: 0, endLine: lines.count)
        return ArticleSearch(
            lines: lines, boxes: [box], metadata: PageMetadata(), address: address, isPlain: true
        ).articles()
    }
}
