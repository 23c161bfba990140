import Casework
import Foundation
import GRDB
import Sealing
import Testing

@testable import SQLiteStore

/// Whoever has the files and not the key cannot test a guess against them; letters find their cases all the same.
@Suite struct KeyedSumTests {
    private let folder = TemporaryFolder()
    private static let address = "nguyenvanmau@thu.example"

    /// What somebody who knows the program can compute of a guessed letter without any key.
    private static func guessed(_ message: Message) -> JoinKeys {
        JoinKeys(
            message, foldedSubject: SearchText.fold(message.subject ?? ""), foldedBody: SearchText.fold(message.body),
            key: ThreadKey.make().key)
    }

    /// Every value of every table of both files.
    private func values() throws -> [DatabaseValue] {
        try ["casework", "originals"].flatMap { name in
            try DatabaseQueue(path: "\(folder.path)/\(name).sqlite").read { database in
                try String.fetchAll(
                    database,
                    sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'case_search%'"
                ).flatMap { table in
                    try Row.fetchAll(database, sql: "SELECT * FROM \"\(table)\"").flatMap(\.databaseValues)
                }
            }
        }
    }

    /// A store with a letter, an answer to it, and an answer to that.
    private func filed() async throws -> (store: SQLiteStore, code: TrackingCode) {
        let store = try folder.store()
        let code = try #require(try await store.file(SealedStoreTests.letter()).code)
        _ = try await store.post(
            [SealedStoreTests.answer(code, to: Self.address)], actor: "lan", at: Sample.time(6))
        return (store, code)
    }

    @Test func `a guessed address, Message-ID or text cannot be tested with the files alone`() async throws {
        let (store, _) = try await filed()
        try store.close()
        let values = try values()
        let blobs = Set(values.compactMap { Data.fromDatabaseValue($0) })
        let guess = Self.guessed(SealedStoreTests.letter())
        let sent = JoinKeys.sent(messageID: "m@co.quan.vn", to: Self.address, key: ThreadKey.make().key)
        let bare = [guess.thread?.bare, guess.content?.bare, sent.bare].compactMap(\.self)
        #expect(bare.count == 3 && bare.allSatisfy { !blobs.contains($0) })
        // Nothing in the files is the key either.
        let numbers = Set(values.compactMap { Int64.fromDatabaseValue($0) })
        let texts = Set(values.compactMap { String.fromDatabaseValue($0) })
        for key in blobs.compactMap({ ThreadKey($0) }) {
            #expect(!numbers.contains(Int64(bitPattern: key.blindNumber(of: Self.address))))
            #expect(!texts.contains(SealedMail.recipientKey(Self.address, key)))
            #expect(bare.allSatisfy { !blobs.contains(key.blindSum(of: $0)) })
        }
        // With the key they are there: this test would see them.
        let key = try await folder.store().threadKey()
        #expect(numbers.contains(Int64(bitPattern: key.blindNumber(of: Self.address))))
        #expect(bare.allSatisfy { blobs.contains(key.blindSum(of: $0)) })
    }

    /// Puts the files back to how an older version kept them: the key in the open, bare sums.
    private func makeOlder(_ store: SQLiteStore, _ letters: [Message]) async throws {
        let database = try DatabaseQueue(path: "\(folder.path)/casework.sqlite")
        let record = try await database.read { try Data.fetchOne($0, sql: "SELECT record FROM sealed_key") }
        let sealed = try #require(record)
        let bytes = try await store.originals.read {
            try store.keys.open(sealed, as: SealedTable.nameOfIndexKey, in: $0)
        }
        try store.close()
        try await database.write { database in
            try database.execute(sql: "DELETE FROM sealed_key")
            try database.execute(sql: "INSERT INTO thread_key (one, key) VALUES (1, ?)", arguments: [bytes])
            for letter in letters {
                let keys = Self.guessed(letter)
                try database.execute(
                    sql: "UPDATE message SET is_keyed = 0, thread_key = ?, content_key = ? WHERE item = ?",
                    arguments: [keys.thread?.bare, keys.content?.bare, letter.item.rawValue])
            }
            try database.execute(
                sql: "UPDATE outbox SET is_keyed = 0, sent_key = ?",
                arguments: [
                    JoinKeys.sent(messageID: "m@co.quan.vn", to: Self.address, key: ThreadKey.make().key).bare
                ])
        }
        try database.close()
    }

    @Test(arguments: 0..<6)
    func `stopped after any step of the change, letters go on finding their cases and nothing is doubled`(steps: Int)
        async throws
    {
        let (first, code) = try await filed()
        let key = try await first.threadKey()
        let other = Sample.message("x", sender: "khac@vidu.vn", body: "Đường ngập.", seconds: 9, messageID: "x@vidu.vn")
        let otherCode = try #require(try await first.file(other).code)
        try await makeOlder(first, [SealedStoreTests.letter(), other])

        let second = try folder.store()
        for _ in 0..<steps { _ = try await second.keyOldSums(limit: 1) }
        try second.close()
        let third = try folder.store()
        #expect(try await third.threadKey() == key)
        // The same mail again, an answer to it, an answer to the office's mail, the same words under another Message-ID.
        var again = SealedStoreTests.letter("2", seconds: 60)
        again.messageID = "1@thu.example"
        var answer = SealedStoreTests.letter("3", seconds: 70)
        (answer.references, answer.body) = (["1@thu.example"], "Xin bổ sung ảnh.")
        var toOffice = SealedStoreTests.letter("4", seconds: 80)
        (toOffice.references, toOffice.body, toOffice.subject) = (["m@co.quan.vn"], "Cảm ơn cơ quan.", "Re")
        var copy = other
        (copy.item, copy.messageID) = (ItemID(rawValue: "5"), "y@vidu.vn")
        for letter in [again, answer, toOffice] { #expect(try await third.file(letter) == .joined(code)) }
        #expect(try await third.file(copy) == .joined(otherCode))
        #expect(try await third.seal(of: code).writers.count == 1)
        #expect(
            try await third.post(
                [SealedStoreTests.answer(code, to: Self.address)], actor: "lan", at: Sample.time(99)) == 0)

        for _ in 0..<100 where try await third.sealOldRecords(limit: 1, at: Sample.time(100)) > 0 {}
        #expect(try await third.keyOldSums(limit: 9) == 0)
        for letter in [answer, toOffice] {
            var later = letter
            (later.item, later.messageID) = (ItemID(rawValue: letter.item.rawValue + "b"), nil)
            later.body += " Thêm một câu."
            #expect(try await third.file(later) == .joined(code))
        }
        try third.close()
        let blobs = Set(try values().compactMap { Data.fromDatabaseValue($0) })
        let bare = [SealedStoreTests.letter(), other].map(Self.guessed).flatMap { [$0.thread?.bare, $0.content?.bare] }
        #expect(bare.compactMap(\.self).allSatisfy { !blobs.contains($0) } && !blobs.contains { ThreadKey($0) == key })
    }

    @Test
    func `without the identity key nothing is filed or doubled, and mail to the office's people still waits to go`()
        async throws
    {
        let file = OfficeKeyFile(path: folder.path + ".own-key")
        let away = file.path + ".away"
        defer { for path in [file.path, away] { try? FileManager.default.removeItem(atPath: path) } }
        let first = try SQLiteStore.open(folder: folder.path, key: file)
        let letter = SealedStoreTests.letter()
        _ = try await first.accept([Sample.item("1")], watermark: nil)
        let code = try #require(try await first.file(letter).code)
        try first.close()
        try FileManager.default.moveItem(atPath: file.path, toPath: away)

        let locked = try SQLiteStore.open(folder: folder.path, key: file)
        await #expect { _ = try await locked.file(SealedStoreTests.letter("2")) } throws: { error in
            guard case .sealed(let reason) = error as? StoreError else { return false }
            return reason.contains(file.path)
        }
        #expect(try await locked.accept([Sample.item("1"), Sample.item("2")], watermark: nil).new == 1)
        #expect(try await locked.watchQueue(limit: 9).count == 1)
        try await locked.casework.write { try $0.execute(sql: "UPDATE message SET is_redacted = 0") }
        #expect(try await locked.watchQueue(limit: 9).isEmpty)
        try await locked.casework.write { try $0.execute(sql: "UPDATE message SET is_redacted = 1") }
        var alarm = SealedStoreTests.answer(code, to: "truc@co.quan.vn")
        (alarm.kind, alarm.code) = (.alarm, nil)
        let sealed = try await locked.seal([alarm], knowing: [])
        #expect(sealed.map(\.recipientKey) == ["truc@co.quan.vn"])
        try FileManager.default.moveItem(atPath: away, toPath: file.path)
        var again = SealedStoreTests.letter("2")
        again.messageID = letter.messageID
        #expect(try await locked.file(again) == .joined(code))
    }
}
