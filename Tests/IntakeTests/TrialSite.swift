import Casework
import Foundation
import Hummingbird
import Intake
import LocalServers
import Synchronization

/// A web site on loopback whose pages can be changed, and which keeps account of what it was asked.
final class TrialSite: Sendable {
    struct Page: Sendable {
        var status = 200
        var type = "text/html; charset=utf-8"
        var retryAfter: String?
        var location: String?
        var body = ""
    }

    private final class Shared: Sendable {
        let pages = Mutex<[String: Page]>([:])
        let asked = Mutex<[String]>([])
        let agents = Mutex<Set<String>>([])
    }

    private let shared = Shared()
    let server: FileServer

    init(_ pages: [String: String]) async throws {
        let shared = shared
        shared.pages.withLock { $0 = pages.mapValues { Page(body: $0) } }
        let router = Router()
        router.get("**") { request, _ in
            let path = request.uri.string
            shared.asked.withLock { $0.append(path) }
            if let agent = request.headers[.userAgent] { shared.agents.withLock { _ = $0.insert(agent) } }
            guard let page = shared.pages.withLock({ $0[path] }) else { return Response(status: .notFound) }
            let tag = "\"\(page.body.hashValue)\""
            if page.status == 200, request.headers[.ifNoneMatch] == tag { return Response(status: .notModified) }
            var fields: HTTPFields = [.eTag: tag, .contentType: page.type]
            if let wait = page.retryAfter { fields[.retryAfter] = wait }
            if let location = page.location { fields[.location] = location }
            return Response(
                status: .init(code: page.status), headers: fields,
                body: .init(byteBuffer: ByteBuffer(string: page.body)))
        }
        server = try await FileServer(router: router)
    }

    /// What was asked since the last look, robots.txt left out.
    func asked() -> [String] {
        shared.asked.withLock { asked in
            defer { asked = [] }
            return asked.filter { $0 != "/robots.txt" }
        }
    }

    var agents: Set<String> { shared.agents.withLock { $0 } }

    subscript(_ path: String) -> Page? {
        get { shared.pages.withLock { $0[path] } }
        set { shared.pages.withLock { $0[path] = newValue } }
    }

    func url(_ path: String) -> String { server.url(path) }
}
