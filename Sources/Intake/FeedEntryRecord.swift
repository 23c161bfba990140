/// One entry of a feed as the inbox kept it before there were web items.
struct FeedEntryRecord: Decodable, Hashable {
    var title: String?
    var link: String?
    var author: String?
    var published: Int64?
    var updated: Int64?
    var text: String
}
