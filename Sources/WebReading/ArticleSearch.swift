import VietnameseText

/// Finds the articles among the lines of a page.
struct ArticleSearch {
    let lines: [PageLine]
    let boxes: [PageBox]
    let metadata: PageMetadata
    let address: String?
    /// The lines come without markup, so that no line is known to be a link.
    let isPlain: Bool
    let worth: LineWorth

    init(lines: [PageLine], boxes: [PageBox], metadata: PageMetadata, address: String?, isPlain: Bool = false) {
        self.lines = lines
        self.boxes = boxes
        self.metadata = metadata
        self.address = address
        self.isPlain = isPlain
        worth = LineWorth(lines, boxes)
    }

    /// Least prose of an article with a heading, in characters.
    static let leastWithTitle = 60
    /// Least prose of an article without one.
    static let leastWithoutTitle = 160

    /// The articles in the order of the page.
    func articles() -> [Article] {
        guard !lines.isEmpty else { return [] }
        let box = bestBox()
        let region = boxes[box].lines
        guard worth.good(region) > 0 else { return [] }
        let title = PageTitle(self, region: region)
        if let posts = posts(in: box), posts.count > 1 {
            return posts.compactMap { assemble($0, pageTitle: title.text, isOnly: false) }
        }
        var section = PageSection(lines: region, title: title.line, header: title.line ?? region.lowerBound)
        if let line = title.line, line < region.lowerBound { section.lines = (line + 1)..<region.upperBound }
        if title.line == nil { section.header = max(0, region.lowerBound - 6) }
        let parts = runTogether(in: section)
        if parts.count > 1 { return parts.compactMap { assemble($0, pageTitle: nil, isOnly: false) } }
        guard !isListOfTeasers(section.lines) else { return [] }
        return [assemble(section, pageTitle: title.text, isOnly: true)].compactMap { $0 }
    }

    /// The element with the most prose and the least of anything else.
    ///
    /// Named bodies of articles are preferred to what stands around them when they hold most of it.
    private func bestBox() -> Int {
        var best = 0
        var bestScore = Int.min
        for index in boxes.indices where !boxes[index].lines.isEmpty {
            let score = worth.good(boxes[index].lines) - worth.bad(boxes[index].lines)
            // Boxes come outermost first: of equals the innermost is taken.
            if score >= bestScore { (best, bestScore) = (index, score) }
        }
        let prose = worth.good(boxes[best].lines)
        var named = best
        for index in boxes.indices.dropFirst(best + 1) {
            guard boxes[index].firstLine < boxes[best].endLine else { break }
            let inside = worth.good(boxes[index].lines)
            if boxes[index].hints.contains(.body), inside * 10 >= prose * 7 { named = index }
        }
        return named
    }

    // MARK: - Several articles

    /// The posts of a forum or the articles of a blog's front page: sibling elements of one kind, each with a date and somebody
    /// or something that heads it.
    private func posts(in region: Int) -> [PageSection]? {
        let prose = worth.good(boxes[region].lines)
        var groups: [String: [Int]] = [:]
        var order: [String] = []
        for index in boxes.indices.dropFirst(region + 1) {
            let box = boxes[index]
            guard box.firstLine < boxes[region].endLine else { break }
            guard box.kind.isPart, !box.lines.isEmpty else { continue }
            let key = "\(box.parent) \(box.kind.number).\(box.classes)"
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(index)
        }
        for key in order {
            guard let group = groups[key], group.count > 1 else { continue }
            let posts = group.filter { isPost(boxes[$0]) }
            let inside = posts.reduce(0) { $0 + worth.good(boxes[$1].lines) }
            guard posts.count > 1, posts.count * 3 >= group.count * 2, inside * 10 >= prose * 6 else { continue }
            return posts.map { index in
                let range = boxes[index].lines
                let title = heading(in: range)
                return PageSection(lines: range, title: title, header: range.lowerBound)
            }
        }
        return nil
    }

    private func isPost(_ box: PageBox) -> Bool {
        guard worth.good(box.lines) >= 30 else { return false }
        var hasDate = false
        var isHeaded = false
        for index in box.lines
        where worth.isOpen(index) || !lines[index].hints.isDisjoint(with: [.date, .author]) || lines[index].time != nil
        {
            let line = lines[index]
            if line.isHeading || line.hints.contains(.author) { isHeaded = true }
            if !hasDate, line.length <= 120, line.time != nil || headDate(line) != nil { hasDate = true }
            if hasDate, isHeaded { return true }
        }
        return false
    }

    /// The first heading before the first prose.
    private func heading(in range: Range<Int>) -> Int? {
        for index in range where worth.isOpen(index) {
            let line = lines[index]
            if line.isHeading, !line.hints.contains(.author), line.length >= 3, PageDate(line.text)?.isWhole != true {
                return index
            }
            if line.isProse { return nil }
        }
        return nil
    }

    /// Articles that stand one behind the other: a heading with a date at it begins one.
    private func runTogether(in section: PageSection) -> [PageSection] {
        var starts: [(title: Int, header: Int)] = []
        let first = section.title ?? section.lines.lowerBound
        let open = (first..<section.lines.upperBound).filter { worth.isOpen($0) }
        var position = 0
        while position < open.count {
            if let start = start(at: position, in: open) {
                starts.append((open[start.title], open[start.first]))
                position = start.next
            } else {
                position += 1
            }
        }
        guard starts.count > 1 else { return [] }
        var sections: [PageSection] = []
        for (number, start) in starts.enumerated() {
            let end = number + 1 < starts.count ? starts[number + 1].header : section.lines.upperBound
            guard worth.good(start.header..<end) >= Self.leastWithTitle else { continue }
            sections.append(PageSection(lines: start.header..<end, title: start.title, header: start.header))
        }
        return sections
    }

    private func start(at position: Int, in open: [Int]) -> (title: Int, first: Int, next: Int)? {
        func line(_ offset: Int) -> PageLine? {
            position + offset < open.count ? lines[open[position + offset]] : nil
        }
        guard let here = line(0) else { return nil }
        let isMarked = here.isHeading || here.isBold || here.isLinks
        if here.length <= 250, isMarked || here.length >= 12 && !here.endsSentence, PageDate(here.text)?.isWhole != true
        {
            for offset in 1...2 {
                guard let next = line(offset) else { break }
                if let date = headDate(next), isMarked || offset == 1 && date.isWhole {
                    return (position, position, position + offset + 1)
                }
                // Only a name may stand between the heading and its date.
                guard
                    next.hints.contains(.author) || HeaderLine.byline(next.text) != nil || HeaderLine.isName(next.text)
                else { break }
            }
        }
        // The date first, then a heading that its markup shows.
        if headDate(here)?.isWhole == true, let next = line(1), next.isHeading || next.isBold, next.length >= 10,
            let after = line(2), headDate(after) == nil
        {
            return (position + 1, position, position + 2)
        }
        return nil
    }

    /// The date of a line that holds nothing but a date, names and labels.
    func headDate(_ line: PageLine) -> PageDate? {
        guard let date = PageDate(line.text) else { return nil }
        if date.isWhole || line.hints.contains(.date) && line.length <= 80 { return date }
        return HeaderLine(line.text, isHinted: false).map { $0.date } ?? nil
    }

    /// Whether most of the prose stands below links that lead to other pages: a front page or the page of a section.
    private func isListOfTeasers(_ region: Range<Int>) -> Bool {
        let open = region.filter { worth.isOpen($0) }
        var teasers = 0
        var prose = 0
        for (position, index) in open.enumerated() where lines[index].isLinks && lines[index].length >= 15 {
            for next in open[(position + 1)...].prefix(2) {
                if lines[next].isLinks { break }
                if lines[next].isProse {
                    teasers += 1
                    prose += min(lines[next].length, 500)
                    break
                }
            }
        }
        return teasers >= 3 && prose * 10 >= worth.good(region) * 6
    }
}

/// The lines of one article.
struct PageSection {
    /// The lines that may hold text.
    var lines: Range<Int>
    /// Its heading.
    var title: Int?
    /// Where its heading lines begin.
    var header: Int
}

extension PageOutline {
    /// The articles of the page.
    func articles(address: String?) -> [Article] {
        ArticleSearch(lines: lines, boxes: boxes, metadata: metadata, address: address).articles()
    }
}
