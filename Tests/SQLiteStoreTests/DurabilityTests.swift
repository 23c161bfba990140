import Casework
import Foundation
import GRDB
import Testing

@testable import SQLiteStore

@Suite struct DurabilityTests {
    private let folder = TemporaryFolder()

    @Test func everythingIsThereAfterClosingAndOpening() async throws {
        let first = try folder.store()
        _ = try await first.accept(
            [Sample.item("1"), Sample.item("2", defect: "hỏng")], watermark: Watermark(scope: "s", value: "7:2"))
        let code = try #require(try await first.file(Sample.message("x"), Sample.hot()).code)
        let file = try await first.caseFile(code)
        try first.close()
        let second = try folder.store()
        #expect(try await second.inboxCounts() == InboxCounts(pending: 1, quarantined: 1, accepted: 2))
        #expect(try await second.watermark(scope: "s")?.value == "7:2")
        #expect(try await second.caseFile(code) == file)
        #expect(try await second.firstBrokenAuditEntry() == nil)
    }

    @Test func whatWasAcceptedSurvivesAKill() async throws {
        let store = try folder.store()
        _ = try await store.accept([Sample.item("1")], watermark: Watermark(scope: "s", value: "7:1"))
        let code = try #require(try await store.file(Sample.message("x")).code)
        // The files as they stand while the store is open are what a kill leaves behind.
        let image = TemporaryFolder()
        try FileManager.default.createDirectory(atPath: image.path, withIntermediateDirectories: true)
        for name in ["originals.sqlite", "casework.sqlite"].flatMap({ [$0, $0 + "-wal"] }) {
            try FileManager.default.copyItem(atPath: "\(folder.path)/\(name)", toPath: "\(image.path)/\(name)")
        }
        let again = try image.store()
        #expect(try await again.pending(limit: 5).map(\.key) == ["1"])
        #expect(try await again.watermark(scope: "s")?.value == "7:1")
        #expect(try await again.caseFile(code).messages.count == 1)
        _ = try await store.inboxCounts()
    }

    @Test func aKillBetweenTheTwoCommitsIsHarmless() async throws {
        let store = try folder.store()
        let item = Sample.item("1", bytes: Array("lần đầu".utf8))
        let key = try await store.sealingKey()
        let kept = try await store.originals.write { try KeptOriginal.keep(item, with: key, at: Sample.start, in: $0) }
        #expect(try await store.inboxCounts().accepted == 0)
        let again = Sample.item("1", seconds: 99, bytes: Array("lần sau khác".utf8))
        #expect(try await store.accept([again], watermark: nil) == Acceptance(new: 1, known: 0))
        #expect(try await store.accept([again], watermark: nil) == Acceptance(new: 0, known: 1))
        let pending = try await store.pending(limit: 5)
        #expect(pending.map(\.id.rawValue) == [kept.id] && pending.map(\.receivedAt) == [item.receivedAt])
        #expect(pending.map(\.bytes) == [item.bytes])
    }

    @Test func anInboxRowWithoutItsOriginalGoesToQuarantine() async throws {
        let store = try folder.store()
        _ = try await store.accept([Sample.item("1"), Sample.item("2", seconds: 1)], watermark: nil)
        try await store.originals.write { try $0.execute(sql: "DELETE FROM original WHERE key = '1'") }
        #expect(try await store.pending(limit: 5).map(\.key) == ["2"])
        #expect(try await store.quarantined(limit: 5).map(\.key) == ["1"])
    }

    @Test func filesAreTheOwnersOnlyAndCommitsReachTheDisk() async throws {
        let store = try folder.store()
        _ = try await store.accept([Sample.item("1")], watermark: nil)
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(folder.path) == 0o700)
        for name in ["originals.sqlite", "casework.sqlite", "casework.sqlite-wal", "casework.sqlite-shm"] {
            #expect(try mode("\(folder.path)/\(name)") == 0o600, "\(name)")
        }
        for pool in [store.originals, store.casework] {
            let settings = try await pool.write { database in
                [
                    try String.fetchOne(database, sql: "PRAGMA journal_mode"),
                    try String.fetchOne(database, sql: "PRAGMA synchronous"),
                    try String.fetchOne(database, sql: "PRAGMA foreign_keys"),
                ]
            }
            #expect(settings == ["wal", "2", "1"])
        }
    }

    @Test func aFolderThatCannotBeUsedIsNamed() throws {
        let file = TemporaryFolder()
        try Data("x".utf8).write(to: URL(filePath: file.path))
        #expect(throws: StoreError.cannotOpen(path: file.path, reason: "it is a file, not a folder")) {
            try file.store()
        }
        #expect(throws: StoreError.self) { try SQLiteStore.open(folder: "") }
        #expect(throws: StoreError.self) { try SQLiteStore.open(folder: "/proc/không/được") }
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        try Data(repeating: 65, count: 5000).write(to: URL(filePath: folder.path + "/casework.sqlite"))
        let error = #expect(throws: StoreError.self) { try folder.store() }
        #expect(error?.description.contains("damaged") == true)
    }

    @Test func aFolderOfANewerVersionIsRefused() throws {
        let store = try folder.store()
        try store.casework.write {
            try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99 future')")
        }
        try store.close()
        let error = #expect(throws: StoreError.self) { try folder.store() }
        #expect(error?.description.contains("newer version") == true)
    }

    @Test func aCancelledTaskStillFinishesItsWrite() async throws {
        let store = try folder.store()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await store.accept([Sample.item("1")], watermark: nil)
        }
        #expect(try await task.value.new == 1)
        #expect(try await store.inboxCounts().pending == 1)
    }
}

@Suite struct AttachmentMigrationTests {
    private let folder = TemporaryFolder()

    /// An office that had letters before attachments were read gets theirs read too.
    @Test func attachmentsOfOldLettersWait() async throws {
        let listing = AttachmentListing(path: "1.2", type: "application/pdf", filename: "đơn.pdf", size: 9)
        let older = OlderStore(folder)
        try older.migrate(casework: "threading 1 key, links, told queues")
        try older.file([
            (Sample.message("cũ", body: "cũ", attachments: [listing, listing]), 7),
            (Sample.message("máy", sender: "m@x", kind: .bounce, attachments: [listing]), nil),
        ])
        let again = try folder.store()
        #expect(try await again.itemsWithUnfinishedAttachments(limit: 9).map(\.rawValue) == ["cũ"])
        let attached = try #require(try await again.attachedMessage(ItemID(rawValue: "cũ")))
        #expect(Set(attached.attachments.map(\.id.path)) == ["1.2"])
    }
}
