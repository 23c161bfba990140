import VietnameseText

extension ArticleSearch {
    /// Puts an article together; nil when the lines hold too little of one.
    ///
    /// - Parameters:
    ///   - section: Its lines.
    ///   - pageTitle: The heading of the page, for a section without one of its own.
    ///   - isOnly: It is the only article of the page, so that what the page says of itself is said of it.
    /// - Returns: The article.
    func assemble(_ section: PageSection, pageTitle: String?, isOnly: Bool) -> Article? {
        let title = section.title.map { lines[$0].text } ?? pageTitle
        var head = ArticleHead()
        if let index = section.title { head.time = head.time ?? lines[index].time }
        readAbove(section, &head)
        let body = body(of: section, title: title.map(foldedForSearch), isOnly: isOnly, &head)
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
            if worth.dropped[index] == nil || line.hints.contains(.date) {
                if line.isProse { break }
                if let found = HeaderLine(line.text, isHinted: line.hints.contains(.date)),
                    found.date != nil || HeaderLine.byline(line.text) != nil
                {
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
            guard worth.dropped[index] == nil, !line.isProse, worth.kinds[index] != .listHeading,
                worth.kinds[index] != .end
            else { return }
            if line.hints.contains(.author), HeaderLine.isName(line.text) || HeaderLine.byline(line.text) != nil {
                head.author = HeaderLine.byline(line.text) ?? line.text
                return
            }
            if let found = HeaderLine(line.text, isHinted: false), line.linkLength == 0,
                found.date != nil || HeaderLine.byline(line.text) != nil
            {
                head.take(found, line)
            }
        }
    }

    private struct Body {
        var lines: [String] = []
        var prose = 0
        var paragraphs = 0
    }

    private func body(
        of section: PageSection, title: String?, isOnly: Bool, _ head: inout ArticleHead
    ) -> Body {
        var body = Body()
        let total = worth.good(section.lines)
        var isInList = false
        let start = section.title.map { max($0 + 1, section.lines.lowerBound) } ?? section.lines.lowerBound
        for index in start..<max(start, section.lines.upperBound) {
            let line = lines[index]
            if let reason = worth.dropped[index] {
                readBeside(line, reason, isOnly: isOnly, hasBegun: body.prose > 0, &head)
                continue
            }
            if body.prose < Self.headProse, line.length <= 60, line.time != nil, worth.kinds[index] != nil {
                head.time = head.time ?? line.time
            }
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
            if body.prose < Self.headProse, readHead(line, title, &head) { continue }
            if line.isLinks, !Self.leadsToDocument(line) {
                if body.prose * 2 >= total, isTeasers(index..<section.lines.upperBound) { return finished(body, &head) }
                continue
            }
            body.lines.append((line.isListItem ? "- " : "") + line.text)
            if line.isProse {
                body.prose += line.length - line.linkLength
                body.paragraphs += 1
            }
        }
        return finished(body, &head)
    }

    /// Date and author in what stands beside the text: in the `footer` of an article, or in what a forum says of who wrote a post.
    private func readBeside(
        _ line: PageLine, _ reason: Furniture, isOnly: Bool, hasBegun: Bool, _ head: inout ArticleHead
    ) {
        guard !line.hints.isDisjoint(with: [.author, .date]) || line.time != nil, line.length <= 160 else { return }
        if isOnly, hasBegun || reason != .footer { return }
        if line.hints.contains(.author), head.author == nil { head.author = HeaderLine.hintedName(line.text) }
        if let found = HeaderLine(line.text, isHinted: true) { head.take(found, line) }
    }

    /// Whether all prose in a stretch stands below links of its own.
    private func isTeasers(_ range: Range<Int>) -> Bool {
        var isBelowLink = false
        for index in range where worth.isOpen(index) {
            let line = lines[index]
            if line.isProse {
                guard isBelowLink else { return false }
                isBelowLink = false
            } else if line.isLinks, line.length >= 12 {
                isBelowLink = true
            }
        }
        return true
    }

    /// Prose after which a line is no longer looked at as a part of the head, in characters.
    private static let headProse = 400

    /// Whether a line near the beginning is the heading again, a date or the author's name.
    private func readHead(_ line: PageLine, _ title: String?, _ head: inout ArticleHead) -> Bool {
        if let title, line.length <= 300, foldedForSearch(line.text) == title { return true }
        if line.hints.contains(.author), line.length <= 60, line.hints.isDisjoint(with: [.lead]),
            !line.endsSentence
        {
            if let found = HeaderLine(line.text, isHinted: true) { head.take(found, line) }
            head.author = head.author ?? HeaderLine.hintedName(line.text)
            head.time = head.time ?? line.time
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
            // One word is the name of a program or a firm that made the site.
            guard folded.contains(" ") else { return false }
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
        let own = metadata.addresses.first { !PageAddress.isRoot($0) }
        return own.flatMap { PageAddress.absolute($0, base: metadata.base, page: address) } ?? address
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
