import WebReading

/// One entry of a feed as it is kept in the inbox: the fields of the feed reader, as JSON.
struct FeedEntryRecord: Codable, Hashable {
    var feedTitle: String?
    var id: String
    var title: String?
    var link: String?
    var author: String?
    var published: Int64?
    var updated: Int64?
    var text: String

    init(_ entry: FeedEntry, feedTitle: String?) {
        self.feedTitle = feedTitle
        id = entry.id
        title = entry.title
        link = entry.link
        author = entry.author
        published = entry.published
        updated = entry.updated
        text = entry.text
    }
}
