public import Casework
public import CurlTransfer
import Foundation
public import JSONReading

/// Collects the items of any JSON interface by a mapping that the office has written.
public struct JSONCollector: WebCollector {
    /// What is asked, and how the answer is understood.
    public struct Settings: Sendable {
        /// Name of the source.
        public var source: String
        /// Address of the list.
        public var url: String
        /// Fixed parameters.
        public var query: [(String, String)]
        /// Fixed fields that are no secret.
        public var headers: [HTTPHeader]
        /// Members of a JSON object to send by POST, to which pages and times are added; nil asks by GET.
        public var body: [String: JSONValue]?
        /// How it is shown who asks.
        public var authentication: JSONAuthentication
        /// Where items and fields are.
        public var mapping: JSONItemMapping
        /// How the list is cut into pages.
        public var paging: JSONPaging
        /// How it is asked only for what is new; nil asks for everything.
        public var since: JSONSince?
        /// The way the items came.
        public var channel: Channel
        /// What kind of writing they are.
        public var kind: WebItemRecord.Kind
        /// Largest answer taken, in bytes.
        public var maximumBytes: Int

        /// Makes settings; change what differs.
        public init(source: String, url: String, mapping: JSONItemMapping) {
            self.source = source
            self.url = url
            self.mapping = mapping
            query = []
            headers = []
            authentication = .none
            paging = JSONPaging()
            channel = .web
            kind = .letter
            maximumBytes = 8 << 20
        }
    }

    /// Objects of one page that go to quarantine one by one; of a page that is understood nowhere, the whole goes there.
    private static let mostBroken = 20

    let settings: Settings
    let requests: SourceRequests
    let signIn: JSONSignIn
    private let files: RemoteFiles
    private let delivery: WebDelivery

    /// Creates a collector.
    ///
    /// - Parameters:
    ///   - settings: What is asked, and how the answer is understood.
    ///   - requests: What asks the source's server.
    ///   - strangers: What fetches files from other servers, on the public Internet only.
    public init(_ settings: Settings, requests: SourceRequests, strangers: SourceRequests) {
        self.settings = settings
        self.requests = requests
        signIn = JSONSignIn(settings.authentication, requests: requests)
        files = RemoteFiles(own: requests, strangers: strangers, address: settings.url)
        delivery = WebDelivery(source: settings.source)
    }

    /// Name of the source.
    public var source: String { settings.source }

    /// Changes when somebody has put another secret; tells nothing about it.
    public var fingerprint: String { settings.authentication.secret?.fingerprint ?? "" }

    var reader: JSONItemReader {
        JSONItemReader(mapping: settings.mapping, kind: settings.kind, channel: settings.channel)
    }

    // MARK: One pass

    /// One pass; doing it again changes nothing.
    ///
    /// - Parameters:
    ///   - store: Where items go.
    ///   - time: The time of receipt.
    /// - Returns: What the pass brought.
    /// - Throws: ``CollectionError``; what was accepted before stays accepted.
    public func collect(into store: any SourceStore, at time: Timestamp) async throws(CollectionError) -> WebPass {
        var position: JSONPosition
        do throws(StoreError) {
            position = try await JSONPosition.load(from: store, source: source)
        } catch {
            throw .store(source: source, error)
        }
        if position.resume == nil { begin(&position, at: time) }
        let pages = JSONPages(settings: settings, since: position.since)
        var pass = WebPass()
        var present: [Set<String>] = []
        // The first page has no place of its own.
        var place = position.resume.flatMap { $0.isEmpty ? nil : $0 }
        var firstBody: [UInt8] = []
        var idsBefore: [String] = []
        for count in 1... {
            guard
                let page = try await page(place, pages, position: &position, isFirst: count == 1, into: store, at: time)
            else { break }
            if count == 1 { firstBody = page.response.body }
            let taken = try await take(page, into: store, at: time)
            pass.acceptance.new += taken.pass.acceptance.new
            pass.acceptance.known += taken.pass.acceptance.known
            pass.notices += taken.pass.notices.filter { !pass.notices.contains($0) }
            present += taken.present
            // Some servers give their last page for every number beyond it.
            let isRepeated = !taken.ids.isEmpty && taken.ids == idsBefore
            idsBefore = taken.ids
            let isAllKnown = position.isComplete && settings.since == nil && taken.pass.acceptance.new == 0
            let next = try pages.next(after: place, page, source: source)
            if next == nil || isRepeated || isAllKnown {
                position.resume = nil
                position.isComplete = true
                break
            }
            if count >= settings.paging.mostPages {
                position.resume = place ?? ""
                position.isComplete = false
                pass.notices.append("Nguồn còn trang chưa lấy; lần sau lấy tiếp từ đó.")
                break
            }
            place = next
        }
        return try await finish(pass, &position, present, firstBody, into: store, at: time)
    }

    private func begin(_ position: inout JSONPosition, at time: Timestamp) {
        if let asked = settings.since {
            let day: Int64 = 86_400_000
            position.since =
                position.isComplete
                ? position.begun.map { $0 - Int64(asked.overlapHours) * 3_600_000 }
                : time.rawValue - Int64(asked.firstDays) * day
        }
        position.begun = time.rawValue
    }

    /// Asks for a page; nil when there is none there, or nothing has changed.
    private func page(
        _ place: String?, _ pages: JSONPages, position: inout JSONPosition, isFirst: Bool, into store: any SourceStore,
        at time: Timestamp
    ) async throws(CollectionError) -> JSONPages.Page? {
        let asksIfChanged = settings.paging.way == .none && settings.since == nil && settings.body == nil
        let response = try await ask(at: time) { proof in
            var request = pages.request(place, proof: proof)
            if asksIfChanged {
                request.askOnlyIfChanged(entityTag: position.entityTag, lastModified: position.lastModified)
            }
            return request
        }
        let isBeyond = !isFirst || position.resume != nil
        switch response.status {
        case 304 where asksIfChanged: return nil
        case 200...299: break
        case 400 where isBeyond, 404 where isBeyond, 410 where isBeyond:
            // Some servers know no page beyond the last, and cursors do not live for ever.
            position.resume = nil
            position.isComplete = position.isComplete || !isFirst
            return nil
        default: throw unexpected(response)
        }
        guard let document = ServiceAnswer.json(response), let items = settings.mapping.items(in: document) else {
            throw try await misunderstood(response, into: store, at: time)
        }
        if asksIfChanged {
            position.entityTag = response.header("etag")
            position.lastModified = response.header("last-modified")
        }
        return JSONPages.Page(response: response, document: document, items: items)
    }

    /// What one page brought.
    private struct Taken {
        var pass: WebPass
        var present: [Set<String>]
        var ids: [String]
    }

    private func take(
        _ page: JSONPages.Page, into store: any SourceStore, at time: Timestamp
    ) async throws(CollectionError) -> Taken {
        var readings: [JSONItemReader.Reading] = []
        var strange: [JSONValue] = []
        for object in page.items {
            if let reading = reader.read(object) { readings.append(reading) } else { strange.append(object) }
        }
        let reason = "Mục này không có mã hoặc nội dung ở chỗ mà cấu hình chỉ ra. Hãy xem lại id, title, text."
        let broken =
            readings.isEmpty && !strange.isEmpty
            ? [delivery.response(page.response.body, reason: reason, at: time)]
            : strange.prefix(Self.mostBroken).map { delivery.response($0.encoded(), reason: reason, at: time) }
        // An item is filed before what answers it.
        readings.sort { ($0.record.published ?? .max) < ($1.record.published ?? .max) }
        let references = Dictionary(readings.map { ($0.record.id, $0.files) }) { first, _ in first }
        do throws(StoreError) {
            var pass = try await delivery.accept(
                readings.map(\.record), broken: broken, watermark: nil, into: store, at: time
            ) { record in
                await files.attach(references[record.id] ?? [], to: record, at: time)
            }
            if !strange.isEmpty { pass.notices.append("\(strange.count) mục không hiểu được, nằm trong khu cách ly.") }
            return Taken(pass: pass, present: readings.map(\.present), ids: readings.map(\.record.id))
        } catch {
            throw .store(source: source, error)
        }
    }

    private func finish(
        _ pass: WebPass, _ position: inout JSONPosition, _ present: [Set<String>], _ body: [UInt8],
        into store: any SourceStore, at time: Timestamp
    ) async throws(CollectionError) -> WebPass {
        var pass = pass
        let vanished = position.drift.look(at: present).map(SchemaDrift.notice)
        pass.notices += vanished
        pass.missingFields = position.drift.missing
        let broken =
            vanished.isEmpty ? [] : [delivery.response(body, reason: vanished.joined(separator: " "), at: time)]
        do throws(StoreError) {
            _ = try await delivery.accept(
                [], broken: broken, watermark: position.watermark(of: source), into: store, at: time)
        } catch {
            throw .store(source: source, error)
        }
        return pass
    }

    // MARK: Asking

    /// Asks, and once more with a new token when the server does not take the old one.
    func ask(
        at time: Timestamp, _ request: (JSONSignIn.Proof) -> HTTPRequest
    ) async throws(CollectionError) -> HTTPResponse {
        let proof = try await signIn.proof(of: source, at: time)
        var response = try await requests.send(request(proof), at: time)
        if response.status == 401, let token = proof.token {
            let newer = try await signIn.proof(of: source, insteadOf: token, at: time)
            response = try await requests.send(request(newer), at: time)
        }
        return response
    }

    func unexpected(_ response: HTTPResponse) -> CollectionError {
        switch response.status {
        case 401, 403:
            return .accessRefused(
                source: source,
                reason: "the server answers \(response.status): it does not take what auth in the configuration gives. "
                    + "Put a valid key or password there.")
        case 300...399 where settings.authentication != .none:
            return .protocolFailure(
                source: source,
                reason:
                    "the server redirects to another address; secrets are not sent on. Put the new address into url.")
        default:
            let bare = String(settings.url.prefix { $0 != "?" && $0 != "#" })
            return .unexpectedStatus(source: source, url: bare, status: response.status)
        }
    }

    /// Keeps an answer that is no list where the mapping looks for it, and tells so.
    private func misunderstood(
        _ response: HTTPResponse, into store: any SourceStore, at time: Timestamp
    ) async throws(CollectionError) -> CollectionError {
        var reason = "Không có danh sách ở «\(settings.mapping.list.written)»."
        do throws(JSONReadingError) {
            _ = try JSONValue.read(response.body)
        } catch {
            reason = error.description
        }
        do throws(StoreError) {
            _ = try await delivery.accept(
                [], broken: [delivery.response(response.body, reason: reason, at: time)], watermark: nil, into: store,
                at: time)
        } catch {
            throw .store(source: source, error)
        }
        return .protocolFailure(
            source: source,
            reason: "the answer is not understood: \(reason) It lies in quarantine; "
                + "check list in the configuration with langnghe source test \(source).")
    }
}
