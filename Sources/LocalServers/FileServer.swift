public import Foundation
public import Hummingbird
import Logging
import Synchronization

/// A small web server on 127.0.0.1 that serves files, with ETag and 304; for feeds in trials and tests.
public final class FileServer: Sendable {
    /// The port it listens on.
    public let port: Int
    private let running: RunningService

    /// Where the files come from.
    public enum Content: Sendable {
        /// Files below a folder.
        case folder(URL)
        /// Texts by path (`/feed.xml`).
        case texts([String: String])
    }

    /// Starts serving.
    ///
    /// - Parameters:
    ///   - content: What to serve.
    ///   - port: A port, or 0 for a free one.
    /// - Throws: ``LocalServerError/notStarted(server:log:)``.
    public convenience init(_ content: Content, port: Int = 0) async throws(LocalServerError) {
        let router = Router()
        router.get("**") { request, _ in
            Self.answer(request, content)
        }
        try await self.init(router: router, port: port)
    }

    /// Starts a server with routes of its own.
    ///
    /// - Parameters:
    ///   - router: The routes.
    ///   - port: A port, or 0 for a free one.
    /// - Throws: ``LocalServerError/notStarted(server:log:)``.
    public init(router: Router<BasicRequestContext>, port: Int = 0) async throws(LocalServerError) {
        let (ports, opened) = AsyncStream<Int>.makeStream()
        var logger = Logger(label: "file-server")
        logger.logLevel = .critical
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in
                opened.yield(channel.localAddress?.port ?? 0)
            }, logger: logger)
        running = RunningService(application, logger: logger) { opened.finish() }
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next(), port > 0 else {
            throw .notStarted(server: "web server", log: "the port is taken, or ports may not be opened here")
        }
        self.port = port
    }

    deinit { running.end() }

    /// The address of a path.
    public func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    /// Stops serving and waits for the end.
    public func stop() async {
        await running.stop()
    }

    private static func answer(_ request: Request, _ content: Content) -> Response {
        guard let body = bytes(request.uri.path, content) else { return Response(status: .notFound) }
        let tag = "\"\(String(fingerprint(body), radix: 16))\""
        var headers: HTTPFields = [.eTag: tag]
        let asked = request.headers[.ifNoneMatch] ?? ""
        if asked.split(separator: ",").contains(where: { $0.drop { $0 == " " } == tag }) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = mediaType(request.uri.path)
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    private static func bytes(_ path: String, _ content: Content) -> [UInt8]? {
        guard let name = path.removingPercentEncoding, !name.split(separator: "/").contains("..") else { return nil }
        switch content {
        case .texts(let texts): return texts[name].map { Array($0.utf8) }
        case .folder(let folder):
            guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else { return nil }
            return Array(data)
        }
    }

    /// FNV-1a, 64 bits: enough to tell two versions of a file apart.
    private static func fingerprint(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    private static func mediaType(_ path: String) -> String {
        switch path.split(separator: ".").last {
        case "xml", "rss", "atom": "application/xml"
        case "json": "application/json"
        case "html": "text/html; charset=utf-8"
        default: "text/plain; charset=utf-8"
        }
    }
}
