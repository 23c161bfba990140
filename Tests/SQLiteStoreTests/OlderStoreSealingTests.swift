import Casework
import Foundation
import GRDB
import Testing

@testable import SQLiteStore

/// A store of an older version, in which everything lies open, is sealed in short steps.
@Suite struct OlderStoreSealingTests {
    private let folder = TemporaryFolder()
    private static let names = ["casework.sqlite", "originals.sqlite"].flatMap { [$0, $0 + "-wal"] }

    private func older() throws -> OlderStore {
        let older = OlderStore(folder)
        try older.migrate(casework: "access 1 roles")
        var machine = SealedStoreTests.letter("m")
        machine.kind = .bounce
        var second = SealedStoreTests.letter("b", seconds: 60)
        second.body += " Thư thứ hai nói về nước thải."
        try older.file([(SealedStoreTests.letter("a"), 1), (second, 2), (machine, nil)])
        try older.keep(Array("From: Nguyễn Văn Mẫu <nguyenvanmau@thu.example>".utf8), of: "a")
        var large = [UInt8](repeating: 65, count: LargeBytes.least + 100)
        large.replaceSubrange(50..<63, with: "nguyenvanmau@".utf8)
        try older.keep(large, of: "b")
        try older.attach("Tôi là Nguyễn Văn Mẫu, 0912345678. Giấy phép.", to: "a", path: "2", sha256: "ab")
        try older.post(to: "nguyenvanmau@thu.example", text: "Kính gửi ông Nguyễn Văn Mẫu.", position: 1)
        return older
    }

    /// Takes steps until nothing is left; more than so many are a loop.
    private func finish(_ store: SQLiteStore) async throws {
        for _ in 0..<200 where try await store.sealOldRecords(limit: 2, at: Sample.time(9)) == 0 { return }
        Issue.record("sealing does not come to an end")
    }

    private func check(_ store: SQLiteStore) async throws {
        let code = OlderStore.code(1)
        #expect(try await store.wholeCaseFile(code).messages.map(\.message) == [SealedStoreTests.letter("a")])
        let shown = try await store.caseFile(code)
        #expect(!shown.summary.title.contains("Mẫu") && shown.messages[0].message.body.contains("khói đen"))
        let seal = try await store.seal(of: code)
        #expect(seal.writers.map(\.mask) == ["n•••@t•••.example"])
        for words in SealedStoreTests.secrets {
            #expect(try await store.cases(CaseFilter(search: words)).isEmpty, "\(words)")
        }
        #expect(try await store.cases(CaseFilter(search: "nước thải")).map(\.trackingCode) == [OlderStore.code(2)])
        #expect(try await store.cases(CaseFilter(search: "giấy phép")).map(\.trackingCode) == [code])
        #expect(
            try await store.original(ItemID(rawValue: "a")).map { String(decoding: $0, as: UTF8.self) }?
                .contains("nguyenvanmau") == true)
        #expect(try await store.original(ItemID(rawValue: "b"))?.count == LargeBytes.least + 100)
        let attached = try #require(try await store.attachedMessage(ItemID(rawValue: "a")))
        #expect(attached.attachments.first?.text?.text.contains("Nguyễn Văn Mẫu") == true)
        let claimed = try await store.claim(limit: 5, at: Sample.start, until: Sample.time(60))
        #expect(claimed.map(\.recipient) == ["nguyenvanmau@thu.example"])
        #expect(
            claimed.map(\.content) == [Array("To: nguyenvanmau@thu.example\r\n\r\nKính gửi ông Nguyễn Văn Mẫu.".utf8)])
        #expect(try await store.setAside(limit: 5).map(\.sender?.address) == ["[thư điện tử]"])
    }

    @Test func `everything of an older store is sealed, and nothing of the writers stays readable in its files`()
        async throws
    {
        _ = try older()
        let store = try folder.store()
        #expect(folder.open(["nguyenvanmau"], in: Self.names) != [])
        try await finish(store)
        #expect(folder.open(SealedStoreTests.secrets, in: Self.names) == [])
        #expect(try await store.sealOldRecords(limit: 5, at: Sample.time(9)) == 0)
        try await check(store)
    }

    @Test(arguments: 0..<10)
    func `stopped after any step, sealing goes on where it was, and meanwhile screens show nobody`(steps: Int)
        async throws
    {
        _ = try older()
        let first = try folder.store()
        for _ in 0..<steps { _ = try await first.sealOldRecords(limit: 1, at: Sample.time(9)) }
        #expect(try await first.caseFile(OlderStore.code(1)).messages[0].message.sender?.address == "[thư điện tử]")
        #expect(try await first.wholeCaseFile(OlderStore.code(2)).messages[0].message.sender?.name == "Nguyễn Văn Mẫu")
        for mail in try await first.outgoing(of: OlderStore.code(1)) {
            #expect(mail.recipient == "n•••@t•••.example" && !mail.text.contains("Mẫu"))
            #expect(mail.lastAnswer == "450 <[thư điện tử]> hãy chờ")
        }
        try first.close()
        let second = try folder.store()
        try await finish(second)
        #expect(folder.open(SealedStoreTests.secrets, in: Self.names) == [])
        try await check(second)
    }

    @Test func `a seal that was written before the letter was redacted is written again`() async throws {
        _ = try older()
        let store = try folder.store()
        // A kill between the two files leaves the record without the redacted row.
        let key = try await store.sealingKey()
        let record = try SealedTable.Prepared(
            Sample.triaged(SealedStoreTests.letter("a")), with: key)
        try await store.originals.write { try SealedTable.keep(messages: [record], in: $0) }
        try await finish(store)
        try await check(store)
    }
}
