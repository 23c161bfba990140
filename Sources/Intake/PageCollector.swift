public import Casework
import CurlTransfer
import Foundation
import WebReading

/// Collects a page that lists items: the list by selectors, the pages behind its items by selectors or as articles.
public struct PageCollector: WebCollector {
    /// Name of the source.
    public let source: String
    let settings: PageSettings
    let requests: SourceRequests

    /// Creates a collector.
    ///
    /// - Parameters:
    ///   - requests: What fetches, under the source's name; its address policy decides what may be reached.
    ///   - settings: What to take.
    public init(requests: SourceRequests, settings: PageSettings) {
        source = requests.source
        self.requests = requests
        self.settings = settings
    }

    /// One pass: the list is read until there is nothing new, then the pages of new and changed items.
    ///
    /// A list that cannot be understood any more, or that has lost a field, goes to quarantine as it came.
    ///
    /// - Parameters:
    ///   - store: Where items go.
    ///   - time: The time of receipt.
    /// - Returns: How many items were new and known, and what is to be known of the source.
    /// - Throws: ``CollectionError`` when the list cannot be fetched or the store fails.
    public func collect(into store: any SourceStore, at time: Timestamp) async throws(CollectionError) -> WebPass {
        var state = await state(in: store)
        if let until = state.notBefore.map({ Timestamp(rawValue: $0) }), until > time {
            throw .askedToWait(source: source, host: WebTarget(settings.url)?.site ?? settings.url, until: until)
        }
        state.notBefore = nil
        var walk = PageListWalk(settings, requests, state, at: time)
        do throws(CollectionError) {
            // Items that are to be looked at again need the list, changed or not.
            try await walk.read(
                state.hasDueItems(at: time.rawValue) ? FetchState() : state.list, atLeast: state.backlogPages ?? 1)
        } catch {
            try await keepWaiting(error, state, in: store)
            throw error
        }
        guard !walk.isUnchanged else { return WebPass() }
        state.movedTo = walk.movedTo
        let delivery = WebDelivery(source: source, keyPrefix: "page")
        var broken: [CollectedItem] = []
        if let fault = walk.fault, let response = walk.response {
            broken.append(delivery.response(response.body, reason: fault + " Hãy sửa cấu hình của nguồn.", at: time))
            return try await deliver(delivery, [], broken, nil, [fault], into: store, at: time)
        }
        var notices = walk.notices + unmatched(walk, state)
        let lost = state.drift.look(at: walk.present).map { SchemaDrift.notice($0) }
        if !lost.isEmpty, let response = walk.response {
            broken.append(delivery.response(response.body, reason: lost.joined(separator: " "), at: time))
        }
        var items = Items()
        try await complete(walk.items, &items, &state, at: time)
        let lostInside = state.itemDrift.look(at: items.found).map { SchemaDrift.notice("article.\($0)") }
        notices += lost + lostInside + items.notices

        state.backlogPages = items.left > 0 ? walk.pages : nil
        state.list = items.left > 0 ? FetchState() : Self.validators(walk.response)
        state.notBefore = items.notBefore?.rawValue
        state.shorten()
        var pass = try await deliver(
            delivery, items.records, broken, watermark(state), notices, into: store, at: time)
        pass.acceptance.known += items.known
        pass.notBefore = items.notBefore
        pass.missingFields = state.drift.missing.union(state.itemDrift.missing.map { "article.\($0)" })
        return pass
    }

    private func deliver(
        _ delivery: WebDelivery, _ records: [WebItemRecord], _ broken: [CollectedItem], _ watermark: Watermark?,
        _ notices: [String], into store: any SourceStore, at time: Timestamp
    ) async throws(CollectionError) -> WebPass {
        do throws(StoreError) {
            var pass = try await delivery.accept(records, broken: broken, watermark: watermark, into: store, at: time)
            pass.notices = notices + pass.notices
            return pass
        } catch {
            throw .store(source: source, error)
        }
    }

    /// Selectors that found nothing on the very first list; later losses are drift.
    private func unmatched(_ walk: PageListWalk, _ state: PageState) -> [String] {
        guard state.items.isEmpty, walk.present.count >= 3 else { return [] }
        let found = walk.present.reduce(into: Set<String>()) { $0.formUnion($1) }
        return settings.fields.filter { !found.contains($0.key) }.sorted { $0.key < $1.key }
            .map { "Bộ chọn của trường '\($0.key)' («\($0.value.written)») không khớp gì trên trang." }
    }

    // MARK: - Items

    /// What the items of one pass come to.
    private struct Items {
        var records: [WebItemRecord] = []
        /// Items whose page was not to be looked at.
        var known = 0
        /// Items for later passes.
        var left = 0
        var fetched = 0
        /// What selectors found on each page.
        var found: [Set<String>] = []
        /// Items without their page.
        var withoutPage = 0
        var notBefore: Timestamp?

        var notices: [String] {
            var notices: [String] = []
            if withoutPage > 0 {
                notices.append("\(withoutPage) mục chỉ có phần ghi trong danh sách, không lấy được toàn văn.")
            }
            if left > 0 { notices.append("Còn \(left) mục sẽ lấy ở các lần sau.") }
            return notices
        }
    }

    private func complete(
        _ listed: [PageListItem], _ items: inout Items, _ state: inout PageState, at time: Timestamp
    ) async throws(CollectionError) {
        let reading = PageItemReading(settings: settings, requests: requests, time: time)
        for item in listed {
            let old = state.items[item.shortID]
            var known =
                old
                ?? PageState.Known(
                    title: PageListItem.short(item.title ?? item.fields["text"] ?? ""), list: "", first: time.rawValue,
                    fetched: nil, seen: time.rawValue)
            known.seen = time.rawValue
            guard settings.itemPages != .never, item.link != nil else {
                items.records.append(item.record(settings.labels))
                known.list = item.listHash
                state.items[item.shortID] = known
                continue
            }
            let isChanged = known.list != item.listHash
            guard isChanged || PageState.isDue(known, at: time.rawValue) else {
                items.known += 1
                state.items[item.shortID] = known
                continue
            }
            guard items.notBefore == nil, items.fetched < settings.maximumItemPages else {
                items.left += 1
                continue
            }
            items.fetched += 1
            try await readPage(of: item, isChanged, &known, &items, reading)
            state.items[item.shortID] = known
        }
    }

    private func readPage(
        of item: PageListItem, _ isChanged: Bool, _ known: inout PageState.Known, _ items: inout Items,
        _ reading: PageItemReading
    ) async throws(CollectionError) {
        let outcome: PageItemReading.Outcome
        do throws(CollectionError) {
            outcome = try await reading.read(item, failures: known.failures ?? 0)
        } catch {
            guard case .askedToWait(_, _, let until) = error else { throw error }
            // What was fetched before is kept, and the rest comes when the server wants it.
            items.notBefore = until
            items.left += 1
            return
        }
        switch outcome {
        case .later:
            known.failures = (known.failures ?? 0) + 1
            items.left += 1
            return
        case .listOnly(let record):
            // An item that is stored whole does not become shorter because its page is gone now.
            if isChanged { items.records.append(record) } else { items.known += 1 }
            items.withoutPage += isChanged ? 1 : 0
        case .whole(let record, let found):
            items.records.append(record)
            if let found { items.found.append(found) }
        }
        known.title = PageListItem.short(item.title ?? item.fields["text"] ?? "")
        known.list = item.listHash
        known.fetched = reading.time.rawValue
        known.failures = nil
    }

    // MARK: - Position

    private func state(in store: any SourceStore) async -> PageState {
        var fresh = PageState()
        fresh.fingerprint = settings.fingerprint
        // A watermark that cannot be read only costs fetching everything once; what is stored stays known.
        guard let watermark = try? await store.watermark(scope: source),
            let state = try? JSONDecoder().decode(PageState.self, from: Data(watermark.value.utf8))
        else { return fresh }
        guard state.fingerprint != fresh.fingerprint else { return state }
        fresh.notBefore = state.notBefore
        return fresh
    }

    private func watermark(_ state: PageState) -> Watermark? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(state) else { return nil }
        return Watermark(scope: source, value: String(decoding: data, as: UTF8.self))
    }

    private static func validators(_ response: HTTPResponse?) -> FetchState {
        var state = FetchState()
        state.entityTag = response?.header("etag")
        state.lastModified = response?.header("last-modified")
        return state
    }

    /// Remembers that the server wants to be left alone, so that another process leaves it alone too.
    private func keepWaiting(
        _ error: CollectionError, _ state: PageState, in store: any SourceStore
    ) async throws(CollectionError) {
        guard case .askedToWait(_, _, let until) = error else { return }
        var state = state
        state.notBefore = until.rawValue
        do throws(StoreError) {
            _ = try await store.accept([], watermark: watermark(state))
        } catch {
            throw .store(source: source, error)
        }
    }
}
