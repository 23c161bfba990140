import Casework
import CurlTransfer
import Foundation
import WebReading

/// Fetches and reads the pages behind the items of a list.
struct PageItemReading {
    /// What came of one page.
    enum Outcome {
        /// The item with what its page says, and the names of the fields that selectors found there.
        case whole(WebItemRecord, found: Set<String>?)
        /// The item as the list tells it, with a sentence on why there is no more.
        case listOnly(WebItemRecord)
        /// The page cannot be had now.
        case later
    }

    /// Name under which operators see why an item has no more than the list says.
    static let note = "Toàn văn"
    /// Times that a page is tried before the item is taken without it.
    static let attempts = 3

    let settings: PageSettings
    let requests: SourceRequests
    let time: Timestamp

    /// Reads the page behind an item.
    ///
    /// - Parameters:
    ///   - item: The item.
    ///   - failures: How often in a row its page could not be had.
    /// - Returns: What came of it.
    /// - Throws: ``CollectionError/askedToWait(source:host:until:)``, or when the pass is cancelled.
    func read(_ item: PageListItem, failures: Int) async throws(CollectionError) -> Outcome {
        let record = item.record(settings.labels)
        guard let link = item.link, WebTarget(link) != nil else { return .listOnly(record) }
        let answer: SourceRequests.PageAnswer
        do throws(CollectionError) {
            answer = try await requests.page(
                link, maximumBytes: settings.maximumBytes, delay: settings.delay, at: time)
        } catch {
            switch error {
            case .askedToWait, .transfer(_, .cancelled): throw error
            default:
                guard failures + 1 >= Self.attempts else { return .later }
                return .listOnly(noted(record, "không lấy được: \(error)"))
            }
        }
        switch answer {
        case .forbidden: return .listOnly(noted(record, "không lấy: robots.txt của trang không cho phép"))
        case .answer(let response) where response.status == 200: return merge(record, response)
        case .answer(let response):
            guard response.status < 500 || failures + 1 >= Self.attempts else { return .later }
            return .listOnly(noted(record, "không lấy được: trang trả lời mã \(response.status)"))
        }
    }

    private func noted(_ record: WebItemRecord, _ words: String) -> WebItemRecord {
        var record = record
        record.extra = (record.extra ?? [:]).merging([Self.note: words]) { $1 }
        return record
    }

    private func merge(_ listed: WebItemRecord, _ response: HTTPResponse) -> Outcome {
        let type = (response.header("content-type") ?? "text/html").prefix { $0 != ";" }.lowercased()
        guard type.contains("html") || type == "text/plain" else {
            return .whole(attached(listed, response, type), found: nil)
        }
        var record = listed
        var found: Set<String>?
        if case .selected(let selectors) = settings.itemPages {
            let fields =
                (try? ListPageReader(item: nil, fields: selectors).read(
                    response.body, declaredCharset: response.declaredCharset, address: response.effectiveURL))?
                .items.first?.fields ?? [:]
            found = Set(fields.keys)
            record.title = fields["title"] ?? record.title
            record.text = fields["text"] ?? record.text
            record.authorName = fields["author"] ?? record.authorName
            record.published = settings.date(fields["date"], now: time.rawValue) ?? record.published
            if fields["text"] != nil, record.title != nil { return .whole(record, found: found) }
        }
        let page = try? ArticleReader().read(
            response.body, declaredCharset: response.declaredCharset, address: response.effectiveURL)
        guard let article = Self.choice(page?.articles ?? [], title: listed.title) else {
            return found?.contains("text") == true
                ? .whole(record, found: found) : .listOnly(noted(record, "trang không có bài viết đọc được"))
        }
        if found?.contains("text") != true { record.text = article.text }
        if Self.isCut(record.title) { record.title = article.title ?? record.title }
        record.authorName = record.authorName ?? article.author
        if record.published.map({ Self.isSameDay($0, article.published) }) ?? true {
            record.published = article.published ?? record.published
        }
        return .whole(record, found: found)
    }

    /// A document that the list links to, kept as a file of the item.
    private func attached(_ listed: WebItemRecord, _ response: HTTPResponse, _ type: String) -> WebItemRecord {
        var record = listed
        let name = URL(string: response.effectiveURL)?.lastPathComponent
        record.attachments = [
            ItemFile(filename: name, type: String(type.prefix(100)), content: Data(response.body))
        ]
        if record.text.isEmpty { record.text = record.title ?? name ?? "" }
        return record
    }

    /// The article of the same title, else the longest.
    private static func choice(_ articles: [Article], title: String?) -> Article? {
        if let title, let same = articles.first(where: { $0.title?.lowercased() == title.lowercased() }) { return same }
        return articles.max { $0.text.count < $1.text.count }
    }

    /// Whether a title is missing, or was cut short by the list.
    private static func isCut(_ title: String?) -> Bool {
        guard let title else { return true }
        return title.hasSuffix("…") || title.hasSuffix("...")
    }

    /// The same day in Vietnam: then the page only adds the time.
    private static func isSameDay(_ one: Int64, _ other: Int64?) -> Bool {
        guard let other else { return false }
        let (hours, day): (Int64, Int64) = (7 * 3_600_000, 86_400_000)
        return (one + hours) / day == (other + hours) / day
    }
}
