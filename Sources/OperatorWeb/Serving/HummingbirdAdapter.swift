import Hummingbird
import Logging
import Reporting

/// The connection's data that a request needs.
struct SiteContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let address: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? ""
    }
}

/// Turns Hummingbird's requests and responses into ours and back; the only file that knows both.
struct HummingbirdAdapter: Sendable {
    /// Large forms that are taken at the same time.
    private static let uploadsAtOnce = 2

    let dispatcher: SiteDispatcher
    let behindProxy: Bool
    let strangers: [StrangerRoute]
    private let uploads = UploadGate(uploadsAtOnce)

    init(dispatcher: SiteDispatcher, behindProxy: Bool, strangers: [StrangerRoute]) {
        self.dispatcher = dispatcher
        self.behindProxy = behindProxy
        self.strangers = strangers
    }

    /// The router of all routes; anything else is answered by ``answer(_:_:for:)`` without a route.
    func router() -> Router<SiteContext> {
        let router = Router(context: SiteContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: EveryAnswer(adapter: self))
        for route in Route.all {
            router.on(RouterPath(route.path), method: route.isPost ? .post : .get) { request, context in
                await answer(request, context, for: route)
            }
        }
        for route in strangers {
            router.on(RouterPath(route.path), method: route.method == .post ? .post : .get) { request, context in
                await answer(request, context, stranger: route)
            }
        }
        return router
    }

    /// Reads the request, has it answered and writes the response.
    func answer(_ request: Request, _ context: SiteContext, for route: Route?) async -> Response {
        let asked = page(request, context)
        guard let route, route.bodyLimit > Route.formBytes, await dispatcher.hasSession(asked) else {
            return await answer(request, asked, for: route, limit: Route.formBytes)
        }
        guard uploads.enter() else {
            return response(await dispatcher.answer(asked, problem: .busy), closing: true)
        }
        defer { uploads.leave() }
        return await answer(request, asked, for: route, limit: route.bodyLimit)
    }

    private func answer(
        _ request: Request, _ asked: PageRequest, for route: Route?, limit: Int
    ) async -> Response {
        var asked = asked
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: limit)
        } catch {
            return response(await dispatcher.answerTooLarge(asked), closing: true)
        }
        if let boundary = header("content-type", request).flatMap(MultipartForm.boundary) {
            do throws(MultipartForm.Problem) {
                let form = try MultipartForm(Array(buffer: body), boundary: boundary)
                asked.form = FormFields(decoded: form.fields)
                asked.files = form.files
            } catch {
                return response(await dispatcher.answer(asked, problem: .unreadableForm(error)))
            }
        } else {
            asked.form = FormFields(encoded: String(buffer: body))
        }
        return response(await dispatcher.answer(asked, for: route))
    }

    /// Has a stranger's request answered, within its route's bounds.
    private func answer(_ request: Request, _ context: SiteContext, stranger route: StrangerRoute) async -> Response {
        let address = address(request, context)
        let parts = dispatcher.parts
        if let wait = parts.strangerThrottle.take(
            route: route.path, pace: route.pace, address: address, at: parts.clock())
        {
            let refusal = StrangerAnswer.refusal(429, "Too many requests.", retryAfter: wait)
            return response(refusal.asPage, closing: true)
        }
        let body: [UInt8]
        do {
            body = Array(buffer: try await request.body.collect(upTo: max(route.bodyLimit, 1)))
        } catch {
            return response(
                StrangerAnswer.refusal(413, "At most \(route.bodyLimit) bytes are taken.").asPage, closing: true)
        }
        var headers: [String: String] = [:]
        for field in request.headers where headers[field.name.canonicalName] == nil {
            headers[field.name.canonicalName] = field.value
        }
        let isSecure = behindProxy && headers["x-forwarded-proto"]?.lowercased() == "https"
        let host = (behindProxy ? headers["x-forwarded-host"] : nil) ?? request.head.authority ?? "localhost"
        let asked = StrangerRequest(
            parameters: Dictionary(
                context.parameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { first, _ in first }),
            path: request.uri.path, rawQuery: request.uri.query ?? "",
            origin: (isSecure ? "https://" : "http://") + host,
            headers: headers, body: body, address: address)
        return response(await route.answer(asked).asPage)
    }

    /// The request without its form.
    private func page(_ request: Request, _ context: SiteContext) -> PageRequest {
        let authority = request.head.authority
        let forwardedHost = behindProxy ? header("x-forwarded-host", request) : nil
        return PageRequest(
            isPost: request.method == .post, path: request.uri.path, rawQuery: request.uri.query ?? "",
            parameters: Dictionary(
                context.parameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { first, _ in first }),
            form: FormFields(encoded: ""), cookies: cookies(request), origin: header("origin", request),
            secFetchSite: header("sec-fetch-site", request), hosts: [authority, forwardedHost].compactMap(\.self),
            isSecure: header("x-forwarded-proto", request)?.lowercased() == "https",
            userAgent: request.headers[.userAgent] ?? "", address: address(request, context))
    }

    /// The proxy appends the address it saw, so the last one is the one to believe.
    private func address(_ request: Request, _ context: SiteContext) -> String {
        guard behindProxy, let last = header("x-forwarded-for", request)?.split(separator: ",").last else {
            return context.address
        }
        return String(last.filter { !$0.isWhitespace }.prefix(64))
    }

    private func header(_ name: String, _ request: Request) -> String? {
        request.headers.first { $0.name.canonicalName == name }?.value
    }

    private func cookies(_ request: Request) -> [String: String] {
        var cookies: [String: String] = [:]
        for header in request.headers where header.name.canonicalName == "cookie" {
            for pair in header.value.split(separator: ";").prefix(50) {
                let parts = pair.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
                if parts.count == 2, cookies[parts[0]] == nil { cookies[parts[0]] = parts[1] }
            }
        }
        return cookies
    }

    private func response(_ answer: PageAnswer, closing: Bool = false) -> Response {
        var headers = HTTPFields()
        for (name, value) in answer.headers + (closing ? [("Connection", "close")] : []) {
            if let name = HTTPFields.Element.Name(name) { headers.append(.init(name: name, value: value)) }
        }
        return Response(
            status: .init(code: answer.status), headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}

/// Sees to it that every answer, errors included, is one of our pages and carries the security headers.
private struct EveryAnswer: RouterMiddleware {
    let adapter: HummingbirdAdapter

    @concurrent
    func handle(
        _ request: Request, context: SiteContext,
        next: @concurrent (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            // The router throws only when no route fits.
            response = await adapter.answer(request, context, for: nil)
        }
        for (name, value) in SecurityHeaders.all {
            guard let name = HTTPFields.Element.Name(name), response.headers[name] == nil else { continue }
            response.headers[name] = value
        }
        return response
    }
}
