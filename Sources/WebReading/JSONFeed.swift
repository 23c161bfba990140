import Foundation
import HTMLReading
import ReadingDefects

/// A JSON Feed, as leniently as the other formats are read: an item that is none costs only itself.
///
/// > Source: JSON Feed 1.0 and 1.1, https://www.jsonfeed.org/version/1.1/.
enum JSONFeed {
    static func read(
        _ text: String, baseURL: String?, defects: [ReadingDefect]
    ) throws(FeedReadingError) -> Feed {
        let bytes = Array(text.utf8)
        guard JSONDepth.isBounded(bytes) else { throw .notAFeed(root: "JSON") }
        guard let top = (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] else {
            throw .brokenJSON
        }
        let isNamed = (top["version"] as? String)?.contains("jsonfeed.org/version/") == true
        guard let items = top["items"] as? [Any], isNamed || items.allSatisfy({ $0 is [String: Any] }) else {
            throw .notAFeed(root: "JSON")
        }
        let base = baseURL ?? string(top["feed_url"]) ?? string(top["home_page_url"])
        let feedAuthor = author(of: top)
        var notes = defects
        if items.count > FeedReader.entryLimit { notes.append(FeedReader.tooManyEntries(items.count)) }
        let entries = items.prefix(FeedReader.entryLimit).compactMap { item in
            (item as? [String: Any]).map { entry($0, base: base, feedAuthor: feedAuthor) }
        }
        let lost = min(items.count, FeedReader.entryLimit) - entries.count
        if lost > 0 {
            notes.append(
                ReadingDefect(
                    en: "\(lost) items of the feed are no objects; they were left out.",
                    vi: "\(lost) mục của nguồn tin không phải đối tượng; đã bỏ qua."))
        }
        return Feed(kind: .json, title: string(top["title"]), entries: entries, defects: notes)
    }

    private static func entry(_ item: [String: Any], base: String?, feedAuthor: String?) -> FeedEntry {
        let html = string(item["content_html"]).map { HTMLText.extract($0).text }
        let content = [html, string(item["content_text"])].compactMap { $0 }.first { !$0.isEmpty }
        let summary = string(item["summary"])
        let title = string(item["title"]).map(Trimming.oneLine)
        let link = (string(item["url"]) ?? string(item["external_url"])).map { XMLElement.resolved($0, base: base) }
        let published = string(item["date_published"])
        let text = content ?? summary ?? ""
        return FeedEntry(
            id: string(item["id"]) ?? link
                ?? EntryText.derivedID(title: title, published: published, text: text), title: title, link: link,
            author: author(of: item) ?? feedAuthor, published: published.flatMap { FeedDate.milliseconds($0) },
            updated: string(item["date_modified"]).flatMap { FeedDate.milliseconds($0) }, text: text,
            tags: (item["tags"] as? [Any] ?? []).compactMap(string), isSummary: content == nil)
    }

    /// Names of the authors of 1.1, else of the one of 1.0.
    private static func author(of object: [String: Any]) -> String? {
        let all = (object["authors"] as? [Any] ?? []) + [object["author"]].compactMap { $0 }
        let names = all.compactMap { ($0 as? [String: Any]).flatMap { string($0["name"]) } ?? string($0) }
        var unique: [String] = []
        for name in names where !unique.contains(name) { unique.append(name) }
        return unique.isEmpty ? nil : unique.joined(separator: ", ")
    }

    /// A text with something in it; numbers as their digits, as some feeds give their ids.
    private static func string(_ value: Any?) -> String? {
        let text: String
        switch value {
        case let value as String: text = Trimming.trim(value)
        case let value as NSNumber: text = value.stringValue
        default: return nil
        }
        return text.isEmpty ? nil : text
    }
}
