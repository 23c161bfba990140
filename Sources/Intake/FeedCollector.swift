public import Casework
import CurlTransfer
import Foundation
import WebReading

/// Collects one feed: a conditional request, then one inbox item an entry.
public struct FeedCollector: WebCollector {
    /// Name of the source.
    public let source: String
    /// Address of the feed.
    public let url: String
    /// Largest answer taken, in bytes.
    public let maximumBytes: Int
    private let requests: SourceRequests
    private let labels: ItemLabels

    static let accept =
        "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"

    /// Creates a collector.
    ///
    /// - Parameters:
    ///   - requests: What fetches, under the source's name; its address policy decides what may be reached.
    ///   - url: Address of the feed.
    ///   - maximumBytes: Largest answer taken, decoded, in bytes.
    ///   - labels: What the entries are taken for.
    public init(
        requests: SourceRequests, url: String, maximumBytes: Int,
        labels: ItemLabels = ItemLabels(channel: .web, kind: .feedEntry)
    ) {
        source = requests.source
        self.url = url
        self.maximumBytes = maximumBytes
        self.requests = requests
        self.labels = labels
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
    public func collect(into store: any SourceStore, at time: Timestamp) async throws(CollectionError) -> WebPass {
        let answer: SourceRequests.Answer
        let state = await state(in: store)
        do throws(CollectionError) {
            answer = try await requests.fetch(
                url, state: state, accept: Self.accept, maximumBytes: maximumBytes, at: time)
        } catch {
            try await keepWaiting(error, state, in: store)
            throw error
        }
        guard case .changed(let response, let next) = answer else { return WebPass() }
        do throws(StoreError) {
            let delivery = WebDelivery(source: source, keyPrefix: "entry")
            let records: [WebItemRecord]
            do throws(FeedReadingError) {
                records = try FeedItems.records(
                    ofFeed: response.body, declaredCharset: response.declaredCharset, labels: labels)
            } catch {
                let broken = CollectedItem(
                    source: source, key: "feed/" + ContentHash.short(of: response.body), receivedAt: time,
                    mediaType: .feed, bytes: response.body, defect: error.operatorReason)
                return try await delivery.accept([], broken: [broken], watermark: nil, into: store, at: time)
            }
            return try await delivery.accept(records, watermark: watermark(next), into: store, at: time)
        } catch {
            throw .store(source: source, error)
        }
    }

    /// Fetches and reads the feed without keeping anything, and shows its first entries.
    public func trial(_ show: (SourceTrial.Step) -> Void) async throws(CollectionError) -> Bool {
        let answer = try await requests.fetch(
            url, state: FetchState(), accept: Self.accept, maximumBytes: maximumBytes, at: .now())
        guard case .changed(let response, _) = answer else { return false }
        do throws(FeedReadingError) {
            let records = try FeedItems.records(
                ofFeed: response.body, declaredCharset: response.declaredCharset, labels: labels)
            show(SourceTrial.Step(result: .works, name: "feed", detail: "\(records.count) entries"))
            return true
        } catch {
            throw .protocolFailure(source: source, reason: error.operatorReason)
        }
    }

    private func state(in store: any SourceStore) async -> FetchState {
        // A watermark that cannot be read only costs one full fetch.
        guard let watermark = try? await store.watermark(scope: source) else { return FetchState() }
        return (try? JSONDecoder().decode(FetchState.self, from: Data(watermark.value.utf8))) ?? FetchState()
    }

    private func watermark(_ state: FetchState) -> Watermark? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(state) else { return nil }
        return Watermark(scope: source, value: String(decoding: data, as: UTF8.self))
    }

    /// Remembers that the server wants to be left alone, so that another process leaves it alone too.
    private func keepWaiting(
        _ error: CollectionError, _ state: FetchState, in store: any SourceStore
    ) async throws(CollectionError) {
        guard let until = error.notBefore, state.waitsUntil != until else { return }
        var state = state
        state.movedFrom = state.movedFrom ?? url
        state.notBefore = until.rawValue
        do throws(StoreError) {
            _ = try await store.accept([], watermark: watermark(state))
        } catch {
            throw .store(source: source, error)
        }
    }
}
