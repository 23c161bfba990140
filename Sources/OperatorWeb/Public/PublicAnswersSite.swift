public import Casework
import CivilCalendar
import Crypto
import Foundation
import Places
public import Reporting

/// The answers that the office publishes: a list with search and filters, a page for each, an Atom feed.
///
/// No log-in and no cookie; caches may keep what they get for five minutes, so that a withdrawn answer is gone soon.
///
/// > Source: RFC 4287 (Atom), RFC 9110 §8.8.3 and §13.1.2 (entity tags), RFC 9111 §5.2.
public struct PublicAnswersSite: Sendable {
    private let store: any PublicationStore
    private let frame: PublicFrame
    private let origin: String
    private let topics: @Sendable () -> [PeriodReport.Topic]

    /// Creates the pages.
    ///
    /// - Parameters:
    ///   - store: Public answers.
    ///   - officeName: Name of the office.
    ///   - origin: Address under which people reach them, without a slash at its end.
    ///   - topics: Names of topics; asked with every request.
    public init(
        store: any PublicationStore, officeName: String, origin: String,
        topics: @escaping @Sendable () -> [PeriodReport.Topic]
    ) {
        self.store = store
        frame = PublicFrame(officeName: officeName)
        self.origin = origin
        self.topics = topics
    }

    /// Where they begin.
    static let path = "/cong-khai"
    private static let feedPath = "\(path)/atom.xml"
    private static let pace = StrangerRoute.Pace(burst: 60, perMinute: 60)
    private static let pageSize = 20
    private static let lastPage = 1_000
    private static let cacheSeconds = 300

    /// Their addresses.
    public var routes: [StrangerRoute] {
        [
            StrangerRoute(.get, Self.path, pace: Self.pace) { request in await answer(request, list) },
            StrangerRoute(.get, Self.feedPath, pace: Self.pace) { request in await answer(request, feed) },
            StrangerRoute(.get, "\(Self.path)/{id}", pace: Self.pace) { request in await answer(request, show) },
        ]
    }

    private func answer(
        _ request: StrangerRequest, _ page: (StrangerRequest) async throws(StoreError) -> StrangerAnswer
    ) async -> StrangerAnswer {
        do throws(StoreError) {
            var answer = try await page(request)
            guard answer.status == 200 else { return answer }
            let tag = "\"" + SecretToken.hexadecimal(SHA256.hash(data: Data(answer.body)).prefix(12)) + "\""
            answer.cacheSeconds = Self.cacheSeconds
            answer.entityTag = tag
            guard request.header("if-none-match") == tag else { return answer }
            answer.status = 304
            answer.body = []
            return answer
        } catch {
            var answer = Self.html(
                503,
                frame.page("Xin thử lại sau") { page in page.element("h1", text: "Xin thử lại sau ít phút") })
            answer.retryAfter = 60
            return answer
        }
    }

    // MARK: The list

    private func list(_ request: StrangerRequest) async throws(StoreError) -> StrangerAnswer {
        let number = max(1, min(Self.lastPage, request.query("trang").flatMap { Int($0) } ?? 1))
        let facets = try await store.publicAnswerFacets()
        var filter = PublicAnswerFilter(
            search: String((request.query("q") ?? "").prefix(200)), limit: Self.pageSize,
            offset: (number - 1) * Self.pageSize)
        // What is not among the choices is not looked for.
        filter.topic = request.query("linh_vuc").flatMap { facets.topics.contains($0) ? $0 : nil }
        filter.unitCode = request.query("dia_ban").flatMap { code in
            facets.places.contains { $0.code == code } ? code : nil
        }
        let answers = try await store.publicAnswers(filter)
        let count = try await store.publicAnswerCount(filter)
        let title = "Câu trả lời công khai"
        let body = frame.page(title, isIndexed: true, feed: Self.feedPath) { page in
            page.element("h1", text: title)
            page.element(
                "p", .kind("lead"),
                text: "Trả lời phản ánh, kiến nghị của người dân, không nêu tên và thông tin cá nhân của người gửi.")
            writeFilter(filter, facets, to: &page)
            if answers.isEmpty { page.element("p", .kind("empty"), text: "Không có câu trả lời nào.") }
            page.element("ul", .kind("linked")) { page in
                for answer in answers {
                    page.element("li") { page in
                        page.element("a", .kind("title"), .set("href", "\(Self.path)/\(answer.id.rawValue)")) { page in
                            page.element("bdi", text: answer.title)
                        }
                        page.element("p", .kind("facts")) { page in writeFacts(answer, to: &page) }
                    }
                }
            }
            writePaging(filter, number, count, to: &page)
            page.element("p", .kind("links")) { page in
                page.element("a", .set("href", Self.feedPath), text: "Theo dõi bằng Atom")
            }
        }
        return Self.html(200, body)
    }

    private func name(ofTopic id: String) -> String { topics().first { $0.id == id }?.name ?? id }

    private func writeFacts(_ answer: PublicAnswer, to page: inout HTML) {
        let day = LocalMoment(utcMilliseconds: answer.publishedAt.rawValue).date.vietnamese
        let facts = [day] + answer.topics.map(name) + [answer.place?.joined].compactMap(\.self)
        for fact in facts { page.element("span", text: fact) }
    }

    private func writeFilter(_ filter: PublicAnswerFilter, _ facets: PublicAnswerFacets, to page: inout HTML) {
        func choice(
            _ name: String, _ label: String, _ all: String, _ choices: [(String, String)], _ chosen: String?,
            to page: inout HTML
        ) {
            page.element("div") { page in
                page.element("label", .set("for", name), text: label)
                page.element("select", .set("id", name), .set("name", name)) { page in
                    page.element("option", .set("value", ""), text: all)
                    for (value, text) in choices {
                        page.element(
                            "option", .set("value", value), .flag("selected", when: value == chosen), text: text)
                    }
                }
            }
        }
        page.element("form", .set("action", Self.path), .set("method", "get"), .kind("filter")) { page in
            page.element("div") { page in
                page.element("label", .set("for", "q"), text: "Từ ngữ (không cần gõ dấu)")
                page.void(
                    "input", .set("id", "q"), .set("name", "q"), .set("type", "search"), .set("maxlength", "200"),
                    .set("value", filter.search))
            }
            let topics = facets.topics.map { ($0, name(ofTopic: $0)) }
            choice("linh_vuc", "Lĩnh vực", "Mọi lĩnh vực", topics, filter.topic, to: &page)
            let places = facets.places.map { ($0.code, $0.name) }
            choice("dia_ban", "Địa bàn", "Mọi địa bàn", places, filter.unitCode, to: &page)
            page.element("button", .kind("second"), text: "Tìm")
        }
    }

    private func writePaging(_ filter: PublicAnswerFilter, _ number: Int, _ count: Int, to page: inout HTML) {
        let pages = max(1, (count + Self.pageSize - 1) / Self.pageSize)
        guard pages > 1 || number > 1 else { return }
        func path(_ number: Int) -> String {
            let fields = [
                ("q", filter.search), ("linh_vuc", filter.topic ?? ""), ("dia_ban", filter.unitCode ?? ""),
                ("trang", String(number)),
            ].filter { !$0.1.isEmpty }
            return Self.path + "?" + fields.map { "\($0.0)=\(QueryValue.encode($0.1))" }.joined(separator: "&")
        }
        page.element("nav", .kind("paging"), .set("aria-label", "Các trang")) { page in
            if number > 1 {
                page.element("a", .set("rel", "prev"), .set("href", path(min(number - 1, pages))), text: "Trang trước")
            }
            page.element("span", text: "Trang \(number) / \(pages)")
            if number < pages {
                page.element("a", .set("rel", "next"), .set("href", path(number + 1)), text: "Trang sau")
            }
        }
    }

    // MARK: One of them

    private func show(_ request: StrangerRequest) async throws(StoreError) -> StrangerAnswer {
        let id = PublicationID(rawValue: String((request.parameters["id"] ?? "").prefix(40)))
        switch try await store.publicAnswer(id) {
        case .answer(let answer):
            return Self.html(
                200,
                frame.page(answer.title, isIndexed: true, feed: Self.feedPath) { page in
                    page.element("p") { page in
                        page.element("a", .set("href", Self.path), text: "Tất cả câu trả lời công khai")
                    }
                    page.element("p", .kind("facts")) { page in writeFacts(answer, to: &page) }
                    page.element("h1", text: "Người dân hỏi")
                    page.element("div", .kind("text"), .set("dir", "auto"), text: answer.question)
                    page.element("h2", text: "\(frame.officeName) trả lời")
                    page.element("div", .kind("text"), .set("dir", "auto"), text: answer.answer)
                })
        case .withdrawn(let reason, let at):
            let day = LocalMoment(utcMilliseconds: at.rawValue).date.vietnamese
            return Self.html(
                410,
                frame.page("Câu trả lời đã được gỡ") { page in
                    page.element("h1", text: "Câu trả lời đã được gỡ")
                    page.element("p", text: "Cơ quan gỡ câu trả lời này ngày \(day). Lý do: \(reason.vietnameseName).")
                })
        case nil:
            return Self.html(
                404, frame.page("Không có trang này") { page in page.element("h1", text: "Không có trang này") })
        }
    }

    // MARK: The feed

    private func feed(_ request: StrangerRequest) async throws(StoreError) -> StrangerAnswer {
        let answers = try await store.publicAnswers(PublicAnswerFilter(limit: 50))
        let updated = answers.first?.publishedAt ?? Timestamp(rawValue: 0)
        var feed = HTML()
        feed.literal("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
        feed.element("feed", .set("xmlns", "http://www.w3.org/2005/Atom"), .set("xml:lang", "vi")) { feed in
            feed.element("title", text: "Câu trả lời công khai – \(frame.officeName)")
            feed.element("id", text: origin + Self.path)
            feed.element("updated", text: Moments.machine(updated))
            feed.element("author") { feed in feed.element("name", text: frame.officeName) }
            feed.element("link", .set("rel", "self"), .set("href", origin + Self.feedPath))
            feed.element("link", .set("href", origin + Self.path))
            for answer in answers {
                let address = "\(origin)\(Self.path)/\(answer.id.rawValue)"
                feed.element("entry") { feed in
                    feed.element("title", text: answer.title)
                    feed.element("id", text: address)
                    feed.element("link", .set("href", address))
                    feed.element("updated", text: Moments.machine(answer.publishedAt))
                    for topic in answer.topics {
                        feed.element("category", .set("term", topic), .set("label", name(ofTopic: topic)))
                    }
                    feed.element("content", .set("type", "text"), text: "\(answer.question)\n\n\(answer.answer)")
                }
            }
        }
        return StrangerAnswer(
            status: 200, contentType: "application/atom+xml; charset=utf-8", body: Array(feed.markup.utf8))
    }

    private static func html(_ status: Int, _ body: [UInt8]) -> StrangerAnswer {
        StrangerAnswer(status: status, contentType: "text/html; charset=utf-8", body: body)
    }
}
