public import Casework
import CurlTransfer
import Foundation
import JSONReading

/// Collects the service requests of a GeoReport v2 server, for example of another Lắng Nghe.
///
/// > Source: Open311 GeoReport v2, "GET Service Requests": a question spans at most 90 days, and an answer holds at most 1,000
/// > requests.
public struct Open311Collector: WebCollector {
    /// Where and how it is collected.
    public struct Settings: Sendable, Hashable {
        /// The form of answers.
        public enum Format: String, Sendable, Hashable, CaseIterable {
            /// JSON.
            case json
            /// XML, the form that every server must have.
            case xml
        }

        /// Name of the source.
        public var source: String
        /// Address of the endpoint, or of a discovery document.
        public var url: String
        /// The jurisdiction, where a server has several.
        public var jurisdiction: String?
        /// The form of answers.
        public var format: Format
        /// A key, where a server wants one for reading.
        public var apiKey: ServiceSecret?
        /// Only these kinds of work; empty for all.
        public var serviceCodes: [String]
        /// Whether the server is asked for its extensions.
        public var asksForExtensions: Bool
        /// Requests on a page, where the server has pages; nil where it has none.
        public var pageSize: Int?
        /// The parameter that says so.
        public var pageSizeParameter: String
        /// Requests in one answer at most.
        public var answerLimit: Int
        /// Days that the first pass goes back.
        public var firstDays: Int
        /// Days that requests are looked at again for changes.
        public var followDays: Int
        /// The way the requests come.
        public var channel: Channel
        /// Largest answer taken, in bytes.
        public var maximumBytes: Int

        /// Makes settings; change what differs.
        public init(source: String, url: String) {
            self.source = source
            self.url = url
            format = .json
            serviceCodes = []
            asksForExtensions = false
            pageSizeParameter = "page_size"
            answerLimit = 1_000
            firstDays = 90
            followDays = 30
            channel = .web
            maximumBytes = 8 << 20
        }
    }

    /// How far it was collected; the source's watermark.
    struct Position: Codable {
        /// Up to when requests were collected, milliseconds since 1970 UTC.
        var upTo: Int64?
        /// When all requests still followed were last looked at.
        var followedAt: Int64?
        /// Requests that are not closed, and when they were made.
        var open: [String: Int64] = [:]
        /// The endpoint that discovery found, when, and where.
        var endpoint: String?
        var endpointFoundAt: Int64?
        var endpointFoundFor: String?
        var drift = SchemaDrift()
    }

    private static let day: Int64 = 86_400_000
    private static let overlap: Int64 = 3_600_000
    /// Time between two looks at everything that is followed.
    private static let following: Int64 = 3_600_000
    private static let mostOpen = 5_000
    /// Identifiers in one question.
    private static let identifiersAtOnce = 50

    let settings: Settings
    let client: Open311Client
    private let files: RemoteFiles
    private let delivery: WebDelivery

    /// Creates a collector.
    ///
    /// - Parameters:
    ///   - settings: Where and how it is collected.
    ///   - requests: What asks the server.
    ///   - strangers: What fetches pictures from other servers, on the public Internet only.
    public init(_ settings: Settings, requests: SourceRequests, strangers: SourceRequests) {
        self.settings = settings
        client = Open311Client(settings: settings, requests: requests)
        files = RemoteFiles(own: requests, strangers: strangers, address: settings.url)
        delivery = WebDelivery(source: settings.source, keyPrefix: "open311")
    }

    /// Name of the source.
    public var source: String { settings.source }

    /// Changes when somebody has put another key; tells nothing about it.
    public var fingerprint: String { settings.apiKey?.fingerprint ?? "" }

    /// One pass: new requests, and known ones that have changed.
    ///
    /// - Parameters:
    ///   - store: Where items go.
    ///   - time: The time of receipt.
    /// - Returns: What the pass brought.
    /// - Throws: ``CollectionError``; what was accepted before stays accepted.
    public func collect(into store: any SourceStore, at time: Timestamp) async throws(CollectionError) -> WebPass {
        var work = Work(position: try await position(in: store))
        let endpoint = try await endpoint(&work.position, at: time)
        var from = (work.position.upTo ?? time.rawValue - Int64(settings.firstDays) * Self.day) - Self.overlap
        let follows = work.position.followedAt.map { time.rawValue - $0 >= Self.following } ?? true
        if follows { from = min(from, time.rawValue - Int64(settings.followDays) * Self.day) }
        var windows = Open311Windows(from: from, to: time.rawValue + Self.overlap)
        while let window = windows.next() {
            let found = try await requests(in: window, &work, at: endpoint, into: store, time)
            if found.count >= settings.answerLimit, settings.pageSize == nil {
                if windows.halve(window) { continue }
                work.pass.notices.append("Nguồn có quá \(settings.answerLimit) phản ánh trong một phút; có thể thiếu.")
            }
            // Windows come in the order of time: what lies before is complete.
            work.position.upTo = max(work.position.upTo ?? 0, min(window.to, time.rawValue))
            try await accept(found, &work, into: store, at: time)
        }
        if follows {
            try await askAgain(&work, at: endpoint, before: from, into: store, time)
            work.position.followedAt = time.rawValue
        }
        return try await finish(&work, into: store, at: time)
    }

    /// What a pass carries along.
    private struct Work {
        var position: Position
        var pass = WebPass()
        /// For each request the fields that it had.
        var present: [Set<String>] = []
        /// The first answer that held requests.
        var answer: [UInt8] = []
    }

    private func position(in store: any SourceStore) async throws(CollectionError) -> Position {
        do throws(StoreError) {
            guard let kept = try await store.watermark(scope: source) else { return Position() }
            return (try? JSONDecoder().decode(Position.self, from: Data(kept.value.utf8))) ?? Position()
        } catch {
            throw .store(source: source, error)
        }
    }

    private func endpoint(_ position: inout Position, at time: Timestamp) async throws(CollectionError) -> String {
        if let endpoint = position.endpoint, let found = position.endpointFoundAt,
            position.endpointFoundFor == settings.url, time.rawValue - found < Self.day
        {
            return endpoint
        }
        let endpoint = try await client.endpoint(at: time)
        position.endpoint = endpoint
        position.endpointFoundAt = time.rawValue
        position.endpointFoundFor = settings.url
        return endpoint
    }

    /// All requests of a window, page by page where the server has pages.
    private func requests(
        in window: Open311Windows.Window, _ work: inout Work, at endpoint: String, into store: any SourceStore,
        _ time: Timestamp
    ) async throws(CollectionError) -> [JSONValue] {
        let dates = [
            ("start_date", JSONDates.text(window.from, .iso)), ("end_date", JSONDates.text(window.to, .iso)),
        ]
        guard let size = settings.pageSize else { return try await list(dates, &work, at: endpoint, into: store, time) }
        var found: [JSONValue] = []
        for page in 1...Open311Windows.mostPages {
            let entries = try await list(
                dates + [("page", String(page)), (settings.pageSizeParameter, String(size))], &work, at: endpoint,
                into: store, time)
            // A server that knows no pages gives the same answer for each.
            if entries.isEmpty || found.suffix(entries.count) == entries[...] { return found }
            found += entries
        }
        return found
    }

    private func list(
        _ fields: [(String, String)], _ work: inout Work, at endpoint: String, into store: any SourceStore,
        _ time: Timestamp
    ) async throws(CollectionError) -> [JSONValue] {
        let (entries, response) = try await client.requests(at: endpoint, fields, time)
        if let entries {
            if work.answer.isEmpty, !entries.isEmpty { work.answer = response.body }
            return entries
        }
        let reason = "Câu trả lời không có danh sách service_requests của GeoReport v2."
        do throws(StoreError) {
            _ = try await delivery.accept(
                [], broken: [delivery.response(response.body, reason: reason, at: time)], watermark: nil, into: store,
                at: time)
        } catch {
            throw .store(source: source, error)
        }
        throw .protocolFailure(
            source: source, reason: "the answer holds no list of service requests; it lies in quarantine. Check url.")
    }

    /// Asks for requests by name that are older than what was looked at, and that were not closed.
    private func askAgain(
        _ work: inout Work, at endpoint: String, before: Int64, into store: any SourceStore, _ time: Timestamp
    ) async throws(CollectionError) {
        let waiting = work.position.open.filter { $0.value < before && !$0.key.contains(",") }.keys.sorted()
        for begin in stride(from: 0, to: waiting.count, by: Self.identifiersAtOnce) {
            let some = waiting[begin..<min(begin + Self.identifiersAtOnce, waiting.count)]
            let found = try await list(
                [("service_request_id", some.joined(separator: ","))], &work, at: endpoint, into: store, time)
            try await accept(found, &work, into: store, at: time)
        }
    }

    private func accept(
        _ entries: [JSONValue], _ work: inout Work, into store: any SourceStore, at time: Timestamp
    ) async throws(CollectionError) {
        var found: [Open311Request] = []
        var strange: [JSONValue] = []
        for entry in entries {
            if case .object(let members) = entry {
                work.present.append(Set(members.filter { $0.value != .null && $0.value != .text("") }.keys))
            }
            if let request = Open311Request(entry, channel: settings.channel) {
                found.append(request)
            } else {
                strange.append(entry)
            }
        }
        for request in found {
            work.position.open[request.id] = request.isOpen ? request.requested ?? time.rawValue : nil
        }
        while work.position.open.count > Self.mostOpen,
            let oldest = work.position.open.min(by: { $0.value < $1.value })
        {
            work.position.open[oldest.key] = nil
        }
        let reason = "Phản ánh này không có service_request_id, hoặc không có nội dung."
        let broken = strange.prefix(20).map { delivery.response($0.encoded(), reason: reason, at: time) }
        let references = Dictionary(found.map { ($0.id, $0.files) }) { first, _ in first }
        found.sort { ($0.requested ?? .max, $0.id) < ($1.requested ?? .max, $1.id) }
        do throws(StoreError) {
            let taken = try await delivery.accept(
                found.map(\.record), broken: broken, watermark: watermark(of: work.position), into: store, at: time
            ) { record in
                await files.attach(references[record.id] ?? [], to: record, at: time)
            }
            work.pass.acceptance.new += taken.acceptance.new
            work.pass.acceptance.known += taken.acceptance.known
            work.pass.notices += taken.notices.filter { !work.pass.notices.contains($0) }
        } catch {
            throw .store(source: source, error)
        }
    }

    private func finish(
        _ work: inout Work, into store: any SourceStore, at time: Timestamp
    ) async throws(CollectionError) -> WebPass {
        let vanished = work.position.drift.look(at: work.present).map(SchemaDrift.notice)
        work.pass.notices += vanished
        work.pass.missingFields = work.position.drift.missing
        let broken =
            vanished.isEmpty ? [] : [delivery.response(work.answer, reason: vanished.joined(separator: " "), at: time)]
        do throws(StoreError) {
            _ = try await delivery.accept(
                [], broken: broken, watermark: watermark(of: work.position), into: store, at: time)
        } catch {
            throw .store(source: source, error)
        }
        return work.pass
    }

    private func watermark(of position: Position) -> Watermark {
        Watermark(scope: source, value: WatermarkText.json(position))
    }
}
