/// The durable inbox: what was collected, how far each source is, and what could not be read.
///
/// Every method is one transaction.
public protocol InboxStore: Sendable {
    /// Accepts a batch and the source's new watermark.
    ///
    /// When this returns, both are on disk: originals first, then inbox entries and watermark together. Items whose
    /// (source, key) is known are skipped. An item with a ``CollectedItem/defect`` goes straight to quarantine.
    func accept(_ items: [CollectedItem], watermark: Watermark?) async throws(StoreError) -> Acceptance

    /// The watermark of a scope, or nil when it was never collected.
    func watermark(scope: String) async throws(StoreError) -> Watermark?

    /// Items not yet filed nor in quarantine, oldest first.
    func pending(limit: Int) async throws(StoreError) -> [PendingItem]

    /// The unchanged bytes of an item; nil when there is no such item.
    func original(_ id: ItemID) async throws(StoreError) -> [UInt8]?

    /// Puts an item into quarantine with the stage that failed and the reason, in a sentence for operators.
    func quarantine(_ id: ItemID, stage: ProcessingStage, reason: String, at time: Timestamp) async throws(StoreError)

    /// Items in quarantine, newest first.
    func quarantined(limit: Int) async throws(StoreError) -> [QuarantinedItem]

    /// Items of one source in quarantine, newest first.
    func quarantined(from source: String, limit: Int) async throws(StoreError) -> [QuarantinedItem]

    /// Number of items in quarantine by source; sources without any are missing.
    func quarantineCounts() async throws(StoreError) -> [String: Int]

    /// Puts an item back to be read again; the audit log tells who did it. The bytes are not fetched again.
    func retry(_ id: ItemID, actor: String, at time: Timestamp) async throws(StoreError)

    /// Puts all items of the quarantine back to be read again, as ``retry(_:actor:at:)`` does with one.
    ///
    /// - Returns: How many were put back.
    func retryAll(actor: String, at time: Timestamp) async throws(StoreError) -> Int

    /// An item of the quarantine.
    ///
    /// - Throws: ``StoreError/noSuchItem(_:)`` when it is not there, or no longer.
    func quarantinedItem(_ id: ItemID) async throws(StoreError) -> QuarantinedItem

    /// Takes an item out of the inbox that needs no filing, because what it held was accepted as items of its own.
    func settle(_ id: ItemID) async throws(StoreError)

    /// Number of items waiting to be read, and in quarantine.
    func inboxCounts() async throws(StoreError) -> InboxCounts
}

extension InboxStore {
    /// Items of the quarantine that one call looks through when a store has no faster way.
    private static var quarantineLimit: Int { 10_000 }

    /// Puts the items back one after the other; a store that can do better does.
    public func retryAll(actor: String, at time: Timestamp) async throws(StoreError) -> Int {
        var count = 0
        for item in try await quarantined(limit: Self.quarantineLimit) {
            do throws(StoreError) {
                try await retry(item.id, actor: actor, at: time)
                count += 1
            } catch .noSuchItem {
                // Someone else's retry was faster; the item is where it should be.
                continue
            }
        }
        return count
    }

    /// Sifts the newest of the quarantine; a store that can do better does.
    public func quarantined(from source: String, limit: Int) async throws(StoreError) -> [QuarantinedItem] {
        Array(try await quarantined(limit: Self.quarantineLimit).filter { $0.source == source }.prefix(max(0, limit)))
    }

    /// Counts the newest of the quarantine; a store that can do better does.
    public func quarantineCounts() async throws(StoreError) -> [String: Int] {
        try await quarantined(limit: Self.quarantineLimit).reduce(into: [:]) { $0[$1.source, default: 0] += 1 }
    }

    /// Looks for an item among the newest of the quarantine; a store that can do better does.
    public func quarantinedItem(_ id: ItemID) async throws(StoreError) -> QuarantinedItem {
        guard let item = try await quarantined(limit: Self.quarantineLimit).first(where: { $0.id == id }) else {
            throw .noSuchItem(id.rawValue)
        }
        return item
    }
}

/// A step on the way from bytes to case.
public enum ProcessingStage: String, Sendable, Hashable, Codable {
    /// The source could not deliver the whole item.
    case collect
    /// Bytes could not be read as a message.
    case read
    /// Triage failed.
    case triage
    /// Filing failed.
    case file

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .collect: "Lấy thư"
        case .read: "Đọc thư"
        case .triage: "Phân loại"
        case .file: "Vào sổ"
        }
    }
}

/// An item waiting to be read.
public struct PendingItem: Sendable, Hashable {
    /// Identifier given at acceptance.
    public var id: ItemID
    /// Name of the source.
    public var source: String
    /// What identifies it inside the source.
    public var key: String
    /// When the source received it.
    public var receivedAt: Timestamp
    /// The form of its bytes.
    public var mediaType: MediaType
    /// The bytes.
    public var bytes: [UInt8]

    /// Creates a pending item.
    public init(
        id: ItemID, source: String, key: String, receivedAt: Timestamp, mediaType: MediaType, bytes: [UInt8]
    ) {
        self.id = id
        self.source = source
        self.key = key
        self.receivedAt = receivedAt
        self.mediaType = mediaType
        self.bytes = bytes
    }
}

/// An item that could not be read; its bytes are kept.
public struct QuarantinedItem: Sendable, Hashable, Codable {
    /// Identifier.
    public var id: ItemID
    /// Name of the source.
    public var source: String
    /// What identifies it inside the source.
    public var key: String
    /// When the source received it.
    public var receivedAt: Timestamp
    /// The form of its bytes.
    public var mediaType: MediaType
    /// Size in bytes.
    public var size: Int
    /// Step that failed.
    public var stage: ProcessingStage
    /// Why, in a sentence.
    public var reason: String
    /// When it was put here.
    public var quarantinedAt: Timestamp
    /// How often reading was tried.
    public var attempts: Int

    /// Creates a quarantine entry.
    public init(
        id: ItemID, source: String, key: String, receivedAt: Timestamp, mediaType: MediaType, size: Int,
        stage: ProcessingStage, reason: String, quarantinedAt: Timestamp, attempts: Int
    ) {
        self.id = id
        self.source = source
        self.key = key
        self.receivedAt = receivedAt
        self.mediaType = mediaType
        self.size = size
        self.stage = stage
        self.reason = reason
        self.quarantinedAt = quarantinedAt
        self.attempts = attempts
    }
}

/// Sizes of the inbox.
public struct InboxCounts: Sendable, Hashable, Codable {
    /// Items waiting to be read.
    public var pending: Int
    /// Items in quarantine.
    public var quarantined: Int
    /// Items accepted since the beginning.
    public var accepted: Int

    /// Creates counts.
    public init(pending: Int, quarantined: Int, accepted: Int) {
        self.pending = pending
        self.quarantined = quarantined
        self.accepted = accepted
    }
}
