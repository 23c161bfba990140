import Casework
import GRDB
import LetterChecking
import Sealing
import Testing

@testable import SQLiteStore

/// Letters that a version without checklists filed get theirs after the upgrade.
@Suite struct OlderLetterTests {
    private let folder = TemporaryFolder()

    private func older() throws {
        let older = OlderStore(folder)
        try older.migrate(casework: "access 1 roles")
        var crowd = SealedStoreTests.letter("a")
        crowd.body = """
            Xã Mẫu, ngày 03 tháng 5 năm 2026
            Chúng tôi gồm 33 hộ dân cùng ký tên phản ánh mùi hôi của trại lợn đầu thôn đã kéo dài nhiều tháng nay mà \
            chưa ai giải quyết, xin cơ quan cho người xuống kiểm tra và trả lời bà con chúng tôi.
            Người làm đơn
            Nguyễn Văn Mẫu
            """
        var notice = SealedStoreTests.letter("m")
        notice.kind = .bounce
        var short = SealedStoreTests.letter("b", seconds: 60)
        short.body = "Đơn kèm theo."
        short.attachments = [AttachmentListing(path: "2", type: "application/pdf", filename: "don.pdf", size: 9)]
        try older.file([(crowd, 1), (short, 2), (notice, nil), (SealedStoreTests.letter("c", seconds: 90), 3)])
        try older.attach(
            "Hà Nội, ngày 02/5/2026\nKhiếu nại lần hai về quyết định thu hồi đất của gia đình.", to: "b", path: "2",
            sha256: "ab")
    }

    private func finish(_ store: SQLiteStore, limit: Int) async throws -> Int {
        var filled = 0
        for _ in 0..<20 {
            guard let count = try await OlderLetters(store: store).step(limit: limit) else { return filled }
            filled += count
        }
        Issue.record("checking does not come to an end")
        return filled
    }

    @Test func everyLetterIsCheckedOnceWithWhatItsScansSay() async throws {
        try older()
        let store = try folder.store()
        #expect(try await store.check(of: OlderStore.code(1)).found == nil)
        #expect(try await finish(store, limit: 2) == 3)
        let crowd = try await store.check(of: OlderStore.code(1)).found
        #expect(crowd?[.date].finding == .found && crowd?[.content].finding == .found && crowd?.people?.count == 33)
        #expect(try await store.caseFile(OlderStore.code(1)).summary.people?.isMany == true)
        let scan = try await store.check(of: OlderStore.code(2)).found
        #expect(scan?[.date].finding == .found && scan?.secondComplaint.isEmpty == false)
        // What is kept beside the seal names nobody.
        let kept = try await store.casework.read { try String.fetchAll($0, sql: "SELECT found FROM letter_check") }
        #expect(kept.count == 4 && kept.allSatisfy { !$0.contains("Mẫu") || !$0.contains("Nguyễn") })
        #expect(try await finish(store, limit: 2) == 0)
        #expect(try await store.firstBrokenAuditEntry() == nil)
    }

    @Test(arguments: 0..<5)
    func stoppedAfterAnyStepItGoesOnAndLeavesWhatPeopleDecided(steps: Int) async throws {
        try older()
        let first = try folder.store()
        try await first.decidePeople(40, on: OlderStore.code(1), actor: "lan", at: Sample.time(1))
        try await first.decide(.date, isThere: false, on: OlderStore.code(1), actor: "lan", at: Sample.time(2))
        for _ in 0..<steps { _ = try await OlderLetters(store: first).step(limit: 1) }
        try first.close()
        let second = try folder.store()
        while try await second.sealOldRecords(limit: 5, at: Sample.time(9)) > 0 {}
        _ = try await finish(second, limit: 1)
        let check = try await second.check(of: OlderStore.code(1))
        #expect(check.found?[.date].finding == .found && check.missing.contains(.date))
        #expect(try await second.caseFile(OlderStore.code(1)).summary.people == PeopleCount(count: 40, isDecided: true))
        #expect(try await second.check(of: OlderStore.code(3)).found != nil)
    }

    @Test func withoutTheKeyLettersWait() async throws {
        try older()
        let store = try folder.store()
        while try await store.sealOldRecords(limit: 5, at: Sample.time(9)) > 0 {}
        try store.close()
        let blind = try SQLiteStore.open(folder: folder.path, key: OfficeKeyFile(path: folder.path + ".no-key"))
        await #expect(throws: StoreError.self) { try await OlderLetters(store: blind).step(limit: 5) }
        #expect(try await blind.uncheckedLetters(limit: 5)?.items.count == 3)
    }

    @Test func aStoreOfTodayHasNothingToCheckAgain() async throws {
        let store = try folder.store()
        try await store.file(SealedStoreTests.letter("a"))
        #expect(try await OlderLetters(store: store).step(limit: 5) == nil)
    }
}
