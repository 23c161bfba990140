public import Casework
import CurlTransfer
import Foundation
import ReadingDefects
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
    private let fullText: FullText
    private let delivery: WebDelivery

    static let accept =
        "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
    /// Articles that one pass fetches; the entries of the others wait for the next pass.
    static let articlesPerPass = 20
    private static let entriesShown = 5

    /// Creates a collector.
    ///
    /// - Parameters:
    ///   - requests: What fetches, under the source's name; its address policy decides what may be reached.
    ///   - url: Address of the feed.
    ///   - maximumBytes: Largest answer taken, decoded, in bytes.
    ///   - labels: What the entries are taken for.
    ///   - fullText: Whether the articles behind the entries are fetched.
    public init(
        requests: SourceRequests, url: String, maximumBytes: Int,
        labels: ItemLabels = ItemLabels(channel: .web, kind: .feedEntry), fullText: FullText = .never
    ) {
        source = requests.source
        self.url = url
        self.maximumBytes = maximumBytes
        self.requests = requests
        self.labels = labels
        self.fullText = fullText
        delivery = WebDelivery(source: requests.source, keyPrefix: "entry")
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
        // A watermark that cannot be read only costs one full fetch.
        var position = (try? await store.watermark(scope: source)).flatMap { FeedPosition($0.value) } ?? FeedPosition()
        let answer: SourceRequests.Answer
        do throws(CollectionError) {
            answer = try await requests.fetch(
                url, state: position.fetch, accept: Self.accept, maximumBytes: maximumBytes, at: time)
        } catch {
            try await keepWaiting(error, position, in: store)
            throw error
        }
        guard case .changed(let response, let next) = answer else { return quiet(WebPass(), position, from: time) }
        let items: FeedItems
        do throws(FeedReadingError) {
            items = try FeedItems(
                ofFeed: response.body, declaredCharset: response.declaredCharset, baseURL: response.effectiveURL,
                labels: labels)
        } catch {
            let broken = CollectedItem(
                source: source, key: "feed/" + ContentHash.short(of: response.body), receivedAt: time,
                mediaType: .feed, bytes: response.body, defect: error.operatorReason)
            return try await accept([], broken: [broken], nil, into: store, at: time)
        }
        let before = position
        position.fetch = next
        position.quietSeconds = [items.feed.updateSeconds, response.freshSeconds].compactMap(\.self).max()
        let vanished = position.drift.look(at: items.fields)
        let losses = vanished.map(SchemaDrift.notice)
        let broken =
            losses.isEmpty ? [] : [delivery.response(response.body, reason: losses.joined(separator: " "), at: time)]
        var pass = try await deliver(items, broken: broken, position, after: before, into: store, at: time)
        pass.notices += losses
        pass.missingFields = position.drift.missing
        return quiet(pass, position, from: time)
    }

    /// Fetches and reads the feed without keeping anything, and shows its first entries.
    ///
    /// - Parameter show: Told each step as it ends.
    /// - Returns: Whether everything works.
    /// - Throws: ``CollectionError`` at the step that fails.
    public func trial(_ show: (SourceTrial.Step) -> Void) async throws(CollectionError) -> Bool {
        let answer = try await requests.fetch(
            url, state: FetchState(), accept: Self.accept, maximumBytes: maximumBytes, at: .now())
        guard case .changed(let response, let state) = answer else { return false }
        if let moved = state.movedTo {
            show(SourceTrial.Step(result: .remark, name: "address", detail: "has moved for good to \(moved)"))
        }
        let items: FeedItems
        do throws(FeedReadingError) {
            items = try FeedItems(
                ofFeed: response.body, declaredCharset: response.declaredCharset, baseURL: response.effectiveURL,
                labels: labels)
        } catch {
            throw .protocolFailure(source: source, reason: error.operatorReason)
        }
        for defect in items.feed.defects {
            show(SourceTrial.Step(result: .remark, name: "feed", detail: defect.english))
        }
        show(
            SourceTrial.Step(
                result: items.records.isEmpty ? .remark : .works, name: "feed",
                detail: "\(items.records.count) entries, \(items.teasers.count) of them with a teaser only"))
        var articles = ArticleFetcher(requests: requests)
        for (number, record) in items.records.prefix(Self.entriesShown).enumerated() {
            // One article shows whether the site's pages can be read.
            let isCompleted = number == 0 && wantsArticle(record, items)
            let taken = isCompleted ? try await articles.complete(record, at: .now()).record : record
            let note = taken.extra?[ArticleFetcher.note].map { ", \($0)" } ?? ""
            let date = taken.published.map { Timestamp(rawValue: $0).date.formatted(.iso8601) } ?? "no date"
            show(
                SourceTrial.Step(
                    result: note.isEmpty ? .works : .remark, name: "entry",
                    detail: "\(date), \(taken.title ?? "no title") (\(taken.text.count) characters\(note))"))
        }
        return true
    }

    private func wantsArticle(_ record: WebItemRecord, _ items: FeedItems) -> Bool {
        guard record.link != nil else { return false }
        switch fullText {
        case .never: return false
        case .always: return true
        case .auto: return items.teasers.contains(record.id)
        }
    }

    private func deliver(
        _ items: FeedItems, broken: [CollectedItem], _ position: FeedPosition, after before: FeedPosition,
        into store: any SourceStore, at time: Timestamp
    ) async throws(CollectionError) -> WebPass {
        var records = items.records
        var left = 0
        var failures: [String: Int] = [:]
        if fullText != .never {
            let unstored: Set<String>
            do throws(StoreError) {
                unstored = try await delivery.unstored(records, in: store)
            } catch {
                throw .store(source: source, error)
            }
            var articles = ArticleFetcher(requests: requests)
            var completed: [WebItemRecord] = []
            var fetched = 0
            for var record in records {
                // Versions are told apart by what the feed says, not by what the page says.
                record.version = record.contentHash
                guard unstored.contains(record.id), wantsArticle(record, items) else {
                    completed.append(record)
                    continue
                }
                guard fetched < Self.articlesPerPass else {
                    left += 1
                    continue
                }
                fetched += 1
                switch try await articles.complete(record, at: time) {
                case .done(let whole): completed.append(whole)
                case .later(let teaser):
                    let key = ContentHash.short(of: Array(record.id.utf8))
                    let tries = (before.articleFailures?[key] ?? 0) + 1
                    if tries >= ArticleFetcher.attempts {
                        completed.append(teaser)
                    } else {
                        failures[key] = tries
                        left += 1
                    }
                }
            }
            records = completed
        }
        // While entries are left the validators stay the old ones, so that the next pass gets the feed again.
        var position = left > 0 ? before : position
        position.articleFailures = failures.isEmpty ? nil : failures
        return try await accept(records, broken: broken, position, into: store, at: time)
    }

    private func accept(
        _ records: [WebItemRecord], broken: [CollectedItem], _ position: FeedPosition?, into store: any SourceStore,
        at time: Timestamp
    ) async throws(CollectionError) -> WebPass {
        do throws(StoreError) {
            return try await delivery.accept(
                records, broken: broken,
                watermark: position.flatMap(\.encoded).map { Watermark(scope: source, value: $0) }, into: store,
                at: time)
        } catch {
            throw .store(source: source, error)
        }
    }

    private func quiet(_ pass: WebPass, _ position: FeedPosition, from time: Timestamp) -> WebPass {
        var pass = pass
        pass.notBefore = position.quietSeconds.map { time.adding(seconds: Int64($0)) }
        return pass
    }

    /// Remembers that the server wants to be left alone, so that another process leaves it alone too.
    private func keepWaiting(
        _ error: CollectionError, _ position: FeedPosition, in store: any SourceStore
    ) async throws(CollectionError) {
        guard let until = error.notBefore, position.fetch.waitsUntil != until else { return }
        var position = position
        position.fetch.movedFrom = position.fetch.movedFrom ?? url
        position.fetch.notBefore = until.rawValue
        _ = try await accept([], broken: [], position, into: store, at: until)
    }
}
