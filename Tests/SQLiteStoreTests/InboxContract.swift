import Casework
import Testing

/// What every inbox must do, whatever holds it.
enum InboxContract {
    static let all: [Fact<any InboxStore & CaseStore & FigureStore>] = [
        Fact("an item is accepted once", acceptsOnce),
        Fact("bytes come back unchanged, empty and large ones too", keepsBytes),
        Fact("keys that differ after a NUL or in composition are different items", tellsKeysApart),
        Fact("pending items come oldest first", listsOldestFirst),
        Fact("a watermark is kept per scope and replaced", keepsWatermarks),
        Fact("a defective item goes to quarantine at once", quarantinesDefects),
        Fact("an item goes through quarantine and back", quarantinesAndRetries),
        Fact("a filed item cannot be put into quarantine", keepsFiledItems),
        Fact("unknown items are refused", refusesUnknownItems),
    ]

    static func acceptsOnce(_ store: any InboxStore & CaseStore & FigureStore) async throws {
        let batch = [Sample.item("1"), Sample.item("2"), Sample.item("1")]
        #expect(try await store.accept(batch, watermark: nil) == Acceptance(new: 2, known: 1))
        #expect(try await store.accept(batch, watermark: nil) == Acceptance(new: 0, known: 3))
        #expect(try await store.accept([Sample.item("1", source: "khác")], watermark: nil).new == 1)
        #expect(try await store.accept([], watermark: nil) == Acceptance(new: 0, known: 0))
        #expect(try await store.inboxCounts() == InboxCounts(pending: 3, quarantined: 0, accepted: 3))
    }

    static func keepsBytes(_ store: any InboxStore & CaseStore & FigureStore) async throws {
        let large = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        _ = try await store.accept(
            [Sample.item("rỗng", bytes: []), Sample.item("lớn", seconds: 1, bytes: large)], watermark: nil)
        let pending = try await store.pending(limit: 10)
        #expect(pending.map(\.bytes) == [[], large])
        #expect(try await store.original(pending[0].id) == [])
        #expect(try await store.original(pending[1].id) == large)
        #expect(try await store.original(ItemID(rawValue: "không có")) == nil)
    }

    static func tellsKeysApart(_ store: any InboxStore & CaseStore & FigureStore) async throws {
        let keys = ["a\0b", "a\0c", "a", "a\u{1}0b", "\u{1}", "ế", "e\u{302}\u{301}", "", "';--"]
        let accepted = try await store.accept(keys.map { Sample.item($0) }, watermark: nil)
        #expect(accepted == Acceptance(new: keys.count, known: 0))
        #expect(try await store.pending(limit: 100).map { Array($0.key.utf8) } == keys.map { Array($0.utf8) })
    }

    static func listsOldestFirst(_ store: any InboxStore & CaseStore & FigureStore) async throws {
        _ = try await store.accept(
            [Sample.item("c", seconds: 3), Sample.item("a", seconds: 1), Sample.item("b", seconds: 2)], watermark: nil)
        #expect(try await store.pending(limit: 2).map(\.key) == ["a", "b"])
        #expect(try await store.pending(limit: 0).isEmpty)
        #expect(try await store.pending(limit: -5).isEmpty)
    }

    static func keepsWatermarks(_ store: any InboxStore & CaseStore & FigureStore) async throws {
        #expect(try await store.watermark(scope: "hòm thư/INBOX") == nil)
        for value in ["7:1", "7:2"] {
            _ = try await store.accept([], watermark: Watermark(scope: "hòm thư/INBOX", value: value))
        }
        _ = try await store.accept([], watermark: Watermark(scope: "hòm thư/Rác", value: "9:9"))
        #expect(try await store.watermark(scope: "hòm thư/INBOX")?.value == "7:2")
    }

    static func quarantinesDefects(_ store: any InboxStore & CaseStore & FigureStore) async throws {
        _ = try await store.accept([Sample.item("nửa", defect: "Kết nối đứt giữa chừng.")], watermark: nil)
        #expect(try await store.pending(limit: 10).isEmpty)
        let item = try #require(try await store.quarantined(limit: 10).first)
        #expect(item.stage == .collect && item.reason == "Kết nối đứt giữa chừng." && item.attempts == 0)
        #expect(item.size == Array("Kính gửi".utf8).count)
    }

    static func quarantinesAndRetries(_ store: any InboxStore & CaseStore & FigureStore) async throws {
        _ = try await store.accept([Sample.item("1"), Sample.item("2", seconds: 1)], watermark: nil)
        for (index, item) in try await store.pending(limit: 10).enumerated() {
            try await store.quarantine(
                item.id, stage: .read, reason: "lý do \(index)", at: Sample.time(Int64(10 + index)))
        }
        let newestFirst = try await store.quarantined(limit: 10)
        #expect(newestFirst.map(\.reason) == ["lý do 1", "lý do 0"])
        try await store.retry(newestFirst[0].id, actor: "lan", at: Sample.time(20))
        #expect(try await store.pending(limit: 10).map(\.id) == [newestFirst[0].id])
        #expect(try await store.inboxCounts() == InboxCounts(pending: 1, quarantined: 1, accepted: 2))
        try await store.quarantine(newestFirst[0].id, stage: .triage, reason: "lại hỏng", at: Sample.time(30))
        let again = try #require(try await store.quarantined(limit: 1).first)
        #expect(again.attempts == 2 && again.stage == .triage)
        #expect(try await store.firstBrokenAuditEntry() == nil)
    }

    static func keepsFiledItems(_ store: any InboxStore & CaseStore & FigureStore) async throws {
        _ = try await store.accept([Sample.item("1")], watermark: nil)
        let item = try #require(try await store.pending(limit: 1).first)
        try await store.file(Sample.message(item.id.rawValue))
        #expect(try await store.inboxCounts() == InboxCounts(pending: 0, quarantined: 0, accepted: 1))
        try await store.quarantine(item.id, stage: .file, reason: "chậm chân", at: Sample.time(1))
        #expect(try await store.inboxCounts().quarantined == 0)
    }

    static func refusesUnknownItems(_ store: any InboxStore & CaseStore & FigureStore) async throws {
        let unknown = ItemID(rawValue: "không có")
        await #expect(throws: StoreError.noSuchItem("không có")) {
            try await store.retry(unknown, actor: "lan", at: Sample.start)
        }
        await #expect(throws: StoreError.noSuchItem("không có")) {
            try await store.quarantine(unknown, stage: .read, reason: "", at: Sample.start)
        }
    }
}
