import Foundation
import Hummingbird
import LocalServers

/// Routes that behave well, badly and worse.
enum WebServer {
    static func start() async throws -> FileServer {
        let router = Router()
        router.get("ok") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .eTag: "\"v1\""],
                body: .init(byteBuffer: ByteBuffer(string: "Phản ánh")))
        }
        router.get("etag") { request, _ in
            request.headers[.ifNoneMatch] == "\"v1\""
                ? Response(status: .notModified, headers: [.eTag: "\"v1\""])
                : Response(status: .ok, headers: [.eTag: "\"v1\""], body: .init(byteBuffer: ByteBuffer(string: "new")))
        }
        router.post("echo") { request, _ in
            let body = try await request.body.collect(upTo: 1_000_000)
            let kind = request.headers[.contentType] ?? ""
            return Response(status: .ok, headers: [.contentType: kind], body: .init(byteBuffer: body))
        }
        router.get("fixed/{size}") { _, context in
            let size = try context.parameters.require("size", as: Int.self)
            return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(repeating: 0x61, count: size)))
        }
        router.get("chunked/{count}") { _, context in
            let count = try context.parameters.require("count", as: Int.self)
            return Response(
                status: .ok,
                body: .init { writer in
                    for _ in 0..<count { try await writer.write(ByteBuffer(repeating: 0x61, count: 10_000)) }
                    try await writer.finish(nil)
                })
        }
        router.get("slow") { _, _ in
            Response(
                status: .ok,
                body: .init { writer in
                    for _ in 0..<200 {
                        try await writer.write(ByteBuffer(string: "x"))
                        try await Task.sleep(for: .milliseconds(100))
                    }
                    try await writer.finish(nil)
                })
        }
        router.get("loop") { _, _ in Response(status: .found, headers: [.location: "/loop"]) }
        router.get("once") { _, _ in Response(status: .found, headers: [.location: "/ok"]) }
        router.get("to") { request, _ in
            Response(status: .found, headers: [.location: String(request.uri.queryParameters["url"] ?? "/")])
        }
        router.get("coded/{coding}/{data}") { _, context in
            let data = try context.parameters.require("data").replacing("_", with: "/").replacing("-", with: "+")
            let coding = try context.parameters.require("coding").replacing("+", with: ", ")
            let bytes = Data(base64Encoded: data) ?? Data()
            return Response(
                status: .ok, headers: [.contentEncoding: coding], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        }
        router.get("moved/{status}/{rest}") { request, context in
            let status = try context.parameters.require("status", as: Int.self)
            let rest = try context.parameters.require("rest")
            let next = rest == "end" ? "/ok" : "/moved/\(rest)/end"
            return Response(status: .init(code: status), headers: [.location: next])
        }
        router.get("flood") { _, _ in
            var response = Response(status: .ok)
            response.headers[values: .setCookie] = (0..<20_000).map { "flood\($0)=value" }
            return response
        }
        return try await FileServer(router: router)
    }
}
