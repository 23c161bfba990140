import Foundation

/// A portal on loopback in the shape of Vietnamese portals for reports and petitions ("phản ánh kiến nghị"): a JSON list in
/// an envelope, cut into pages in each of the usual ways.
public final class PortalServer: StatefulServer {
    /// One report.
    public struct Report: Sendable {
        /// Number.
        public var id: Int
        /// Title.
        public var title: String
        /// Text, as the portal keeps it: HTML.
        public var text: String
        /// State of the portal's own work.
        public var status: String
        /// Path of a photograph on this server.
        public var photograph: String?

        /// Makes a report.
        public init(
            id: Int, title: String, text: String, status: String = "Đang xử lý", photograph: String? = nil
        ) {
            self.id = id
            self.title = title
            self.text = text
            self.status = status
            self.photograph = photograph
        }
    }

    /// What the server knows, and what it has seen.
    public struct State: Sendable {
        /// All reports, the newest first.
        public var reports: [Report] = []
        /// The field that the text stands in; portals rename theirs.
        public var textField = "noiDung"
        /// The value of Authorization, or of X-Api-Key, or of the parameter api_key, that is demanded; nil demands none.
        public var key: String?
        /// Access tokens given so far; only the last is good.
        public var tokens = 0
        /// Seconds that tokens live.
        public var lifetime = 3_600
        /// Requests for the list, without the address.
        public var asked: [ServiceRequest] = []
        /// Answers with this instead of the list.
        public var instead: ServiceReply?
        /// Photographs by path.
        public var photographs: [String: [UInt8]] = [:]
        /// Server that the next page is said to be on; nil for this one.
        public var nextHost: String?
        /// How often the photograph was asked for.
        public var photographsAsked = 0
    }

    /// The name of the program that gets tokens.
    public static let clientID = "lang-nghe"
    /// Its secret.
    public static let clientSecret = "mật khẩu:của/chương trình"
    /// Reports on a page at most.
    public static let mostOnPage = 4

    /// What answers.
    public let service: StatefulService<State>

    /// Starts serving.
    ///
    /// - Throws: ``LocalServerError/notStarted(server:log:)``.
    public init() async throws(LocalServerError) {
        service = try await StatefulService(State()) { Self.answer($0, &$1) }
    }

    // MARK: Answers

    private static func answer(_ request: ServiceRequest, _ state: inout State) -> ServiceReply {
        if request.path == "/oauth/token" { return token(request, &state) }
        if let photograph = state.photographs[request.path] {
            state.photographsAsked += 1
            return ServiceReply(headers: ["content-type": "image/jpeg"], body: photograph)
        }
        state.asked.append(request)
        if let instead = state.instead { return instead }
        if let key = state.key {
            let shown = [request.headers["authorization"], request.headers["x-api-key"], request.query["api_key"]]
            guard shown.contains(key) else { return ServiceReply(status: 401, json: #"{"code":401}"#) }
        }
        return page(request, state)
    }

    private static func token(_ request: ServiceRequest, _ state: inout State) -> ServiceReply {
        let pair = [clientID, clientSecret].map {
            $0.addingPercentEncoding(
                withAllowedCharacters: CharacterSet.alphanumerics.union(.init(charactersIn: "-._~")))
                ?? ""
        }
        let basic = "Basic " + Data(pair.joined(separator: ":").utf8).base64EncodedString()
        let form = request.form
        let isKnown =
            request.headers["authorization"] == basic
            || form["client_id"] == clientID && form["client_secret"] == clientSecret
        guard isKnown, form["grant_type"] == "client_credentials" else {
            return ServiceReply(status: 401, json: #"{"error":"invalid_client","error_description":"Sai mã"}"#)
        }
        state.tokens += 1
        state.key = "Bearer token-\(state.tokens)"
        return ServiceReply(
            json: #"{"access_token":"token-\#(state.tokens)","token_type":"bearer","expires_in":\#(state.lifetime)}"#)
    }

    private static func page(_ request: ServiceRequest, _ state: State) -> ServiceReply {
        func number(_ name: String) -> Int? { request.query[name].flatMap { Int($0) } }
        let body = (try? JSONSerialization.jsonObject(with: Data(request.body.utf8))) as? [String: Any] ?? [:]
        var begin = number("batDau") ?? number("con_tro") ?? 0
        if let page = number("trang") ?? body["trang"] as? Int { begin = (page - 1) * mostOnPage }
        let end = min(begin + mostOnPage, state.reports.count)
        let items = begin < end ? state.reports[begin..<end].map { item($0, state) } : []
        let host = state.nextHost ?? "http://\(request.headers["host"] ?? "")"
        let next = end < state.reports.count ? "\(host)/api/phan-anh?con_tro=\(end)" : ""
        let cursor = end < state.reports.count ? "\"\(end)\"" : "null"
        var headers = ["etag": "\"\(items.hashValue)\""]
        if !next.isEmpty { headers["link"] = "<\(next)>; title=\"a, b\"; rel=\"next\", <\(host)/>; rel=first" }
        return ServiceReply(
            headers: headers,
            json: #"""
                {"code":0,"message":"Thành công","data":{"total":\#(state.reports.count),
                "items":[\#(items.joined(separator: ","))],"paging":{"next":"\#(next)","cursor":\#(cursor)}}}
                """#)
    }

    private static func item(_ report: Report, _ state: State) -> String {
        let fields = ["tieuDe": report.title, state.textField: report.text, "linhVuc": "Hạ tầng"]
        var text = String(decoding: ServiceReply(fields).body, as: UTF8.self).dropLast()
        text += #","maPhanAnh":\#(report.id),"ngayGui":"21/09/2026 11:14:10","trangThai":{"ten":"\#(report.status)"}"#
        text += #","nguoiGui":{"hoTen":"Nguyễn Văn A","ma":"nd-\#(report.id)"},"diaDiem":"Thôn 3, xã Hoà Bình""#
        if let photograph = report.photograph {
            text += #","tepDinhKem":[{"ten":"anh.jpg","duongDan":"\#(photograph)"}]"#
        }
        return text + "}"
    }
}
