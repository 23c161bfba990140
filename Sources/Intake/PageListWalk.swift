import Casework
import CurlTransfer
import Foundation
import WebReading

/// Reads the pages of a list, one after the other, until there is nothing new.
struct PageListWalk {
    let settings: PageSettings
    let requests: SourceRequests
    let time: Timestamp
    private let known: [String: PageState.Known]
    private var ids: PageItemIDs

    /// The items, in the order of the list.
    private(set) var items: [PageListItem] = []
    /// For each item the names of the fields that the list has of it.
    private(set) var present: [Set<String>] = []
    private(set) var notices: [String] = []
    /// Pages that were read.
    private(set) var pages = 0
    /// The first page.
    private(set) var response: HTTPResponse?
    /// Why the first page could not be understood.
    private(set) var fault: String?
    /// Nothing has changed since the last pass.
    private(set) var isUnchanged = false

    /// Where the list has moved for good.
    private(set) var movedTo: String?
    /// The address of the first page.
    private var start: String { movedTo ?? settings.url }

    /// Whether the list is gone from where it had moved.
    private var isMovedAway = false
    private var visited: Set<String> = []
    private var taken: Set<String> = []

    /// Most items of one pass.
    private static let itemLimit = 2000

    init(_ settings: PageSettings, _ requests: SourceRequests, _ state: PageState, at time: Timestamp) {
        self.settings = settings
        self.requests = requests
        self.time = time
        movedTo = state.movedTo
        known = state.items
        ids = PageItemIDs(state.items)
    }

    /// Reads the list.
    ///
    /// - Parameters:
    ///   - state: What is remembered of its first page.
    ///   - least: Pages to read even when all their items are known.
    /// - Throws: ``CollectionError`` when the first page cannot be had.
    mutating func read(_ state: FetchState, atLeast least: Int) async throws(CollectionError) {
        var state = state
        var address: String? = start
        while let url = address, pages < settings.maximumPages, items.count < Self.itemLimit,
            visited.insert(url).inserted
        {
            guard let answer = try await fetch(url, pages == 0 ? state : FetchState()) else {
                // What moved for good may be gone for good at its new place: ask the address of the configuration again.
                guard isMovedAway else { return }
                (isMovedAway, movedTo, address) = (false, nil, settings.url)
                state = FetchState()
                continue
            }
            pages += 1
            if pages == 1 {
                response = answer
                movedTo = answer.permanentURL ?? movedTo
            }
            let list: ListPage
            do throws(PageReadingError) {
                list = try page(answer)
            } catch {
                if pages == 1 {
                    fault = error.operatorReason
                } else {
                    notices.append("Trang \(pages): \(error.operatorReason)")
                }
                return
            }
            let (isAllKnown, isPastSince) = take(list)
            if list.items.isEmpty, pages == 1 {
                fault =
                    settings.item.map { "Bộ chọn item «\($0.written)» không còn khớp mục nào trên trang." }
                    ?? "Trang không có bài viết nào."
            }
            guard !list.items.isEmpty, !isPastSince, !isAllKnown || pages < least else { return }
            address = next(list)
        }
    }

    private mutating func fetch(
        _ url: String, _ state: FetchState
    ) async throws(CollectionError) -> HTTPResponse? {
        let answer = try await requests.page(
            url, state: state, maximumBytes: settings.maximumBytes, delay: settings.delay, at: time)
        switch answer {
        case .forbidden(let forbidden):
            guard pages > 0 else {
                throw .protocolFailure(
                    source: requests.source,
                    reason: "the site's robots.txt does not let LangNghe fetch \(forbidden); ask the site's "
                        + "administrators for a group «User-agent: LangNghe» that allows it")
            }
            notices.append("robots.txt không cho lấy trang \(pages + 1) của danh sách.")
            return nil
        case .answer(let response):
            switch response.status {
            case 200: return response
            case 304 where pages == 0:
                isUnchanged = true
                return nil
            case 404 where pages == 0 && movedTo != nil, 410 where pages == 0 && movedTo != nil:
                isMovedAway = true
                return nil
            default:
                guard pages > 0 else {
                    throw .unexpectedStatus(
                        source: requests.source, url: String(url.prefix { $0 != "?" }), status: response.status)
                }
                // A list that is shorter than it was ends so.
                if response.status != 404 {
                    notices.append("Trang \(pages + 1) của danh sách trả lời mã \(response.status).")
                }
                return nil
            }
        }
    }

    private func page(_ response: HTTPResponse) throws(PageReadingError) -> ListPage {
        let charset = response.declaredCharset
        let address = response.effectiveURL
        guard let item = settings.item else {
            let page = try ArticleReader().read(response.body, declaredCharset: charset, address: address)
            return ListPage(items: page.articles.map { Self.fields(of: $0, at: address) }, defects: page.defects)
        }
        var next: PageSelector?
        if case .next(let selector) = settings.pagination { next = selector }
        return try ListPageReader(item: item, fields: settings.fields, next: next)
            .read(response.body, declaredCharset: charset, address: address)
    }

    /// An article of the page itself; the page's address would make of each new one a change of the one before.
    private static func fields(of article: Article, at address: String) -> ListPage.Item {
        var fields = ["text": article.text]
        fields["title"] = article.title
        fields["author"] = article.author
        if let link = article.link, link != address { fields["link"] = link }
        fields["date"] = article.published.map { Timestamp(rawValue: $0).date.formatted(.iso8601) }
        return ListPage.Item(fields: fields)
    }

    /// Takes the items of one page: whether all were known as they are, and whether one was older than wanted.
    private mutating func take(_ list: ListPage) -> (isAllKnown: Bool, isPastSince: Bool) {
        var isAllKnown = true
        var isPastSince = false
        var titles: [String: Set<String>] = [:]
        for item in list.items {
            guard let link = item.fields["link"] else { continue }
            titles[link, default: []].insert(PageListItem.short(item.fields["title"] ?? item.fields["text"] ?? ""))
        }
        for item in list.items where items.count < Self.itemLimit {
            present.append(Set(item.fields.keys))
            guard item.fields["title"] != nil || item.fields["text"] != nil || item.fields["link"] != nil else {
                continue
            }
            let published = settings.date(item.fields["date"], now: time.rawValue)
            if let since = settings.since, let published, published < since {
                isPastSince = true
                continue
            }
            let id = ids.id(of: item.fields, titlesAtLink: titles[item.fields["link"] ?? ""] ?? [])
            // Lists that grow while they are read show an item on two pages.
            guard taken.insert(id).inserted else { continue }
            let found = PageListItem(id: id, fields: item.fields, published: published)
            if known[found.shortID]?.list != found.listHash { isAllKnown = false }
            items.append(found)
        }
        return (isAllKnown, isPastSince)
    }

    /// Where the next page is: only on the same server.
    private func next(_ list: ListPage) -> String? {
        let address: String?
        switch settings.pagination {
        case .next: address = list.next
        case .numbered(let pattern):
            let written = pattern.replacing("{page}", with: String(pages + 1))
            address = URL(string: written, relativeTo: URL(string: start))?.absoluteString
        case nil: address = nil
        }
        guard let address, let target = WebTarget(address), let own = WebTarget(response?.effectiveURL ?? settings.url),
            target.site == own.site || target.site == WebTarget(settings.url)?.site
        else { return nil }
        return address
    }
}
