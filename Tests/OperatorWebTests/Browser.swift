import Casework
import CurlTransfer

@testable import OperatorWeb

/// A browser as far as tests need one: it keeps cookies, follows nothing by itself and shows what came.
final class Browser {
    private let fetcher: HTTPFetcher
    let origin: String
    var cookies: [String: String] = [:]

    init(port: Int) throws {
        fetcher = try HTTPFetcher(.init(addressPolicy: .officeNetwork))
        origin = "http://127.0.0.1:\(port)"
    }

    /// The answer's body as text.
    struct Page {
        var status: Int
        var headers: [HTTPHeader]
        var body: [UInt8]
        var text: String { String(decoding: body, as: UTF8.self) }
        func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
    }

    func get(_ path: String, headers: [HTTPHeader] = []) async throws -> Page {
        try await send(HTTPRequest(url: origin + path, headers: headers))
    }

    /// Posts a form; the token of the last page is sent along unless another is given.
    func post(
        _ path: String, _ fields: [(String, String)] = [], token: String?? = .none, headers: [HTTPHeader] = []
    ) async throws -> Page {
        let sentToken = token ?? lastToken
        let all = fields + (sentToken.map { [("ma_bieu_mau", $0)] } ?? [])
        let body = all.map { "\($0.0)=\(QueryValue.encode($0.1))" }.joined(separator: "&")
        return try await send(
            HTTPRequest(
                url: origin + path, method: .post,
                headers: [HTTPHeader("Content-Type", "application/x-www-form-urlencoded")] + headers,
                body: Array(body.utf8)))
    }

    /// The token against forgery of the last page that had one.
    private(set) var lastToken: String?

    /// Puts a session's cookie into this browser and its hash into the store.
    func become(_ user: String, store: any OperatorStore, at time: Timestamp) async throws {
        let token = SecretToken.make()
        let session = Session(
            tokenHash: SecretToken.hash(token), user: user, csrfToken: SecretToken.make(),
            expiresAt: time.adding(seconds: 3600))
        try await store.startSession(session, at: time)
        cookies[SiteCookie.Name.session.rawValue] = token
        lastToken = session.csrfToken
    }

    /// Posts fields and files in parts, as browsers do.
    func upload(
        _ path: String, _ fields: [(String, String)], files: [(field: String, name: String, bytes: [UInt8])] = []
    ) async throws -> Page {
        let boundary = "----TrialBoundary7MA4YWxk"
        var body: [UInt8] = []
        for (name, value) in fields + (lastToken.map { [("ma_bieu_mau", $0)] } ?? []) {
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for file in files {
            let head =
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n"
            body += Array(head.utf8) + file.bytes + [0x0D, 0x0A]
        }
        body += Array("--\(boundary)--\r\n".utf8)
        return try await post(path, body: body, type: "multipart/form-data; boundary=\(boundary)")
    }

    /// Posts bytes as they are.
    func post(_ path: String, body: [UInt8], type: String) async throws -> Page {
        try await send(
            HTTPRequest(url: origin + path, method: .post, headers: [HTTPHeader("Content-Type", type)], body: body))
    }

    private func send(_ request: HTTPRequest) async throws -> Page {
        var request = request
        request.limits.maximumRedirects = 0
        // The machine may be busy, its disk slow; what is never answered shows itself soon enough.
        request.limits.totalTimeout = .seconds(240)
        request.limits.lowSpeedTime = .seconds(240)
        request.headers.append(HTTPHeader("Expect", ""))
        if !cookies.isEmpty {
            let value = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
            request.headers.append(HTTPHeader("Cookie", value))
        }
        let response = try await fetcher.fetch(request)
        for header in response.headers where header.name.lowercased() == "set-cookie" {
            let parts = header.value.split(separator: ";")[0].split(separator: "=", maxSplits: 1)
            cookies[String(parts[0])] = parts.count > 1 ? String(parts[1]) : nil
        }
        let page = Page(status: response.status, headers: response.headers, body: response.body)
        if let token = page.text.between("name=\"ma_bieu_mau\" value=\"", "\"") { lastToken = token }
        return page
    }
}

extension String {
    /// What stands between two texts, the first time.
    func between(_ start: String, _ end: String) -> String? {
        guard let from = ranges(of: start).first?.upperBound,
            let to = self[from...].ranges(of: end).first?.lowerBound
        else { return nil }
        return String(self[from..<to])
    }
}
