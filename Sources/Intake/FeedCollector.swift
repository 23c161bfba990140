public import Casework
public import CurlTransfer
import Foundation
import WebReading

/// Collects one RSS or Atom feed: a conditional GET, then one inbox item an entry.
public struct FeedCollector: Sendable {
    /// Name of the source.
    public let source: String
    /// Address of the feed.
    public let url: String
    /// Largest answer taken, in bytes.
    public let maximumBytes: Int
    private let fetcher: HTTPFetcher

    /// Creates a collector.
    ///
    /// - Parameters:
    ///   - source: Name of the source.
    ///   - url: Address of the feed.
    ///   - maximumBytes: Largest answer taken, decoded, in bytes.
    ///   - fetcher: What fetches; its address policy decides what may be reached.
    public init(source: String, url: String, maximumBytes: Int, fetcher: HTTPFetcher) {
        self.source = source
        self.url = url
        self.maximumBytes = maximumBytes
        self.fetcher = fetcher
    }

    /// What the server is told to answer only with news.
    private struct Validators: Codable {
        var etag: String?
        var lastModified: String?
    }

    /// One pass: fetch if changed, accept the entries and the new validators together.
    ///
    /// A feed that cannot be read goes to quarantine as a whole, and its validators are not kept, so that the next pass
    /// fetches it again.
    ///
    /// - Parameters:
    ///   - store: Where items go.
    ///   - time: The time of receipt.
    /// - Returns: How many entries were new and known.
    /// - Throws: ``CollectionError`` when the feed cannot be fetched or the store fails.
    public func collect(into store: some InboxStore, at time: Timestamp) async throws(CollectionError) -> Acceptance {
        let scope = source
        let response: HTTPResponse
        do throws(TransferError) {
            var request = HTTPRequest(url: url)
            request.limits.maximumBodyBytes = maximumBytes
            request.headers.append(
                HTTPHeader("Accept", "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"))
            if let validators = try await validators(in: store, scope: scope) {
                request.askOnlyIfChanged(entityTag: validators.etag, lastModified: validators.lastModified)
            }
            response = try await fetcher.fetch(request)
        } catch {
            throw .transfer(source: source, error)
        }
        switch response.status {
        case 304: return Acceptance(new: 0, known: 0)
        case 200: break
        default: throw .unexpectedStatus(source: source, url: url, status: response.status)
        }
        do throws(StoreError) {
            return try await accept(response, scope: scope, into: store, at: time)
        } catch {
            throw .store(source: source, error)
        }
    }

    /// Fetches and reads the feed without keeping anything; for trying a configuration out.
    ///
    /// - Returns: Number of entries.
    /// - Throws: ``CollectionError``.
    public func probe() async throws(CollectionError) -> Int {
        var request = HTTPRequest(url: url)
        request.limits.maximumBodyBytes = maximumBytes
        let response: HTTPResponse
        do throws(TransferError) {
            response = try await fetcher.fetch(request)
        } catch {
            throw .transfer(source: source, error)
        }
        guard response.status == 200 else {
            throw .unexpectedStatus(source: source, url: url, status: response.status)
        }
        do throws(FeedReadingError) {
            return try FeedItems.items(
                ofFeed: response.body, source: source,
                declaredCharset: response.header("content-type").flatMap(Self.charset), receivedAt: .now()
            ).count
        } catch {
            throw .protocolFailure(source: source, reason: "\(error.operatorReason)")
        }
    }

    private func validators(in store: some InboxStore, scope: String) async throws(TransferError) -> Validators? {
        // A watermark that cannot be read only costs one full fetch.
        guard let watermark = try? await store.watermark(scope: scope) else { return nil }
        return try? JSONDecoder().decode(Validators.self, from: Data(watermark.value.utf8))
    }

    private func accept(
        _ response: HTTPResponse, scope: String, into store: some InboxStore, at time: Timestamp
    ) async throws(StoreError) -> Acceptance {
        let items: [CollectedItem]
        do throws(FeedReadingError) {
            items = try FeedItems.items(
                ofFeed: response.body, source: source,
                declaredCharset: response.header("content-type").flatMap(Self.charset), receivedAt: time)
        } catch {
            let broken = CollectedItem(
                source: source, key: "feed/" + ContentHash.short(of: response.body), receivedAt: time,
                mediaType: .feed, bytes: response.body, defect: error.operatorReason)
            return try await store.accept([broken], watermark: nil)
        }
        let validators = Validators(etag: response.header("etag"), lastModified: response.header("last-modified"))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let value = (try? encoder.encode(validators)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        return try await store.accept(items, watermark: Watermark(scope: scope, value: value))
    }

    /// The charset parameter of a Content-Type (RFC 9110 §8.3.1).
    private static func charset(of contentType: String) -> String? {
        for parameter in contentType.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces).lowercased() == "charset" else {
                continue
            }
            return parts[1].trimmingCharacters(in: CharacterSet(charactersIn: " \"'"))
        }
        return nil
    }
}
