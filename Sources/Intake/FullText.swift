import Casework
import CurlTransfer
import Foundation
import WebReading

/// Whether the articles behind a feed's entries are fetched.
public enum FullText: String, Sendable, Hashable, CaseIterable {
    /// Where the feed has a teaser only.
    case auto
    /// For every entry that has a link.
    case always
    /// Never.
    case never
}

/// Fetches the articles behind entries, politely, within one pass.
struct ArticleFetcher {
    /// Largest page taken, in bytes.
    static let pageBytes = 5_000_000
    /// Name under which operators see why an entry has its teaser only.
    static let note = "Toàn văn"

    let requests: SourceRequests
    /// Servers that failed in this pass: their other pages are not waited for.
    private var failing: Set<String> = []

    init(requests: SourceRequests) { self.requests = requests }

    /// What came of the article behind an entry.
    enum Outcome {
        /// The entry, with its article or with a note on why it has its teaser only.
        case done(WebItemRecord)
        /// The article cannot be had now; the entry with its teaser and a note.
        case later(WebItemRecord)

        /// The entry as far as it is known now.
        var record: WebItemRecord {
            switch self {
            case .done(let record), .later(let record): record
            }
        }
    }

    /// Times that an article is tried before its entry is taken with the teaser.
    static let attempts = 3

    /// Puts the article in the place of the teaser; where it cannot be had the teaser stays, with a note.
    ///
    /// - Throws: ``CollectionError`` only when the pass is cancelled.
    mutating func complete(_ record: WebItemRecord, at time: Timestamp) async throws(CollectionError) -> Outcome {
        guard let link = record.link, let target = WebTarget(link) else { return .done(record) }
        guard !failing.contains(target.site) else {
            return .later(noted(record, "không lấy được: máy chủ \(target.site) đang lỗi"))
        }
        do throws(CollectionError) {
            switch try await requests.page(link, maximumBytes: Self.pageBytes, at: time) {
            case .forbidden: return .done(noted(record, "không lấy: robots.txt của trang không cho phép"))
            case .answer(let response) where response.status == 200:
                return .done(merged(record, response))
            case .answer(let response):
                let record = noted(record, "không lấy được: trang trả lời mã \(response.status)")
                return response.status >= 500 ? .later(record) : .done(record)
            }
        } catch .transfer(_, .cancelled(let context)) {
            throw .transfer(source: requests.source, .cancelled(context))
        } catch {
            let noted = noted(record, "không lấy được: \(error.reason)")
            if case .transfer(_, let failure) = error, !failure.isRetryable { return .done(noted) }
            failing.insert(target.site)
            return .later(noted)
        }
    }

    private func noted(_ record: WebItemRecord, _ words: String) -> WebItemRecord {
        var record = record
        record.extra = (record.extra ?? [:]).merging([Self.note: words]) { $1 }
        return record
    }

    private func merged(_ record: WebItemRecord, _ response: HTTPResponse) -> WebItemRecord {
        let type = response.header("content-type")?.lowercased() ?? "text/html"
        guard type.contains("html") || type.contains("text/plain") else {
            return noted(record, "không lấy: trang không phải văn bản (\(type.prefix(60)))")
        }
        let page = try? ArticleReader().read(
            response.body, declaredCharset: response.declaredCharset, address: response.effectiveURL)
        guard let article = Self.choice(page?.articles ?? [], title: record.title),
            article.text.count > record.text.count
        else { return noted(record, "trang không có bài dài hơn phần tóm tắt") }
        var record = record
        // The lead often stands in the feed alone.
        let lead = record.text.prefix(60)
        let isInside = lead.isEmpty || article.text.contains(Self.start(of: String(lead)))
        record.text = isInside ? article.text : record.text + "\n\n" + article.text
        record.authorName = record.authorName ?? article.author
        record.published = record.published ?? article.published
        return record
    }

    /// The article of the same title, else the longest.
    private static func choice(_ articles: [Article], title: String?) -> Article? {
        if let title, let same = articles.first(where: { $0.title?.lowercased() == title.lowercased() }) { return same }
        return articles.max { $0.text.count < $1.text.count }
    }

    /// A few whole words, for white space at a line's end differs.
    private static func start(of text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).prefix(6).joined(separator: " ")
    }
}
