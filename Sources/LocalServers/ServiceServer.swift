import Foundation
import Hummingbird

/// What a service on loopback is asked.
public struct ServiceRequest: Sendable {
    /// Verb.
    public var method: String
    /// Path, percent encoding undone.
    public var path: String
    /// Parameters; of several with one name the last.
    public var query: [String: String]
    /// Fields, names in lower case.
    public var headers: [String: String]
    /// Body.
    public var body: String

    /// The fields of a form in the body.
    public var form: [String: String] { Self.fields(body) }

    static func fields(_ text: String) -> [String: String] {
        var fields: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0]).removingPercentEncoding ?? ""
            fields[name] = String(parts.count > 1 ? parts[1] : "").removingPercentEncoding
        }
        return fields
    }
}

/// What a service on loopback answers.
public struct ServiceReply: Sendable {
    /// Status code.
    public var status: Int
    /// Fields beside those of the body.
    public var headers: [String: String]
    /// Body.
    public var body: [UInt8]

    /// Makes an answer of bytes.
    public init(status: Int = 200, headers: [String: String] = [:], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Makes an answer of JSON text.
    public init(status: Int = 200, headers: [String: String] = [:], json: String) {
        self.init(
            status: status, headers: headers.merging(["content-type": "application/json"]) { first, _ in first },
            body: Array(json.utf8))
    }

    /// Makes an answer of a value that is written as JSON.
    public init(status: Int = 200, headers: [String: String] = [:], _ value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
        self.init(status: status, headers: headers, json: text)
    }
}

/// A service on 127.0.0.1 that answers as one function says; for interfaces whose shapes were recorded.
public final class ServiceServer: Sendable {
    private let web: FileServer

    /// Starts serving.
    ///
    /// - Parameter answer: Told every request, whatever its verb and path.
    /// - Throws: ``LocalServerError/notStarted(server:log:)``.
    public init(_ answer: @escaping @Sendable (ServiceRequest) async -> ServiceReply) async throws(LocalServerError) {
        let router = Router()
        router.get("**") { request, _ in try await Self.response(to: request, answer) }
        router.post("**") { request, _ in try await Self.response(to: request, answer) }
        web = try await FileServer(router: router)
    }

    private static func response(
        to request: Request, _ answer: @Sendable (ServiceRequest) async -> ServiceReply
    ) async throws -> Response {
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        // The server keeps the field Host apart from the others.
        headers["host"] = request.head.authority
        let body = String(buffer: try await request.body.collect(upTo: 1 << 20))
        let reply = await answer(
            ServiceRequest(
                method: request.method.rawValue, path: request.uri.path.removingPercentEncoding ?? request.uri.path,
                query: ServiceRequest.fields(request.uri.query ?? ""), headers: headers, body: body))
        var fields = HTTPFields()
        for (name, value) in reply.headers {
            if let known = HTTPFields.Element.Name(name) { fields[known] = value }
        }
        return Response(
            status: .init(code: reply.status), headers: fields,
            body: .init(byteBuffer: ByteBuffer(bytes: reply.body)))
    }

    /// The address of a path.
    public func url(_ path: String) -> String { web.url(path) }

    /// Stops serving and waits for the end.
    public func stop() async { await web.stop() }
}
