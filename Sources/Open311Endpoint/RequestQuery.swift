import Casework
import Foundation
import OperatorWeb

/// Which requests are asked for.
///
/// > Source: Open311 GeoReport v2, "GET Service Requests": at most 90 days, or the first 1,000 requests.
struct RequestQuery {
    static let days: Int64 = 90
    static let limit = 1_000
    private static let idLimit = 100

    var codes: Set<String>
    var states: Set<CaseState>
    var from: Timestamp
    var before: Timestamp
    /// Requests by identifier; then nothing else counts.
    var ids: [TrackingCode]?
    var page: Int
    var perPage: Int

    init(_ request: StrangerRequest, now: Timestamp) throws(GeoReportError) {
        func list(_ name: String) -> [String] {
            (request.query(name) ?? "").split(separator: ",").prefix(Self.idLimit)
                .map { $0.filter { !$0.isWhitespace } }
        }
        let codes = list("service_request_id")
        ids = codes.isEmpty ? nil : codes.compactMap { TrackingCode($0) }
        self.codes = Set(list("service_code"))
        states = []
        for status in list("status") {
            switch status.lowercased() {
            case "open": states.formUnion([.new, .inProgress])
            case "closed": states.insert(.closed)
            default: throw GeoReportError(400, "status must be open or closed, not \(status.prefix(40))")
            }
        }
        let start = try Self.date("start_date", request)
        let end = try Self.date("end_date", request)
        // What came in this very moment belongs to now.
        let now = now.adding(seconds: 1)
        before = end ?? start.map { min(now, $0.adding(seconds: Self.days * 86_400)) } ?? now
        from = start ?? before.adding(seconds: -Self.days * 86_400)
        guard from <= before else { throw GeoReportError(400, "start_date lies after end_date") }
        guard before.rawValue - from.rawValue <= (Self.days * 86_400 + 1) * 1_000 else {
            throw GeoReportError(400, "start_date and end_date may be at most 90 days apart")
        }
        page = max(1, min(10_000, request.query("page").flatMap { Int($0) } ?? 1))
        perPage = max(1, min(Self.limit, request.query("per_page").flatMap { Int($0) } ?? Self.limit))
    }

    /// > Source: W3C NOTE-datetime; a day alone begins at midnight in Viet Nam.
    private static func date(_ name: String, _ request: StrangerRequest) throws(GeoReportError) -> Timestamp? {
        guard let written = request.query(name), !written.isEmpty else { return nil }
        // A plus that nobody escaped has become a blank.
        let text = written.replacing(" ", with: "+")
        let zone = TimeZone(secondsFromGMT: 7 * 3600) ?? .gmt
        let styles: [Date.ISO8601FormatStyle] = [
            .init(timeZone: zone), .init(includingFractionalSeconds: true, timeZone: zone),
        ]
        for style in styles { if let date = try? Date(text, strategy: style) { return Timestamp(date) } }
        if let date = try? Date(text, strategy: .iso8601.year().month().day()) {
            return Timestamp(date).adding(seconds: -7 * 3600)
        }
        throw GeoReportError(400, "\(name) must be a date such as 2025-12-31T08:30:00Z")
    }
}
