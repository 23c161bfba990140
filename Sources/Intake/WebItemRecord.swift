public import Casework
import Foundation

/// One item of a web source, table or folder as it is kept in the inbox: what its source says of it, as JSON with
/// snake_case keys.
public struct WebItemRecord: Codable, Sendable, Hashable {
    /// What kind of writing an item is.
    public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
        /// Someone wrote it to the office.
        case letter
        /// News about a place: an entry of a feed, an article of a page.
        case feedEntry = "feed_entry"
        /// One filled-in questionnaire.
        case survey
    }

    /// Version of this form.
    public var v = 1
    /// What the source calls the item; the same when it is fetched again, even changed.
    public var id: String
    /// The ``id`` of the item that it answers; nil for one that begins a matter.
    public var thread: String?
    /// What kind of writing it is.
    public var kind: Kind
    /// The way it came.
    public var channel: Channel
    /// Title or subject.
    public var title: String?
    /// Readable text.
    public var text: String
    /// Name of who wrote it.
    public var authorName: String?
    /// What the source calls who wrote it.
    public var authorID: String?
    /// Address of its page.
    public var link: String?
    /// First publication, milliseconds since 1970 UTC.
    public var published: Int64?
    /// Last change, milliseconds since 1970 UTC.
    public var updated: Int64?
    /// Language as the source names it.
    public var language: String?
    /// The source's own tags and categories; shown as text, never taken for topics.
    public var tags: [String]?
    /// Further fields for operators, by the names they are to see.
    public var extra: [String: String]?
    /// Files that came with it.
    public var attachments: [ItemFile]?
    /// Whether an earlier version of the item is stored already; set when items are accepted.
    public var changed: Bool?
    /// Tells versions of the item apart; nil when title, text and files do.
    public var version: String?

    private enum CodingKeys: String, CodingKey {
        case v, id, thread, kind, channel, title, text
        case authorName = "author_name"
        case authorID = "author_id"
        case link, published, updated, language, tags, extra, attachments, changed, version
    }

    /// Most files kept of one item.
    public static let attachmentLimit = 50
    /// Most bytes of files kept of one item.
    public static let attachmentBytes = 50_000_000

    /// Makes an item; change what else is known of it.
    public init(id: String, kind: Kind, channel: Channel, title: String?, text: String) {
        self.id = id
        self.kind = kind
        self.channel = channel
        self.title = title
        self.text = text
    }
}

extension WebItemRecord {
    /// Reads an item as it was kept; nil when the bytes are none.
    init?(kept bytes: [UInt8]) {
        guard bytes.first == UInt8(ascii: "{"),
            let record = try? JSONDecoder().decode(Self.self, from: Data(bytes))
        else { return nil }
        self = record
    }

    /// The bytes to keep.
    func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }

    /// Stands for the id in keys.
    var shortID: String { ContentHash.short(of: Array(id.utf8)) }

    /// Changes when the item says something else; space between words, tags and dates say nothing.
    var contentHash: String {
        var said = (title ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ") + "\n"
        said += text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for attachment in attachments ?? [] {
            said +=
                "\n\(attachment.filename ?? "") \(attachment.type) \(ContentHash.short(of: Array(attachment.content)))"
        }
        return String(ContentHash.short(of: Array(said.utf8)).prefix(12))
    }

    /// The item as a message.
    func message(item: PendingItem) -> Message {
        var shown = extra ?? [:]
        if let tags, !tags.isEmpty { shown["Thẻ của nguồn"] = tags.joined(separator: ", ") }
        let hasAuthor = authorName?.isEmpty == false || authorID?.isEmpty == false
        let date = published ?? updated
        return Message(
            item: item.id, source: item.source, channel: channel, kind: messageKind, receivedAt: item.receivedAt,
            writtenAt: date.map(Timestamp.init(rawValue:)), messageID: id, references: thread.map { [$0] } ?? [],
            sender: hasAuthor ? Correspondent(name: authorName, address: authorID ?? "") : nil, subject: title,
            body: text, link: link,
            attachments: (attachments ?? []).listings,
            defects: changed == true ? ["Nguồn đã sửa nội dung này sau khi hệ thống lưu; đây là bản mới."] : [],
            extra: shown.isEmpty ? nil : shown)
    }

    private var messageKind: MessageKind {
        switch kind {
        case .letter: .letter
        case .feedEntry: .feedEntry
        case .survey: .survey
        }
    }
}
