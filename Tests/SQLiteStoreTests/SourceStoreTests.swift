import Casework
import SQLiteStore
import Testing

private let now = Timestamp(rawValue: 1_700_000_000_000)

@Suite struct SourceStoreTests {
    private let folder = TemporaryFolder()

    private func entry(_ name: String, key: String? = nil, at time: Timestamp = now, isWhole: Bool = true)
        -> LedgerEntry
    {
        LedgerEntry(
            scope: "thu", identifier: name, source: "nguồn", key: key ?? name, storedAt: time, isWhole: isWhole)
    }

    private func item(_ key: String, defect: String? = nil) -> CollectedItem {
        CollectedItem(
            source: "nguồn", key: key, receivedAt: .now(), mediaType: .mail, bytes: Array("thư \(key)".utf8),
            defect: defect)
    }

    @Test func onlyWholeMailsThatAreReallyThereAreTold() async throws {
        let store = try folder.store()
        _ = try await store.accept(
            [item("1"), item("2", defect: "quá lớn"), item("3"), item("4")],
            ledger: [
                entry("1"), entry("2", isWhole: false), entry("3", at: now.adding(seconds: 10)), entry("5"),
                entry("không whole", key: "2"), entry("4\0x", key: "4"),
            ], watermark: Watermark(scope: "thu", value: "x"))
        #expect(try await store.ledgerIdentifiers(scope: "thu").count == 6)
        #expect(try await store.ledgerIdentifiers(scope: "khác").isEmpty)
        let stored = try await store.storedMails(scope: "thu", upTo: now, limit: 10)
        #expect(Set(stored.map(\.identifier)) == ["1", "4\0x"])
        #expect(try await store.storedMails(scope: "thu", upTo: now.adding(seconds: 10), limit: 10).count == 3)
        #expect(
            try await store.storedMails(scope: "thu", upTo: now.adding(seconds: 10), limit: 1).map(\.identifier) == [
                "1"
            ])
        try await store.forget(["1", "không có"], scope: "thu")
        #expect(try await store.ledgerIdentifiers(scope: "thu").count == 5)
        #expect(try await store.inboxCounts().accepted == 4)
    }

    @Test func anEntryKeepsTheTimeOfItsFirstStoring() async throws {
        let store = try folder.store()
        _ = try await store.accept([item("1")], ledger: [entry("1")], watermark: nil)
        _ = try await store.accept([item("1")], ledger: [entry("1", at: now.adding(seconds: 999))], watermark: nil)
        #expect(try await store.storedMails(scope: "thu", upTo: now, limit: 10).count == 1)
    }

    private func note(_ store: SQLiteStore, _ outcome: PassReport.Outcome, part: String = "INBOX", _ seconds: Int64)
        async throws
    {
        try await store.note(
            PassReport(
                source: "nguồn", part: part, at: now.adding(seconds: seconds), outcome: outcome, fingerprint: "f"))
    }

    @Test func passesAreRememberedPartByPart() async throws {
        let store = try folder.store()
        let retryAt = now.adding(seconds: 60)
        try await note(store, .success(notice: "Sắp đầy"), 0)
        try await note(store, .failure(.unreachable, "đứt", retryAt: retryAt), 1)
        try await note(store, .failure(.refused, "sai mật khẩu", retryAt: retryAt), 2)
        try await note(store, .failure(.local, "hết chỗ", retryAt: retryAt), part: "Khác", 3)
        var standing = try #require(try await store.sourceStandings(now: now, patience: [:]).first)
        #expect(standing.parts.map(\.part) == ["INBOX", "Khác"])
        let inbox = standing.parts[0]
        #expect(inbox.failures == 2 && inbox.failure == .refused && inbox.message == "sai mật khẩu")
        #expect(inbox.succeededAt == now && inbox.failingSince == now.adding(seconds: 1) && inbox.retryAt == retryAt)
        #expect(standing.succeededAt == nil && standing.alarms.map(\.kind) == [.refused])
        try await note(store, .success(notice: nil), 4)
        try await store.forgetParts(of: "nguồn", except: ["INBOX"])
        standing = try #require(try await store.sourceStandings(now: now, patience: [:]).first)
        #expect(standing.parts.count == 1 && standing.alarms.isEmpty)
        #expect(standing.parts[0].failures == 0 && standing.parts[0].failure == nil && standing.parts[0].message == nil)
    }

    @Test func arrivalsAreCountedOnceAndDatesFromTheFutureBelongToNow() async throws {
        let store = try folder.store()
        let present = Timestamp.now()
        func arrived(_ key: String, _ seconds: Int64) -> CollectedItem {
            CollectedItem(
                source: "nguồn", key: key, receivedAt: present.adding(seconds: seconds), mediaType: .mail, bytes: [1])
        }
        let batch = [arrived("a", -3_000_000), arrived("b", -90 * 86_400), arrived("c", 86_400)]
        _ = try await store.accept(batch, watermark: nil)
        _ = try await store.accept(batch, watermark: nil)
        try await note(store, .success(notice: nil), 0)
        let standing = try #require(try await store.sourceStandings(now: .now(), patience: [:]).first)
        #expect(standing.today == 1 && standing.lagSeconds == 0)
        let last = try #require(standing.lastItemAt)
        #expect(last >= present && last <= Timestamp.now())
    }

    @Test func alarmsAreRaisedAndEndedOnceAlsoWhenTheProgramStartsAgain() async throws {
        let store = try folder.store()
        let silent = SourceAlarm(source: "a", kind: .silent, part: "", text: "im lặng 5 giờ", since: now)
        let refused = SourceAlarm(source: "b", kind: .refused, part: "INBOX", text: "x", since: now)
        var change = try await store.noteAlarms([silent, refused], at: now)
        #expect(change.raised == [silent, refused] && change.ended.isEmpty)
        try store.close()
        let again = try folder.store()
        var longer = silent
        longer.text = "im lặng 6 giờ"
        change = try await again.noteAlarms([longer, refused], at: now.adding(seconds: 60))
        #expect(change.raised.isEmpty && change.ended.isEmpty)
        change = try await again.noteAlarms([refused], at: now.adding(seconds: 90))
        #expect(change.raised.isEmpty && change.ended == [longer])
        #expect(try await again.noteAlarms([silent], at: now).raised == [silent])
    }
}
