/// An item of RSS or RDF.
enum RSSItem {
    private static let titles: [QualifiedName] = ["title", "dc:title", "media:title", "itunes:title"]
    private static let dates: [QualifiedName] = [
        "pubdate", "dc:date", "dcterms:issued", "dcterms:created", "published", "date",
    ]
    private static let changes: [QualifiedName] = ["dcterms:modified", "updated", "lastbuilddate"]
    private static let authors: [QualifiedName] = ["author", "dc:creator", "dc:author", "itunes:author"]
    private static let contents: [QualifiedName] = ["content:encoded", "content", "fullitem", "xhtml:body", "body"]
    private static let tags: [QualifiedName] = ["category", "dc:subject", "media:keywords"]
    private static let links: [QualifiedName] = ["link"]
    private static let guid: QualifiedName = "guid"
    private static let group: QualifiedName = "media:group"
    private static let groupTitles: [QualifiedName] = ["media:title"]
    private static let groupSummaries: [QualifiedName] = ["media:description"]
    private static let summaries: [QualifiedName] = [
        "description", "dc:description", "summary", "itunes:summary", "abstract", "media:description",
    ]

    static func read(_ item: XMLElement) -> FeedEntry {
        let fields = item.fields
        let media = fields.first(group)?.fields
        let identifier = fields.text([guid]) ?? item.attribute("about").map(Trimming.trim)
        let date = fields.text(dates)
        let title = (fields.all(titles) + (media?.all(groupTitles) ?? [])).lazy.compactMap(EntryText.title).first
        let content = EntryText.firstBody(fields.all(contents))
        let summary =
            content.isEmpty
            ? EntryText.firstBody(fields.all(summaries) + (media?.all(groupSummaries) ?? [])) : ""
        let text = content.isEmpty ? summary : content
        let link = link(of: item, fields)
        let usable = [identifier, link].compactMap { $0 }.first { !$0.isEmpty }
        return FeedEntry(
            id: usable ?? EntryText.derivedID(title: title, published: date, text: text), title: title, link: link,
            author: fields.text(authors), published: date.flatMap { FeedDate.milliseconds($0) },
            updated: fields.text(changes).flatMap { FeedDate.milliseconds($0) }, text: text,
            tags: fields.texts(tags), isSummary: content.isEmpty)
    }

    private static func link(of item: XMLElement, _ fields: XMLFields) -> String? {
        for element in fields.all(links) {
            let written = EntryText.address(element.content)
            if !written.isEmpty { return element.resolved(written) }
        }
        // A `link` of Atom inside an item carries its address in an attribute.
        for element in fields.all(links) {
            let written = element.attribute("href").map(EntryText.address) ?? ""
            if !written.isEmpty { return element.resolved(written) }
        }
        guard let identifier = fields.first(guid), identifier.attribute("isPermaLink")?.lowercased() != "false" else {
            return nil
        }
        let written = EntryText.address(identifier.content)
        return written.hasPrefix("http") ? written : nil
    }
}
