import Casework
import Foundation
import JSONReading

/// One message of a chat between a person and the Official Account, as Zalo lists it.
struct ZaloMessage: Sendable, Hashable {
    var id: String
    /// Whether the person wrote it, and not the Official Account.
    var isFromPerson: Bool
    /// The person of the chat, whoever wrote.
    var person: String
    var personName: String?
    /// Milliseconds since 1970 UTC.
    var time: Int64
    var text: String
    var files: [RemoteFiles.Reference]
    /// Stickers and the like say nothing.
    var saysNothing: Bool { text.isEmpty && files.isEmpty }

    /// Reads an entry; nil when it has no identifier, person or time.
    ///
    /// > Source: Zalo for Developers, Official Account API, `listrecentchat` and `conversation`: `src` 0 is from the
    /// > account, 1 from the person; `time` in milliseconds.
    init?(_ entry: JSONValue) {
        guard let id = entry["message_id"]?.scalarText ?? entry["msg_id"]?.scalarText, !id.isEmpty,
            let src = entry["src"]?.integer, src == 0 || src == 1, let time = entry["time"]?.integer
        else { return nil }
        let side = src == 1 ? "from" : "to"
        guard let person = entry["\(side)_id"]?.scalarText, !person.isEmpty else { return nil }
        self.id = id
        self.time = time
        self.person = person
        isFromPerson = src == 1
        personName = entry["\(side)_display_name"]?.scalarText
        let type = entry["type"]?.scalarText?.lowercased() ?? "text"
        text = Self.text(of: entry, type: type)
        files = type == "sticker" ? [] : Self.files(of: entry, type: type)
        if type == "sticker" { text = "" }
    }

    private static func text(of entry: JSONValue, type: String) -> String {
        var lines: [String] = []
        func add(_ line: String?) {
            let line = line?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
            if !line.isEmpty, !lines.contains(line) { lines.append(line) }
        }
        add(entry["message"]?.scalarText)
        add(entry["description"]?.scalarText)
        for link in entry["links"]?.elements ?? [] {
            add(link["title"]?.scalarText)
            add(link["description"]?.scalarText)
            add(link.scalarText ?? link["url"]?.scalarText)
        }
        if type == "location" { add(place(entry["location"]).map { "Vị trí: \($0)" }) }
        return lines.joined(separator: "\n")
    }

    /// A place comes as an object, or as one written into a text.
    private static func place(_ value: JSONValue?) -> String? {
        var value = value
        if case .text(let text)? = value { value = (try? JSONValue.read(Array(text.utf8))) ?? value }
        guard let latitude = value?["latitude"]?.scalarText, let longitude = value?["longitude"]?.scalarText else {
            return value?.scalarText
        }
        return "\(latitude), \(longitude)"
    }

    private static func files(of entry: JSONValue, type: String) -> [RemoteFiles.Reference] {
        guard ["photo", "image", "gif", "voice", "audio", "video", "file"].contains(type) else { return [] }
        let address = entry["url"]?.scalarText ?? entry["thumb"]?.scalarText
        return address.map { [RemoteFiles.Reference(address: $0)] } ?? []
    }

    /// The message as an item of the inbox.
    func record(thread: String?) -> WebItemRecord {
        var record = WebItemRecord(
            id: id, kind: .letter, channel: .zalo, title: nil,
            text: text.isEmpty ? "(Chỉ có tệp đính kèm.)" : text)
        record.thread = thread
        record.authorID = person
        record.authorName = personName
        record.published = time
        record.attachments = RemoteFiles.placeholders(files)
        return record
    }
}
