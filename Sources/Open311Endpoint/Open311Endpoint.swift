public import Casework
import Classification
import Foundation
import Intake
public import OperatorWeb

/// The office as a GeoReport v2 server: other systems file reports and follow them.
///
/// > Source: Open311 GeoReport v2 (https://wiki.open311.org/GeoReport_v2), Service Discovery.
public struct Open311Endpoint: Sendable {
    private static let base = "/open311/v2"
    private static let reading = StrangerRoute.Pace(burst: 60, perMinute: 120)
    private static let writing = StrangerRoute.Pace(burst: 20, perMinute: 30)
    private static let bodyBytes = 64 * 1024
    /// Cases looked through for one answer.
    private static let searched = 20_000

    private let settings: Open311Settings
    private let store: any Open311Store
    private let services: @Sendable () -> [Open311Settings.Service]
    private let keys: @Sendable () throws -> String
    private let clock: @Sendable () -> Timestamp

    /// An endpoint.
    ///
    /// - Parameters:
    ///   - settings: What the office says about it.
    ///   - store: Cases and inbox.
    ///   - services: What reports can be about, by the rules in force.
    ///   - keys: The text of the file of keys, read anew for each report.
    ///   - clock: The current instant.
    public init(
        settings: Open311Settings, store: any Open311Store,
        services: @escaping @Sendable () -> [Open311Settings.Service], keys: @escaping @Sendable () throws -> String,
        clock: @escaping @Sendable () -> Timestamp = { Timestamp.now() }
    ) {
        self.settings = settings
        self.store = store
        self.services = services
        self.keys = keys
        self.clock = clock
    }

    /// The addresses that it answers at.
    public var routes: [StrangerRoute] {
        var routes: [StrangerRoute] = []
        for format in GeoReportFormat.allCases {
            routes += [
                route(.get, "/open311/discovery.\(format)", format) { discovery($0) },
                route(.get, "\(Self.base)/services.\(format)", format) { _ throws(GeoReportError) in serviceList() },
                route(.get, "\(Self.base)/requests.\(format)", format, requestList),
                route(.post, "\(Self.base)/requests.\(format)", format, file),
            ]
        }
        return routes + [
            named("\(Self.base)/services/{name}", definition), named("\(Self.base)/requests/{name}", oneRequest),
            named("\(Self.base)/tokens/{name}", token),
        ]
    }

    private typealias Answer = (value: GeoReportValue, root: String)

    private func route(
        _ method: StrangerRoute.Method, _ path: String, _ format: GeoReportFormat,
        _ body: @escaping @Sendable (StrangerRequest) async throws(GeoReportError) -> Answer
    ) -> StrangerRoute {
        let isPost = method == .post
        return StrangerRoute(
            method, path, bodyLimit: isPost ? Self.bodyBytes : 0, pace: isPost ? Self.writing : Self.reading
        ) { request in
            do throws(GeoReportError) {
                try checkJurisdiction(isPost ? request.form()["jurisdiction_id"] : request.query("jurisdiction_id"))
                let (value, root) = try await body(request)
                return format.answer(value, root: root, status: isPost ? 201 : 200)
            } catch {
                return error.answer(format)
            }
        }
    }

    /// A route whose last part names one thing and the format.
    private func named(
        _ path: String,
        _ body: @escaping @Sendable (String, StrangerRequest) async throws(GeoReportError) -> Answer
    ) -> StrangerRoute {
        StrangerRoute(.get, path, pace: Self.reading) { request in
            guard let (name, format) = GeoReportFormat.split(request.parameters["name"] ?? "") else {
                return GeoReportError.noSuchAddress.answer(.xml)
            }
            do throws(GeoReportError) {
                try checkJurisdiction(request.query("jurisdiction_id"))
                let (value, root) = try await body(name, request)
                return format.answer(value, root: root)
            } catch {
                return error.answer(format)
            }
        }
    }

    private func checkJurisdiction(_ asked: String?) throws(GeoReportError) {
        guard let own = settings.jurisdiction else { return }
        guard let asked, !asked.isEmpty else { throw GeoReportError(400, "jurisdiction_id was not provided") }
        guard asked == own else { throw GeoReportError(404, "jurisdiction_id not found") }
    }

    // MARK: What can be reported

    private func discovery(_ request: StrangerRequest) -> Answer {
        let address = (settings.publicAddress ?? request.origin) + Self.base
        let endpoint = GeoReportValue.object([
            ("specification", .text("http://wiki.open311.org/GeoReport_v2")), ("url", .text(address)),
            ("changeset", .text("2026-11-21T00:00:00+07:00")), ("type", .text("production")),
            ("formats", .list([.text("application/json"), .text("text/xml")], element: "format")),
        ])
        let value = GeoReportValue.object([
            ("changeset", .text("2026-11-21T00:00:00+07:00")), ("contact", .text(settings.contact)),
            ("key_service", .text(settings.contact)), ("endpoints", .list([endpoint], element: "endpoint")),
        ])
        return (value, "discovery")
    }

    private var allServices: [Open311Settings.Service] {
        services() + [.init(code: Open311Settings.otherCode, name: "Khác", group: settings.officeName)]
    }

    private func serviceList() -> Answer {
        let list = allServices.map { service in
            GeoReportValue.object([
                ("service_code", .text(service.code)), ("service_name", .text(service.name)),
                ("description", .text("Phản ánh, kiến nghị về: \(service.name)")), ("metadata", .flag(true)),
                ("type", .text("batch")), ("keywords", .text("")), ("group", .text(service.group)),
            ])
        }
        return (.list(list, element: "service"), "services")
    }

    private func definition(_ code: String, _ request: StrangerRequest) throws(GeoReportError) -> Answer {
        guard allServices.contains(where: { $0.code == code }) else { throw .noSuchService }
        let place = GeoReportValue.object([
            ("variable", .flag(true)), ("code", .text("place")), ("datatype", .text("string")),
            ("required", .flag(false)), ("datatype_description", .null), ("order", .number(1)),
            ("description", .text("Địa điểm: xã, phường; thôn, tổ dân phố")),
            ("values", .list([], element: "value")),
        ])
        let value = GeoReportValue.object([
            ("service_code", .text(code)), ("attributes", .list([place], element: "attribute")),
        ])
        return (value, "service_definition")
    }

    // MARK: What was reported

    private func requestList(_ request: StrangerRequest) async throws(GeoReportError) -> Answer {
        let query = try RequestQuery(request, now: clock())
        let known = allServices
        var found: [PublicCase] = []
        do throws(StoreError) {
            if let ids = query.ids {
                for code in ids { if let one = try await visible(code, known) { found.append(one) } }
            } else {
                found = try await search(query, known)
            }
        } catch {
            throw .later
        }
        let withExtensions = request.query("extensions") == "true"
        return (.list(found.map { $0.value(withExtensions: withExtensions) }, element: "request"), "service_requests")
    }

    /// Cases in the window that strangers may see, the newest first.
    private func search(
        _ query: RequestQuery, _ known: [Open311Settings.Service]
    ) async throws(StoreError) -> [PublicCase] {
        var filter = CaseFilter(
            states: query.states, source: settings.listing == .filed ? settings.source : nil,
            receivedFrom: query.from, receivedBefore: query.before, kind: .letter, limit: RequestQuery.limit)
        var toSkip = (query.page - 1) * query.perPage
        var found: [PublicCase] = []
        while filter.offset < Self.searched {
            let cases = try await store.cases(filter)
            for summary in cases {
                guard PublicCase.mayShow(summary, settings),
                    let one = try await visible(summary.trackingCode, known), one.fits(codes: query.codes)
                else { continue }
                if toSkip > 0 {
                    toSkip -= 1
                    continue
                }
                found.append(one)
                if found.count == query.perPage { return found }
            }
            guard cases.count == filter.limit else { break }
            filter.offset += filter.limit
        }
        return found
    }

    private func oneRequest(_ name: String, _ request: StrangerRequest) async throws(GeoReportError) -> Answer {
        // Whether there is a case that strangers may not see must not show.
        guard let code = TrackingCode(name) else { throw .noSuchRequest }
        let one: PublicCase?
        do throws(StoreError) {
            one = try await visible(code, allServices)
        } catch {
            throw .later
        }
        guard let one else { throw .noSuchRequest }
        let value = one.value(withExtensions: request.query("extensions") == "true")
        return (.list([value], element: "request"), "service_requests")
    }

    private func visible(
        _ code: TrackingCode, _ known: [Open311Settings.Service]
    ) async throws(StoreError) -> PublicCase? {
        do throws(StoreError) {
            return PublicCase(try await store.caseFile(code), settings, services: known)
        } catch .noSuchCase {
            return nil
        } catch {
            throw error
        }
    }

    // MARK: Reporting

    private func file(_ request: StrangerRequest) async throws(GeoReportError) -> Answer {
        let report = try FiledReport(request, settings: settings, services: allServices, holder: holder(of: request))
        do throws(StoreError) {
            let delivery = WebDelivery(source: settings.source, keyPrefix: FiledReport.keyPrefix)
            _ = try await delivery.accept([report.record], watermark: nil, into: store, at: clock())
        } catch {
            throw .later
        }
        // The request gets its number when it is filed, moments later; until then it goes by a token.
        let value = GeoReportValue.object([
            ("token", .text(report.token)), ("service_notice", .text(FiledReport.notice)), ("account_id", .null),
        ])
        return (.list([value], element: "request"), "service_requests")
    }

    /// Whose key the request carries.
    private func holder(of request: StrangerRequest) throws(GeoReportError) -> String {
        let form = request.form()
        guard let key = form["api_key"] ?? request.query("api_key"), !key.isEmpty else {
            throw GeoReportError(403, "api_key was not provided")
        }
        let file: String
        do {
            file = try keys()
        } catch {
            throw .later
        }
        guard let holder = APIKeys.holder(of: key, in: file) else { throw GeoReportError(403, "api_key is not valid") }
        return holder
    }

    private func token(_ token: String, _ request: StrangerRequest) async throws(GeoReportError) -> Answer {
        guard FiledReport.isToken(token) else { throw GeoReportError(404, "token not found") }
        let code: TrackingCode?
        let key = WebDelivery(source: settings.source, keyPrefix: FiledReport.keyPrefix).key(of: token)
        do throws(StoreError) {
            code = try await store.caseCode(ofItem: key, from: settings.source)
        } catch {
            throw .later
        }
        guard let code else { throw GeoReportError(404, "token not found, or the request has no number yet") }
        let value = GeoReportValue.object([
            ("service_request_id", .text(code.digits)), ("token", .text(token)),
        ])
        return (.list([value], element: "request"), "service_requests")
    }
}
