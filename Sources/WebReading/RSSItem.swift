/// An item of RSS or RDF.
enum RSSItem {
    private static let titles = ["title", "dc:title", "media:title", "itunes:title"]
    private static let dates = ["pubdate", "dc:date", "dcterms:issued", "dcterms:created", "published", "date"]
    private static let changes = ["dcterms:modified", "updated", "lastbuilddate"]
    private static let authors = ["author", "dc:creator", "dc:author", "itunes:author"]
    private static let contents = ["content:encoded", "content", "fullitem", "xhtml:body", "body"]
    private static let summaries = [
        "description", "dc:description", "summary", "itunes:summary", "abstract", "media:description",
    ]

    static func read(_ item: XMLElement) -> FeedEntry {
        let fields = item.fields
        let group = fields.first("media:group")?.fields
        let identifier = fields.text(["guid"]) ?? item.attribute("about").map(Trimming.trim)
        let date = fields.text(dates)
        let title = (fields.all(titles) + (group?.all(["media:title"]) ?? [])).lazy.compactMap(EntryText.title).first
        let content = EntryText.firstBody(fields.all(contents))
        let summary =
            content.isEmpty
            ? EntryText.firstBody(fields.all(summaries) + (group?.all(["media:description"]) ?? [])) : ""
        let text = content.isEmpty ? summary : content
        let link = link(of: item, fields)
        let usable = [identifier, link].compactMap { $0 }.first { !$0.isEmpty }
        return FeedEntry(
            id: usable ?? EntryText.derivedID(title: title, published: date, text: text), title: title, link: link,
            author: fields.text(authors), published: date.flatMap { FeedDate.milliseconds($0) },
            updated: fields.text(changes).flatMap { FeedDate.milliseconds($0) }, text: text,
            tags: fields.texts(["category", "dc:subject", "media:keywords"]), isSummary: content.isEmpty)
    }

    private static func link(of item: XMLElement, _ fields: XMLFields) -> String? {
        for element in fields.all(["link"]) {
            let written = EntryText.address(element.content)
            if !written.isEmpty { return element.resolved(written) }
        }
        // A `link` of Atom inside an item carries its address in an attribute.
        for element in fields.all(["link"]) {
            let written = element.attribute("href").map(EntryText.address) ?? ""
            if !written.isEmpty { return element.resolved(written) }
        }
        guard let guid = fields.first("guid"), guid.attribute("isPermaLink")?.lowercased() != "false" else {
            return nil
        }
        let written = EntryText.address(guid.content)
        return written.hasPrefix("http") ? written : nil
    }
}
