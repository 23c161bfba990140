/// An entry of Atom 1.0, or of 0.3 with its older names.
enum AtomEntry {
    static func read(_ entry: XMLElement) -> FeedEntry {
        let links = entry.children(["link"])
        let alternate = links.first { ($0.attribute("rel")?.lowercased() ?? "alternate") == "alternate" }
        let element = alternate ?? links.first
        let link = element?.attribute("href").map(Trimming.trim).map { element?.resolved($0) ?? $0 }
        let published = entry.text("published", "issued", "created", "dc:date")
        let updated = entry.text("updated", "modified")
        let title = entry.child("title").flatMap(EntryText.title)
        let text = EntryText.firstBody(entry.children(["content"]) + entry.children(["summary"]))
        let usable = [entry.text("id"), link].compactMap { $0 }.first { !$0.isEmpty }
        let author = entry.child("author").flatMap { $0.text("name", "email") } ?? entry.text("dc:creator")
        return FeedEntry(
            id: usable ?? EntryText.derivedID(title: title, published: published ?? updated, text: text), title: title,
            link: link, author: author, published: published.flatMap { FeedDate.milliseconds($0) },
            updated: updated.flatMap { FeedDate.milliseconds($0) }, text: text)
    }
}
