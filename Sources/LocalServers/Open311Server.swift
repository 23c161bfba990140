import Foundation

/// A GeoReport v2 server on loopback: discovery, services and requests, in JSON and XML.
public final class Open311Server: StatefulServer {
    /// One service request; fields in the names of the specification.
    public struct Request: Sendable {
        /// Identifier.
        public var id: String
        /// Seconds since 1970 UTC.
        public var requested: Int64
        /// Further fields.
        public var fields: [String: String]
        /// Further members as JSON text, for JSON answers only.
        public var extended: String?

        /// Makes a request.
        public init(id: String, requested: Int64, fields: [String: String], extended: String? = nil) {
            self.id = id
            self.requested = requested
            self.fields = fields
            self.extended = extended
        }
    }

    /// What the server knows, and what it has seen.
    public struct State: Sendable {
        /// All requests.
        public var requests: [Request] = []
        /// Requests in one answer at most.
        public var limit = 1_000
        /// The jurisdiction that must be named; nil demands none.
        public var jurisdiction: String?
        /// Spans of the questions for requests, in seconds.
        public var spans: [Int64] = []
        /// Questions for requests.
        public var asked: [[String: String]] = []
        /// Whether the server has pages.
        public var hasPages = false
        /// What discovery names as the endpoint; nil names this server.
        public var discovered: String?
    }

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
        let isXML = request.path.hasSuffix(".xml")
        switch request.path.split(separator: ".").first.map(String.init) {
        case "/discovery": return discovery(request, state)
        case "/v2/services":
            let services = [["service_code": "DEN", "service_name": "Đèn đường"]]
            return isXML ? xml("services", "service", services) : ServiceReply(services)
        case "/v2/requests": return requests(request, &state, isXML: isXML)
        default: return error(404, "Không có đường dẫn này", isXML: isXML)
        }
    }

    private static func discovery(_ request: ServiceRequest, _ state: State) -> ServiceReply {
        let url = state.discovered ?? "http://\(request.headers["host"] ?? "127.0.0.1")/v2"
        return ServiceReply(
            json: #"""
                {"changeset":"2026-01-01T00:00:00Z","endpoints":[
                {"specification":"http://wiki.open311.org/GeoReport_v1","url":"http://example.invalid/v1","type":"production"},
                {"specification":"http://wiki.open311.org/GeoReport_v2","url":"http://example.invalid/test","type":"test"},
                {"specification":"http://wiki.open311.org/GeoReport_v2","url":"\#(url)","type":"production",
                "formats":["application/json","text/xml"]}]}
                """#)
    }

    private static func requests(_ request: ServiceRequest, _ state: inout State, isXML: Bool) -> ServiceReply {
        state.asked.append(request.query)
        if let jurisdiction = state.jurisdiction, request.query["jurisdiction_id"] != jurisdiction {
            return error(404, "jurisdiction_id was not found", isXML: isXML)
        }
        var found = state.requests.sorted { ($0.requested, $0.id) > ($1.requested, $1.id) }
        if let ids = request.query["service_request_id"] {
            let wanted = Set(ids.split(separator: ",").map(String.init))
            found = found.filter { wanted.contains($0.id) }
        } else if request.query["start_date"] != nil || request.query["end_date"] != nil {
            guard let start = seconds(request.query["start_date"]), let end = seconds(request.query["end_date"]),
                end - start <= 90 * 86_400
            else { return error(400, "start_date and end_date may span 90 days", isXML: isXML) }
            state.spans.append(end - start)
            found = found.filter { $0.requested >= start && $0.requested <= end }
        }
        if state.hasPages {
            let size = request.query["page_size"].flatMap { Int($0) } ?? 50
            let page = request.query["page"].flatMap { Int($0) } ?? 1
            found = Array(found.dropFirst((page - 1) * size).prefix(size))
        }
        let listed = found.prefix(state.limit)
        if isXML { return xml("service_requests", "request", listed.map(fields)) }
        let entries = listed.map { one -> String in
            let text = String(decoding: ServiceReply(fields(one)).body, as: UTF8.self)
            return one.extended.map { text.dropLast() + #","extended_attributes":\#($0)}"# } ?? text
        }
        return ServiceReply(json: "[\(entries.joined(separator: ","))]")
    }

    private static func fields(_ request: Request) -> [String: String] {
        var fields = request.fields
        fields["service_request_id"] = request.id
        fields["requested_datetime"] = Date(timeIntervalSince1970: Double(request.requested)).formatted(.iso8601)
        return fields
    }

    private static func seconds(_ text: String?) -> Int64? {
        text.flatMap { try? Date($0, strategy: .iso8601) }.map { Int64($0.timeIntervalSince1970) }
    }

    private static func error(_ status: Int, _ words: String, isXML: Bool) -> ServiceReply {
        let errors = [["code": String(status), "description": words]]
        guard isXML else { return ServiceReply(status: status, errors) }
        return ServiceReply(status: status, body: xml("errors", "error", errors).body)
    }

    private static func xml(_ root: String, _ name: String, _ entries: [[String: String]]) -> ServiceReply {
        var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<\(root)>"
        for entry in entries {
            text += "<\(name)>"
            for (key, value) in entry.sorted(by: { $0.key < $1.key }) {
                let escaped = value.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
                text += "<\(key)>\(escaped)</\(key)>"
            }
            text += "</\(name)>"
        }
        return ServiceReply(
            headers: ["content-type": "text/xml; charset=utf-8"], body: Array((text + "</\(root)>").utf8))
    }
}
