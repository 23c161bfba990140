import Casework
import Classification
import CurlTransfer
import Foundation
import LocalServers
import Logging
import Open311Endpoint
import OperatorWeb
import Places
import Reporting
import SQLiteStore
import ServiceLifecycle

/// A real site with the endpoint on a free port of this machine, over a real store.
struct TrialEndpoint: Sendable {
    static let now = Timestamp(rawValue: 1_795_252_020_000)
    static let source = "Open311"
    static let services = [
        Open311Settings.Service(code: "environment", name: "Môi trường", group: "Phòng Môi trường"),
        Open311Settings.Service(code: "land", name: "Đất đai", group: "Phòng Đất đai"),
    ]

    let store: SQLiteStore
    let port: Int
    let key: String
    private let fetcher: HTTPFetcher

    /// Asks for an address of the endpoint.
    func get(_ path: String) async throws -> HTTPResponse {
        try await patiently(HTTPRequest(url: "http://127.0.0.1:\(port)/open311\(path)"))
    }

    /// The answer as JSON.
    func json(_ path: String) async throws -> Any {
        try JSONSerialization.jsonObject(with: Data(try await get(path).body))
    }

    /// Files a report.
    func post(
        _ fields: [String: String], format: String = "json", type: String = "application/x-www-form-urlencoded"
    ) async throws -> HTTPResponse {
        let body = fields.map { "\(Self.escaped($0.key))=\(Self.escaped($0.value))" }.joined(separator: "&")
        return try await patiently(
            HTTPRequest(
                url: "http://127.0.0.1:\(port)/open311/v2/requests.\(format)", method: .post,
                headers: [HTTPHeader("Content-Type", type)], body: Array(body.utf8)))
    }

    /// Fetches on a machine that may be busy, with a slow disk.
    private func patiently(_ request: HTTPRequest) async throws -> HTTPResponse {
        var request = request
        request.limits.totalTimeout = .seconds(240)
        request.limits.lowSpeedTime = .seconds(240)
        return try await fetcher.fetch(request)
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    /// Files everything that waits, with a verdict.
    func fileAll(
        topics: [String] = ["environment"], letterClass: LetterClass = .petition, hotspot: Bool = false
    ) async throws {
        for item in try await store.pending(limit: 100) {
            guard let record = try JSONSerialization.jsonObject(with: Data(item.bytes)) as? [String: Any] else {
                continue
            }
            let message = Message(
                item: item.id, source: item.source, channel: .web, kind: .letter, receivedAt: item.receivedAt,
                writtenAt: nil, messageID: record["id"] as? String, references: [], sender: nil, subject: nil,
                body: record["text"] as? String ?? "", link: nil, attachments: [], defects: [],
                extra: record["extra"] as? [String: String])
            try await file(message, topics: topics, letterClass: letterClass, hotspot: hotspot)
        }
    }

    /// Files a letter that came another way.
    @discardableResult
    func letter(
        _ text: String, topics: [String] = ["land"], letterClass: LetterClass = .petition, hotspot: Bool = false,
        isConfirmed: Bool = true, daysAgo: Int64 = 1
    ) async throws -> TrackingCode {
        let time = Self.now.adding(seconds: -daysAgo * 86_400)
        let item = CollectedItem(
            source: "hộp thư", key: UUID().uuidString, receivedAt: time, mediaType: .mail, bytes: Array(text.utf8))
        _ = try await store.accept([item], watermark: nil)
        guard let pending = try await store.pending(limit: 100).first(where: { $0.key == item.key }) else {
            throw Missing()
        }
        let message = Message(
            item: pending.id, source: item.source, channel: .email, kind: .letter, receivedAt: time, writtenAt: nil,
            messageID: nil, references: [], sender: Correspondent(name: nil, address: "an@vidu.vn"), subject: nil,
            body: text, link: nil, attachments: [], defects: [])
        guard
            case .opened(let code) = try await file(
                message, topics: topics, letterClass: letterClass, hotspot: hotspot)
        else { throw Missing() }
        if isConfirmed { try await store.act(.confirmTopics, on: code, actor: "canbo", at: Self.now) }
        return code
    }

    @discardableResult
    private func file(
        _ message: Message, topics: [String], letterClass: LetterClass, hotspot: Bool
    ) async throws -> Filing {
        let verdict = Verdict(
            topics: topics, scores: [:], letterClass: letterClass, hotspot: hotspot, alarms: [], severity: 0, cues: [],
            evidence: [], classEvidence: [], contexts: [], places: [],
            place: PlaceText(province: "Phú Thọ", commune: "xã Cao Dương", hamlet: "thôn Đông", oldDistrict: nil),
            accented: true, rulesHash: "x")
        return try await store.file(
            TriagedMessage(message: message, verdict: verdict), queue: "chung", at: message.receivedAt)
    }

    struct Missing: Error {}

    /// Runs a site for the length of a test.
    static func run(
        listing: Open311Settings.Listing = .filed, jurisdiction: String? = nil,
        _ test: (TrialEndpoint) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("o311-\(UUID().uuidString)").path
        let store = try SQLiteStore.open(folder: folder)
        guard let (key, line) = APIKeys.make(for: "ung-dung-tinh") else { throw Missing() }
        let endpoint = Open311Endpoint(
            settings: Open311Settings(
                source: source, officeName: "UBND xã Cao Dương", contact: "motcua@vidu.vn", jurisdiction: jurisdiction,
                publicAddress: nil, listing: listing, classes: [.petition, .other, .denunciation], channel: .web),
            store: store, services: { services }, keys: { "# khóa\n" + line + "\n" }, clock: { now })
        let (ports, ready) = AsyncStream<Int>.makeStream()
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let site = OperatorSite(
            store: store, attachments: NoAttachments(),
            settings: SiteSettings(officeName: "UBND xã Cao Dương", port: 0),
            vocabulary: { SiteVocabulary(routing: .init(queues: [], routes: [], otherwise: "chung"), topics: []) },
            strangers: endpoint.routes, clock: { now }, logger: logger, onReady: { ready.yield($0) })
        let server = RunningService(site, logger: logger) { ready.finish() }
        var failure: (any Error)?
        do {
            guard let port = await ports.first(where: { $0 > 0 }) else { throw Missing() }
            let fetcher = try HTTPFetcher(.init(addressPolicy: .officeNetwork))
            try await test(TrialEndpoint(store: store, port: port, key: key, fetcher: fetcher))
        } catch {
            failure = error
        }
        await server.stop()
        try? store.close()
        try? FileManager.default.removeItem(atPath: folder)
        try? FileManager.default.removeItem(atPath: folder + ".identity-key")
        if let failure { throw failure }
    }
}

private struct NoAttachments: AttachmentSource {
    func bytes(of id: AttachmentID) async throws(StoreError) -> [UInt8]? { nil }
}
