import Casework
import Classification
import Foundation
import GRDB
import Sealing
import Testing

@testable import SQLiteStore

/// Who wrote stands nowhere in the open, and opens with the key only.
@Suite struct SealedStoreTests {
    private let folder = TemporaryFolder()

    /// What tells who the writer of the sample letter is.
    static let secrets = ["Nguyễn Văn Mẫu", "nguyenvanmau@thu.example", "nguyenvanmau", "0912345678", "0912 345 678"]

    static func letter(_ item: String = "1", seconds: Int64 = 0) -> Message {
        var message = Sample.message(
            item, sender: "nguyenvanmau@thu.example", subject: "Đơn của Nguyễn Văn Mẫu về rác",
            body: """
                Kính gửi Ủy ban. Bãi rác ở thôn Đồng Lau cháy cả tuần, khói đen bay vào nhà.
                Mong cơ quan xem xét. Liên hệ 0912 345 678.
                Nguyễn Văn Mẫu
                """, seconds: seconds,
            messageID: "\(item)@thu.example",
            attachments: [
                AttachmentListing(path: "2", type: "application/pdf", filename: "don_nguyen_van_mau.pdf", size: 9)
            ])
        message.sender?.name = "Nguyễn Văn Mẫu"
        message.extra = ["Họ và tên": "Nguyễn Văn Mẫu", "Số điện thoại": "0912345678"]
        return message
    }

    static func reason() throws -> IdentityReason { try #require(IdentityReason("Gọi lại để hẹn lịch tiếp dân")) }

    @Test func `nothing of the writer stands in the open after filing, in either file or its log`() async throws {
        let store = try folder.store()
        let mail = Array("From: Nguyễn Văn Mẫu <nguyenvanmau@thu.example>\r\n\r\n0912345678".utf8)
        _ = try await store.accept([Sample.item("1", bytes: mail)], watermark: nil)
        let code = try #require(try await store.file(Self.letter()).code)
        let text = AttachmentText(
            sha256: "ab", size: 9, kind: BilingualText(vi: "PDF", en: "PDF"),
            text: "Tôi là Nguyễn Văn Mẫu, điện thoại 0912345678. Bãi rác gây ô nhiễm.", unreadable: nil, notes: [],
            isPartial: false, missingPackage: nil)
        try await store.finishReading(AttachmentID(item: ItemID(rawValue: "1"), path: "2"), text)
        try await store.concludeAttachments(nil, of: ItemID(rawValue: "1"), at: Sample.time(5))
        _ = try await store.post(
            [Self.answer(code, to: "nguyenvanmau@thu.example")], actor: "lan", at: Sample.time(6))
        let names = ["casework.sqlite", "originals.sqlite"].flatMap { [$0, $0 + "-wal"] }
        #expect(folder.open(Self.secrets, in: names) == [])
        for words in Self.secrets {
            #expect(try await store.cases(CaseFilter(search: words)).isEmpty, "\(words)")
        }
        #expect(try await store.cases(CaseFilter(search: "khói đen")).map(\.trackingCode) == [code])
        #expect(try await store.cases(CaseFilter(search: "ô nhiễm")).map(\.trackingCode) == [code])
        #expect(try await store.pending(limit: 1).map(\.bytes) == [mail])
        #expect(try await store.wholeCaseFile(code).messages.map(\.message) == [Self.letter()])
    }

    static func answer(_ code: TrackingCode, to address: String) -> OutgoingMessage {
        OutgoingMessage(
            id: .make(at: Sample.start), code: code, kind: .reply, author: "lan", createdAt: Sample.start,
            sender: "xa@co.quan.vn", recipient: address, subject: "Re: Đơn của Nguyễn Văn Mẫu",
            text: "Kính gửi ông Nguyễn Văn Mẫu, số 0912345678.", messageID: "m@co.quan.vn",
            content: Array("To: \(address)".utf8), onceKey: "k")
    }

    @Test func `a mail goes to its recipient, and officers see who it is masked`() async throws {
        let store = try folder.store()
        let code = try #require(try await store.file(Self.letter()).code)
        let mail = Self.answer(code, to: "NguyenVanMau@thu.example")
        #expect(try await store.post([mail], actor: "lan", at: Sample.time(6)) == 1)
        #expect(try await store.post([mail], actor: "lan", at: Sample.time(7)) == 0)
        let shown = try #require(try await store.outgoing(of: code).first)
        #expect(shown.recipient == "N•••@t•••.example" && shown.content.isEmpty)
        #expect(!shown.text.contains("Mẫu") && !shown.subject.contains("Mẫu"))
        let claimed = try await store.claim(limit: 1, at: Sample.time(9), until: Sample.time(99))
        #expect(claimed.map(\.recipient) == [mail.recipient] && claimed.map(\.content) == [mail.content])
        try await store.settle(mail.id, .failed(reason: "550 <nguyenvanmau@thu.example> unknown"), at: Sample.time(10))
        #expect(try await store.outgoing(of: code).first?.lastAnswer == "550 <[thư điện tử]> unknown")
    }

    @Test func `an identity is opened with right and reason, and the log says who did and why`() async throws {
        let store = try folder.store()
        let code = try #require(try await store.file(Self.letter()).code)
        let seal = try await store.seal(of: code)
        #expect(seal.writers.map(\.mask) == ["n•••@t•••.example"] && seal.writers.map(\.isAnswerable) == [true])
        #expect(seal.masked.contains("[họ tên]") && seal.masked.contains("[số điện thoại]"))
        let reader = store.seen(by: Reader(name: "tu", role: .ruleAuthor))
        await #expect(throws: StoreError.self) {
            _ = try await reader.openIdentity(of: code, reason: try Self.reason(), actor: "tu", at: Sample.time(1))
        }
        await #expect(throws: StoreError.self) { _ = try await reader.wholeCaseFile(code) }
        await #expect(throws: StoreError.self) { _ = try await reader.original(ItemID(rawValue: "1")) }
        await #expect(throws: StoreError.self) { _ = try await reader.attachedMessage(ItemID(rawValue: "1")) }
        let before = try await store.caseFile(code).history.count
        let lead = store.seen(by: Reader(name: "lan", role: .lead))
        let opened = try await lead.openIdentity(
            of: code, reason: try Self.reason(), actor: "lan", at: Sample.time(2))
        #expect(opened.map(\.message) == [Self.letter()])
        let history = try await store.caseFile(code).history
        #expect(history.count == before + 1)
        let entry = try #require(history.last)
        #expect(entry.act == "identity_opened" && entry.actor == "lan" && entry.detail.contains("Gọi lại để hẹn"))
        #expect(!entry.detail.contains("Mẫu") && !entry.detail.contains("nguyenvanmau"))
        #expect(try await store.firstBrokenAuditEntry() == nil)
    }

    @Test(arguments: ["", "abcd", "  a  \n b ", "12345", String(repeating: "x", count: 501)])
    func `a reason has some words and not too many`(text: String) { #expect(IdentityReason(text) == nil) }

    @Test func `what a reader cannot reach is not opened and not told of`() async throws {
        let store = try folder.store()
        let code = try #require(try await store.file(Self.letter()).code)
        let other = store.seen(by: Reader(name: "x", role: .lead, closedQueues: ["dat-dai"]))
        await #expect(throws: StoreError.noSuchCase(code.description)) { _ = try await other.seal(of: code) }
        await #expect(throws: StoreError.noSuchCase(code.description)) {
            _ = try await other.openIdentity(of: code, reason: try Self.reason(), actor: "x", at: Sample.time(2))
        }
    }

    @Test func `attachments of a denunciation need right and reason, also when only a later letter denounces`()
        async throws
    {
        let store = try folder.store()
        let code = try #require(try await store.file(Self.letter()).code)
        let id = AttachmentID(item: ItemID(rawValue: "1"), path: "2")
        let reader = store.seen(by: Reader(name: "tu", role: .ruleAuthor))
        let name = try await reader.openAttachment(id, of: code, reason: nil, actor: "tu", at: Sample.time(1))
        #expect(name == "don_nguyen_van_mau.pdf")
        #expect(try await store.caseFile(code).history.last?.detail.contains("nguyen") == false)
        var later = Self.letter("2", seconds: 60)
        later.references = ["1@thu.example"]
        later.body = "Nay tôi tố cáo cán bộ nhận hối lộ."
        #expect(try await store.file(later, Sample.verdict(letterClass: .denunciation)).code == code)
        await #expect(throws: StoreError.self) {
            _ = try await reader.openAttachment(
                id, of: code, reason: try Self.reason(), actor: "tu", at: Sample.time(1))
        }
        let lead = store.seen(by: Reader(name: "lan", role: .lead))
        await #expect(throws: StoreError.self) {
            _ = try await lead.openAttachment(id, of: code, reason: nil, actor: "lan", at: Sample.time(1))
        }
        _ = try await lead.openAttachment(id, of: code, reason: try Self.reason(), actor: "lan", at: Sample.time(1))
        #expect(try await store.caseFile(code).history.last?.act == "identity_opened")
    }

    @Test func `a record put into another row, cut or changed does not open`() async throws {
        let store = try folder.store()
        _ = try await store.accept([Sample.item("a"), Sample.item("b", seconds: 1)], watermark: nil)
        let items = try await store.pending(limit: 2).map(\.id)
        let code = try #require(try await store.file(Self.letter()).code)
        let spoilings = [
            "UPDATE original SET bytes = (SELECT bytes FROM original WHERE key = 'b') WHERE key = 'a'",
            "UPDATE original SET bytes = substr(bytes, 1, length(bytes) - 1) WHERE key = 'a'",
            "UPDATE original SET bytes = x'' WHERE key = 'a'",
        ]
        for sql in spoilings {
            try await store.originals.write { try $0.execute(sql: sql) }
            await #expect(throws: StoreError.self, "\(sql)") { _ = try await store.original(items[0]) }
        }
        try await store.originals.write { database in
            try database.execute(sql: "UPDATE sealed_message SET item = 'x'")
        }
        await #expect(throws: StoreError.self) { _ = try await store.wholeCaseFile(code) }
        #expect(try await store.caseFile(code).messages.count == 1, "the redacted letter is there all the same")
    }

    @Test(arguments: [LargeBytes.least, LargeBytes.least + 1, 5 << 20, (6 << 20) + 3])
    func `large originals are sealed piece by piece and come back whole`(size: Int) async throws {
        let store = try folder.store()
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        _ = try await store.accept([Sample.item("a", bytes: bytes)], watermark: nil)
        let item = try #require(try await store.pending(limit: 1).first)
        #expect(item.bytes == bytes)
        guard size > LargeBytes.least else { return }
        let whole = SealedRecord.pieceBytes + SealedRecord.pieceOverhead
        let swapped = """
            UPDATE original SET bytes = CAST(substr(bytes, 1, 9) || substr(bytes, \(10 + whole), \(whole))
                || substr(bytes, 10, \(whole)) || substr(bytes, \(10 + 2 * whole)) AS BLOB)
            """
        try await store.originals.write { try $0.execute(sql: swapped) }
        await #expect(throws: StoreError.self) { _ = try await store.original(item.id) }
    }
}
