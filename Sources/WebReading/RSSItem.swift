/// An item of RSS or RDF.
enum RSSItem {
    static func read(_ item: XMLElement) -> FeedEntry {
        let identifier = item.text("guid") ?? item.attribute("about").map(Trimming.trim)
        let permanent = item.child("guid").flatMap { $0.attribute("isPermaLink")?.lowercased() != "false" ? $0 : nil }
        let permanentLink = permanent.map { Trimming.trim($0.content) }.flatMap { $0.hasPrefix("http") ? $0 : nil }
        // A `link` of Atom inside an item carries its address in an attribute.
        let linked = item.children(["link"]).compactMap { $0.attribute("href") }.first
        let link = item.text("link") ?? linked ?? permanentLink
        let date = item.text("pubDate", "pubdate", "dc:date", "dcterms:created", "published", "date")
        let changed = item.text("dcterms:modified", "updated", "lastbuilddate")
        let title = item.child("title").flatMap(EntryText.title) ?? item.child("dc:title").flatMap(EntryText.title)
        let text = EntryText.firstBody(
            item.children(["content:encoded"]) + item.children(["description"]) + item.children(["summary"])
                + item.children(["content"]) + item.children(["media:description"]))
        let usable = [identifier, link].compactMap { $0 }.first { !$0.isEmpty }
        return FeedEntry(
            id: usable ?? EntryText.derivedID(title: title, published: date, text: text), title: title, link: link,
            author: item.text("author", "dc:creator"), published: date.flatMap { FeedDate.milliseconds($0) },
            updated: changed.flatMap { FeedDate.milliseconds($0) }, text: text)
    }
}
