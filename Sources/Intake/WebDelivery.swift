public import Casework

/// Brings the items of a web source into the inbox: what is new, and what has changed since it was stored.
///
/// The first version of an item has the key `KIND/HASH-OF-ID`, each later one `KIND/HASH-OF-ID/HASH-OF-CONTENT`. Which
/// versions are stored is remembered in the ledger under the scope `SOURCE#versions`, in the same transaction.
public struct WebDelivery: Sendable {
    /// Versions of one item that are kept; a page with a counter in its text changes with every look.
    public static let versionLimit = 20

    private let source: String
    private let keyPrefix: String

    /// Makes a delivery.
    ///
    /// - Parameters:
    ///   - source: Name of the source.
    ///   - keyPrefix: What keys begin with; items of one source that may have the same id have different ones.
    public init(source: String, keyPrefix: String = "web") {
        self.source = source
        self.keyPrefix = keyPrefix
    }

    private var scope: String { source + "#versions" }

    /// Accepts items and the source's new position together.
    ///
    /// - Parameters:
    ///   - records: What the source has now, in any order; the same id may come several times.
    ///   - broken: Items that go to quarantine, such as ``response(_:reason:at:)``.
    ///   - watermark: The source's new position; nil to leave it.
    ///   - store: The inbox.
    ///   - time: The time of receipt.
    /// - Returns: How many items were new and known, and a notice when an item changes without end.
    /// - Throws: ``StoreError`` when the store fails; nothing is accepted then.
    public func accept(
        _ records: [WebItemRecord], broken: [CollectedItem] = [], watermark: Watermark?,
        into store: any SourceStore, at time: Timestamp
    ) async throws(StoreError) -> WebPass {
        var stored = try await versions(of: records, in: store)
        var items = broken
        var ledger: [LedgerEntry] = []
        var known = 0
        var restless = 0
        for record in records {
            let id = prefixedID(record)
            let content = record.version ?? record.contentHash
            let versions = stored[id] ?? []
            if versions.contains(content) {
                known += 1
                continue
            }
            guard versions.count < Self.versionLimit else {
                restless += 1
                continue
            }
            var kept = record
            kept.changed = versions.isEmpty ? nil : true
            let key = "\(keyPrefix)/\(record.shortID)" + (versions.isEmpty ? "" : "/\(content)")
            items.append(item(kept, key: key, at: time))
            ledger.append(
                LedgerEntry(
                    scope: scope, identifier: "\(id)/\(content)", source: source, key: key, storedAt: time,
                    isWhole: true))
            stored[id, default: []].insert(content)
        }
        guard !items.isEmpty || watermark != nil else {
            return WebPass(acceptance: Acceptance(new: 0, known: known), notices: notices(restless))
        }
        var acceptance = try await store.accept(items, ledger: ledger, watermark: watermark)
        acceptance.known += known
        return WebPass(acceptance: acceptance, notices: notices(restless))
    }

    /// Which items come for the first time or have changed since they were stored.
    ///
    /// - Parameters:
    ///   - records: What the source has now.
    ///   - store: The inbox.
    /// - Returns: Their ids.
    /// - Throws: ``StoreError``.
    public func unstored(_ records: [WebItemRecord], in store: any SourceStore) async throws(StoreError) -> Set<String>
    {
        let stored = try await versions(of: records, in: store)
        let new = records.filter { record in
            stored[prefixedID(record)]?.contains(record.version ?? record.contentHash) != true
        }
        return Set(new.map(\.id))
    }

    /// The stored versions of each item.
    private func versions(
        of records: [WebItemRecord], in store: any SourceStore
    ) async throws(StoreError) -> [String: Set<String>] {
        guard !records.isEmpty else { return [:] }
        let beginnings = records.map { prefixedID($0) + "/" }
        let known = try await store.ledgerIdentifiers(scope: scope, beginningWith: beginnings)
        var stored: [String: Set<String>] = [:]
        for identifier in known {
            let parts = identifier.split(separator: "/", maxSplits: 1)
            if parts.count == 2 { stored[String(parts[0]), default: []].insert(String(parts[1])) }
        }
        return stored
    }

    private func prefixedID(_ record: WebItemRecord) -> String { "\(keyPrefix).\(record.shortID)" }

    private func notices(_ restless: Int) -> [String] {
        guard restless > 0 else { return [] }
        return [
            "\(restless) mục thay đổi ở mỗi lần lấy; mỗi mục chỉ giữ \(Self.versionLimit) bản. "
                + "Hãy xem trong nội dung có bộ đếm không."
        ]
    }

    /// The first version of an item, as it is kept.
    func first(_ record: WebItemRecord, at time: Timestamp) -> CollectedItem {
        item(record, key: "\(keyPrefix)/\(record.shortID)", at: time)
    }

    private func item(_ record: WebItemRecord, key: String, at time: Timestamp) -> CollectedItem {
        var record = record
        var left = WebItemRecord.attachmentBytes
        let all = record.attachments ?? []
        let fitting = all.prefix(WebItemRecord.attachmentLimit).prefix { attachment in
            left -= attachment.content.count
            return left >= 0
        }
        if fitting.count < all.count {
            record.attachments = Array(fitting)
            record.extra = (record.extra ?? [:]).merging(
                ["Tệp không lưu": "\(all.count - fitting.count) tệp vượt giới hạn về số lượng hoặc dung lượng"]
            ) { $1 }
        }
        do {
            return CollectedItem(
                source: source, key: key, receivedAt: time, mediaType: .webItem, bytes: try record.encoded())
        } catch {
            // Texts and numbers always encode; should one not, its text is kept and shown in quarantine, never dropped.
            return CollectedItem(
                source: source, key: key, receivedAt: time, mediaType: .webItem, bytes: Array(record.text.utf8),
                defect: "Không lưu được mục này dưới dạng JSON. Hãy đọc trực tiếp tại nguồn.")
        }
    }

    /// A raw answer that could not be understood, for quarantine; the same answer again is the same item.
    ///
    /// - Parameters:
    ///   - body: The answer, unchanged.
    ///   - reason: Why it could not be understood, in a sentence for operators.
    ///   - time: The time of receipt.
    /// - Returns: The item.
    public func response(_ body: [UInt8], reason: String, at time: Timestamp) -> CollectedItem {
        CollectedItem(
            source: source, key: "response/" + ContentHash.short(of: body), receivedAt: time, mediaType: .webResponse,
            bytes: body, defect: reason)
    }
}
