/// An entry of Atom 1.0, or of 0.3 with its older names.
enum AtomEntry {
    private static let creations: [QualifiedName] = [
        "published", "issued", "created", "dcterms:issued", "dcterms:created", "dc:date",
    ]
    private static let changes: [QualifiedName] = ["updated", "modified", "dcterms:modified"]

    static func read(_ entry: XMLElement) -> FeedEntry {
        let fields = entry.fields
        let links = fields.all(["link"])
        let alternate = links.first { ($0.attribute("rel")?.lowercased() ?? "alternate") == "alternate" }
        let element = alternate ?? links.first
        // RSS writes its link as text, and some mix the two.
        let address = (element?.attribute("href") ?? element?.content).map(EntryText.address) ?? ""
        let link = address.isEmpty ? nil : element?.resolved(address) ?? address
        let published = fields.text(creations)
        let updated = fields.text(changes)
        let title = fields.all(["title", "media:title"]).lazy.compactMap(EntryText.title).first
        let content = EntryText.firstBody(fields.all(["content"]))
        let group = fields.first("media:group")?.fields
        let text =
            content.isEmpty
            ? EntryText.firstBody(
                fields.all(["summary", "media:description"]) + (group?.all(["media:description"]) ?? []))
            : content
        let usable = [fields.text(["id"]), link].compactMap { $0 }.first { !$0.isEmpty }
        let author =
            fields.first("author").flatMap { $0.fields.text(["name", "email"]) } ?? fields.text(["dc:creator"])
        let tags = fields.all(["category"]).compactMap { $0.attribute("label") ?? $0.attribute("term") }
        return FeedEntry(
            id: usable ?? EntryText.derivedID(title: title, published: published ?? updated, text: text), title: title,
            link: link, author: author, published: published.flatMap { FeedDate.milliseconds($0) },
            updated: updated.flatMap { FeedDate.milliseconds($0) }, text: text,
            tags: tags.map(Trimming.trim).filter { !$0.isEmpty } + fields.texts(["dc:subject"]),
            isSummary: content.isEmpty)
    }
}
