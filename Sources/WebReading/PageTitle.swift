import VietnameseText

/// The heading of a page's article: the line that shows it, or else what the metadata say.
struct PageTitle {
    /// The line; nil when the page shows no heading.
    private(set) var line: Int?
    /// The heading as text.
    private(set) var text: String?

    /// Looks for the heading of the article in a stretch of lines, in it or above it.
    init(_ search: ArticleSearch, region: Range<Int>) {
        let metadata = search.metadata
        let site = metadata.siteName.map(foldedForSearch)
        let meant =
            metadata.isOfTemplate
            ? [] : metadata.titles.prefix(4).map { foldedForSearch(String($0.prefix(300))) }.filter { $0 != site }
        let documentTitle =
            metadata.isOfTemplate ? nil : metadata.documentTitle.map { foldedForSearch(String($0.prefix(300))) }
        let firstProse = region.first { search.worth.isOpen($0) && search.lines[$0].isProse } ?? region.lowerBound

        var bestScore = 0
        for index in 0..<region.upperBound where search.worth.dropped[index] == nil {
            let candidate = search.lines[index]
            guard candidate.length >= 3, candidate.length <= 300, search.worth.kinds[index] == nil else { continue }
            guard index <= firstProse || candidate.isHeading else { continue }
            guard PageDate(candidate.text)?.isWhole != true else { continue }
            // The name of the site leads to its front page.
            if candidate.isLinks, let link = candidate.link, PageAddress.isRoot(link) { continue }
            let folded = foldedForSearch(candidate.text)
            guard folded != site else { continue }
            var score = Self.score(
                candidate, folded: folded, meant: meant, documentTitle: documentTitle,
                distance: max(0, firstProse - index), isBelow: index > firstProse)
            if score > 0, let next = (index + 1..<region.upperBound).first(where: { search.worth.dropped[$0] == nil }) {
                // A date below makes a heading an article's, links below make it the site's.
                if search.headDate(search.lines[next]) != nil { score += 14 }
                if search.lines[next].isLinks, search.lines[next].length >= 12 { score -= 12 }
            }
            if score > bestScore { (bestScore, line) = (score, index) }
        }
        if let line {
            text = search.lines[line].text
        } else if !metadata.isOfTemplate {
            text = metadata.titles.first { foldedForSearch($0) != site } ?? Self.withoutSite(metadata)
        }
    }

    private static func score(
        _ line: PageLine, folded: String, meant: [String], documentTitle: String?, distance: Int, isBelow: Bool
    ) -> Int {
        var score = 0
        var agrees = false
        if meant.contains(where: { agree($0, folded) }) {
            score += 100
            agrees = true
        }
        if let documentTitle, line.length >= 12,
            agree(documentTitle, folded) || ByteSearch.contains(documentTitle, folded)
        {
            score += documentTitle.hasPrefix(folded) ? 60 : 30
            agrees = true
        }
        // Below the first prose only what the page names as its title.
        if isBelow, !agrees { return 0 }
        if line.hints.contains(.exactTitle) { score += 60 }
        switch line.level {
        case 1: score += 30
        case 2: score += 22
        case 3: score += 16
        case nil: break
        default: score += 8
        }
        if line.hints.contains(.title) { score += 14 }
        if line.isBold, line.length >= 15 { score += 8 }
        guard score > 0 else { return 0 }
        if line.length < 12 { score -= 12 }
        if line.isLinks, !agrees { score -= 10 }
        if line.endsSentence, line.length > 120 { score -= 10 }
        return score - min(distance, 40) * (agrees ? 1 : 2)
    }

    /// Whether two headings are one, or one is the other with the site's name behind it.
    private static func agree(_ one: String, _ other: String) -> Bool {
        if one == other { return true }
        let (short, long) = one.utf8.count <= other.utf8.count ? (one, other) : (other, one)
        return short.utf8.count >= 12 && long.hasPrefix(short)
    }

    /// The page's title up to the mark that sets the site's name apart.
    private static func withoutSite(_ metadata: PageMetadata) -> String? {
        guard let title = metadata.documentTitle else { return nil }
        for mark in [" | ", " - ", " – ", " :: ", " » "] {
            if let range = title.firstRange(of: mark), title[..<range.lowerBound].count >= 12 {
                return String(title[..<range.lowerBound])
            }
        }
        return metadata.titles.isEmpty ? title : nil
    }
}
