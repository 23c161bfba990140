import Casework
import SQLiteStore
import Synchronization

/// Passes everything on, and fails or calls back at a chosen batch.
final class FaultyStore: SourceStore {
    let inner: SQLiteStore
    private let batches = Atomic<Int>(0)
    private let onBatch: @Sendable (Int) throws(StoreError) -> Void

    init(_ inner: SQLiteStore, onBatch: @escaping @Sendable (Int) throws(StoreError) -> Void) {
        self.inner = inner
        self.onBatch = onBatch
    }

    func accept(_ items: [CollectedItem], watermark: Watermark?) async throws(StoreError) -> Acceptance {
        try await accept(items, ledger: [], watermark: watermark)
    }
    func accept(
        _ items: [CollectedItem], ledger: [LedgerEntry], watermark: Watermark?
    ) async throws(StoreError) -> Acceptance {
        try onBatch(batches.add(1, ordering: .relaxed).newValue)
        return try await inner.accept(items, ledger: ledger, watermark: watermark)
    }
    func watermark(scope: String) async throws(StoreError) -> Watermark? { try await inner.watermark(scope: scope) }
    func pending(limit: Int) async throws(StoreError) -> [PendingItem] { try await inner.pending(limit: limit) }
    func original(_ id: ItemID) async throws(StoreError) -> [UInt8]? { try await inner.original(id) }
    func quarantine(
        _ id: ItemID, stage: ProcessingStage, reason: String, at time: Timestamp
    ) async throws(StoreError) {
        try await inner.quarantine(id, stage: stage, reason: reason, at: time)
    }
    func quarantined(limit: Int) async throws(StoreError) -> [QuarantinedItem] {
        try await inner.quarantined(limit: limit)
    }
    func retry(_ id: ItemID, actor: String, at time: Timestamp) async throws(StoreError) {
        try await inner.retry(id, actor: actor, at: time)
    }
    func settle(_ id: ItemID) async throws(StoreError) { try await inner.settle(id) }
    func inboxCounts() async throws(StoreError) -> InboxCounts { try await inner.inboxCounts() }

    func ledgerIdentifiers(scope: String) async throws(StoreError) -> Set<String> {
        try await inner.ledgerIdentifiers(scope: scope)
    }
    func storedMails(
        scope: String, upTo time: Timestamp, limit: Int
    ) async throws(StoreError) -> [LedgerEntry] {
        try await inner.storedMails(scope: scope, upTo: time, limit: limit)
    }
    func forget(_ identifiers: Set<String>, scope: String) async throws(StoreError) {
        try await inner.forget(identifiers, scope: scope)
    }
    func note(_ report: PassReport) async throws(StoreError) { try await inner.note(report) }
    func forgetParts(of source: String, except parts: Set<String>) async throws(StoreError) {
        try await inner.forgetParts(of: source, except: parts)
    }
    func sourceStandings(
        now: Timestamp, patience: [String: Int]
    ) async throws(StoreError) -> [SourceStanding] {
        try await inner.sourceStandings(now: now, patience: patience)
    }
    func noteAlarms(
        _ alarms: [SourceAlarm], at time: Timestamp
    ) async throws(StoreError) -> (raised: [SourceAlarm], ended: [SourceAlarm]) {
        try await inner.noteAlarms(alarms, at: time)
    }
}
