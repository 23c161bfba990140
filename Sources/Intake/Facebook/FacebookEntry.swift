import Casework
import Foundation
import JSONReading
import WebReading

/// A post, comment or message as the Graph API lists it: their fields have the same names.
struct FacebookEntry: Sendable, Hashable {
    var id: String
    /// Who wrote it; nil when Facebook does not tell.
    var author: String?
    var authorName: String?
    /// Milliseconds since 1970 UTC.
    var created: Int64
    var updated: Int64?
    var text: String
    var link: String?
    /// The comment that this one answers.
    var parent: String?
    /// Comments below a post, as far as Facebook counts them.
    var comments: Int64
    var files: [RemoteFiles.Reference]

    /// Reads an entry; nil when it has no identifier or time.
    init?(_ entry: JSONValue) {
        guard let id = entry["id"]?.scalarText, !id.isEmpty,
            let created = entry["created_time"]?.scalarText.flatMap(FeedDate.milliseconds)
        else { return nil }
        self.id = id
        self.created = created
        updated = entry["updated_time"]?.scalarText.flatMap(FeedDate.milliseconds)
        author = entry["from"]?["id"]?.scalarText
        authorName = entry["from"]?["name"]?.scalarText
        text = (entry["message"]?.scalarText ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        link = entry["permalink_url"]?.scalarText.flatMap { WebOrigin($0) == nil ? nil : $0 }
        parent = entry["parent"]?["id"]?.scalarText
        comments = entry["comments"]?["summary"]?["total_count"]?.integer ?? 0
        var files: [RemoteFiles.Reference] = []
        if let attachment = entry["attachment"] { Self.collect(attachment, into: &files) }
        for attachment in entry["attachments"]?["data"]?.elements ?? [] { Self.collect(attachment, into: &files) }
        self.files = files
    }

    /// Pictures of posts and comments, and files of messages; a shared link is no file.
    private static func collect(_ attachment: JSONValue, into files: inout [RemoteFiles.Reference]) {
        let inner = attachment["subattachments"]?["data"]?.elements ?? []
        if !inner.isEmpty {
            for one in inner { collect(one, into: &files) }
            return
        }
        let type = attachment["type"]?.scalarText ?? attachment["media_type"]?.scalarText ?? ""
        let picture = type == "share" || type == "link" ? nil : attachment["media"]?["image"]?["src"]
        let address =
            (picture ?? attachment["image_data"]?["url"] ?? attachment["file_url"]
            ?? attachment["video_data"]?["url"])?.scalarText
        guard let address, files.count < 50 else { return }
        files.append(
            .init(address: address, name: attachment["name"]?.scalarText, type: attachment["mime_type"]?.scalarText))
    }

    /// Reads the entries of a page; those that cannot be read are set apart.
    static func read(_ entries: [JSONValue], strange: inout [JSONValue]) -> [FacebookEntry] {
        var read: [FacebookEntry] = []
        for entry in entries {
            if let known = FacebookEntry(entry) { read.append(known) } else { strange.append(entry) }
        }
        return read
    }

    /// Stickers and the like say nothing.
    var saysNothing: Bool { text.isEmpty && files.isEmpty }

    /// The entry as an item of the inbox.
    func record(thread: String?) -> WebItemRecord {
        var record = WebItemRecord(
            id: id, kind: .letter, channel: .facebook, title: nil,
            text: text.isEmpty ? "(Chỉ có tệp đính kèm.)" : text)
        record.thread = thread
        record.authorID = author
        record.authorName = authorName
        record.link = link
        record.published = created
        record.updated = updated
        record.attachments = RemoteFiles.placeholders(files)
        return record
    }

    /// What is kept when an entry that was collected is no longer there.
    static func gone(_ id: String, what: String) -> WebItemRecord {
        WebItemRecord(
            id: id, kind: .letter, channel: .facebook, title: nil,
            text: "\(what) này không còn trên Facebook: người viết đã xoá, hoặc trang đã ẩn hay xoá.")
    }
}
