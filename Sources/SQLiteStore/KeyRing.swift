import Casework
import Foundation
import GRDB
import Sealing
import Synchronization

/// The keys of one data folder: the office's, as long as it is there, and the data keys that were opened with it.
///
/// Without the office's key a process makes a data key of its own and wraps it to the public key that the store keeps: what it
/// takes in then is sealed and waits. The key file is looked at again whenever something is to be opened.
final class KeyRing: Sendable {
    private struct Kept {
        var office: OfficeKey?
        var sealing: DataKey?
        var known: [Int64: DataKey] = [:]
    }

    /// Age in milliseconds up to which a data key goes on being used.
    private static let longestUse: Int64 = 30 * 86_400_000

    let file: OfficeKeyFile
    /// Whether the key file was made at this opening.
    let hasMadeKey: Bool
    private let originals: DatabasePool
    private let kept = Mutex(Kept())

    /// Opens the keys of a store; makes the office's key when the store never had one.
    ///
    /// - Throws: ``StoreError`` when the store has no public key yet and the key file can be neither read nor made.
    init(_ originals: DatabasePool, file: OfficeKeyFile) throws {
        self.originals = originals
        self.file = file
        let known = try originals.read { try Self.publicKey(in: $0) }
        guard known == nil else {
            hasMadeKey = false
            return
        }
        var isNew = false
        let key: OfficeKey
        do {
            key = try file.read()
        } catch .missing {
            // The file first: a public key whose private half was never kept would seal for nobody.
            (key, isNew) = try Self.make(file)
        }
        hasMadeKey = isNew
        try originals.write { database in
            try database.execute(
                sql: "INSERT INTO office_key (one, public, since) VALUES (1, ?, ?) ON CONFLICT DO NOTHING",
                arguments: [key.publicKey.bytes, Timestamp.now().rawValue])
        }
    }

    /// Makes the key file, unless another office that shares it was faster.
    private static func make(_ file: OfficeKeyFile) throws -> (key: OfficeKey, isNew: Bool) {
        let key = OfficeKey()
        do {
            try file.write(key)
            return (key, true)
        } catch {
            guard let other = try? file.read() else { throw error }
            return (other, false)
        }
    }

    private static func publicKey(in database: Database) throws -> OfficePublicKey? {
        try database.value("SELECT public FROM office_key WHERE one = 1", [], as: Data.self)
            .map { try OfficePublicKey($0) }
    }

    /// The office's public key that the store keeps.
    static func keptPublicKey(in database: Database) throws -> OfficePublicKey {
        guard let key = try publicKey(in: database) else {
            throw SealingError.notAKey(reason: "the store holds no public key; restore originals.sqlite from a backup")
        }
        return key
    }

    /// The office's key.
    ///
    /// - Throws: ``StoreError/sealed(reason:)`` when it is missing or another one.
    func officeKey(in database: Database) throws -> OfficeKey {
        if let key = kept.withLock({ $0.office }) { return key }
        let expected = try Self.keptPublicKey(in: database)
        let key: OfficeKey
        do {
            key = try file.read(for: expected)
        } catch {
            throw StoreError.sealed(
                reason: "\(error) The key that is needed has the fingerprint \(expected.fingerprint).")
        }
        guard key.publicKey == expected else {
            throw StoreError.sealed(
                reason: "The identity key at \(file.path) has the fingerprint \(key.publicKey.fingerprint), "
                    + "but the data was sealed for \(expected.fingerprint). Put the right key file back.")
        }
        kept.withLock { $0.office = key }
        return key
    }

    /// The data key with a number.
    func dataKey(_ id: Int64, in database: Database) throws -> DataKey {
        if let key = kept.withLock({ $0.known[id] }) { return key }
        let wrapped = try database.value("SELECT wrapped FROM data_key WHERE id = ?", [id], as: Data.self)
        guard let wrapped else { throw SealingError.cannotUnwrap(dataKey: id) }
        let key: DataKey
        do {
            key = try DataKey(id: id, unwrapping: wrapped, with: try officeKey(in: database))
        } catch is SealingError {
            // Another process may have changed the office's key meanwhile.
            kept.withLock { $0.office = nil }
            key = try DataKey(id: id, unwrapping: wrapped, with: try officeKey(in: database))
        }
        kept.withLock { $0.known[id] = key }
        return key
    }

    /// The key to seal with, on disk before it is used.
    func sealingKey() async throws -> DataKey {
        if let key = kept.withLock({ $0.sealing }) { return key }
        let now = Timestamp.now()
        let key = try await originals.write { database in
            if let known = try self.openable(since: now, in: database) { return known }
            let made = DataKey()
            let wrapped = try made.wrapped(for: try Self.keptPublicKey(in: database))
            try database.execute(
                sql: "INSERT INTO data_key (id, wrapped, made_at) VALUES (?, ?, ?)",
                arguments: [made.id, wrapped, now.rawValue])
            return made
        }
        kept.withLock { kept in
            if kept.sealing == nil { kept.sealing = key }
        }
        return key
    }

    /// The newest data key that can be opened and is not too old.
    private func openable(since now: Timestamp, in database: Database) throws -> DataKey? {
        let id = try Int64.fetchOne(
            database, sql: "SELECT id FROM data_key WHERE made_at > ? ORDER BY made_at DESC LIMIT 1",
            arguments: [now.rawValue - Self.longestUse])
        guard let id else { return nil }
        do {
            return try dataKey(id, in: database)
        } catch StoreError.sealed {
            return nil
        } catch is SealingError {
            return nil
        }
    }

    /// Opens a record with the data key that its head names.
    func open(_ record: Data, as name: RecordName, in database: Database) throws -> Data {
        guard let id = SealedRecord.keyID(head: record) else { throw SealingError.broken(record: name.kind) }
        return try SealedRecord.open(record, as: name, with: try dataKey(id, in: database))
    }

    /// Forgets the office's key, so that the file is read again.
    func forget() { kept.withLock { $0.office = nil } }
}
