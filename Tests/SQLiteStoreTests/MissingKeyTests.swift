import Casework
import Foundation
import GRDB
import Sealing
import Testing

@testable import SQLiteStore

/// What happens without the identity key, and when it is changed.
@Suite struct MissingKeyTests {
    private let folder = TemporaryFolder()

    private func keyFile() -> OfficeKeyFile { OfficeKeyFile(path: folder.path + ".key") }

    private func open() throws -> SQLiteStore { try SQLiteStore.open(folder: folder.path, key: keyFile()) }

    private func removeKey() { try? FileManager.default.removeItem(atPath: keyFile().path) }

    @Test func `the key is made once, and never again for data that has one`() async throws {
        defer { removeKey() }
        let first = try open()
        #expect(first.madeKeyFile == keyFile())
        let fingerprint = try await first.sealFingerprint()
        try first.close()
        let second = try open()
        #expect(second.madeKeyFile == nil)
        #expect(try await second.sealStanding() == .open(fingerprint: fingerprint))
        try second.close()
        removeKey()
        let third = try open()
        #expect(third.madeKeyFile == nil && !FileManager.default.fileExists(atPath: keyFile().path))
        guard case .locked(let reason) = try await third.sealStanding() else {
            Issue.record("it cannot be open without its key")
            return
        }
        #expect(reason.contains(keyFile().path) && reason.contains(fingerprint))
    }

    @Test(arguments: [false, true])
    func `without its key, or with another, the store collects sealed, and files all once the key is back`(
        hasOther: Bool
    ) async throws {
        defer { removeKey() }
        try open().close()
        let key = try keyFile().read()
        removeKey()
        if hasOther { try keyFile().write(OfficeKey()) }
        let locked = try open()
        let bytes = Array("From: nguyenvanmau@thu.example".utf8)
        #expect(
            try await locked.accept([Sample.item("1", bytes: bytes)], watermark: Watermark(scope: "s", value: "1"))
                == Acceptance(new: 1, known: 0))
        await #expect { _ = try await locked.pending(limit: 5) } throws: { error in
            guard case .sealed = error as? StoreError else { return false }
            return true
        }
        let counts = try await locked.inboxCounts()
        #expect(counts.pending == 1 && counts.quarantined == 0)
        #expect(folder.open(["nguyenvanmau"], in: ["originals.sqlite", "originals.sqlite-wal"]) == [])
        await #expect(throws: StoreError.self) {
            _ = try await locked.claim(limit: 1, at: Sample.start, until: Sample.time(9))
        }
        // The key comes back while the program runs.
        removeKey()
        try keyFile().write(key)
        #expect(try await locked.pending(limit: 5).map(\.bytes) == [bytes])
        #expect(try await locked.accept([Sample.item("1", bytes: bytes)], watermark: nil).new == 0)
    }

    @Test func `mails on the server stay there while nobody could read what was stored`() async throws {
        defer { removeKey() }
        let store = try open()
        let entry = LedgerEntry(
            scope: "s", identifier: "1", source: "hòm thư", key: "1", storedAt: Sample.start, isWhole: true)
        _ = try await store.accept([Sample.item("1")], ledger: [entry], watermark: nil)
        #expect(try await store.storedMails(scope: "s", upTo: Sample.time(9), limit: 9).count == 1)
        try store.close()
        removeKey()
        let locked = try open()
        #expect(try await locked.storedMails(scope: "s", upTo: Sample.time(9), limit: 9).isEmpty)
    }

    @Test func `a key that others can read is not used, and the reason says what to do`() async throws {
        defer { removeKey() }
        try open().close()
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: keyFile().path)
        guard case .locked(let reason) = try await open().sealStanding() else {
            Issue.record("a key that others can read must not be used")
            return
        }
        #expect(reason.contains("chmod 600"))
    }

    @Test func `a new key opens what the old one sealed, and the old one nothing more`() async throws {
        defer { removeKey() }
        let store = try open()
        _ = try await store.accept([Sample.item("1")], watermark: nil)
        let code = try #require(try await store.file(SealedStoreTests.letter("9")).code)
        let changed = try await store.rotateIdentityKey()
        defer { try? FileManager.default.removeItem(atPath: changed.oldFile) }
        #expect(try await store.sealStanding() == .open(fingerprint: changed.fingerprint))
        let checked = try await store.checkSeals(limit: 10)
        #expect(checked.keys == 1 && checked.records == 2)
        try store.close()
        let again = try open()
        #expect(try await again.wholeCaseFile(code).messages.map(\.message) == [SealedStoreTests.letter("9")])
        try again.close()
        let old = try SQLiteStore.open(folder: folder.path, key: OfficeKeyFile(path: changed.oldFile))
        await #expect(throws: StoreError.self) { _ = try await old.wholeCaseFile(code) }
    }

    @Test func `a change of keys that was cut off before the files were renamed is finished by the next opening`()
        async throws
    {
        defer { removeKey() }
        let store = try open()
        let code = try #require(try await store.file(SealedStoreTests.letter("9")).code)
        let changed = try await store.rotateIdentityKey()
        try store.close()
        // As if the program had stopped right after its transaction.
        try FileManager.default.moveItem(atPath: keyFile().path, toPath: keyFile().path + ".new")
        try FileManager.default.moveItem(atPath: changed.oldFile, toPath: keyFile().path)
        let again = try open()
        #expect(try await again.wholeCaseFile(code).messages.count == 1)
        #expect(try keyFile().read().publicKey.fingerprint == changed.fingerprint)
        try? FileManager.default.removeItem(atPath: keyFile().path + ".old")
    }
}
