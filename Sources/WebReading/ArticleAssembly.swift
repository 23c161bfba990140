import VietnameseText

extension ArticleSearch {
    /// Puts an article together; nil when the lines hold too little of one.
    ///
    /// - Parameters:
    ///   - section: Its lines.
    ///   - pageTitle: The heading of the page, for a section without one of its own.
    ///   - isOnly: It is the only article of the page, so that what the page says of itself is said of it.
    func assemble(_ section: PageSection, pageTitle: String?, isOnly: Bool) -> Article? {
        let title = section.title.map { lines[$0].text } ?? pageTitle
        var head = ArticleHead()
        if let index = section.title { head.time = head.time ?? lines[index].time }
        readAbove(section, &head)
        let body = body(of: section, title: title.map(foldedForSearch), &head)
        let prose = body.prose
        guard prose >= (title == nil ? Self.leastWithoutTitle : Self.leastWithTitle) else { return nil }
        // A heading that leads elsewhere over a few words: the article itself is on another page.
        if !isOnly, let index = section.title, lines[index].isLinks, body.paragraphs < 2, prose < 400 { return nil }
        if isOnly, head.author == nil { readBelow(section, &head) }

        return Article(
            title: title, author: head.author ?? (isOnly ? metadataAuthor() : nil),
            published: published(head, isOnly: isOnly), text: body.lines.joined(separator: "\n"),
            link: link(of: section, isOnly: isOnly))
    }

    /// Date and author in the lines just above the heading, or above the text when there is no heading.
    private func readAbove(_ section: PageSection, _ head: inout ArticleHead) {
        let title = section.title ?? section.lines.lowerBound
        var index = title - 1
        let least = max(0, section.header < title ? section.header : title - 4)
        while index >= least {
            let line = lines[index]
            if !worth.isDropped[index] || line.hints.contains(.date) {
                if line.isProse { break }
                if let found = HeaderLine(line.text, isHinted: line.hints.contains(.date)) {
                    head.take(found, line)
                } else if line.hints.contains(.author), HeaderLine.isName(line.text) {
                    head.author = head.author ?? line.text
                }
            }
            index -= 1
        }
    }

    /// Date and author in the lines just below the text.
    private func readBelow(_ section: PageSection, _ head: inout ArticleHead) {
        let end = min(lines.count, section.lines.upperBound + 4)
        for index in section.lines.upperBound..<max(end, section.lines.upperBound) {
            let line = lines[index]
            guard !worth.isDropped[index], !line.isProse, worth.kinds[index] != .listHeading, worth.kinds[index] != .end
            else { return }
            if line.hints.contains(.author), HeaderLine.isName(line.text) || HeaderLine.byline(line.text) != nil {
                head.author = HeaderLine.byline(line.text) ?? line.text
                return
            }
            if let found = HeaderLine(line.text, isHinted: false), line.linkLength == 0 { head.take(found, line) }
        }
    }

    private struct Body {
        var lines: [String] = []
        var prose = 0
        var paragraphs = 0
    }

    private func body(of section: PageSection, title: String?, _ head: inout ArticleHead) -> Body {
        var body = Body()
        let total = worth.good(section.lines)
        var isInList = false
        let start = section.title.map { max($0 + 1, section.lines.lowerBound) } ?? section.lines.lowerBound
        for index in start..<max(start, section.lines.upperBound) where !worth.isDropped[index] {
            let line = lines[index]
            switch worth.kinds[index] {
            case .listHeading:
                if body.prose * 10 >= total * 6, body.prose > 0 { return finished(body, &head) }
                isInList = true
                continue
            case .end:
                if body.prose * 10 >= total * 4, body.prose > 0 { return finished(body, &head) }
                continue
            case .label: continue
            case nil: break
            }
            if isInList {
                if line.isLinks || !line.isProse && (isPlain || line.length < 40) { continue }
                isInList = false
            }
            if line.isLinks, !Self.leadsToDocument(line) { continue }
            if body.prose < Self.headProse, readHead(line, title, &head) { continue }
            body.lines.append((line.isListItem ? "- " : "") + line.text)
            if line.isProse {
                body.prose += line.length - line.linkLength
                body.paragraphs += 1
            }
        }
        return finished(body, &head)
    }

    /// Prose after which a line is no longer looked at as a part of the head, in characters.
    private static let headProse = 400

    /// Whether a line near the beginning is the heading again, a date or the author's name.
    private func readHead(_ line: PageLine, _ title: String?, _ head: inout ArticleHead) -> Bool {
        if let title, line.length <= 300, foldedForSearch(line.text) == title { return true }
        if line.hints.contains(.author), line.length <= 60, line.hints.isDisjoint(with: [.lead]),
            !line.endsSentence
        {
            head.author = head.author ?? HeaderLine.byline(line.text) ?? Self.name(in: line.text)
            if let found = HeaderLine(line.text, isHinted: true) { head.take(found, line) }
            return true
        }
        guard head.date == nil || head.author == nil,
            let found = HeaderLine(line.text, isHinted: line.hints.contains(.date) && line.length <= 100)
        else { return line.hints.contains(.date) && line.length <= 40 && line.time != nil && head.take(line) }
        // A name alone is taken for the author's only where the markup or a label says so.
        if found.date == nil, HeaderLine.byline(line.text) == nil { return false }
        head.take(found, line)
        return true
    }

    private static func name(in text: String) -> String? {
        FurnitureLines.pieces(of: text).first { HeaderLine.isName($0) }
            ?? (text.count <= 40 && PageDate(text) == nil ? text : nil)
    }

    /// Takes the author's name and the date from the end of the text.
    private func finished(_ unfinished: Body, _ head: inout ArticleHead) -> Body {
        var body = unfinished
        for _ in 0..<3 {
            guard let last = body.lines.last, body.lines.count > 1 else { break }
            if let date = PageDate(last), date.isWhole {
                if head.date == nil { head.date = date }
            } else if let named = HeaderLine.byline(last) ?? (HeaderLine.isName(last) ? last : nil) {
                // The name below the text is the author's; the one above may be that of who put it there.
                head.author = named
            } else {
                break
            }
            body.lines.removeLast()
        }
        return body
    }

    private static func leadsToDocument(_ line: PageLine) -> Bool {
        guard let link = line.link?.lowercased() else { return false }
        let path = link.prefix { $0 != "?" && $0 != "#" }
        return [".pdf", ".doc", ".docx", ".xls", ".xlsx", ".zip", ".rar"].contains { path.hasSuffix($0) }
    }

    // MARK: - What the page says of itself

    private func published(_ head: ArticleHead, isOnly: Bool) -> Int64? {
        let marked = head.time.flatMap { FeedDate.milliseconds($0) }
        let others = [marked].compactMap { $0 } + (isOnly ? metadata.published : [])
        guard let seen = head.date else { return others.first }
        if !seen.hasTime, let exact = others.first(where: { PageDate.day($0) == seen.day }) { return exact }
        return seen.milliseconds
    }

    private func metadataAuthor() -> String? {
        let site = metadata.siteName.map(foldedForSearch)
        return metadata.authors.first { name in
            let folded = foldedForSearch(name)
            return folded != site && !name.contains("://") && !name.contains("@") && name.count <= 80
                && !["admin", "administrator", "root", "system account", "quan tri", "quan tri vien", "superuser"]
                    .contains(folded)
                && !folded.hasPrefix("cong thong tin") && !folded.hasPrefix("trang thong tin")
        }
    }

    private func link(of section: PageSection, isOnly: Bool) -> String? {
        if let index = section.title, let link = lines[index].link,
            let whole = PageAddress.absolute(link, base: metadata.base, page: address), !isOnly
        {
            return whole
        }
        guard isOnly else { return nil }
        if let canonical = metadata.canonical.flatMap({ PageAddress.absolute($0, base: metadata.base, page: address) }),
            !PageAddress.isRoot(canonical)
        {
            return canonical
        }
        return address
    }
}

/// What was found at the head of an article.
struct ArticleHead {
    var date: PageDate?
    var author: String?
    /// What a `time` element names.
    var time: String?

    mutating func take(_ found: HeaderLine, _ line: PageLine) {
        date = date ?? found.date
        author = author ?? found.author
        time = time ?? line.time
    }

    mutating func take(_ line: PageLine) -> Bool {
        time = time ?? line.time
        return true
    }
}
