import Casework
import Classification
import Foundation
import RuleFiles
import SQLiteStore
import Synchronization
import Testing

@testable import Intake

@Suite struct QuarantineTests {
    /// A reader with a fault that a later version has no more.
    private final class Reader: Sendable {
        let isFixed = Atomic(false)
        private let reader = ItemReader()

        func read(_ item: PendingItem) throws(ItemReadingError) -> ItemReader.Content {
            guard isFixed.load(ordering: .relaxed) || item.key != "2" else {
                throw ItemReadingError(reason: "Bản này chưa đọc được thư loại này.", stage: .triage)
            }
            return try reader.read(item)
        }
    }

    private func accept(_ numbers: ClosedRange<Int>, into office: TrialOffice) async throws {
        let items = numbers.map { number in
            CollectedItem(
                source: "thu", key: "\(number)", receivedAt: TrialOffice.now, mediaType: .mail,
                bytes: Array("From: <d\(number)@example.com>\r\nSubject: Ngập \(number)\r\n\r\nNgõ \(number).\r\n".utf8)
            )
        }
        _ = try await office.store.accept(items, watermark: nil)
    }

    private func processor(_ office: TrialOffice, _ reader: Reader) -> InboxProcessor {
        let rules = InboxProcessor.Rules(
            classifier: Classifier(rules: office.rules.rules), routing: office.rules.routing)
        let read: @Sendable (PendingItem) throws(ItemReadingError) -> ItemReader.Content = {
            item throws(ItemReadingError) in try reader.read(item)
        }
        return InboxProcessor(store: office.store, rules: { rules }, read: read)
    }

    @Test(arguments: [true, false])
    func afterACodeFixARetrySucceedsWithTheBytesThatWereKept(_ retriesAll: Bool) async throws {
        let office = try TrialOffice()
        let reader = Reader()
        try await accept(1...3, into: office)
        let first = try await processor(office, reader).processAll(clock: { TrialOffice.now })
        #expect(first.opened == 2 && first.quarantined == 1, "the bad one does not stop the others")
        let kept = try #require(try await office.store.quarantined(limit: 9).first)
        #expect(kept.key == "2" && kept.stage == .triage && kept.reason.contains("chưa đọc được"))
        #expect(try await office.store.quarantinedItem(kept.id) == kept)
        let bytes = try await office.store.original(kept.id)

        reader.isFixed.store(true, ordering: .relaxed)
        if retriesAll {
            #expect(try await office.store.retryAll(actor: "lan", at: TrialOffice.now) == 1)
        } else {
            try await office.store.retry(kept.id, actor: "lan", at: TrialOffice.now)
        }
        #expect(try await processor(office, reader).processAll(clock: { TrialOffice.now }).opened == 1)
        #expect(try await office.store.inboxCounts() == InboxCounts(pending: 0, quarantined: 0, accepted: 3))
        #expect(try await office.store.original(kept.id) == bytes)
        #expect(try await office.store.firstBrokenAuditEntry() == nil)
    }

    @Test func retryingAllOfNothingWritesNothing() async throws {
        let office = try TrialOffice()
        #expect(try await office.store.retryAll(actor: "lan", at: TrialOffice.now) == 0)
        await #expect(throws: StoreError.noSuchItem("x")) {
            try await office.store.quarantinedItem(ItemID(rawValue: "x"))
        }
    }
}
