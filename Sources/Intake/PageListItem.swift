import WebReading

/// One item of a list page.
struct PageListItem: Sendable {
    /// Stays the same when the list is read again.
    var id: String
    var fields: [String: String]
    var published: Int64?

    /// Fields with a meaning of their own; all others are shown to operators by their names.
    static let known: Set<String> = ["id", "title", "link", "date", "author", "text"]

    var title: String? { fields["title"] }
    var link: String? { fields["link"] }

    /// Stands for the id in keys.
    var shortID: String { Self.short(id) }

    /// Stands for what the list says of the item; numbers that operators only look at say nothing.
    var listHash: String {
        Self.short(["title", "date", "author", "text"].map { fields[$0] ?? "" }.joined(separator: "\n"))
    }

    static func short(_ text: String) -> String { ContentHash.short(of: Array(text.utf8)) }

    /// The item as the list alone tells it.
    func record(_ labels: ItemLabels) -> WebItemRecord {
        var record = WebItemRecord(
            id: id, kind: labels.kind, channel: labels.channel, title: title, text: fields["text"] ?? "")
        record.authorName = fields["author"]
        record.link = link
        record.published = published
        let extra = fields.filter { !Self.known.contains($0.key) }
        record.extra = extra.isEmpty ? nil : extra
        return record
    }
}

/// Gives the items of a pass their ids.
///
/// An item is known by its own id if the list has one, else by its address. Where several items have one address, the first keeps
/// it as id and the others have their titles added; which is which is remembered, so that ids do not change when an item leaves
/// the list.
struct PageItemIDs {
    private let known: [String: PageState.Known]
    /// Titles that own an address in this pass.
    private var owners: [String: String] = [:]

    init(_ known: [String: PageState.Known]) { self.known = known }

    /// The id of an item; `titlesAtLink` are those of all items of the page with the same address.
    mutating func id(of fields: [String: String], titlesAtLink: Set<String>) -> String {
        if let id = fields["id"] { return id }
        let title = PageListItem.short(fields["title"] ?? fields["text"] ?? "")
        guard let link = fields["link"] else {
            return "\(fields["title"] ?? String((fields["text"] ?? "").prefix(80)))|\(fields["date"] ?? "")"
        }
        let composed = "\(link)#\(title.prefix(12))"
        if let owner = owners[link] { return owner == title ? link : composed }
        if known[PageListItem.short(composed)] != nil { return composed }
        if let owner = known[PageListItem.short(link)]?.title, owner != title, titlesAtLink.contains(owner) {
            return composed
        }
        owners[link] = title
        return link
    }
}
